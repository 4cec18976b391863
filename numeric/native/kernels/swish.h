/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/swish.py. */

#ifndef WITHOUT_swish
static void kernel_swish(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_abs(x); \
        const V v3 = -v2; \
        const V e = v_exp_nonpositive(v3); \
        const V v4 = v_set(C(1.0)) + e; \
        const V v5 = v_vanishing_share(v, v3, x, v4); \
        STORE(out + i, v5, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_swish_vjp
static void kernel_swish_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_abs(x); \
        const V v3 = -v2; \
        const M v4 = v_lt(x, v_set(C(0.0))); \
        const V e = v_exp_nonpositive(v3); \
        const V v5 = v_set(C(1.0)) + e; \
        const V v6 = v_vanishing_share(v4, v3, x, v5); \
        const V v7 = v_set(C(1.0)) + v6; \
        const V swish_slope = v_vanishing_share(v, v3, v7, v5); \
        const V v8 = g * swish_slope; \
        STORE(out + i, v8, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_swish_jvp
static void kernel_swish_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_abs(x); \
        const V v3 = -v2; \
        const M v4 = v_lt(x, v_set(C(0.0))); \
        const V e = v_exp_nonpositive(v3); \
        const V v5 = v_set(C(1.0)) + e; \
        const V v6 = v_vanishing_share(v4, v3, x, v5); \
        const V v7 = v_set(C(1.0)) + v6; \
        const V swish_slope = v_vanishing_share(v, v3, v7, v5); \
        const V dx = FETCH(dx_ + i, n); \
        const V v8 = swish_slope * dx; \
        STORE(out + i, v8, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_swish_derivative
static void kernel_swish_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_abs(x); \
        const V v3 = -v2; \
        const M v4 = v_lt(x, v_set(C(0.0))); \
        const V e = v_exp_nonpositive(v3); \
        const V v5 = v_set(C(1.0)) + e; \
        const V v6 = v_vanishing_share(v4, v3, x, v5); \
        const V v7 = v_set(C(1.0)) + v6; \
        const V swish_slope = v_vanishing_share(v, v3, v7, v5); \
        STORE(out + i, swish_slope, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
