/* What a compiled kernel is to its caller.
 *
 * classes has a letter for each argument and each result: f as large as the data, r one entry a row, l one class label a row, c one
 * entry a column, p a single number.  `a` holds their addresses in this order, `step` the bytes from one row to the next.
 */
#ifndef PROOFNOTES_KERNEL_H
#define PROOFNOTES_KERNEL_H

#include <stddef.h>

/* A class label: a place in the row, counted from 0.  Callers check that it is one. */
typedef ptrdiff_t Label;

/* A kernel of numbers: `count` entries, without gaps. */
typedef void elementwise_kernel(ptrdiff_t count, char *const *a);

/* Entries from one row of scratch, sums or columns to the next: a whole number of vectors, and not a power of two, because what is
 * a power of two apart shares few places of the cache. */
#define PITCH_OF(count, lanes) (((count) + (lanes) - 1) / (lanes) * (lanes) + 5 * (lanes))

/* The rows first <= row < last, each of `count` entries without gaps.  scratch has room for `kept` padded rows; the shares of
 * these rows are added to sums; columns holds what is known of columns.  scaled: columns are divided by powers of two. */
typedef void rows_kernel(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                         void *scratch, void *sums, const void *columns, int scaled);

/* What follows from sums over all rows.  Returns 0 if squares have overflowed and everything has to be done again, scaled. */
typedef int columns_kernel(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums, void *columns,
                           int scaled);

struct stage {
    columns_kernel *prepare; /* may be null */
    rows_kernel *rows;       /* null after the last stage */
    int sums;                /* how many rows of sums it adds up */
};

struct kernel {
    const char *name, *mark, *classes;
    int inputs;
    elementwise_kernel *elementwise; /* or stages: */
    int kept, columns, all_rows;     /* all_rows: the rows of a call belong together */
    int number_of_stages;
    const struct stage *stages; /* one more, which only prepares: the results for columns */
};

/* One table for each instruction set and precision, all with the same rows in the same order; the last has no name. */
struct kernels {
    const struct kernel *table;
    int lanes; /* entries of a vector */
};

#endif
