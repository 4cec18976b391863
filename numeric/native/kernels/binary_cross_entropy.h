/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py. */

#ifndef WITHOUT_binary_cross_entropy
static void kernel_binary_cross_entropy(ptrdiff_t count, char *const *a)
{
    const T *y_hat_ = (const T *)a[0];
    const T *y_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V y = FETCH(y_ + i, n); \
        const V y_hat = FETCH(y_hat_ + i, n); \
        const V v = v_log(y_hat); \
        const V v2 = y * v; \
        const V v3 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v, v), v_set(0), v2), v2); \
        const V v4 = v_set(C(1.0)) - y; \
        const V v5 = -y_hat; \
        const V v6 = v_log1p(v5); \
        const V v7 = v4 * v6; \
        const V v8 = v_select(v_eq(v4, v_set(0)), v_select(v_eq(v6, v6), v_set(0), v7), v7); \
        const V v9 = v3 + v8; \
        const V v10 = -v9; \
        STORE(out + i, v10, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_binary_cross_entropy_vjp
static void kernel_binary_cross_entropy_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *y_hat_ = (const T *)a[1];
    const T *y_ = (const T *)a[2];
    T *out1 = (T *)a[3];
    T *out2 = (T *)a[4];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V y = FETCH(y_ + i, n); \
        const V y_hat = FETCH(y_hat_ + i, n); \
        const V v = y / y_hat; \
        const V v2 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v), v); \
        const V v3 = v_set(C(1.0)) - y; \
        const V v4 = v_set(C(1.0)) - y_hat; \
        const V v5 = v3 / v4; \
        const V v6 = v_select(v_eq(v3, v_set(0)), v_select(v_eq(v4, v4), v_set(0), v5), v5); \
        const V v7 = v2 - v6; \
        const V v8 = g * v7; \
        const V v9 = -v8; \
        const V v10 = -y_hat; \
        const V v11 = v_log1p(v10); \
        const V v12 = v_log(y_hat); \
        const V v13 = v11 - v12; \
        const V v14 = g * v13; \
        const V v15 = v_max(v11, v12); \
        const V v16 = v_select(v_eq(g, v_set(0)), v_select(v_eq(v15, v15), v_set(0), v14), v14); \
        STORE(out1 + i, v9, n); \
        STORE(out2 + i, v16, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_binary_cross_entropy_jvp
static void kernel_binary_cross_entropy_jvp(ptrdiff_t count, char *const *a)
{
    const T *dy_hat_ = (const T *)a[0];
    const T *dy_ = (const T *)a[1];
    const T *y_hat_ = (const T *)a[2];
    const T *y_ = (const T *)a[3];
    T *out = (T *)a[4];
#define BODY(i, n) { \
        const V dy = FETCH(dy_ + i, n); \
        const V y_hat = FETCH(y_hat_ + i, n); \
        const V v = -y_hat; \
        const V v2 = v_log1p(v); \
        const V v3 = v_log(y_hat); \
        const V v4 = v2 - v3; \
        const V v5 = dy * v4; \
        const V v6 = v_max(v2, v3); \
        const V v7 = v_select(v_eq(dy, v_set(0)), v_select(v_eq(v6, v6), v_set(0), v5), v5); \
        const V y = FETCH(y_ + i, n); \
        const V v8 = y / y_hat; \
        const V v9 = v_select(v_eq(y, v_set(0)), v_select(v_eq(y_hat, y_hat), v_set(0), v8), v8); \
        const V v10 = v_set(C(1.0)) - y; \
        const V v11 = v_set(C(1.0)) - y_hat; \
        const V v12 = v10 / v11; \
        const V v13 = v_select(v_eq(v10, v_set(0)), v_select(v_eq(v11, v11), v_set(0), v12), v12); \
        const V v14 = v9 - v13; \
        const V dy_hat = FETCH(dy_hat_ + i, n); \
        const V v15 = v_fnma(v14, dy_hat, v7); \
        STORE(out + i, v15, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_binary_cross_entropy_with_logits
static void kernel_binary_cross_entropy_with_logits(ptrdiff_t count, char *const *a)
{
    const T *z_ = (const T *)a[0];
    const T *y_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V y = FETCH(y_ + i, n); \
        const V z = FETCH(z_ + i, n); \
        const V v = -z; \
        const V v2 = v_max(v, v_set(C(0.0))); \
        const V v3 = v_abs(z); \
        const V v4 = -v3; \
        const V e = v_exp_nonpositive(v4); \
        const V v5 = v_log1p_to_1(e); \
        const V v6 = v2 + v5; \
        const V v7 = y * v6; \
        const V v8 = v_select(v_eq(y, v_set(0)), v_select(v_eq(v6, v6), v_set(0), v7), v7); \
        const V v9 = v_set(C(1.0)) - y; \
        const V v10 = v_max(z, v_set(C(0.0))); \
        const V v11 = v10 + v5; \
        const V v12 = v9 * v11; \
        const V v13 = v_select(v_eq(v9, v_set(0)), v_select(v_eq(v11, v11), v_set(0), v12), v12); \
        const V v14 = v8 + v13; \
        STORE(out + i, v14, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_binary_cross_entropy_with_logits_vjp
static void kernel_binary_cross_entropy_with_logits_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *z_ = (const T *)a[1];
    const T *y_ = (const T *)a[2];
    T *out1 = (T *)a[3];
    T *out2 = (T *)a[4];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V y = FETCH(y_ + i, n); \
        const V v = v_set(C(1.0)) - y; \
        const V z = FETCH(z_ + i, n); \
        const M v2 = v_gt(z, v_set(C(0.0))); \
        const V v3 = v_abs(z); \
        const V v4 = -v3; \
        const V e = v_exp_nonpositive(v4); \
        const V v5 = v_select(v2, v_set(C(1)), e); \
        const V v6 = v_set(C(1.0)) + e; \
        const V sigmoid = v5 / v6; \
        const V v7 = v * sigmoid; \
        const M v8 = v_lt(z, v_set(C(0.0))); \
        const V v9 = v_select(v8, v_set(C(1)), e); \
        const V sigmoid2 = v9 / v6; \
        const V v10 = y * sigmoid2; \
        const V v11 = v7 - v10; \
        const V v12 = g * v11; \
        const V v13 = g * z; \
        const V v14 = -v13; \
        STORE(out1 + i, v12, n); \
        STORE(out2 + i, v14, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_binary_cross_entropy_with_logits_jvp
static void kernel_binary_cross_entropy_with_logits_jvp(ptrdiff_t count, char *const *a)
{
    const T *dz_ = (const T *)a[0];
    const T *dy_ = (const T *)a[1];
    const T *z_ = (const T *)a[2];
    const T *y_ = (const T *)a[3];
    T *out = (T *)a[4];
#define BODY(i, n) { \
        const V y = FETCH(y_ + i, n); \
        const V v = v_set(C(1.0)) - y; \
        const V z = FETCH(z_ + i, n); \
        const M v2 = v_gt(z, v_set(C(0.0))); \
        const V v3 = v_abs(z); \
        const V v4 = -v3; \
        const V e = v_exp_nonpositive(v4); \
        const V v5 = v_select(v2, v_set(C(1)), e); \
        const V v6 = v_set(C(1.0)) + e; \
        const V sigmoid = v5 / v6; \
        const V v7 = v * sigmoid; \
        const M v8 = v_lt(z, v_set(C(0.0))); \
        const V v9 = v_select(v8, v_set(C(1)), e); \
        const V sigmoid2 = v9 / v6; \
        const V v10 = y * sigmoid2; \
        const V v11 = v7 - v10; \
        const V dz = FETCH(dz_ + i, n); \
        const V v12 = v11 * dz; \
        const V dy = FETCH(dy_ + i, n); \
        const V v13 = z * dy; \
        const V v14 = v12 - v13; \
        STORE(out + i, v14, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
