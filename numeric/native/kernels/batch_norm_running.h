/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm_running.py. */

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

static const struct stage kernel_batch_norm_running_mean_vjp_stages[] = {
    {kernel_batch_norm_running_mean_vjp_prepare0, NULL, 0},
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
