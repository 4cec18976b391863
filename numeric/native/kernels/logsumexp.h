/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/logsumexp.py. */

#ifndef WITHOUT_logsumexp
static ALWAYS_INLINE int kernel_logsumexp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *z_, T *out, T *kept)
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
    const V v3 = m + v2;
    const V v4 = v_unless_nan(v3, m);
    *out = v_first(v4);
    return 1;
}

static void kernel_logsumexp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_logsumexp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (T *)ROW(1), scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_logsumexp_stages[] = {
    {NULL, kernel_logsumexp_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_logsumexp_vjp
static ALWAYS_INLINE int kernel_logsumexp_vjp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *g_, const T *z_, T *out, T *kept)
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
    const V g = v_set(*g_);
    const V v = v_set(C(1.0)) / sum;
    const V v2 = v_fnma(sum, v, v_set(1)) * v;
#define BODY(i, n) { \
        const V y = v_over(LOAD(kept + i, n), sum, v, v2); \
        const V v3 = g * y; \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_logsumexp_vjp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_logsumexp_vjp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(2),
                scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_logsumexp_vjp_stages[] = {
    {NULL, kernel_logsumexp_vjp_rows0, 0},
    {NULL, NULL, 0},
};
#endif

#ifndef WITHOUT_logsumexp_jvp
static ALWAYS_INLINE int kernel_logsumexp_jvp_row0(ptrdiff_t rows, ptrdiff_t count, const T *columns,
    const int careful, const int scaled, const T *dz_, const T *z_, T *out, T *kept)
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
    const V v = v_set(C(1.0)) / sum;
    const V v2 = v_fnma(sum, v, v_set(1)) * v;
    Twice s_3 = {v_set(0), v_set(0)};
    V s_3_0, s_3_1;
#define BODY(i, n, u) { \
        const V y = v_over(LOAD(kept + i, n), sum, v, v2); \
        const V dz = FETCH(dz_ + i, n); \
        const V v3 = y * dz; \
        s_3_##u = KEEP(v3, n, 0); \
    }
#define TAKE2 s_3 = v_plus(s_3, (s_3_0 + s_3_1));
#define TAKE1 s_3 = v_plus(s_3, s_3_0);
    SWEEP2(count)
#undef BODY
#undef TAKE2
#undef TAKE1
    const V sum2 = v_sum_of(s_3);
    *out = v_first(sum2);
    return 1;
}

static void kernel_logsumexp_jvp_rows0(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,
    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)
{
    T *scratch = scratch_, *sums = sums_;
    const T *columns = columns_;
    (void)scratch, (void)sums;
    {
        for (ptrdiff_t row = first; row < last; row++)
            kernel_logsumexp_jvp_row0(rows, count, columns, 0, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(2),
                scratch + 0 * PITCH(count));
    }
    (void)scaled;
}

static const struct stage kernel_logsumexp_jvp_stages[] = {
    {NULL, kernel_logsumexp_jvp_rows0, 0},
    {NULL, NULL, 0},
};
#endif
