/* The normal distribution: e^(-x^2/2), its distribution function, and erf.   Included by functions.h. */

/* 2|x| up to where 2^64 e^(-x^2/2) is less than VANISHED; NaN passes. */
#define GAUSSIAN_VANISHED (PRECISION == 32 ? (T)15.2 : (T)38.8)
static inline V v_twice(V x) {
    V a = v_abs(x);
    return v_at_most(a + a, v_set(2 * GAUSSIAN_VANISHED));
}

/* -v^2/8; what rounding takes from it is given back. */
static inline Exponent v_bell(V v) {
    V other = v * v_set((T)-0.125), x = v * other;
    return v_exponent_of_sum(x, v_product_error(v, other, x));
}

static inline V v_gaussian(V x) { return v_exp_of_nonpositive(v_bell(v_twice(x))); }

/* 2^64 times as much. */
static inline V v_gaussian_raised(V x) {
    Exponent e = v_bell(v_twice(x));
    return v_scale_raised(v_fraction(e), e.n);
}

/* 1 - Phi(v/2) = e^(-v^2/8) / (v + N(v)/D(v)), all coefficients positive; without 2^n, which comes last, so that
 * a subnormal result is rounded once. */
static inline V v_upper_tail(V v, Steps *n) {
    Exponent e = v_bell(v);
    V square = v * v, under = tail_rest_under(v, square);
    *n = e.n;
    return v_times_fraction(under / v_fma(v, under, tail_rest_over(v, square)), e);
}

static inline V v_normal_cdf(V x) {
    Steps n;
    V tail = v_scale_down(v_upper_tail(v_twice(x), &n), n);
    return v_select(v_gt(x, v_set(0)), v_set(1) - tail, tail);
}

/* 2^64 times as much. */
static inline V v_normal_cdf_raised(V x) {
    Steps n;
    V tail = v_scale_raised(v_upper_tail(v_twice(x), &n), n);
    return v_select(v_gt(x, v_set(0)), v_set((T)0x1p64) - tail, tail);
}

/* x + x S(x^2) for |x| < 1, 1 - e^L(|x|) beyond. */
static inline V v_erf(V x) {
    V a = v_abs(x), one = v_set(1), square = x * x;
    V bounded = v_at_most(v_at_least(a, one), v_set(ERF_TOP));
    V near = v_fma(x, erf_series(square, square * square), x);
    V far = one - v_exp_of_nonpositive(v_exponent(erfc_exponent(bounded, bounded * bounded)));
    return v_select(v_lt(a, one), near, v_copysign(far, x));
}
