/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu_tanh.py. */

#ifndef WITHOUT_gelu_tanh
static void kernel_gelu_tanh(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V v4 = v_set(C(0.79788456080286535588)) * v3; \
        const M v5 = v_gt(v4, v_set(C(0.0))); \
        const V v6 = v_abs(v4); \
        const V v7 = v_set(C(2.0)) * v6; \
        const V v8 = -v7; \
        const V e = v_exp_nonpositive(v8); \
        const V v9 = v_set(C(1.0)) + e; \
        const V v10 = v_vanishing_share(v5, v8, x, v9); \
        STORE(out + i, v10, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_tanh_vjp
static void kernel_gelu_tanh_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const M v4 = v_gt(u2, v_set(C(0.0))); \
        const V v5 = v_abs(u2); \
        const V v6 = v_set(C(2.0)) * v5; \
        const V v7 = -v6; \
        const V e = v_exp_nonpositive(v7); \
        const V v8 = v_select(v4, v_set(C(1)), e); \
        const V v9 = v_set(C(1.0)) + e; \
        const V sigmoid = v8 / v9; \
        const V v10 = v_set(C(2.0)) + e; \
        const V v11 = v_fma(e, v10, v_set(C(1.0))); \
        const V v12 = v_vanishing_exp(v7, x, v11); \
        const V v13 = v_vanishing_signed(v12 * v_set(C(0x1p64)), x); \
        const V v14 = v_vanishing_signed(v13 * v_set(C(0x1p64)), x); \
        const V v15 = v_fma(v_set(C(0.134145)), v14, v12); \
        const V v16 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v15, sigmoid); \
        const V v17 = g * v16; \
        STORE(out + i, v17, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_tanh_jvp
static void kernel_gelu_tanh_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const M v4 = v_gt(u2, v_set(C(0.0))); \
        const V v5 = v_abs(u2); \
        const V v6 = v_set(C(2.0)) * v5; \
        const V v7 = -v6; \
        const V e = v_exp_nonpositive(v7); \
        const V v8 = v_select(v4, v_set(C(1)), e); \
        const V v9 = v_set(C(1.0)) + e; \
        const V sigmoid = v8 / v9; \
        const V v10 = v_set(C(2.0)) + e; \
        const V v11 = v_fma(e, v10, v_set(C(1.0))); \
        const V v12 = v_vanishing_exp(v7, x, v11); \
        const V v13 = v_vanishing_signed(v12 * v_set(C(0x1p64)), x); \
        const V v14 = v_vanishing_signed(v13 * v_set(C(0x1p64)), x); \
        const V v15 = v_fma(v_set(C(0.134145)), v14, v12); \
        const V v16 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v15, sigmoid); \
        const V dx = FETCH(dx_ + i, n); \
        const V v17 = v16 * dx; \
        STORE(out + i, v17, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_tanh_derivative
static void kernel_gelu_tanh_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = x * x; \
        const V v2 = x * v; \
        const V v3 = v_fma(v_set(C(0.044715)), v2, x); \
        const V u2 = v_set(C(0.79788456080286535588)) * v3; \
        const M v4 = v_gt(u2, v_set(C(0.0))); \
        const V v5 = v_abs(u2); \
        const V v6 = v_set(C(2.0)) * v5; \
        const V v7 = -v6; \
        const V e = v_exp_nonpositive(v7); \
        const V v8 = v_select(v4, v_set(C(1)), e); \
        const V v9 = v_set(C(1.0)) + e; \
        const V sigmoid = v8 / v9; \
        const V v10 = v_set(C(2.0)) + e; \
        const V v11 = v_fma(e, v10, v_set(C(1.0))); \
        const V v12 = v_vanishing_exp(v7, x, v11); \
        const V v13 = v_vanishing_signed(v12 * v_set(C(0x1p64)), x); \
        const V v14 = v_vanishing_signed(v13 * v_set(C(0x1p64)), x); \
        const V v15 = v_fma(v_set(C(0.134145)), v14, v12); \
        const V v16 = v_fma(v_set(C(2.0)) * v_set(C(0.79788456080286535588)), v15, sigmoid); \
        STORE(out + i, v16, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
