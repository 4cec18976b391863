/* The normal distribution: e^(-x^2/2), its distribution function, and erf.   Included by functions.h. */

/* 2|x| up to where e^(-x^2/2) is 0; NaN passes. */
static inline V v_twice(V x) {
    V a = v_abs(x);
    return v_at_most(a + a, v_set(2 * GAUSSIAN_TOP));
}

/* -v^2/8; what rounding takes from it is given back. */
static inline Exponent v_bell(V v) {
    V other = v * v_set((T)-0.125), x = v * other;
    return v_exponent_of_sum(x, v_product_error(v, other, x));
}

static inline V v_gaussian(V x) { return v_exp_of_nonpositive(v_bell(v_twice(x))); }

/* 1 - Phi(v/2) = e^(-v^2/8) / (v + N(v)/D(v)), all coefficients positive.  The power of two comes last, so that a subnormal
 * result is rounded once. */
static inline V v_upper_tail(V v) {
    Exponent e = v_bell(v);
    V square = v * v, under = tail_rest_under(v, square);
    V factor = under / v_fma(v, under, tail_rest_over(v, square));
    return v_scale_down(v_times_fraction(factor, e), e.n);
}

static inline V v_normal_cdf(V x) {
    V tail = v_upper_tail(v_twice(x));
    return v_select(v_gt(x, v_set(0)), v_set(1) - tail, tail);
}

/* x + x S(x^2) for |x| < 1, 1 - e^L(|x|) beyond. */
static inline V v_erf(V x) {
    V a = v_abs(x), one = v_set(1), square = x * x;
    V bounded = v_at_most(v_at_least(a, one), v_set(ERF_TOP));
    V near = v_fma(x, erf_series(square, square * square), x);
    V far = one - v_exp_of_nonpositive(v_exponent(erfc_exponent(bounded, bounded * bounded)));
    return v_select(v_lt(a, one), near, v_copysign(far, x));
}
