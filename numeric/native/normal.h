/* The normal distribution: e^(-x^2/2), its distribution function, and erf.   Included by functions.h. */

/* e^(-a^2/2) for 0 <= a <= TAIL_TOP: what rounding takes from a^2 is given back. */
static inline Exponential v_bell(V a) {
    V half = v_set((T)-0.5), square = a * a;
    return v_exponential_of_sum(square * half, v_product_error(a, a, square) * half);
}

static inline V v_gaussian(V x) {
    Exponential e = v_bell(v_at_most(v_abs(x), v_set(TAIL_TOP)));
    return v_scale_down(v_set(1) + e.p, e.n);
}

/* 1 - Phi(a) for 0 <= a <= TAIL_TOP; the power of two comes last, so that a subnormal result is rounded once. */
static inline V v_upper_tail(V a) {
    Exponential e = v_bell(a);
    V w = v_set(1) / (a + v_set(TAIL_K));
    V factor = w * upper_tail(v_fma(w, v_set(TAIL_D), v_set(TAIL_C)));
    return v_scale_down(v_fma(e.p, factor, factor), e.n);
}

static inline V v_normal_cdf(V x) {
    V tail = v_upper_tail(v_at_most(v_abs(x), v_set(TAIL_TOP)));
    return v_select(v_gt(x, v_set(0)), v_set(1) - tail, tail);
}

static inline V v_erf(V x) {
    V a = v_abs(x), one = v_set(1);
    V tail = v_upper_tail(v_at_most(a * v_set(SQRT_2), v_set(TAIL_TOP)));
    V near = x * erf_series(v_at_most(x * x, one));
    return v_select(v_lt(a, one), near, v_copysign(v_fnma(v_set(2), tail, one), x));
}
