/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu_tanh.py. */

static void kernel_gelu_tanh(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V v4 = v_set(C(0.79788456080286535588)) * v3; \
        const V v5 = v_abs(v4); \
        const V v6 = v_set(C(2.0)) * v5; \
        const V v7 = -v6; \
        const V e = v_exp(v7); \
        const M v8 = v_gt(v4, v_set(C(0.0))); \
        const V v9 = v_select(v8, v_set(C(1.0)), v_set(C(0.0))); \
        const V v10 = v_max(e, v9); \
        const V v11 = v_set(C(1.0)) + e; \
        const V v12 = v10 / v11; \
        const V v13 = v_vanishing(v12, x); \
        STORE(out + i, v13, n); \
    }
    SWEEP(count)
#undef BODY
}

static void kernel_gelu_tanh_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = LOAD(g_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const V v4 = v_abs(u2); \
        const V v5 = v_set(C(2.0)) * v4; \
        const V v6 = -v5; \
        const V e = v_exp(v6); \
        const M v7 = v_gt(u2, v_set(C(0.0))); \
        const V v8 = v_select(v7, v_set(C(1.0)), v_set(C(0.0))); \
        const V v9 = v_max(e, v8); \
        const V v10 = v_set(C(1.0)) + e; \
        const V sigmoid = v9 / v10; \
        const V v11 = v_set(C(2.0)) + e; \
        const V v12 = v_fma(e, v11, v_set(C(1.0))); \
        const V p = e / v12; \
        const V v13 = v_vanishing(p, x); \
        const V v14 = v_vanishing(v13, x); \
        const V v15 = v_vanishing(v14, x); \
        const V v16 = v_fma(v_set(C(0.134145)), v15, v13); \
        const V v17 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v16, sigmoid); \
        const V v18 = g * v17; \
        STORE(out + i, v18, n); \
    }
    SWEEP(count)
#undef BODY
}

static void kernel_gelu_tanh_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const V v4 = v_abs(u2); \
        const V v5 = v_set(C(2.0)) * v4; \
        const V v6 = -v5; \
        const V e = v_exp(v6); \
        const M v7 = v_gt(u2, v_set(C(0.0))); \
        const V v8 = v_select(v7, v_set(C(1.0)), v_set(C(0.0))); \
        const V v9 = v_max(e, v8); \
        const V v10 = v_set(C(1.0)) + e; \
        const V sigmoid = v9 / v10; \
        const V v11 = v_set(C(2.0)) + e; \
        const V v12 = v_fma(e, v11, v_set(C(1.0))); \
        const V p = e / v12; \
        const V v13 = v_vanishing(p, x); \
        const V v14 = v_vanishing(v13, x); \
        const V v15 = v_vanishing(v14, x); \
        const V v16 = v_fma(v_set(C(0.134145)), v15, v13); \
        const V v17 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v16, sigmoid); \
        const V dx = LOAD(dx_ + i, n); \
        const V v18 = v17 * dx; \
        STORE(out + i, v18, n); \
    }
    SWEEP(count)
#undef BODY
}

static void kernel_gelu_tanh_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const V v4 = v_abs(u2); \
        const V v5 = v_set(C(2.0)) * v4; \
        const V v6 = -v5; \
        const V e = v_exp(v6); \
        const M v7 = v_gt(u2, v_set(C(0.0))); \
        const V v8 = v_select(v7, v_set(C(1.0)), v_set(C(0.0))); \
        const V v9 = v_max(e, v8); \
        const V v10 = v_set(C(1.0)) + e; \
        const V sigmoid = v9 / v10; \
        const V v11 = v_set(C(2.0)) + e; \
        const V v12 = v_fma(e, v11, v_set(C(1.0))); \
        const V p = e / v12; \
        const V v13 = v_vanishing(p, x); \
        const V v14 = v_vanishing(v13, x); \
        const V v15 = v_vanishing(v14, x); \
        const V v16 = v_fma(v_set(C(0.134145)), v15, v13); \
        const V v17 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v16, sigmoid); \
        STORE(out + i, v17, n); \
    }
    SWEEP(count)
#undef BODY
}
