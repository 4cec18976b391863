/* Tasks on several threads.   Which thread runs which task is left to chance; what a task does must not depend on it. */
#ifndef PROOFNOTES_PARALLEL_H
#define PROOFNOTES_PARALLEL_H

#include <stddef.h>

typedef void task(void *context, ptrdiff_t number, int worker);

#define MOST_THREADS 256

/* task(context, number, worker) for 0 <= number < count, worker < threads.   Called from two threads at once, the second call runs
 * on its own thread alone.   threads: what get_threads() said when memory for the workers was taken; it may have changed since. */
void run_tasks(task *each, void *context, ptrdiff_t count, int threads);

int get_threads(void);
void set_threads(int count);

/* Once, when the module is loaded: a child process starts without threads. */
void prepare_threads(void);

#endif
