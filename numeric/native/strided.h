/* Arrays with gaps, and arrays without. */
#ifndef PROOFNOTES_STRIDED_H
#define PROOFNOTES_STRIDED_H

#include <stddef.h>

/* Entries of `size` bytes, 4 or 8; `from_step` and `to_step` are the bytes from one entry to the next. */
void copy_entries(char *to, ptrdiff_t to_step, const char *from, ptrdiff_t from_step, ptrdiff_t count, int size);

/* The same for several rows, in the order in which memory is read. */
void copy_rows(char *to, ptrdiff_t to_row, ptrdiff_t to_step, const char *from, ptrdiff_t from_row, ptrdiff_t from_step,
               ptrdiff_t rows, ptrdiff_t count, int size);

#endif
