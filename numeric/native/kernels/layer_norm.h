/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/layer_norm.py. */

#ifndef WITHOUT_layer_norm
static ALWAYS_INLINE int kernel_layer_norm_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *x_, const T *gamma_, const T *beta_, const T *eps_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    const V c = ({ const ptrdiff_t i = 0, n = 1; const V x2 = LOAD(x_ + i, n); const V v2 = v_if(careful, x2 / s, x2); v_set(v_first(v2)); });
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
#define BODY(i, n, u) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_if(careful, x / s, x); \
        const V v3 = v - c; \
        s_1_##u = KEEP(v3, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    Twice s_2 = {v_set(0), v_set(0)};
    V s_2_0, s_2_1, s_2_2, s_2_3;
#define BODY(i, n, u) { \
        const V x3 = LOAD(x_ + i, n); \
        const V v4 = v_if(careful, x3 / s, x3); \
        const V v5 = v4 - c; \
        const V v6 = v5 - mean; \
        const V v7 = v6 * v6; \
        s_2_##u = KEEP(v7, n, 0); \
    }
#define TAKE4 s_2 = v_plus(s_2, ((s_2_0 + s_2_1) + (s_2_2 + s_2_3)));
#define TAKE1 s_2 = v_plus(s_2, s_2_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V sigma2 = v_mean_of(s_2, count);
    if (!careful && !(is_finite(mean) && is_finite(sigma2))) return 0;
    const V eps = v_set(*eps_);
    const V v11 = v_if(careful, v_over_square(eps, s), eps);
    const V v12 = sigma2 + v11;
    const V v13 = v_sqrt(v12);
    const V v14 = v_set(C(1.0)) / v13;
#define BODY(i, n) { \
        const V beta = LOAD(beta_ + i, n); \
        const V gamma = LOAD(gamma_ + i, n); \
        const V x4 = LOAD(x_ + i, n); \
        const V v8 = v_if(careful, x4 / s, x4); \
        const V v9 = v8 - c; \
        const V v10 = v9 - mean; \
        const V xhat = v10 * v14; \
        const V v15 = v_fma(gamma, xhat, beta); \
        STORE(out + i, v15, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_layer_norm_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_layer_norm_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                (const T *)ROW(3), (T *)ROW(4)))
                kernel_layer_norm_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2),
                    (const T *)ROW(3), (T *)ROW(4));
    }
    (void)scaled;
}

