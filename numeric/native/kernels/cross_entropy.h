/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/cross_entropy.py. */

static ALWAYS_INLINE int kernel_cross_entropy_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *y_, const T *y_hat_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    struct sum s_1 = {0};
#define BODY(i, n, u) { \
        const V y = LOAD(y_ + i, n); \
        const V y_hat = LOAD(y_hat_ + i, n); \
        const V v = v_log(y_hat); \
        const V v2 = y * v; \
        const V v3 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v, v), v_set(0), v2), v2); \
        s_1_##u = s_1_##u + KEEP(v3, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_1_0 = v_set(0), s_1_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_1, (s_1_0 + s_1_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_1));
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

static ALWAYS_INLINE int kernel_cross_entropy_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const ptrdiff_t *step, const int together, const T *g_, const T *y_,
    const T *y_hat_, T *out1, T *out2)
{
    (void)rows, (void)columns, (void)careful, (void)scaled; (void)step;
#define BODY(i, n) { \
        TOGETHER_ROWS { \
            const V g = v_set(*AT(g_, k, 0)); \
            const V y_hat = LOAD(AT(y_hat_, k, 2) + i, n); \
            const V v = v_log(y_hat); \
            const V v2 = g * v; \
            const V v3 = v_select(v_eq(g, v_set(0)), v_select(v_eq(v, v), v_set(0), v2), v2); \
            const V v4 = -v3; \
            const V y = LOAD(AT(y_, k, 1) + i, n); \
            const V v5 = y / y_hat; \
            const V v6 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v5), v5); \
            const V v7 = g * v6; \
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
        ptrdiff_t row = first;
        for (; row + TOGETHER <= last; row += TOGETHER)
            kernel_cross_entropy_vjp_row0(rows, count, columns, 0, 0, step, TOGETHER, (const T *)ROW(0),
                (const T *)ROW(1), (const T *)ROW(2), (T *)ROW(3), (T *)ROW(4));
        for (; row < last; row++)
            kernel_cross_entropy_vjp_row0(rows, count, columns, 0, 0, step, 1, (const T *)ROW(0), (const T *)ROW(1),
                (const T *)ROW(2), (T *)ROW(3), (T *)ROW(4));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_vjp_stages[] = {
    {NULL, kernel_cross_entropy_vjp_rows0, 0},
    {NULL, NULL, 0},
};

static ALWAYS_INLINE int kernel_cross_entropy_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dy_, const T *dy_hat_, const T *y_, const T *y_hat_, T *out)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    struct sum s_1 = {0};
    struct sum s_12 = {0};
#define BODY(i, n, u) { \
        const V dy = LOAD(dy_ + i, n); \
        const V y_hat = LOAD(y_hat_ + i, n); \
        const V v = v_log(y_hat); \
        const V v2 = dy * v; \
        const V v3 = v_select(v_eq(dy, v_set(0)), v_select(v_eq(v, v), v_set(0), v2), v2); \
        const V y = LOAD(y_ + i, n); \
        const V v4 = y / y_hat; \
        const V v5 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v4), v4); \
        const V dy_hat = LOAD(dy_hat_ + i, n); \
        const V v6 = v5 * dy_hat; \
        s_1_##u = s_1_##u + KEEP(v3, n, 0); \
        s_12_##u = s_12_##u + KEEP(v6, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_1_0 = v_set(0), s_1_1 = v_set(0);
        V s_12_0 = v_set(0), s_12_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_1, (s_1_0 + s_1_1));
        add_to(&s_12, (s_12_0 + s_12_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_1));
    const V sum2 = v_set(sum_of(&s_12));
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

static ALWAYS_INLINE int kernel_cross_entropy_with_logits_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *z_, const T *y_, T *out, T *kept)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest((v_max((v_max(s_1_0, s_1_1)), (v_max(s_1_2, s_1_3))))));
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK2(from, count)
    }
#undef BODY
    const V v = v_set(sum_of_runners_up(kept, z_, m, count));
    const V v2 = v_log1p(v);
    struct sum s_3 = {0};
#define BODY(i, n, u) { \
        const V y = LOAD(y_ + i, n); \
        const V z3 = LOAD(z_ + i, n); \
        const V v3 = z3 - m; \
        const V v4 = v2 - v3; \
        const V v5 = y * v4; \
        const V v6 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        s_3_##u = s_3_##u + KEEP(v6, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_3_0 = v_set(0), s_3_1 = v_set(0), s_3_2 = v_set(0), s_3_3 = v_set(0);
        CHUNK4(from, count)
        add_to(&s_3, ((s_3_0 + s_3_1) + (s_3_2 + s_3_3)));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_3));
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
                (T *)ROW(2), scratch + 0 * PADDED(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_rows0, 0},
    {NULL, NULL, 0},
};

