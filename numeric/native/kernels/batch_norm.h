/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py. */

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
        STORE(columns + 0 * count + i, s, n); \
        STORE(columns + 1 * count + i, c, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        STORE(columns + 2 * count + i, mean, n); \
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
        const V sigma2 = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[0] + i, rows, step[0], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = v_set(C(1.0)) / v3; \
        STORE(columns + 4 * count + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 3 * count + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        STORE(share + i, LOAD(share + i, n) + v2, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row0(rows, count, columns, 0, 0, (const T *)ROW(0), sums + 0 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row0(rows, count, columns, 0, 1, (const T *)ROW(0), sums + 0 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V mean = LOAD(columns + 2 * count + i, n); \
        const V v3 = v2 - mean; \
        const V v4 = v3 * v3; \
        STORE(share + i, LOAD(share + i, n) + v4, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row1(rows, count, columns, 0, 0, (const T *)ROW(0), sums + 0 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row1(rows, count, columns, 0, 1, (const T *)ROW(0), sums + 0 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, const T *gamma_, const T *beta_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V beta = LOAD(beta_ + i, n); \
        const V gamma = LOAD(gamma_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V mean = LOAD(columns + 2 * count + i, n); \
        const V v3 = v2 - mean; \
        const V v4 = LOAD(columns + 3 * count + i, n); \
        const V xhat = v3 * v4; \
        const V v5 = v_fma(gamma, xhat, beta); \
        STORE(out + i, v5, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row2(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (T *)ROW(4));
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_row2(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (T *)ROW(4));
        }
    (void)scaled;
}

static const struct stage kernel_batch_norm_stages[] = {
    {kernel_batch_norm_prepare0, kernel_batch_norm_rows0, 1},
    {kernel_batch_norm_prepare1, kernel_batch_norm_rows1, 1},
    {kernel_batch_norm_prepare2, kernel_batch_norm_rows2, 0},
    {NULL, NULL, 0},
};

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
        const V g = LOAD((const T *)a[0] + i, n); \
        const V c2 = g; \
        STORE(columns + 0 * count + i, s, n); \
        STORE(columns + 1 * count + i, c, n); \
        STORE(columns + 2 * count + i, c2, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V mean2 = LOAD(sums + 1 * count + i, n) / v_set((T)rows); \
        const V sum = LOAD(sums + 2 * count + i, n); \
        STORE(columns + 3 * count + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 6 * count + i, mean2, n); \
        fine &= scaled || are_finite(mean2); \
        STORE(columns + 8 * count + i, sum, n); \
        fine &= scaled || are_finite(sum); \
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
        const V sigma2 = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[1] + i, rows, step[1], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = v_set(C(1.0)) / v3; \
        STORE(columns + 9 * count + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 4 * count + i, v4, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V sum = LOAD(sums + 1 * count + i, n); \
        const V gamma = LOAD((const T *)a[2] + i, n); \
        const V sigma2 = LOAD(columns + 9 * count + i, n); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[1] + i, rows, step[1], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = gamma / v3; \
        const V v5 = v4 / s; \
        STORE(columns + 7 * count + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 10 * count + i, sum, n); \
        fine &= scaled || are_finite(sum); \
        STORE(columns + 5 * count + i, v5, n); \
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
        const V sum = LOAD(columns + 10 * count + i, n); \
        const V sum2 = LOAD(columns + 8 * count + i, n); \
        STORE((T *)a[6] + i, sum, n); \
        STORE((T *)a[7] + i, sum2, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *x_, T *share, T *share2, T *share3)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V g = LOAD(g_ + i, n); \
        const V c2 = LOAD(columns + 2 * count + i, n); \
        const V v3 = g - c2; \
        STORE(share + i, LOAD(share + i, n) + v2, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + v3, n); \
        STORE(share3 + i, LOAD(share3 + i, n) + g, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * count, sums + 1 * count, sums + 2 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row0(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * count, sums + 1 * count, sums + 2 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V mean = LOAD(columns + 3 * count + i, n); \
        const V v3 = v2 - mean; \
        const V v4 = v3 * v3; \
        STORE(share + i, LOAD(share + i, n) + v4, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 0, (const T *)ROW(1), sums + 0 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row1(rows, count, columns, 0, 1, (const T *)ROW(1), sums + 0 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *x_, T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V g = LOAD(g_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V mean = LOAD(columns + 3 * count + i, n); \
        const V v3 = v2 - mean; \
        const V v4 = LOAD(columns + 4 * count + i, n); \
        const V xhat = v3 * v4; \
        const V v5 = g * xhat; \
        STORE(share + i, LOAD(share + i, n) + v5, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + v5, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * count, sums + 1 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row2(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(1),
                sums + 0 * count, sums + 1 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_row3(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *x_, T *out1)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V v = LOAD(columns + 5 * count + i, n); \
        const V g = LOAD(g_ + i, n); \
        const V c = LOAD(columns + 2 * count + i, n); \
        const V v2 = g - c; \
        const V mean = LOAD(columns + 6 * count + i, n); \
        const V v3 = v2 - mean; \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v4 = v_if(scaled, x / s, x); \
        const V c2 = LOAD(columns + 1 * count + i, n); \
        const V v5 = v4 - c2; \
        const V mean2 = LOAD(columns + 3 * count + i, n); \
        const V v6 = v5 - mean2; \
        const V v7 = LOAD(columns + 4 * count + i, n); \
        const V xhat = v6 * v7; \
        const V mean3 = LOAD(columns + 7 * count + i, n); \
        const V v8 = v_fnma(xhat, mean3, v3); \
        const V v9 = v * v8; \
        STORE(out1 + i, v9, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row3(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(5));
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_vjp_row3(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(5));
        }
    (void)scaled;
}

static const struct stage kernel_batch_norm_vjp_stages[] = {
    {kernel_batch_norm_vjp_prepare0, kernel_batch_norm_vjp_rows0, 3},
    {kernel_batch_norm_vjp_prepare1, kernel_batch_norm_vjp_rows1, 1},
    {kernel_batch_norm_vjp_prepare2, kernel_batch_norm_vjp_rows2, 2},
    {kernel_batch_norm_vjp_prepare3, kernel_batch_norm_vjp_rows3, 0},
    {kernel_batch_norm_vjp_prepare4, NULL, 0},
};

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
        const V dx = LOAD((const T *)a[0] + i, n); \
        const V v2 = v_if(scaled, dx / s, dx); \
        const V c2 = v2; \
        STORE(columns + 0 * count + i, s, n); \
        STORE(columns + 1 * count + i, c, n); \
        STORE(columns + 2 * count + i, c2, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V mean2 = LOAD(sums + 1 * count + i, n) / v_set((T)rows); \
        STORE(columns + 3 * count + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 6 * count + i, mean2, n); \
        fine &= scaled || are_finite(mean2); \
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
        const V sigma2 = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[3] + i, rows, step[3], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = v_set(C(1.0)) / v3; \
        STORE(columns + 8 * count + i, sigma2, n); \
        fine &= scaled || are_finite(sigma2); \
        STORE(columns + 4 * count + i, v4, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V gamma = LOAD((const T *)a[4] + i, n); \
        const V sigma2 = LOAD(columns + 8 * count + i, n); \
        const V eps = v_set(*eps_); \
        const V s = !scaled ? v_set(1) : column_scale((const T *)a[3] + i, rows, step[3], n); \
        const V v = v_if(scaled, v_over_square(eps, s), eps); \
        const V v2 = sigma2 + v; \
        const V v3 = v_sqrt(v2); \
        const V v4 = gamma / v3; \
        STORE(columns + 7 * count + i, mean, n); \
        fine &= scaled || are_finite(mean); \
        STORE(columns + 5 * count + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dx_, const T *x_, T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V dx = LOAD(dx_ + i, n); \
        const V v3 = v_if(scaled, dx / s, dx); \
        const V c2 = LOAD(columns + 2 * count + i, n); \
        const V v4 = v3 - c2; \
        STORE(share + i, LOAD(share + i, n) + v2, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + v4, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * count, sums + 1 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row0(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(3),
                sums + 0 * count, sums + 1 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row1(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - c; \
        const V mean = LOAD(columns + 3 * count + i, n); \
        const V v3 = v2 - mean; \
        const V v4 = v3 * v3; \
        STORE(share + i, LOAD(share + i, n) + v4, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 0, (const T *)ROW(3), sums + 0 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row1(rows, count, columns, 0, 1, (const T *)ROW(3), sums + 0 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row2(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dx_, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V dx = LOAD(dx_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v = v_if(scaled, dx / s, dx); \
        const V x = LOAD(x_ + i, n); \
        const V v2 = v_if(scaled, x / s, x); \
        const V c = LOAD(columns + 1 * count + i, n); \
        const V v3 = v2 - c; \
        const V mean = LOAD(columns + 3 * count + i, n); \
        const V v4 = v3 - mean; \
        const V v5 = LOAD(columns + 4 * count + i, n); \
        const V xhat = v4 * v5; \
        const V v6 = v * xhat; \
        STORE(share + i, LOAD(share + i, n) + v6, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(3), sums + 0 * count);
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row2(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(3), sums + 0 * count);
        }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_row3(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dx_, const T *dgamma_, const T *dbeta_, const T *x_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V v = LOAD(columns + 5 * count + i, n); \
        const V dx = LOAD(dx_ + i, n); \
        const V s = LOAD(columns + 0 * count + i, n); \
        const V v2 = v_if(scaled, dx / s, dx); \
        const V c = LOAD(columns + 2 * count + i, n); \
        const V v3 = v2 - c; \
        const V mean = LOAD(columns + 6 * count + i, n); \
        const V v4 = v3 - mean; \
        const V x = LOAD(x_ + i, n); \
        const V v5 = v_if(scaled, x / s, x); \
        const V c2 = LOAD(columns + 1 * count + i, n); \
        const V v6 = v5 - c2; \
        const V mean2 = LOAD(columns + 3 * count + i, n); \
        const V v7 = v6 - mean2; \
        const V v8 = LOAD(columns + 4 * count + i, n); \
        const V xhat = v7 * v8; \
        const V mean3 = LOAD(columns + 7 * count + i, n); \
        const V v9 = v_fnma(xhat, mean3, v4); \
        const V v10 = v * v9; \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V v11 = xhat * dgamma; \
        const V dbeta = LOAD(dbeta_ + i, n); \
        const V v12 = v10 + v11 + dbeta; \
        STORE(out + i, v12, n); \
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
    if (!scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row3(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(7));
        }
    if (scaled)
        for (ptrdiff_t row = first; row < last; row++) {
            kernel_batch_norm_jvp_row3(rows, count, columns, 0, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(7));
        }
    (void)scaled;
}

static const struct stage kernel_batch_norm_jvp_stages[] = {
    {kernel_batch_norm_jvp_prepare0, kernel_batch_norm_jvp_rows0, 2},
    {kernel_batch_norm_jvp_prepare1, kernel_batch_norm_jvp_rows1, 1},
    {kernel_batch_norm_jvp_prepare2, kernel_batch_norm_jvp_rows2, 1},
    {kernel_batch_norm_jvp_prepare3, kernel_batch_norm_jvp_rows3, 0},
    {NULL, NULL, 0},
};

static int kernel_batch_norm_running_mean_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[2];
#define BODY(i, n) { \
        const V mu = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V running_mean = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * running_mean; \
        const V v3 = momentum * mu; \
        const V next_mean = v2 + v3; \
        STORE(columns + 0 * count + i, mu, n); \
        STORE((T *)a[3] + i, next_mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        STORE(share + i, LOAD(share + i, n) + x, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_mean_row0(rows, count, columns, 0, 0, (const T *)ROW(1), sums + 0 * count);
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_stages[] = {
    {NULL, kernel_batch_norm_running_mean_rows0, 1},
    {kernel_batch_norm_running_mean_prepare1, NULL, 0},
};

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
        STORE(columns + 0 * count + i, v3, n); \
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
    const T *columns, const int careful, const int scaled, T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * count + i, n); \
        STORE(out2 + i, v, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_mean_vjp_row0(rows, count, columns, 0, 0, (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_vjp_stages[] = {
    {kernel_batch_norm_running_mean_vjp_prepare0, kernel_batch_norm_running_mean_vjp_rows0, 0},
    {kernel_batch_norm_running_mean_vjp_prepare1, NULL, 0},
};

static int kernel_batch_norm_running_mean_jvp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
    const T *momentum_ = (const T *)a[4];
#define BODY(i, n) { \
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        const V momentum = v_set(*momentum_); \
        const V v = v_set(C(1.0)) - momentum; \
        const V drunning_mean = LOAD((const T *)a[0] + i, n); \
        const V v2 = v * drunning_mean; \
        const V v3 = momentum * mean; \
        const V v4 = v2 + v3; \
        STORE(columns + 0 * count + i, mean, n); \
        STORE((T *)a[5] + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *dx_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V dx = LOAD(dx_ + i, n); \
        STORE(share + i, LOAD(share + i, n) + dx, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_mean_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(1), sums + 0 * count);
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_mean_jvp_stages[] = {
    {NULL, kernel_batch_norm_running_mean_jvp_rows0, 1},
    {kernel_batch_norm_running_mean_jvp_prepare1, NULL, 0},
};

static int kernel_batch_norm_running_var_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[1] + i, n); \
        const V c = x; \
        STORE(columns + 0 * count + i, c, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        STORE(columns + 1 * count + i, mean, n); \
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
        const V sigma2 = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
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
        STORE(columns + 2 * count + i, sigma2, n); \
        STORE((T *)a[3] + i, next_var, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v = x - c; \
        STORE(share + i, LOAD(share + i, n) + v, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_row0(rows, count, columns, 0, 0, (const T *)ROW(1), sums + 0 * count);
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v = x - c; \
        const V mean = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - mean; \
        const V v3 = v2 * v2; \
        STORE(share + i, LOAD(share + i, n) + v3, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_row1(rows, count, columns, 0, 0, (const T *)ROW(1), sums + 0 * count);
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_stages[] = {
    {kernel_batch_norm_running_var_prepare0, kernel_batch_norm_running_var_rows0, 1},
    {kernel_batch_norm_running_var_prepare1, kernel_batch_norm_running_var_rows1, 1},
    {kernel_batch_norm_running_var_prepare2, NULL, 0},
};

static int kernel_batch_norm_running_var_vjp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[2] + i, n); \
        const V c = x; \
        STORE(columns + 0 * count + i, c, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        STORE(columns + 1 * count + i, mean, n); \
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
    const T *columns, const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v = x - c; \
        STORE(share + i, LOAD(share + i, n) + v, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(2), sums + 0 * count);
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_vjp_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *g_, const T *x_, const T *momentum_,
    T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V momentum = v_set(*momentum_);
    const V v = v_set(C(2.0)) * momentum;
    const V v2 = v_set((T)rows);
    const V v3 = v2 + v_set(C(-1.0));
    const V v4 = v / v3;
#define BODY(i, n) { \
        const V g = LOAD(g_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v5 = x - c; \
        const V mean = LOAD(columns + 1 * count + i, n); \
        const V v6 = v5 - mean; \
        const V v7 = v4 * g * v6; \
        STORE(out2 + i, v7, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_vjp_row1(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(2),
            (const T *)ROW(3), (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_vjp_stages[] = {
    {kernel_batch_norm_running_var_vjp_prepare0, kernel_batch_norm_running_var_vjp_rows0, 1},
    {kernel_batch_norm_running_var_vjp_prepare1, kernel_batch_norm_running_var_vjp_rows1, 0},
    {kernel_batch_norm_running_var_vjp_prepare2, NULL, 0},
};

static int kernel_batch_norm_running_var_jvp_prepare0(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V x = LOAD((const T *)a[3] + i, n); \
        const V c = x; \
        STORE(columns + 0 * count + i, c, n); \
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
        const V mean = LOAD(sums + 0 * count + i, n) / v_set((T)rows); \
        STORE(columns + 1 * count + i, mean, n); \
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
        const V sum = LOAD(sums + 0 * count + i, n); \
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
        STORE(columns + 2 * count + i, sum, n); \
        STORE((T *)a[5] + i, v8, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v = x - c; \
        STORE(share + i, LOAD(share + i, n) + v, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(3), sums + 0 * count);
    }
    (void)scaled;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_jvp_row1(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *dx_, const T *x_, T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V c = LOAD(columns + 0 * count + i, n); \
        const V v = x - c; \
        const V mean = LOAD(columns + 1 * count + i, n); \
        const V v2 = v - mean; \
        const V dx = LOAD(dx_ + i, n); \
        const V v3 = v2 * dx; \
        STORE(share + i, LOAD(share + i, n) + v3, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_var_jvp_row1(rows, count, columns, 0, 0, (const T *)ROW(1), (const T *)ROW(3),
            sums + 0 * count);
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_running_var_jvp_stages[] = {
    {kernel_batch_norm_running_var_jvp_prepare0, kernel_batch_norm_running_var_jvp_rows0, 1},
    {kernel_batch_norm_running_var_jvp_prepare1, kernel_batch_norm_running_var_jvp_rows1, 1},
    {kernel_batch_norm_running_var_jvp_prepare2, NULL, 0},
};

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
        STORE(columns + 0 * count + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, const T *gamma_, const T *beta_,
    const T *running_mean_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v = x - running_mean; \
        const V v2 = gamma * v; \
        const V v3 = LOAD(columns + 0 * count + i, n); \
        const V v4 = v2 * v3; \
        const V beta = LOAD(beta_ + i, n); \
        const V v5 = v4 + beta; \
        STORE(out + i, v5, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
            (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(6));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_stages[] = {
    {kernel_batch_norm_inference_prepare0, kernel_batch_norm_inference_rows0, 0},
    {NULL, NULL, 0},
};

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
        STORE(columns + 0 * count + i, v3, n); \
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
        const V sum = LOAD(sums + 0 * count + i, n); \
        const V sum2 = LOAD(sums + 1 * count + i, n); \
        const V running_var = LOAD((const T *)a[5] + i, n); \
        const V eps = v_set(*eps_); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = sum / v2; \
        const V v4 = LOAD(columns + 0 * count + i, n); \
        const V v5 = v4 * sum2; \
        const V v6 = -v5; \
        const V gamma = LOAD((const T *)a[2] + i, n); \
        const V v7 = v_set(C(2.0)) * v * v2; \
        const V v8 = gamma / v7; \
        const V v9 = v8 * sum; \
        const V v10 = -v9; \
        STORE(columns + 1 * count + i, sum, n); \
        STORE(columns + 2 * count + i, sum2, n); \
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
    const T *columns, const int careful, const int scaled, const T *g_, const T *x_, const T *running_mean_,
    T *out1, T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * count + i, n); \
        const V g = LOAD(g_ + i, n); \
        const V v2 = v * g; \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v3 = x - running_mean; \
        const V v4 = g * v3; \
        STORE(out1 + i, v2, n); \
        STORE(share + i, LOAD(share + i, n) + v4, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + g, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
            (const T *)ROW(4), (T *)ROW(7), sums + 0 * count, sums + 1 * count);
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_vjp_stages[] = {
    {kernel_batch_norm_inference_vjp_prepare0, kernel_batch_norm_inference_vjp_rows0, 2},
    {kernel_batch_norm_inference_vjp_prepare1, NULL, 0},
};

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
        STORE(columns + 0 * count + i, v3, n); \
        STORE(columns + 1 * count + i, v4, n); \
        STORE(columns + 2 * count + i, v5, n); \
        STORE(columns + 3 * count + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *dx_, const T *dgamma_, const T *dbeta_,
    const T *x_, const T *running_mean_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
#define BODY(i, n) { \
        const V v = LOAD(columns + 0 * count + i, n); \
        const V dx = LOAD(dx_ + i, n); \
        const V v2 = v * dx; \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v3 = x - running_mean; \
        const V v4 = LOAD(columns + 1 * count + i, n); \
        const V v5 = v3 * v4; \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V v6 = v5 * dgamma; \
        const V dbeta = LOAD(dbeta_ + i, n); \
        const V v7 = LOAD(columns + 2 * count + i, n); \
        const V v8 = LOAD(columns + 3 * count + i, n); \
        const V v9 = v * v5 * v8; \
        const V v10 = v2 + v6 + dbeta - v7 - v9; \
        STORE(out + i, v10, n); \
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
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
            (const T *)ROW(2), (const T *)ROW(5), (const T *)ROW(8), (T *)ROW(11));
    }
    (void)scaled;
}

static const struct stage kernel_batch_norm_inference_jvp_stages[] = {
    {kernel_batch_norm_inference_jvp_prepare0, kernel_batch_norm_inference_jvp_rows0, 0},
    {NULL, NULL, 0},
};