static const struct stage kernel_layer_norm_stages[] = {
    {NULL, kernel_layer_norm_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_layer_norm_vjp
static int kernel_layer_norm_vjp_prepare1(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,
    void *columns_, int scaled)
{
    const T *sums = sums_;
    T *columns = columns_;
    int fine = 1;
#define BODY(i, n) { \
        const V sum = LOAD(sums + 0 * PITCH(count) + i, n); \
        const V sum2 = LOAD(sums + 1 * PITCH(count) + i, n); \
        STORE(columns + 0 * PITCH(count) + i, sum, n); \
        STORE(columns + 1 * PITCH(count) + i, sum2, n); \
        STORE((T *)a[6] + i, sum, n); \
        STORE((T *)a[7] + i, sum2, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;
    return fine;
}

static ALWAYS_INLINE int kernel_layer_norm_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *x_, const T *gamma_, const T *eps_, T *out1,
    T *share, T *share2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V c = ({ const ptrdiff_t i = 0, n = 1; const V gamma2 = LOAD(gamma_ + i, n); const V g2 = LOAD(g_ + i, n); const V h2 = gamma2 * g2; v_set(v_first(h2)); });
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    const V c2 = ({ const ptrdiff_t i = 0, n = 1; const V x2 = LOAD(x_ + i, n); const V v3 = v_if(careful, x2 / s, x2); v_set(v_first(v3)); });
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
    Twice s_12 = {v_set(0), v_set(0)};
    V s_12_0, s_12_1, s_12_2, s_12_3;
#define BODY(i, n, u) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V g = FETCH(g_ + i, n); \
        const V h = gamma * g; \
        const V v = h - c; \
        const V x = FETCH(x_ + i, n); \
        const V v2 = v_if(careful, x / s, x); \
        const V v4 = v2 - c2; \
        s_1_##u = KEEP(v, n, 0); \
        s_12_##u = KEEP(v4, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3))); s_12 = v_plus(s_12, ((s_12_0 + s_12_1) + (s_12_2 + s_12_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0); s_12 = v_plus(s_12, s_12_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    const V mean2 = v_mean_of(s_12, count);
    Twice s_2 = {v_set(0), v_set(0)};
    V s_2_0, s_2_1, s_2_2, s_2_3;
#define BODY(i, n, u) { \
        const V x3 = LOAD(x_ + i, n); \
        const V v5 = v_if(careful, x3 / s, x3); \
        const V v6 = v5 - c2; \
        const V v7 = v6 - mean2; \
        const V v8 = v7 * v7; \
        s_2_##u = KEEP(v8, n, 0); \
    }
#define TAKE4 s_2 = v_plus(s_2, ((s_2_0 + s_2_1) + (s_2_2 + s_2_3)));
#define TAKE1 s_2 = v_plus(s_2, s_2_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V sigma2 = v_mean_of(s_2, count);
    const V eps = v_set(*eps_);
    const V v12 = v_if(careful, v_over_square(eps, s), eps);
    const V v13 = sigma2 + v12;
    const V v14 = v_sqrt(v13);
    const V v15 = v_set(C(1.0)) / v14;
    Twice s_3 = {v_set(0), v_set(0)};
    V s_3_0, s_3_1, s_3_2, s_3_3;
#define BODY(i, n, u) { \
        const V gamma3 = LOAD(gamma_ + i, n); \
        const V g3 = LOAD(g_ + i, n); \
        const V h3 = gamma3 * g3; \
        const V x4 = LOAD(x_ + i, n); \
        const V v9 = v_if(careful, x4 / s, x4); \
        const V v10 = v9 - c2; \
        const V v11 = v10 - mean2; \
        const V xhat = v11 * v15; \
        const V v16 = h3 * xhat; \
        s_3_##u = KEEP(v16, n, 0); \
    }
#define TAKE4 s_3 = v_plus(s_3, ((s_3_0 + s_3_1) + (s_3_2 + s_3_3)));
#define TAKE1 s_3 = v_plus(s_3, s_3_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean3 = v_mean_of(s_3, count);
    if (!careful && !(is_finite(mean) && is_finite(mean2) && is_finite(sigma2) && is_finite(mean3))) return 0;
    const V v23 = v14 * s;
#define BODY(i, n) { \
        const V gamma4 = LOAD(gamma_ + i, n); \
        const V g4 = LOAD(g_ + i, n); \
        const V h4 = gamma4 * g4; \
        const V v17 = h4 - c; \
        const V v18 = v17 - mean; \
        const V x5 = LOAD(x_ + i, n); \
        const V v19 = v_if(careful, x5 / s, x5); \
        const V v20 = v19 - c2; \
        const V v21 = v20 - mean2; \
        const V xhat2 = v21 * v15; \
        const V v22 = v_fnma(xhat2, mean3, v18); \
        const V v24 = v_if(careful, v22 / v23, v22 * v15); \
        const V v25 = g4 * xhat2; \
        STORE(out1 + i, v24, n); \
        STORE(share + i, LOAD(share + i, n) + v25, n); \
        STORE(share2 + i, LOAD(share2 + i, n) + g4, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_layer_norm_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_layer_norm_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(4), (T *)ROW(5), sums + 0 * PITCH(count), sums + 1 * PITCH(count)))
                kernel_layer_norm_vjp_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1),
                    (const T *)ROW(2), (const T *)ROW(4), (T *)ROW(5), sums + 0 * PITCH(count), sums + 1 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_layer_norm_vjp_stages[] = {
    {NULL, kernel_layer_norm_vjp_rows0, 2},
    {kernel_layer_norm_vjp_prepare1, NULL, 0},
};
#endif

#ifndef WITHOUT_layer_norm_jvp
static ALWAYS_INLINE int kernel_layer_norm_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dx_, const T *dgamma_, const T *dbeta_, const T *x_,
    const T *gamma_, const T *eps_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    const V s = !careful ? v_set(1) : row_scale(x_, count);
    const V c = ({ const ptrdiff_t i = 0, n = 1; const V x2 = LOAD(x_ + i, n); const V v2 = v_if(careful, x2 / s, x2); v_set(v_first(v2)); });
    const V c2 = ({ const ptrdiff_t i = 0, n = 1; const V dx2 = LOAD(dx_ + i, n); const V v5 = v_if(careful, dx2 / s, dx2); v_set(v_first(v5)); });
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1, s_1_2, s_1_3;
    Twice s_12 = {v_set(0), v_set(0)};
    V s_12_0, s_12_1, s_12_2, s_12_3;