static ALWAYS_INLINE int kernel_cross_entropy_with_logits_vjp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *g_, const T *z_, const T *y_, T *out1,
    T *out2, T *kept, T *kept2, T *kept3, T *kept4)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest((v_max((v_max(s_1_0, s_1_1)), (v_max(s_1_2, s_1_3))))));
    sum_of_rest(y_, kept, count);
    struct sum s_2 = {0};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept4 + i, e, n); \
        s_2_##u = s_2_##u + KEEP(e, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_2_0 = v_set(0), s_2_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_2, (s_2_0 + s_2_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_2));
    const V v = v_set(sum_of_runners_up(kept4, z_, m, count));
    const V v2 = v_set(C(1.0)) / sum;
    const V v3 = v_fnma(sum, v2, v_set(1)) * v2;
#define BODY(i, n, u) { \
        const V yhat = v_over(LOAD(kept4 + i, n), sum, v2, v3); \
        STORE(kept2 + i, yhat, n); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK2(from, count)
    }
#undef BODY
    sum_of_rest(kept2, kept3, count);
    const V g = v_set(*g_);
    const V v8 = v_log1p(v);
#define BODY(i, n) { \
        const V v4 = LOAD(kept2 + i, n) * LOAD(kept + i, n); \
        const V y = LOAD(y_ + i, n); \
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
                (const T *)ROW(2), (T *)ROW(3), (T *)ROW(4), scratch + 0 * PADDED(count), scratch + 1 * PADDED(count),
                scratch + 2 * PADDED(count), scratch + 3 * PADDED(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_vjp_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_vjp_rows0, 0},
    {NULL, NULL, 0},
};

static ALWAYS_INLINE int kernel_cross_entropy_with_logits_jvp_row0(ptrdiff_t rows, ptrdiff_t count,
    const T *columns, const int careful, const int scaled, const T *dz_, const T *dy_, const T *z_,
    const T *y_, T *out, T *kept, T *kept2, T *kept3, T *kept4)
{
    (void)rows, (void)columns, (void)careful, (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest((v_max((v_max(s_1_0, s_1_1)), (v_max(s_1_2, s_1_3))))));
    sum_of_rest(y_, kept, count);
    struct sum s_2 = {0};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept4 + i, e, n); \
        s_2_##u = s_2_##u + KEEP(e, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_2_0 = v_set(0), s_2_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_2, (s_2_0 + s_2_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_2));
    const V v = v_set(sum_of_runners_up(kept4, z_, m, count));
    const V v2 = v_log1p(v);
    const V v7 = v_set(C(1.0)) / sum;
    const V v8 = v_fnma(sum, v7, v_set(1)) * v7;
    struct sum s_3 = {0};
#define BODY(i, n, u) { \
        const V dy = LOAD(dy_ + i, n); \
        const V z3 = LOAD(z_ + i, n); \
        const V v3 = z3 - m; \
        const V v4 = v2 - v3; \
        const V v5 = dy * v4; \
        const V v6 = v_select(v_eq(dy, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        const V yhat = v_over(LOAD(kept4 + i, n), sum, v7, v8); \
        STORE(kept2 + i, yhat, n); \
        s_3_##u = s_3_##u + KEEP(v6, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_3_0 = v_set(0), s_3_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_3, (s_3_0 + s_3_1));
    }
#undef BODY
    const V sum2 = v_set(sum_of(&s_3));
    sum_of_rest(kept2, kept3, count);
    struct sum s_4 = {0};
#define BODY(i, n, u) { \
        const V v9 = LOAD(kept2 + i, n) * LOAD(kept + i, n); \
        const V y = LOAD(y_ + i, n); \
        const V v10 = y * LOAD(kept3 + i, n); \
        const V v11 = v9 - v10; \
        const V dz = LOAD(dz_ + i, n); \
        const V v12 = v11 * dz; \
        s_4_##u = s_4_##u + KEEP(v12, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_4_0 = v_set(0), s_4_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_4, (s_4_0 + s_4_1));
    }
#undef BODY
    const V sum3 = v_set(sum_of(&s_4));
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
                (const T *)ROW(2), (const T *)ROW(3), (T *)ROW(4), scratch + 0 * PADDED(count),
                scratch + 1 * PADDED(count), scratch + 2 * PADDED(count), scratch + 3 * PADDED(count));
    }
    (void)scaled;
}

static const struct stage kernel_cross_entropy_with_logits_jvp_stages[] = {
    {NULL, kernel_cross_entropy_with_logits_jvp_rows0, 0},
    {NULL, NULL, 0},
};
