/* What a compiled kernel is to its caller.
 *
 * classes has a letter for each argument and each result: f as large as the data, r one entry a row, c one entry a column, p a
 * single number.  `a` holds their addresses in this order, `step` the bytes from one row to the next.
 */
#ifndef PROOFNOTES_KERNEL_H
#define PROOFNOTES_KERNEL_H

#include <stddef.h>

enum kind { ELEMENTWISE, ROWS, COLUMNS };

/* Elementwise: `count` entries, without gaps. */
typedef void elementwise_kernel(ptrdiff_t count, char *const *a);

/* The rows first <= row < last, each of `count` entries without gaps; scratch has room for `kept` padded rows, sums for `totals`
 * rows, to which the shares of these rows are added. */
typedef void rows_kernel(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step, void *scratch,
                         void *sums);

/* What follows from sums over all rows. */
typedef void finish_kernel(ptrdiff_t rows, ptrdiff_t count, char *const *a, const void *sums);

/* The columns first <= column < last of all rows. */
typedef void columns_kernel(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step);

struct kernel {
    const char *name, *mark, *classes;
    enum kind kind;
    int inputs, kept, totals;
    elementwise_kernel *elementwise;
    rows_kernel *rows;
    finish_kernel *finish;
    columns_kernel *columns;
};

/* One table for each instruction set and precision, all with the same rows in the same order; the last has no name. */
struct kernels {
    const struct kernel *table;
    int lanes, strip; /* entries of a vector; vectors of a strip of columns */
};

#endif