#define BODY(i, n, u) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_if(careful, x / s, x); \
        const V v3 = v - c; \
        const V dx = FETCH(dx_ + i, n); \
        const V v4 = v_if(careful, dx / s, dx); \
        const V v6 = v4 - c2; \
        s_1_##u = KEEP(v3, n, 0); \
        s_12_##u = KEEP(v6, n, 0); \
    }
#define TAKE4 s_1 = v_plus(s_1, ((s_1_0 + s_1_1) + (s_1_2 + s_1_3))); s_12 = v_plus(s_12, ((s_12_0 + s_12_1) + (s_12_2 + s_12_3)));
#define TAKE1 s_1 = v_plus(s_1, s_1_0); s_12 = v_plus(s_12, s_12_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean = v_mean_of(s_1, count);
    const V mean2 = v_mean_of(s_12, count);
    Twice s_2 = {v_set(0), v_set(0)};
    V s_2_0, s_2_1, s_2_2, s_2_3;
#define BODY(i, n, u) { \
        const V x3 = LOAD(x_ + i, n); \
        const V v7 = v_if(careful, x3 / s, x3); \
        const V v8 = v7 - c; \
        const V v9 = v8 - mean; \
        const V v10 = v9 * v9; \
        s_2_##u = KEEP(v10, n, 0); \
    }
#define TAKE4 s_2 = v_plus(s_2, ((s_2_0 + s_2_1) + (s_2_2 + s_2_3)));
#define TAKE1 s_2 = v_plus(s_2, s_2_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V sigma2 = v_mean_of(s_2, count);
    const V eps = v_set(*eps_);
    const V v15 = v_if(careful, v_over_square(eps, s), eps);
    const V v16 = sigma2 + v15;
    const V v17 = v_sqrt(v16);
    const V v18 = v_set(C(1.0)) / v17;
    Twice s_3 = {v_set(0), v_set(0)};
    V s_3_0, s_3_1, s_3_2, s_3_3;
#define BODY(i, n, u) { \
        const V dx3 = LOAD(dx_ + i, n); \
        const V v11 = v_if(careful, dx3 / s, dx3); \
        const V x4 = LOAD(x_ + i, n); \
        const V v12 = v_if(careful, x4 / s, x4); \
        const V v13 = v12 - c; \
        const V v14 = v13 - mean; \
        const V xhat = v14 * v18; \
        const V v19 = v11 * xhat; \
        s_3_##u = KEEP(v19, n, 0); \
    }
#define TAKE4 s_3 = v_plus(s_3, ((s_3_0 + s_3_1) + (s_3_2 + s_3_3)));
#define TAKE1 s_3 = v_plus(s_3, s_3_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V mean3 = v_mean_of(s_3, count);
    if (!careful && !(is_finite(mean) && is_finite(mean2) && is_finite(sigma2) && is_finite(mean3))) return 0;
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V v20 = gamma / v17; \
        const V dx4 = LOAD(dx_ + i, n); \
        const V v21 = v_if(careful, dx4 / s, dx4); \
        const V v22 = v21 - c2; \
        const V v23 = v22 - mean2; \
        const V x5 = LOAD(x_ + i, n); \
        const V v24 = v_if(careful, x5 / s, x5); \
        const V v25 = v24 - c; \
        const V v26 = v25 - mean; \
        const V xhat2 = v26 * v18; \
        const V v27 = v_fnma(xhat2, mean3, v23); \
        const V v28 = v20 * v27; \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V v29 = xhat2 * dgamma; \
        const V dbeta = LOAD(dbeta_ + i, n); \
        const V v30 = v28 + v29 + dbeta; \
        STORE(out + i, v30, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_layer_norm_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            if (!kernel_layer_norm_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (const T *)ROW(4), (const T *)ROW(6), (T *)ROW(7)))
                kernel_layer_norm_jvp_row0(rows, count, columns, 1, 0, (const T *)ROW(0), (const T *)ROW(1),
                    (const T *)ROW(2), (const T *)ROW(3), (const T *)ROW(4), (const T *)ROW(6), (T *)ROW(7));
    }
    (void)scaled;
}

static const struct stage kernel_layer_norm_jvp_stages[] = {
    {NULL, kernel_layer_norm_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif
