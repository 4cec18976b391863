/* Kernels called on arrays as NumPy hands them over: any steps, any size, on several threads. */
#ifndef PROOFNOTES_CALLS_H
#define PROOFNOTES_CALLS_H

#include "kernel.h"

#define MOST_ARGUMENTS 32

struct call {
    const struct kernel *kernel;
    int size;   /* bytes of an entry: 4 or 8 */
    int lanes;  /* entries of a vector */
};

/* Each returns 0, or what went wrong; then nothing, or not everything, has been computed. */
enum { NO_MEMORY = -1, NO_LABEL = -2 };

int call_elementwise(const struct call *call, ptrdiff_t count, char *const *a, const ptrdiff_t *step);

/* step: from row to row; entry: from entry to entry of what has more than one in a row. */
int call_rows(const struct call *call, ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
              const ptrdiff_t *entry);

#endif
