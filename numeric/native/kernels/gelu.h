/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu.py. */

#ifndef WITHOUT_normal_cdf
static void kernel_normal_cdf(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_normal_cdf(x); \
        STORE(out + i, v, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_normal_cdf_vjp
static void kernel_normal_cdf_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const V v = v_gaussian(x); \
        const V normal_pdf = v * v_set(C(0.39894228040143267794)); \
        const V v2 = g * normal_pdf; \
        STORE(out + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_normal_cdf_jvp
static void kernel_normal_cdf_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_gaussian(x); \
        const V normal_pdf = v * v_set(C(0.39894228040143267794)); \
        const V dx = FETCH(dx_ + i, n); \
        const V v2 = normal_pdf * dx; \
        STORE(out + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_normal_cdf_derivative
static void kernel_normal_cdf_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_gaussian(x); \
        const V normal_pdf = v * v_set(C(0.39894228040143267794)); \
        STORE(out + i, normal_pdf, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu
static void kernel_gelu(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V v = v_vanishing(v_normal_cdf_raised(x), x); \
        STORE(out + i, v, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_vjp
static void kernel_gelu_vjp(ptrdiff_t count, char *const *a)
{
    const T *g_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V g = FETCH(g_ + i, n); \
        const V x = FETCH(x_ + i, n); \
        const V normal_cdf = v_normal_cdf(x); \
        const V v = v_vanishing(v_gaussian_raised(x) / v_set(C(2.50662827463100050242)), x); \
        const V v2 = normal_cdf + v; \
        const V v3 = g * v2; \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_jvp
static void kernel_gelu_jvp(ptrdiff_t count, char *const *a)
{
    const T *dx_ = (const T *)a[0];
    const T *x_ = (const T *)a[1];
    T *out = (T *)a[2];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V normal_cdf = v_normal_cdf(x); \
        const V v = v_vanishing(v_gaussian_raised(x) / v_set(C(2.50662827463100050242)), x); \
        const V v2 = normal_cdf + v; \
        const V dx = FETCH(dx_ + i, n); \
        const V v3 = v2 * dx; \
        STORE(out + i, v3, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif

#ifndef WITHOUT_gelu_derivative
static void kernel_gelu_derivative(ptrdiff_t count, char *const *a)
{
    const T *x_ = (const T *)a[0];
    T *out = (T *)a[1];
#define BODY(i, n) { \
        const V x = FETCH(x_ + i, n); \
        const V normal_cdf = v_normal_cdf(x); \
        const V v = v_vanishing(v_gaussian_raised(x) / v_set(C(2.50662827463100050242)), x); \
        const V v2 = normal_cdf + v; \
        STORE(out + i, v2, n); \
    }
    SWEEP(count)
#undef BODY
}
#endif
