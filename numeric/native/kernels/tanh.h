/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/tanh.py. */

#ifndef WITHOUT_tanh
static void kernel_tanh(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_tanh(x); \
        STORE(out + i, v, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_tanh_vjp
static void kernel_tanh_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = v_set(C(2.0)) * v; \
        const V v3 = -v2; \
        const V e = v_exp_nonpositive(v3); \
        const V v4 = v_set(C(2.0)) + e; \
        const V v5 = v_fma(e, v4, v_set(C(1.0))); \
        const V v6 = e / v5; \
        const V v7 = v_set(C(4.0)) * g * v6; \
        STORE(out + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_tanh_jvp
static void kernel_tanh_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = v_set(C(2.0)) * v; \
        const V v3 = -v2; \
        const V e = v_exp_nonpositive(v3); \
        const V v4 = v_set(C(2.0)) + e; \
        const V v5 = v_fma(e, v4, v_set(C(1.0))); \
        const V v6 = e / v5; \
        const V dx = FETCH(dx_ + i, n); \
        const V v7 = v_set(C(4.0)) * v6 * dx; \
        STORE(out + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_tanh_derivative
static void kernel_tanh_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = v_set(C(2.0)) * v; \
        const V v3 = -v2; \
        const V e = v_exp_nonpositive(v3); \
        const V v4 = v_set(C(2.0)) + e; \
        const V v5 = v_fma(e, v4, v_set(C(1.0))); \
        const V v6 = v_exp_nonpositive_raised(v3) / v5 * v_set(C(2.16840434497100886801e-19)); \
        STORE(out + i, v6, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
