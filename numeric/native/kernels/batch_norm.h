/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py. */

#ifndef WITHOUT_batch_norm
static int kernel_batch_norm_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[0] + i, rows, step[0], n); \
        const V x = LOAD((const T *)a[0] + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = v; \
        STORE(columns + 0 * PITCH(count) + i, s, n); \
        STORE(columns + 1 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 2 * PITCH(count) + i, mean, n); \
        fine &= scaled || are_finite(mean); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[3];
#define BODY(i, n) { \
        const V sigma2 = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[0] + i, rows, step[0], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = v_set(C(1.0)) / v3; \
        STORE(columns + 4 * PITCH(count) + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 3 * PITCH(count) + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 0) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            part = part + v2; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_row0(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(0),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_row0(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 0) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            const V mean2 = mean; \
            const V v3 = v2 - mean2; \
            const V v4 = v3 * v3; \
            part = part + v4; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_row1(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_row1(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(0),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_row1(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_,
    const T *gamma_, const T *beta_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V beta = LOAD(beta_ + i, n); \
        const V gamma = LOAD(gamma_ + i, n); \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v4 = LOAD(columns + 3 * PITCH(count) + i, n); \
        TOGETHER_ROWS { \
            const V beta2 = beta; \
            const V gamma2 = gamma; \
            const V x = FETCH(AT(x_, k, 0) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            const V mean2 = mean; \
            const V v3 = v2 - mean2; \
            const V v5 = v4; \
            const V xhat = v3 * v5; \
            const V v6 = v_fma(gamma2, xhat, beta2); \
            STORE(AT(out, k, 4) + i, v6, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_rows2(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_row2(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (T *)ROW(4));
    }
    if (scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_row2(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (T *)ROW(4));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_stages[] = {
    {kernel_batch_norm_prepare0, kernel_batch_norm_rows0, 1},
    {kernel_batch_norm_prepare1, kernel_batch_norm_rows1, 1},
    {kernel_batch_norm_prepare2, kernel_batch_norm_rows2, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_vjp
static int kernel_batch_norm_vjp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[1] + i, rows, step[1], n); \
        const V x = LOAD((const T *)a[1] + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = v; \
        STORE(columns + 0 * PITCH(count) + i, s, n); \
        STORE(columns + 1 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 2 * PITCH(count) + i, mean, n); \
        fine &= scaled || are_finite(mean); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_vjp_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[4];
#define BODY(i, n) { \
        const V sigma2 = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V g = LOAD((const T *)a[0] + i, n); \
        const V c = g; \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[1] + i, rows, step[1], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = v_set(C(1.0)) / v3; \
        STORE(columns + 8 * PITCH(count) + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 3 * PITCH(count) + i, c, n); \
        STORE(columns + 4 * PITCH(count) + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_vjp_prepare3(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[4];
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V sum = LOAD(sums + 1 * PITCH(count) + i, n); \
        const V sum2 = LOAD(sums + 2 * PITCH(count) + i, n); \
        const V gamma = LOAD((const T *)a[2] + i, n); \
        const V sigma2 = LOAD(columns + 8 * PITCH(count) + i, n); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[1] + i, rows, step[1], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = gamma / v3; \
        const V v5 = v4 / s; \
        const V v6 = v_set((T)rows); \
        const V v7 = sum / v6; \
        STORE(columns + 6 * PITCH(count) + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 9 * PITCH(count) + i, sum, n); \
        fine &= scaled || are_finite(sum); \
        STORE(columns + 10 * PITCH(count) + i, sum2, n); \
        fine &= scaled || are_finite(sum2); \
        STORE(columns + 5 * PITCH(count) + i, v5, n); \
        STORE(columns + 7 * PITCH(count) + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_vjp_prepare4(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V sum = LOAD(columns + 9 * PITCH(count) + i, n); \
        const V sum2 = LOAD(columns + 10 * PITCH(count) + i, n); \
        STORE((T *)a[6] + i, sum, n); \
        STORE((T *)a[7] + i, sum2, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            part = part + v2; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 1, step, 1, (const T *)ROW(1), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            const V mean2 = mean; \
            const V v3 = v2 - mean2; \
            const V v4 = v3 * v3; \
            part = part + v4; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_vjp_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 1, step, 1, (const T *)ROW(1), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *g_, const T *x_,
    T *share, T *share2, T *share3)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 3 * PITCH(count) + i, n); \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c3 = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v5 = LOAD(columns + 4 * PITCH(count) + i, n); \
        V part = v_set(0); \
        V part2 = v_set(0); \
        V part3 = v_set(0); \
        TOGETHER_ROWS { \
            const V g = FETCH(AT(g_, k, 0) + i, n); \
            const V c2 = c; \
            const V v = g - c2; \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V s2 = s; \
            const V v2 = v_if(scaled, x / s2, x); \
            const V c4 = c3; \
            const V v3 = v2 - c4; \
            const V mean2 = mean; \
            const V v4 = v3 - mean2; \
            const V v6 = v5; \
            const V xhat = v4 * v6; \
            const V v7 = g * xhat; \
            part = part + v; \
            part2 = part2 + v7; \
            part3 = part3 + g; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + part2, n); \
        STORE(share3 + i, LOAD(share3 + i, n) + part3, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_vjp_rows2(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count), sums + 2 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count), sums + 2 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count), sums + 2 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count), sums + 2 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row3(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *g_, const T *x_,
    T *out1)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V v = LOAD(columns + 5 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 3 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 6 * PITCH(count) + i, n); \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c3 = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean3 = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v8 = LOAD(columns + 4 * PITCH(count) + i, n); \
        const V v10 = LOAD(columns + 7 * PITCH(count) + i, n); \
        TOGETHER_ROWS { \
            const V v2 = v; \
            const V g = FETCH(AT(g_, k, 0) + i, n); \
            const V c2 = c; \
            const V v3 = g - c2; \
            const V mean2 = mean; \
            const V v4 = v3 - mean2; \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V s2 = s; \
            const V v5 = v_if(scaled, x / s2, x); \
            const V c4 = c3; \
            const V v6 = v5 - c4; \
            const V mean4 = mean3; \
            const V v7 = v6 - mean4; \
            const V v9 = v8; \
            const V xhat = v7 * v9; \
            const V v11 = v10; \
            const V v12 = v_fnma(xhat, v11, v4); \
            const V v13 = v2 * v12; \
            STORE(AT(out1, k, 5) + i, v13, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_vjp_rows3(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_vjp_row3(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (T *)ROW(5));
    }
    if (scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_vjp_row3(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_vjp_stages[] = {
    {kernel_batch_norm_vjp_prepare0, kernel_batch_norm_vjp_rows0, 1},
    {kernel_batch_norm_vjp_prepare1, kernel_batch_norm_vjp_rows1, 1},
    {kernel_batch_norm_vjp_prepare2, kernel_batch_norm_vjp_rows2, 3},
    {kernel_batch_norm_vjp_prepare3, kernel_batch_norm_vjp_rows3, 0},
    {kernel_batch_norm_vjp_prepare4, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_jvp
static int kernel_batch_norm_jvp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[3] + i, rows, step[3], n); \
        const V x = LOAD((const T *)a[3] + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = v; \
        STORE(columns + 0 * PITCH(count) + i, s, n); \
        STORE(columns + 1 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_jvp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 2 * PITCH(count) + i, mean, n); \
        fine &= scaled || are_finite(mean); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_jvp_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[6];
#define BODY(i, n) { \
        const V sigma2 = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V dx = LOAD((const T *)a[0] + i, n); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[3] + i, rows, step[3], n); \
        const V v = v_if(scaled, dx / s, dx); \
        const V c = v; \
        const V eps = v_set(*eps_); \
        const V v2 = v_if(scaled, v_over_square(eps, s), eps); \
        const V v3 = sigma2 + v2; \
        const V v4 = v_sqrt(v3); \
        const V v5 = v_set(C(1.0)) / v4; \
        STORE(columns + 8 * PITCH(count) + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 3 * PITCH(count) + i, c, n); \
        STORE(columns + 4 * PITCH(count) + i, v5, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_jvp_prepare3(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[6];
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V mean2 = LOAD(sums + 1 * PITCH(count) + i, n) / v_set((T)rows); \
        const V gamma = LOAD((const T *)a[4] + i, n); \
        const V sigma2 = LOAD(columns + 8 * PITCH(count) + i, n); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[3] + i, rows, step[3], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = gamma / v3; \
        STORE(columns + 6 * PITCH(count) + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 7 * PITCH(count) + i, mean2, n); \
        fine &= scaled || are_finite(mean2); \
        STORE(columns + 5 * PITCH(count) + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            part = part + v2; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(3),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(3), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(3),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 1, step, 1, (const T *)ROW(3), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, x / s2, x); \
            const V c2 = c; \
            const V v2 = v - c2; \
            const V mean2 = mean; \
            const V v3 = v2 - mean2; \
            const V v4 = v3 * v3; \
            part = part + v4; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_jvp_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(3),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(3), sums + 0 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(3),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 1, step, 1, (const T *)ROW(3), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *dx_,
    const T *x_, T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 3 * PITCH(count) + i, n); \
        const V c3 = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v6 = LOAD(columns + 4 * PITCH(count) + i, n); \
        V part = v_set(0); \
        V part2 = v_set(0); \
        TOGETHER_ROWS { \
            const V dx = FETCH(AT(dx_, k, 0) + i, n); \
            const V s2 = s; \
            const V v = v_if(scaled, dx / s2, dx); \
            const V c2 = c; \
            const V v2 = v - c2; \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V v3 = v_if(scaled, x / s2, x); \
            const V c4 = c3; \
            const V v4 = v3 - c4; \
            const V mean2 = mean; \
            const V v5 = v4 - mean2; \
            const V v7 = v6; \
            const V xhat = v5 * v7; \
            const V v8 = v * xhat; \
            part = part + v2; \
            part2 = part2 + v8; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + part2, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_jvp_rows2(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count));
    }
    if (scaled) {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 1, step, TOGETHER, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * PITCH(count), sums + 1 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row3(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *dx_,
    const T *dgamma_, const T *dbeta_, const T *x_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V v = LOAD(columns + 5 * PITCH(count) + i, n); \
        const V s = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V c = LOAD(columns + 3 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 6 * PITCH(count) + i, n); \
        const V c3 = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V mean3 = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v9 = LOAD(columns + 4 * PITCH(count) + i, n); \
        const V mean5 = LOAD(columns + 7 * PITCH(count) + i, n); \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V dbeta = LOAD(dbeta_ + i, n); \
        TOGETHER_ROWS { \
            const V v2 = v; \
            const V dx = FETCH(AT(dx_, k, 0) + i, n); \
            const V s2 = s; \
            const V v3 = v_if(scaled, dx / s2, dx); \
            const V c2 = c; \
            const V v4 = v3 - c2; \
            const V mean2 = mean; \
            const V v5 = v4 - mean2; \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V v6 = v_if(scaled, x / s2, x); \
            const V c4 = c3; \
            const V v7 = v6 - c4; \
            const V mean4 = mean3; \
            const V v8 = v7 - mean4; \
            const V v10 = v9; \
            const V xhat = v8 * v10; \
            const V mean6 = mean5; \
            const V v11 = v_fnma(xhat, mean6, v5); \
            const V v12 = v2 * v11; \
            const V dgamma2 = dgamma; \
            const V v13 = xhat * dgamma2; \
            const V dbeta2 = dbeta; \
            const V v14 = v12 + v13 + dbeta2; \
            STORE(AT(out, k, 7) + i, v14, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_jvp_rows3(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    if (!scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_jvp_row3(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(7));
    }
    if (scaled) {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_jvp_row3(rows, count, columns, 0, 1, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(7));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_jvp_stages[] = {
    {kernel_batch_norm_jvp_prepare0, kernel_batch_norm_jvp_rows0, 1},
    {kernel_batch_norm_jvp_prepare1, kernel_batch_norm_jvp_rows1, 1},
    {kernel_batch_norm_jvp_prepare2, kernel_batch_norm_jvp_rows2, 2},
    {kernel_batch_norm_jvp_prepare3, kernel_batch_norm_jvp_rows3, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_mean
static int kernel_batch_norm_running_mean_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[2];
#define BODY(i, n) { \
        const V mu = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V running_mean = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * running_mean; \
        const V v3 = momentum * mu; \
        const V next_mean = v2 + v3; \
        STORE(columns + 0 * PITCH(count) + i, mu, n); \
        STORE((T *)a[3] + i, next_mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            part = part + x; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_mean_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_mean_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_mean_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_stages[] = {
    {NULL, kernel_batch_norm_running_mean_rows0, 1},
    {kernel_batch_norm_running_mean_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_mean_vjp
static int kernel_batch_norm_running_mean_vjp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[3];
#define BODY(i, n) { \
        const V momentum = v_set(*momentum_); \
        const V v = v_set((T)rows); \
        const V v2 = momentum / v; \
        const V g = LOAD((const T *)a[0] + i, n); \
        const V v3 = v2 * g; \
        STORE(columns + 0 * PITCH(count) + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_mean_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[3];
#define BODY(i, n) { \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V g = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * g; \
        STORE((T *)a[4] + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_vjp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together, T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * PITCH(count) + i, n); \
        TOGETHER_ROWS { \
            const V v2 = v; \
            STORE(AT(out2, k, 5) + i, v2, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_mean_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_running_mean_vjp_row0(rows, count, columns, 0, 0, step, 1, (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_vjp_stages[] = {
    {kernel_batch_norm_running_mean_vjp_prepare0, kernel_batch_norm_running_mean_vjp_rows0, 0},
    {kernel_batch_norm_running_mean_vjp_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_mean_jvp
static int kernel_batch_norm_running_mean_jvp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[4];
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V drunning_mean = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * drunning_mean; \
        const V v3 = momentum * mean; \
        const V v4 = v2 + v3; \
        STORE(columns + 0 * PITCH(count) + i, mean, n); \
        STORE((T *)a[5] + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *dx_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V dx = FETCH(AT(dx_, k, 1) + i, n); \
            part = part + dx; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_mean_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_mean_jvp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_mean_jvp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_jvp_stages[] = {
    {NULL, kernel_batch_norm_running_mean_jvp_rows0, 1},
    {kernel_batch_norm_running_mean_jvp_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_var
static int kernel_batch_norm_running_var_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[1] + i, n); \
        const V c = x; \
        STORE(columns + 0 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 1 * PITCH(count) + i, mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[2];
#define BODY(i, n) { \
        const V sigma2 = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V running_var = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * running_var; \
        const V v3 = v_set((T)rows); \
        const V v4 = v3 + v_set(C(-1.0)); \
        const V v5 = v3 / v4; \
        const V v6 = v5 * sigma2; \
        const V v7 = momentum * v6; \
        const V next_var = v2 + v7; \
        STORE(columns + 2 * PITCH(count) + i, sigma2, n); \
        STORE((T *)a[3] + i, next_var, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V c2 = c; \
            const V v = x - c2; \
            part = part + v; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_var_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_var_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 1 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V c2 = c; \
            const V v = x - c2; \
            const V mean2 = mean; \
            const V v2 = v - mean2; \
            const V v3 = v2 * v2; \
            part = part + v3; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_var_row1(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_var_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_stages[] = {
    {kernel_batch_norm_running_var_prepare0, kernel_batch_norm_running_var_rows0, 1},
    {kernel_batch_norm_running_var_prepare1, kernel_batch_norm_running_var_rows1, 1},
    {kernel_batch_norm_running_var_prepare2, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_var_vjp
static int kernel_batch_norm_running_var_vjp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[2] + i, n); \
        const V c = x; \
        STORE(columns + 0 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 1 * PITCH(count) + i, mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_vjp_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[3];
#define BODY(i, n) { \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V g = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * g; \
        STORE((T *)a[4] + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_vjp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 2) + i, n); \
            const V c2 = c; \
            const V v = x - c2; \
            part = part + v; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_var_vjp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(2),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_var_vjp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(2),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_vjp_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *g_, const T *x_, const T *momentum_, T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(2.0)) * momentum; \
        const V v2 = v_set((T)rows); \
        const V v3 = v2 + v_set(C(-1.0)); \
        const V v4 = v / v3; \
        const V g = LOAD(g_ + i, n); \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 1 * PITCH(count) + i, n); \
        TOGETHER_ROWS { \
            const V v5 = v4; \
            const V g2 = g; \
            const V x = FETCH(AT(x_, k, 2) + i, n); \
            const V c2 = c; \
            const V v6 = x - c2; \
            const V mean2 = mean; \
            const V v7 = v6 - mean2; \
            const V v8 = v5 * g2 * v7; \
            STORE(AT(out2, k, 5) + i, v8, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_vjp_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_running_var_vjp_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_vjp_stages[] = {
    {kernel_batch_norm_running_var_vjp_prepare0, kernel_batch_norm_running_var_vjp_rows0, 1},
    {kernel_batch_norm_running_var_vjp_prepare1, kernel_batch_norm_running_var_vjp_rows1, 0},
    {kernel_batch_norm_running_var_vjp_prepare2, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_running_var_jvp
static int kernel_batch_norm_running_var_jvp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[3] + i, n); \
        const V c = x; \
        STORE(columns + 0 * PITCH(count) + i, c, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_jvp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * PITCH(count) + i, n) / v_set((T)rows); \
        STORE(columns + 1 * PITCH(count) + i, mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_running_var_jvp_prepare2(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[4];
#define BODY(i, n) { \
        const V sum = LOAD(sums + 0 * PITCH(count) + i, n); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V drunning_var = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * drunning_var; \
        const V v3 = v_set(C(2.0)) * momentum; \
        const V v4 = v_set((T)rows); \
        const V v5 = v4 + v_set(C(-1.0)); \
        const V v6 = v3 / v5; \
        const V v7 = v6 * sum; \
        const V v8 = v2 + v7; \
        STORE(columns + 2 * PITCH(count) + i, sum, n); \
        STORE((T *)a[5] + i, v8, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V c2 = c; \
            const V v = x - c2; \
            part = part + v; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_var_jvp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(3),
                sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_var_jvp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(3),
                sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_jvp_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *dx_, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V c = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V mean = LOAD(columns + 1 * PITCH(count) + i, n); \
        V part = v_set(0); \
        TOGETHER_ROWS { \
            const V x = FETCH(AT(x_, k, 3) + i, n); \
            const V c2 = c; \
            const V v = x - c2; \
            const V mean2 = mean; \
            const V v2 = v - mean2; \
            const V dx = FETCH(AT(dx_, k, 1) + i, n); \
            const V v3 = v2 * dx; \
            part = part + v3; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_var_jvp_rows1(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_running_var_jvp_row1(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(1),
                (const T *)ROW(3), sums + 0 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_running_var_jvp_row1(rows, count, columns, 0, 0, step, 1, (const T *)ROW(1),
                (const T *)ROW(3), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_jvp_stages[] = {
    {kernel_batch_norm_running_var_jvp_prepare0, kernel_batch_norm_running_var_jvp_rows0, 1},
    {kernel_batch_norm_running_var_jvp_prepare1, kernel_batch_norm_running_var_jvp_rows1, 1},
    {kernel_batch_norm_running_var_jvp_prepare2, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_inference
static int kernel_batch_norm_inference_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[5];
#define BODY(i, n) { \
        const V running_var = LOAD((const T *)a[4] + i, n); \
        const V eps = v_set(*eps_); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = v_set(C(1.0)) / v2; \
        STORE(columns + 0 * PITCH(count) + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *x_,
    const T *gamma_, const T *beta_, const T *running_mean_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v3 = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V beta = LOAD(beta_ + i, n); \
        TOGETHER_ROWS { \
            const V gamma2 = gamma; \
            const V x = FETCH(AT(x_, k, 0) + i, n); \
            const V running_mean2 = running_mean; \
            const V v = x - running_mean2; \
            const V v2 = gamma2 * v; \
            const V v4 = v3; \
            const V v5 = v2 * v4; \
            const V beta2 = beta; \
            const V v6 = v5 + beta2; \
            STORE(AT(out, k, 6) + i, v6, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_inference_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(6));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_stages[] = {
    {kernel_batch_norm_inference_prepare0, kernel_batch_norm_inference_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_inference_vjp
static int kernel_batch_norm_inference_vjp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[6];
#define BODY(i, n) { \
        const V gamma = LOAD((const T *)a[2] + i, n); \
        const V running_var = LOAD((const T *)a[5] + i, n); \
        const V eps = v_set(*eps_); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = gamma / v2; \
        STORE(columns + 0 * PITCH(count) + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static int kernel_batch_norm_inference_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[6];
#define BODY(i, n) { \
        const V sum = LOAD(sums + 0 * PITCH(count) + i, n); \
        const V sum2 = LOAD(sums + 1 * PITCH(count) + i, n); \
        const V running_var = LOAD((const T *)a[5] + i, n); \
        const V eps = v_set(*eps_); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = sum / v2; \
        const V v4 = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V v5 = v4 * sum2; \
        const V v6 = -v5; \
        const V gamma = LOAD((const T *)a[2] + i, n); \
        const V v7 = v_set(C(2.0)) * v * v2; \
        const V v8 = gamma / v7; \
        const V v9 = v8 * sum; \
        const V v10 = -v9; \
        STORE(columns + 1 * PITCH(count) + i, sum, n); \
        STORE(columns + 2 * PITCH(count) + i, sum2, n); \
        STORE((T *)a[8] + i, v3, n); \
        STORE((T *)a[9] + i, sum2, n); \
        STORE((T *)a[10] + i, v6, n); \
        STORE((T *)a[11] + i, v10, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_vjp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *g_, const T *x_, const T *running_mean_, T *out1, T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        V part = v_set(0); \
        V part2 = v_set(0); \
        TOGETHER_ROWS { \
            const V v2 = v; \
            const V g = FETCH(AT(g_, k, 0) + i, n); \
            const V v3 = v2 * g; \
            const V x = FETCH(AT(x_, k, 1) + i, n); \
            const V running_mean2 = running_mean; \
            const V v4 = x - running_mean2; \
            const V v5 = g * v4; \
            STORE(AT(out1, k, 7) + i, v3, n); \
            part = part + v5; \
            part2 = part2 + g; \
        } \
        STORE(share + i, LOAD(share + i, n) + part, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + part2, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_batch_norm_inference_vjp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0),
                (const T *)ROW(1), (const T *)ROW(4), (T *)ROW(7), sums + 0 * PITCH(count), sums + 1 * PITCH(count));
        for (; row < last; row++)
            kernel_batch_norm_inference_vjp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0),
                (const T *)ROW(1), (const T *)ROW(4), (T *)ROW(7), sums + 0 * PITCH(count), sums + 1 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_vjp_stages[] = {
    {kernel_batch_norm_inference_vjp_prepare0, kernel_batch_norm_inference_vjp_rows0, 2},
    {kernel_batch_norm_inference_vjp_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_batch_norm_inference_jvp
static int kernel_batch_norm_inference_jvp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *eps_ = (const T *)a[10];
#define BODY(i, n) { \
        const V gamma = LOAD((const T *)a[6] + i, n); \
        const V running_var = LOAD((const T *)a[9] + i, n); \
        const V eps = v_set(*eps_); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = gamma / v2; \
        const V v4 = v_set(C(1.0)) / v2; \
        const V drunning_mean = LOAD((const T *)a[3] + i, n); \
        const V v5 = v3 * drunning_mean; \
        const V drunning_var = LOAD((const T *)a[4] + i, n); \
        const V v6 = v_set(C(2.0)) * v2; \
        const V v7 = drunning_var / v6; \
        STORE(columns + 0 * PITCH(count) + i, v3, n); \
        STORE(columns + 1 * PITCH(count) + i, v4, n); \
        STORE(columns + 2 * PITCH(count) + i, v5, n); \
        STORE(columns + 3 * PITCH(count) + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const ptrdiff_t *step, const int together,
    const T *dx_, const T *dgamma_, const T *dbeta_, const T *x_, const T *running_mean_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * PITCH(count) + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v5 = LOAD(columns + 1 * PITCH(count) + i, n); \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V dbeta = LOAD(dbeta_ + i, n); \
        const V v9 = LOAD(columns + 2 * PITCH(count) + i, n); \
        const V v11 = LOAD(columns + 3 * PITCH(count) + i, n); \
        TOGETHER_ROWS { \
            const V v2 = v; \
            const V dx = FETCH(AT(dx_, k, 0) + i, n); \
            const V v3 = v2 * dx; \
            const V x = FETCH(AT(x_, k, 5) + i, n); \
            const V running_mean2 = running_mean; \
            const V v4 = x - running_mean2; \
            const V v6 = v5; \
            const V v7 = v4 * v6; \
            const V dgamma2 = dgamma; \
            const V v8 = v7 * dgamma2; \
            const V dbeta2 = dbeta; \
            const V v10 = v9; \
            const V v12 = v11; \
            const V v13 = v2 * v7 * v12; \
            const V v14 = v3 + v8 + dbeta2 - v10 - v13; \
            STORE(AT(out, k, 11) + i, v14, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_batch_norm_inference_jvp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0),
                (const T *)ROW(1), (const T *)ROW(2), (const T *)ROW(5), (const T *)ROW(8), (T *)ROW(11));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_jvp_stages[] = {
    {kernel_batch_norm_inference_jvp_prepare0, kernel_batch_norm_inference_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif
