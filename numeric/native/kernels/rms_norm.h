/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/rms_norm.py. */

#ifndef WITHOUT_rms_norm
static ALWAYS_INLINE int kernel_rms_norm_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, const T *gamma_, const T *eps_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
#define BODY(i, n, u) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_if(careful, x / s, x); \
        const V v2 = v * v; \
        s_1_##u = KEEP(v2, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    if (!careful && !(is_finite(mean))) return 0;
    const V eps = v_set(*eps_);
    const V v4 = v_if(careful, v_over_square(eps, s), eps);
    const V v5 = mean + v4;
    const V rms = v_sqrt(v5);
    const V v6 = v_set(C(1.0)) / rms;
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V x2 = LOAD(x_ + i, n); \
        const V v3 = v_if(careful, x2 / s, x2); \
        const V xhat = v3 * v6; \
        const V v7 = gamma * xhat; \
        STORE(out + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_rms_norm_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_rms_norm_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (T *)ROW(3)))
                kernel_rms_norm_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                    (T *)ROW(3));
    }
    (void)scaled;
}

static const struct stage kernel_rms_norm_stages[] = {
    {NULL, kernel_rms_norm_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_rms_norm_vjp
static int kernel_rms_norm_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V sum = LOAD(sums + 0 * PITCH(count) + i, n); \
        STORE(columns + 0 * PITCH(count) + i, sum, n); \
        STORE((T *)a[5] + i, sum, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_rms_norm_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *x_, const T *gamma_, const T *eps_, T *out1,
    T *share)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
#define BODY(i, n, u) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_if(careful, x / s, x); \
        const V v2 = v * v; \
        s_1_##u = KEEP(v2, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    const V eps = v_set(*eps_);
    const V v4 = v_if(careful, v_over_square(eps, s), eps);
    const V v5 = mean + v4;
    const V rms = v_sqrt(v5);
    const V v6 = v_set(C(1.0)) / rms;
    Twice s_2 = {v_set(0), v_set(0)};
    V s_2_0, s_2_1, s_2_2, s_2_3;
#define BODY(i, n, u) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V g = FETCH(g_ + i, n); \
        const V h = gamma * g; \
        const V x2 = LOAD(x_ + i, n); \
        const V v3 = v_if(careful, x2 / s, x2); \
        const V xhat = v3 * v6; \
        const V v7 = h * xhat; \
        s_2_##u = KEEP(v7, n, 0); \
    }
#define TAKE4 s_2 = v_plus(s_2, ((s_2_0 + s_2_1) + (s_2_2 + s_2_3)));
#define TAKE1 s_2 = v_plus(s_2, s_2_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean2 = v_mean_of(s_2, count);
    if (!careful && !(is_finite(mean) && is_finite(mean2))) return 0;
    const V v11 = rms * s;
#define BODY(i, n) { \
        const V gamma2 = LOAD(gamma_ + i, n); \
        const V g2 = LOAD(g_ + i, n); \
        const V h2 = gamma2 * g2; \
        const V x3 = LOAD(x_ + i, n); \
        const V v8 = v_if(careful, x3 / s, x3); \
        const V xhat2 = v8 * v6; \
        const V v9 = xhat2 * mean2; \
        const V v10 = h2 - v9; \
        const V v12 = v_if(careful, v10 / v11, v10 * v6); \
        const V v13 = g2 * xhat2; \
        STORE(out1 + i, v12, n); \
        STORE(share + i, LOAD(share + i, n) + v13, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_rms_norm_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_rms_norm_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (const T *)ROW(3), (T *)ROW(4), sums + 0 * PITCH(count)))
                kernel_rms_norm_vjp_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                    (const T *)ROW(3), (T *)ROW(4), sums + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_rms_norm_vjp_stages[] = {
    {NULL, kernel_rms_norm_vjp_rows0, 1},
    {kernel_rms_norm_vjp_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_rms_norm_jvp
static ALWAYS_INLINE int kernel_rms_norm_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dx_, const T *dgamma_, const T *x_, const T *gamma_,
    const T *eps_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
#define BODY(i, n, u) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_if(careful, x / s, x); \
        const V v2 = v * v; \
        s_1_##u = KEEP(v2, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    const V eps = v_set(*eps_);
    const V v5 = v_if(careful, v_over_square(eps, s), eps);
    const V v6 = mean + v5;
    const V rms = v_sqrt(v6);
    const V v7 = v_set(C(1.0)) / rms;
    Twice s_2 = {v_set(0), v_set(0)};
    V s_2_0, s_2_1, s_2_2, s_2_3;
#define BODY(i, n, u) { \
        const V dx = FETCH(dx_ + i, n); \
        const V v3 = v_if(careful, dx / s, dx); \
        const V x2 = LOAD(x_ + i, n); \
        const V v4 = v_if(careful, x2 / s, x2); \
        const V xhat = v4 * v7; \
        const V v8 = v3 * xhat; \
        s_2_##u = KEEP(v8, n, 0); \
    }
#define TAKE4 s_2 = v_plus(s_2, ((s_2_0 + s_2_1) + (s_2_2 + s_2_3)));
#define TAKE1 s_2 = v_plus(s_2, s_2_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean2 = v_mean_of(s_2, count);
    if (!careful && !(is_finite(mean) && is_finite(mean2))) return 0;
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V v9 = gamma / rms; \
        const V dx2 = LOAD(dx_ + i, n); \
        const V v10 = v_if(careful, dx2 / s, dx2); \
        const V x3 = LOAD(x_ + i, n); \
        const V v11 = v_if(careful, x3 / s, x3); \
        const V xhat2 = v11 * v7; \
        const V v12 = v_fnma(xhat2, mean2, v10); \
        const V v13 = v9 * v12; \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V v14 = xhat2 * dgamma; \
        const V v15 = v13 + v14; \
        STORE(out + i, v15, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_rms_norm_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_rms_norm_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (const T *)ROW(3), (const T *)ROW(4), (T *)ROW(5)))
                kernel_rms_norm_jvp_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                    (const T *)ROW(3), (const T *)ROW(4), (T *)ROW(5));
    }
    (void)scaled;
}

static const struct stage kernel_rms_norm_jvp_stages[] = {
    {NULL, kernel_rms_norm_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif
