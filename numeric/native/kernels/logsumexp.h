/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/logsumexp.py. */

static ALWAYS_INLINE int kernel_logsumexp_row(ptrdiff_t count, const int scaled, const T *z_, T *out, T *kept)
{
    (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK2(from, count)
    }
#undef BODY
    const V others = v_set(sum_of_runners_up(kept, z_, m, count));
    const V v = v_log1p(others);
    const V v2 = m + v;
    *out = v_first(v2);
    return 1;
}

static void kernel_logsumexp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_logsumexp_row(count, 0, (const T *)ROW(0), (T *)ROW(1), (T *)scratch + 0 * PADDED(count));
    }
}

static ALWAYS_INLINE int kernel_logsumexp_vjp_row(ptrdiff_t count, const int scaled, const T *g_, const T *z_, T *out, T *kept)
{
    (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
    struct sum s_2 = {0, 0};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
        s_2_##u = s_2_##u + KEEP(e, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_2_0 = v_set(0), s_2_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_2, v_total(s_2_0 + s_2_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_2));
    const V g = v_set(*g_);
    const V v = v_set(C(1.0)) / sum;
#define BODY(i, n) { \
        const V y = LOAD(kept + i, n) * v; \
        const V v2 = g * y; \
        STORE(out + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_logsumexp_vjp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_logsumexp_vjp_row(count, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(2), (T *)scratch + 0 * PADDED(count));
    }
}

static ALWAYS_INLINE int kernel_logsumexp_jvp_row(ptrdiff_t count, const int scaled, const T *dz_, const T *z_, T *out, T *kept)
{
    (void)scaled;
    V s_1_0 = v_set(C(-INFINITY)), s_1_1 = v_set(C(-INFINITY)), s_1_2 = v_set(C(-INFINITY)), s_1_3 = v_set(C(-INFINITY));
#define BODY(i, n, u) { \
        const V z = LOAD(z_ + i, n); \
        s_1_##u = v_max(s_1_##u, KEEP(z, n, -INFINITY)); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        CHUNK4(from, count)
    }
#undef BODY
    const V m = v_set(v_largest(v_max(v_max(s_1_0, s_1_1), v_max(s_1_2, s_1_3))));
    struct sum s_2 = {0, 0};
#define BODY(i, n, u) { \
        const V z2 = LOAD(z_ + i, n); \
        const V e = v_exp_below(z2, m); \
        STORE(kept + i, e, n); \
        s_2_##u = s_2_##u + KEEP(e, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_2_0 = v_set(0), s_2_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_2, v_total(s_2_0 + s_2_1));
    }
#undef BODY
    const V sum = v_set(sum_of(&s_2));
    const V v = v_set(C(1.0)) / sum;
    struct sum s_3 = {0, 0};
#define BODY(i, n, u) { \
        const V y = LOAD(kept + i, n) * v; \
        const V dz = LOAD(dz_ + i, n); \
        const V v2 = y * dz; \
        s_3_##u = s_3_##u + KEEP(v2, n, 0); \
    }
    for (ptrdiff_t from = 0; from < count;) {
        V s_3_0 = v_set(0), s_3_1 = v_set(0);
        CHUNK2(from, count)
        add_to(&s_3, v_total(s_3_0 + s_3_1));
    }
#undef BODY
    const V sum2 = v_set(sum_of(&s_3));
    *out = v_first(sum2);
    return 1;
}

static void kernel_logsumexp_jvp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_logsumexp_jvp_row(count, 0, (const T *)ROW(0), (const T *)ROW(1), (T *)ROW(2), (T *)scratch + 0 * PADDED(count));
    }
}
