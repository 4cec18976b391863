/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/cross_entropy.py. */

#ifndef WITHOUT_cross_entropy
static ALWAYS_INLINE int kernel_cross_entropy_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *y_hat_, const T *y_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1;
#define BODY(i, n, u) { \
        const V y = FETCH(y_ + i, n); \
        const V y_hat = FETCH(y_hat_ + i, n); \
        const V v = v_log(y_hat); \
        const V v2 = y * v; \
        const V v3 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v, v), v_set(0), v2), v2); \
        s_1_##u = KEEP(v3, n, 0); \
    }
#define TAKE2 s_1 = v_plus(s_1, (s_1_0 + s_1_1));
#define TAKE1 s_1 = v_plus(s_1, s_1_0);
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum = v_sum_of(s_1);
    const V v4 = -sum;
    *out = v_first(v4);
    return 1;
}

static void kernel_cross_entropy_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(2));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_stages[] = {
    {NULL, kernel_cross_entropy_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_cross_entropy_vjp
static ALWAYS_INLINE int kernel_cross_entropy_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *g_,
    const T *y_hat_, const T *y_, T *out1, T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        TOGETHER_ROWS { \
            const V g = v_set(*AT(g_, k, 0)); \
            const V y = FETCH(AT(y_, k, 2) + i, n); \
            const V y_hat = FETCH(AT(y_hat_, k, 1) + i, n); \
            const V v = y / y_hat; \
            const V v2 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v), v); \
            const V v3 = g * v2; \
            const V v4 = -v3; \
            const V v5 = v_log(y_hat); \
            const V v6 = g * v5; \
            const V v7 = v_select(v_eq(g, v_set(0)), v_select(v_eq(v5, v5), v_set(0), v6), v6); \
            const V v8 = -v7; \
            STORE(AT(out1, k, 3) + i, v4, n); \
            STORE(AT(out2, k, 4) + i, v8, n); \
        } \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_cross_entropy_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_vjp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (T *)ROW(3), (T *)ROW(4));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_vjp_stages[] = {
    {NULL, kernel_cross_entropy_vjp_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_cross_entropy_jvp
static ALWAYS_INLINE int kernel_cross_entropy_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dy_hat_, const T *dy_, const T *y_hat_, const T *y_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    Twice s_1 = {v_set(0), v_set(0)};
    V s_1_0, s_1_1;
    Twice s_12 = {v_set(0), v_set(0)};
    V s_12_0, s_12_1;
#define BODY(i, n, u) { \
        const V y = FETCH(y_ + i, n); \
        const V y_hat = FETCH(y_hat_ + i, n); \
        const V v = y / y_hat; \
        const V v2 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v), v); \
        const V dy_hat = FETCH(dy_hat_ + i, n); \
        const V v3 = v2 * dy_hat; \
        const V dy = FETCH(dy_ + i, n); \
        const V v4 = v_log(y_hat); \
        const V v5 = dy * v4; \
        const V v6 = v_select(v_eq(dy, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        s_1_##u = KEEP(v3, n, 0); \
        s_12_##u = KEEP(v6, n, 0); \
    }
#define TAKE2 s_1 = v_plus(s_1, (s_1_0 + s_1_1)); s_12 = v_plus(s_12, (s_12_0 + s_12_1));
#define TAKE1 s_1 = v_plus(s_1, s_1_0); s_12 = v_plus(s_12, s_12_0);
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum = v_sum_of(s_1);
    const V sum2 = v_sum_of(s_12);
    const V v7 = -sum;
    const V v8 = v7 - sum2;
    *out = v_first(v8);
    return 1;
}

