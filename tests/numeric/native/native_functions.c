/* Applies a function of numeric/native/functions.h to the numbers on standard input:   native_functions exp < x > y
 *
 * Writes the results of whole vectors (what is left at the end comes through the functions for parts), then those of the
 * functions on one number.  A function of two numbers takes the first half and the second.  The input ends where memory that
 * may be read ends, so that a vector that reads beyond it ends the program.  Status 77: this processor cannot run it.
 */
#include "functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

typedef V on_vectors(V x, V y);
typedef T on_numbers(T x, T y);

#define ONE(name)                                                                                                      \
    static V vectors_##name(V x, V y) { return (void)y, v_##name(x); }                                                 \
    static T numbers_##name(T x, T y) { return (void)y, s_##name(x); }
#define TWO(name)                                                                                                      \
    static V vectors_##name(V x, V y) { return v_##name(x, y); }                                                       \
    static T numbers_##name(T x, T y) { return s_##name(x, y); }
#define ACROSS(name)                                                                                                   \
    static V vectors_##name(V x, V y) { return (void)y, v_set(v_##name(x)); }                                          \
    static T numbers_##name(T x, T y) { return (void)y, v_##name(v_set(x)); }
#define ALL                                                                                                            \
    ROW(ONE, exp, 1) ROW(ONE, exp_nonpositive, 1) ROW(ONE, expm1, 1) ROW(ONE, log, 1) ROW(ONE, log1p, 1)               \
    ROW(ONE, log1p_to_1, 1) ROW(ONE, tanh, 1) ROW(ONE, sin, 1) ROW(ONE, cos, 1) ROW(ONE, erf, 1)                       \
    ROW(ONE, normal_cdf, 1) ROW(ONE, gaussian, 1) ROW(ONE, sqrt, 1) ROW(ONE, recip, 1) ROW(ONE, abs, 1)                \
    ROW(ONE, sinh, 1) ROW(ONE, cosh, 1) ROW(TWO, max, 2) ROW(TWO, min, 2) ROW(TWO, max_number, 2) ROW(TWO, pow, 2)     \
    ROW(TWO, copysign, 2) ROW(ACROSS, total, 1) ROW(ACROSS, largest, 1) ROW(ACROSS, product, 1)
#define ROW(kind, name, count) kind(name)
ALL
#undef ROW
#define ROW(kind, name, count) {#name, count, vectors_##name, numbers_##name},
static const struct {
    const char *name;
    int count;
    on_vectors *vectors;
    on_numbers *numbers;
} table[] = {ALL};

static int runs_here(void) {
#if defined(__AVX512F__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#elif defined(__AVX2__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return 1;
#endif
}

/* Standard input, its last byte before a page that cannot be read. */
static T *all_input(size_t *count) {
    size_t size = 0, room = 1 << 24, page = (size_t)sysconf(_SC_PAGESIZE);
    char *read = malloc(room);
    for (size_t got; (got = fread(read + size, 1, room - size, stdin)) > 0;) size += got;
    size_t pages = (size + page - 1) / page * page;
    char *mapped = mmap(NULL, pages + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED || mprotect(mapped + pages, page, PROT_NONE) != 0) exit(1);
    memcpy(mapped + pages - size, read, size);
    free(read);
    *count = size / sizeof(T);
    return (T *)(void *)(mapped + pages - size);
}

static void write_all(const T *y, size_t count) {
    if (fwrite(y, sizeof(T), count, stdout) != count) exit(1);
}

int main(int arguments, char **argument) {
    if (!runs_here()) return 77;
    size_t count, row = 0;
    const T *x = all_input(&count);
    while (arguments != 2 || strcmp(table[row].name, argument[1]) != 0)
        if (++row == sizeof table / sizeof *table) return 2;
    const ptrdiff_t n = (ptrdiff_t)(count / (size_t)table[row].count), other = table[row].count == 2 ? n : 0;
    T *y = malloc((size_t)n * sizeof(T) + 1);
    ptrdiff_t k = 0;
    for (; k + LANES <= n; k += LANES) v_store(y + k, table[row].vectors(v_load(x + k), v_load(x + other + k)));
    v_store_part(y + k, table[row].vectors(v_load_part(x + k, n - k, 1), v_load_part(x + other + k, n - k, 1)), n - k);
    write_all(y, (size_t)n);
    for (k = 0; k < n; k++) y[k] = table[row].numbers(x[k], x[other + k]);
    write_all(y, (size_t)n);
    return 0;
}
