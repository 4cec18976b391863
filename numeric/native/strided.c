#include "strided.h"

#include <stdint.h>
#include <string.h>

#define COPY(type)                                                                                                     \
    for (ptrdiff_t k = 0; k < count; k++) *(type *)(to + k * to_step) = *(const type *)(from + k * from_step)

void copy_entries(char *to, ptrdiff_t to_step, const char *from, ptrdiff_t from_step, ptrdiff_t count, int size) {
    if (to_step == size && from_step == size) memcpy(to, from, (size_t)(count * size));
    else if (size == 4) COPY(uint32_t);
    else COPY(uint64_t);
}

static ptrdiff_t distance(ptrdiff_t step) { return step < 0 ? -step : step; }

void copy_rows(char *to, ptrdiff_t to_row, ptrdiff_t to_step, const char *from, ptrdiff_t from_row, ptrdiff_t from_step,
               ptrdiff_t rows, ptrdiff_t count, int size) {
    if (rows > 1 && distance(from_row) + distance(to_row) < distance(from_step) + distance(to_step)) {
        for (ptrdiff_t k = 0; k < count; k++)
            copy_entries(to + k * to_step, to_row, from + k * from_step, from_row, rows, size);
    } else {
        for (ptrdiff_t row = 0; row < rows; row++)
            copy_entries(to + row * to_row, to_step, from + row * from_row, from_step, count, size);
    }
}
