/* A pool of threads that wait for tasks.  They are started when they are needed first, and never joined: the process ends them. */
#include "parallel.h"

#include "mode.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

/* Waiting threads look for work so many times before they sleep: calls often follow each other, and waking a thread takes
 * as long as a small kernel. */
#define LOOKS 2000

static pthread_mutex_t owner = PTHREAD_MUTEX_INITIALIZER;   /* who has it may give work */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;   /* of everything below */
static pthread_cond_t work = PTHREAD_COND_INITIALIZER, done = PTHREAD_COND_INITIALIZER;
static atomic_int wanted = 1; /* how many threads a call may use: one until somebody says otherwise */
static int started;
static atomic_ulong generation; /* counts the jobs given */
static atomic_int inside;       /* workers that are at the present job */
static int helpers;             /* workers that may take part in it: none once its tasks are all taken */

static struct {
    task *each;
    void *context;
    ptrdiff_t count;
    atomic_ptrdiff_t next;
} job;

static inline void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static void take_tasks(int worker) {
    for (;;) {
        const ptrdiff_t number = atomic_fetch_add_explicit(&job.next, 1, memory_order_relaxed);
        if (number >= job.count) return;
        job.each(job.context, number, worker);
    }
}

static void *wait_for_work(void *argument) {
    const int worker = (int)(ptrdiff_t)argument;
    unsigned long seen = 0;
    enter_usual_mode(); /* threads begin with the mode of the one that starts them */
    for (;;) {
        for (int look = 0; look < LOOKS && atomic_load_explicit(&generation, memory_order_acquire) == seen; look++) pause_briefly();
        pthread_mutex_lock(&guard);
        while (atomic_load(&generation) == seen) pthread_cond_wait(&work, &guard);
        seen = atomic_load(&generation);
        const int takes_part = worker <= helpers;
        if (takes_part) atomic_fetch_add(&inside, 1);
        pthread_mutex_unlock(&guard);
        if (!takes_part) continue;
        take_tasks(worker);
        if (atomic_fetch_sub(&inside, 1) == 1) {
            pthread_mutex_lock(&guard);
            pthread_cond_signal(&done);
            pthread_mutex_unlock(&guard);
        }
    }
    return NULL;
}

/* Starts what is missing.  Signals are for the thread that Python listens on. */
static void start(int count) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (started < count) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, wait_for_work, (void *)(ptrdiff_t)(started + 1)) != 0) break;
        pthread_detach(thread);
        started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void run_alone(task *each, void *context, ptrdiff_t count) {
    for (ptrdiff_t number = 0; number < count; number++) each(context, number, 0);
}

void run_tasks(task *each, void *context, ptrdiff_t count, int threads) {
    const int others = threads - 1 < count - 1 ? threads - 1 : (int)(count - 1);
    if (others < 1 || pthread_mutex_trylock(&owner) != 0) {
        run_alone(each, context, count);
        return;
    }
    pthread_mutex_lock(&guard);
    start(others);
    helpers = others < started ? others : started;
    job.each = each, job.context = context, job.count = count;
    atomic_store(&job.next, 0);
    atomic_fetch_add_explicit(&generation, 1, memory_order_release);
    pthread_cond_broadcast(&work);
    pthread_mutex_unlock(&guard);
    take_tasks(0);
    pthread_mutex_lock(&guard);
    helpers = 0; /* who has not come by now need not come */
    pthread_mutex_unlock(&guard);
    for (int look = 0; look < LOOKS && atomic_load(&inside) > 0; look++) pause_briefly();
    pthread_mutex_lock(&guard);
    while (atomic_load(&inside) > 0) pthread_cond_wait(&done, &guard);
    pthread_mutex_unlock(&guard);
    pthread_mutex_unlock(&owner);
}

int get_threads(void) { return atomic_load(&wanted); }

void set_threads(int count) { atomic_store(&wanted, count < 1 ? 1 : count > MOST_THREADS ? MOST_THREADS : count); }

/* The child has only the thread that forked; locks may have been held by others. */
static void forget_threads(void) {
    pthread_mutex_init(&owner, NULL);
    pthread_mutex_init(&guard, NULL);
    pthread_cond_init(&work, NULL);
    pthread_cond_init(&done, NULL);
    started = helpers = 0;
    atomic_store(&inside, 0);
}

void prepare_threads(void) { pthread_atfork(NULL, NULL, forget_threads); }
