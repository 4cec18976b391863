/* The normal distribution: e^(-x^2/2), its distribution function, and erf.   Included by functions.h. */

/* -a^2/2 for 0 <= a <= GAUSSIAN_TOP; what rounding takes from it is given back. */
static inline Exponent v_bell(V a) {
    V half = a * v_set((T)-0.5), x = a * half;
    return v_exponent_of_sum(x, v_product_error(a, half, x));
}

static inline V v_magnitude(V x) { return v_at_most(v_abs(x), v_set(GAUSSIAN_TOP)); }

static inline V v_gaussian(V x) { return v_exp_of_nonpositive(v_bell(v_magnitude(x))); }

/* 1 - Phi(a) = e^(-a^2/2) N(a)/D(a) for 0 <= a <= GAUSSIAN_TOP, where all terms are positive.  The power of two comes last, so
 * that a subnormal result is rounded once. */
static inline V v_upper_tail(V a) {
    Exponent e = v_bell(a);
    return v_scale_down(v_fraction(e) * tail_factor_over(a) / tail_factor_under(a), e.n);
}

static inline V v_normal_cdf(V x) {
    V tail = v_upper_tail(v_magnitude(x));
    return v_select(v_gt(x, v_set(0)), v_set(1) - tail, tail);
}

/* 1 - e^L(|x|) from 1 on. */
static inline V v_erf(V x) {
    V a = v_abs(x), one = v_set(1);
    V near = v_fma(x, erf_series(x * x), x);
    V far = one - v_exp_of_nonpositive(v_exponent(erfc_exponent(v_at_most(v_at_least(a, one), v_set(ERF_TOP)))));
    return v_select(v_lt(a, one), near, v_copysign(far, x));
}
