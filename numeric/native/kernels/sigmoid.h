/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/sigmoid.py. */

#ifndef WITHOUT_sigmoid
static void kernel_sigmoid(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_abs(x); \
        const V v3 = -v2; \
        const V e = v_exp_nonpositive(v3); \
        const V v4 = v_select(v, v_set(C(1)), e); \
        const V v5 = v_set(C(1.0)) + e; \
        const V v6 = v4 / v5; \
        STORE(out + i, v6, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_sigmoid_vjp
static void kernel_sigmoid_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = -v; \
        const V e = v_exp_nonpositive(v2); \
        const V v3 = v_set(C(2.0)) + e; \
        const V v4 = v_fma(e, v3, v_set(C(1.0))); \
        const V v5 = e / v4; \
        const V v6 = g * v5; \
        STORE(out + i, v6, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_sigmoid_jvp
static void kernel_sigmoid_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = -v; \
        const V e = v_exp_nonpositive(v2); \
        const V v3 = v_set(C(2.0)) + e; \
        const V v4 = v_fma(e, v3, v_set(C(1.0))); \
        const V v5 = e / v4; \
        const V dx = FETCH(dx_ + i, n); \
        const V v6 = v5 * dx; \
        STORE(out + i, v6, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_sigmoid_derivative
static void kernel_sigmoid_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_abs(x); \
        const V v2 = -v; \
        const V e = v_exp_nonpositive(v2); \
        const V v3 = v_set(C(2.0)) + e; \
        const V v4 = v_fma(e, v3, v_set(C(1.0))); \
        const V v5 = e / v4; \
        STORE(out + i, v5, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