static void kernel_cross_entropy_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(4));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_jvp_stages[] = {
    {NULL, kernel_cross_entropy_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT__cross_entropy_with_logits_labels
static ALWAYS_INLINE int kernel__cross_entropy_with_logits_labels_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *z_, const Label *y_, T *out, T *kept)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = FETCH(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V v = v_set(sum_of_runners_up(kept, z_, m, count));
    const V v2 = v_log1p(v);
    const V v3 = ({ const ptrdiff_t i = *y_, n = 1; const V z3 = LOAD(z_ + i, n); v_set(v_first(z3)); });
    const V v4 = v3 - m;
    const V v5 = v2 - v4;
    *out = v_first(v5);
    return 1;
}

static void kernel__cross_entropy_with_logits_labels_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel__cross_entropy_with_logits_labels_row0(rows, count, columns, 0, 0, (const T *)ROW(0),
                (const Label *)ROW(1), (T *)ROW(2), scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel__cross_entropy_with_logits_labels_stages[] = {
    {NULL, kernel__cross_entropy_with_logits_labels_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT__cross_entropy_with_logits_vjp_labels
static ALWAYS_INLINE int kernel__cross_entropy_with_logits_vjp_labels_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *g_, const T *z_, const Label *y_, T *out,
    T *kept)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = FETCH(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
    Twice s_2_0 = {v_set(1), v_set(0)}, s_2_1 = {v_set(1), v_set(0)};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
        s_2_##u = v_plus_share(s_2_##u, KEEP(e, n, 0)); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum = v_sum_of(v_plus_sum(v_begun(s_2_0, 1), v_begun(s_2_1, 1)));
    const V v = v_set(sum_of_others(kept, *y_, count));
    const V g = v_set(*g_);
    const V v2 = v / sum;
    const V v3 = g * v2;
    const V v4 = -v3;
    const V v5 = v_set(C(1.0)) / sum;
    const V v6 = v_fnma(sum, v5, v_set(1)) * v5;
#define BODY(i, n) { \
        const V yhat = v_over(LOAD(kept + i, n), sum, v5, v6); \
        const V v7 = g * yhat; \
        STORE(out + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    out[*y_] = v_first(v4);
    return 1;
}

static void kernel__cross_entropy_with_logits_vjp_labels_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel__cross_entropy_with_logits_vjp_labels_row0(rows, count, columns, 0, 0, (const T *)ROW(0),
                (const T *)ROW(1), (const Label *)ROW(2), (T *)ROW(3), scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel__cross_entropy_with_logits_vjp_labels_stages[] = {
    {NULL, kernel__cross_entropy_with_logits_vjp_labels_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_cross_entropy_with_logits
static ALWAYS_INLINE int kernel_cross_entropy_with_logits_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *z_, const T *y_, T *out, T *kept)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = FETCH(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V v = v_set(sum_of_runners_up(kept, z_, m, count));
    const V v2 = v_log1p(v);
    Twice s_3 = {v_set(0), v_set(0)};
    V s_3_0, s_3_1, s_3_2, s_3_3;
#define BODY(i, n, u) { \
        const V y = FETCH(y_ + i, n); \
        const V z3 = LOAD(z_ + i, n); \
        const V v3 = z3 - m; \
        const V v4 = v2 - v3; \
        const V v5 = y * v4; \
        const V v6 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        s_3_##u = KEEP(v6, n, 0); \
    }
#define TAKE4 s_3 = v_plus(s_3, ((s_3_0 + s_3_1) + (s_3_2 + s_3_3)));
#define TAKE1 s_3 = v_plus(s_3, s_3_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V sum = v_sum_of(s_3);
    *out = v_first(sum);
    return 1;
}

static void kernel_cross_entropy_with_logits_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_with_logits_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (T *)ROW(2), scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_cross_entropy_with_logits_vjp
static ALWAYS_INLINE int kernel_cross_entropy_with_logits_vjp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *g_, const T *z_, const T *y_, T *out1,
    T *out2, T *kept, T *kept2, T *kept3, T *kept4)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = FETCH(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
    sum_of_rest(y_, kept, count);
    Twice s_2_0 = {v_set(1), v_set(0)}, s_2_1 = {v_set(1), v_set(0)};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept4 + i, e, n); \
        s_2_##u = v_plus_share(s_2_##u, KEEP(e, n, 0)); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum = v_sum_of(v_plus_sum(v_begun(s_2_0, 1), v_begun(s_2_1, 1)));
    const V v = v_set(sum_of_runners_up(kept4, z_, m, count));
    const V v2 = v_set(C(1.0)) / sum;
    const V v3 = v_fnma(sum, v2, v_set(1)) * v2;
#define BODY(i, n, u) { \
        const V yhat = v_over(LOAD(kept4 + i, n), sum, v2, v3); \
        STORE(kept2 + i, yhat, n); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    sum_of_rest(kept2, kept3, count);
    const V g = v_set(*g_);
    const V v8 = v_log1p(v);
#define BODY(i, n) { \
        const V v4 = LOAD(kept2 + i, n) * LOAD(kept + i, n); \
        const V y = FETCH(y_ + i, n); \
        const V v5 = y * LOAD(kept3 + i, n); \
        const V v6 = v4 - v5; \
        const V v7 = g * v6; \
        const V z3 = LOAD(z_ + i, n); \
        const V v9 = z3 - m; \
        const V v10 = v8 - v9; \
        const V v11 = g * v10; \
        const V v12 = v_select(v_eq(g, v_set(0)), v_select(v_eq(v10, v10), v_set(0), v11), v11); \
        STORE(out1 + i, v7, n); \
        STORE(out2 + i, v12, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_cross_entropy_with_logits_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_with_logits_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (T *)ROW(3), (T *)ROW(4), scratch + 0 * PITCH(count), scratch + 1 * PITCH(count),
                scratch + 2 * PITCH(count), scratch + 3 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_vjp_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_vjp_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_cross_entropy_with_logits_jvp
static ALWAYS_INLINE int kernel_cross_entropy_with_logits_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *dz_, const T *dy_, const T *z_,
    const T *y_, T *out, T *kept, T *kept2, T *kept3, T *kept4)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = FETCH(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
    sum_of_rest(y_, kept, count);
    Twice s_2_0 = {v_set(1), v_set(0)}, s_2_1 = {v_set(1), v_set(0)};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept4 + i, e, n); \
        s_2_##u = v_plus_share(s_2_##u, KEEP(e, n, 0)); \
    }
#define TAKE2
#define TAKE1
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum = v_sum_of(v_plus_sum(v_begun(s_2_0, 1), v_begun(s_2_1, 1)));
    const V v = v_set(sum_of_runners_up(kept4, z_, m, count));
    const V v2 = v_log1p(v);
    const V v7 = v_set(C(1.0)) / sum;
    const V v8 = v_fnma(sum, v7, v_set(1)) * v7;
    Twice s_3 = {v_set(0), v_set(0)};
    V s_3_0, s_3_1;
#define BODY(i, n, u) { \
        const V dy = FETCH(dy_ + i, n); \
        const V z3 = LOAD(z_ + i, n); \
        const V v3 = z3 - m; \
        const V v4 = v2 - v3; \
        const V v5 = dy * v4; \
        const V v6 = v_select(v_eq(dy, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        const V yhat = v_over(LOAD(kept4 + i, n), sum, v7, v8); \
        STORE(kept2 + i, yhat, n); \
        s_3_##u = KEEP(v6, n, 0); \
    }
#define TAKE2 s_3 = v_plus(s_3, (s_3_0 + s_3_1));
#define TAKE1 s_3 = v_plus(s_3, s_3_0);
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum2 = v_sum_of(s_3);
    sum_of_rest(kept2, kept3, count);
    Twice s_4 = {v_set(0), v_set(0)};
    V s_4_0, s_4_1;
#define BODY(i, n, u) { \
        const V v9 = LOAD(kept2 + i, n) * LOAD(kept + i, n); \
        const V y = FETCH(y_ + i, n); \
        const V v10 = y * LOAD(kept3 + i, n); \
        const V v11 = v9 - v10; \
        const V dz = FETCH(dz_ + i, n); \
        const V v12 = v11 * dz; \
        s_4_##u = KEEP(v12, n, 0); \
    }
#define TAKE2 s_4 = v_plus(s_4, (s_4_0 + s_4_1));
#define TAKE1 s_4 = v_plus(s_4, s_4_0);
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum3 = v_sum_of(s_4);
    const V v13 = sum3 + sum2;
    *out = v_first(v13);
    return 1;
}

static void kernel_cross_entropy_with_logits_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_cross_entropy_with_logits_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(4), scratch + 0 * PITCH(count),
                scratch + 1 * PITCH(count), scratch + 2 * PITCH(count), scratch + 3 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_jvp_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif
