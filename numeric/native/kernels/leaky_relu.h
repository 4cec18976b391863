/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/leaky_relu.py. */

#ifndef WITHOUT_leaky_relu
static void kernel_leaky_relu(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    const T *alpha_ = (const T *)a[1];
    T *out = (T *)a[2];
    const V alpha = v_set(*alpha_);
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = alpha * x; \
        const V v3 = v_select(v, x, v2); \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_leaky_relu_vjp
static void kernel_leaky_relu_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    const T *alpha_ = (const T *)a[2];
    T *out = (T *)a[3];
    const V alpha = v_set(*alpha_);
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V g = FETCH(g_ + i, n); \
        const V v2 = alpha * g; \
        const V v3 = v_select(v, g, v2); \
        const V v4 = v_select(v_eq(x, x), v3, x); \
        STORE(out + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_leaky_relu_jvp
static void kernel_leaky_relu_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    const T *alpha_ = (const T *)a[2];
    T *out = (T *)a[3];
    const V alpha = v_set(*alpha_);
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V dx = FETCH(dx_ + i, n); \
        const V v2 = dx * alpha; \
        const V v3 = v_select(v, dx, v2); \
        const V v4 = v_select(v_eq(x, x), v3, x); \
        STORE(out + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_leaky_relu_derivative
static void kernel_leaky_relu_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    const T *alpha_ = (const T *)a[1];
    T *out = (T *)a[2];
    const V alpha = v_set(*alpha_);
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_select(v, v_set(C(1.0)), alpha); \
        const V v3 = v_select(v_eq(x, x), v2, x); \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
