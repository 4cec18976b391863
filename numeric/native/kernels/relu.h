/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/relu.py. */

#ifndef WITHOUT_relu
static void kernel_relu(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_max(v_set(C(0.0)), x); \
        STORE(out + i, v, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_relu_vjp
static void kernel_relu_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V g = FETCH(g_ + i, n); \
        const V v2 = v_select(v, g, v_set(C(0.0))); \
        const V v3 = v_select(v_eq(x, x), v2, x); \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_relu_jvp
static void kernel_relu_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V dx = FETCH(dx_ + i, n); \
        const V v2 = v_select(v, dx, v_set(C(0.0))); \
        const V v3 = v_select(v_eq(x, x), v2, x); \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_relu_derivative
static void kernel_relu_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const M v = v_gt(x, v_set(C(0.0))); \
        const V v2 = v_select(v, v_set(C(1.0)), v_set(C(0.0))); \
        const V v3 = v_select(v_eq(x, x), v2, x); \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
