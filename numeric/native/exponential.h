/* exp, expm1, sinh, cosh and tanh.   Included by functions.h.
 *
 * x = n log 2 + r and e^x = 2^n (1 + r + r^2 S(r)).  n is a whole number, or, where a vector is also a table, a multiple of
 * 1/STEPS: then the factor between two whole powers is looked up, r is smaller and S is shorter.
 */

#if PRECISION == 32
#define EXP_LOWEST ((T)-104.0)
#define EXP_HIGHEST ((T)89.0)
#define HALF_EXP_HIGHEST ((T)90.0)
#define VANISHING ((T)-115.5)
#define EXPM1_LOWEST ((T)-20.0)
#define EXPM1_HIGHEST ((T)18.0)
#else
#define EXP_LOWEST ((T)-746.0)
#define EXP_HIGHEST ((T)710.0)
#define HALF_EXP_HIGHEST ((T)711.0)
#define VANISHING ((T)-752.7)
#define EXPM1_LOWEST ((T)-40.0)
#define EXPM1_HIGHEST ((T)38.0)
#endif

typedef struct {
    Steps n;
    V r;
} Exponent;

/* LOG2_HIGH * n is exact, so r loses nothing but its own last bit. */
static inline Exponent v_exponent_in(V x, int steps) {
    Steps n = v_steps(x, PER_LOG2, steps);
    return (Exponent){n, v_fnma(n.value, v_set(LOG2_LOW), v_fnma(n.value, v_set(LOG2_HIGH), x))};
}

static inline Exponent v_exponent(V x) { return v_exponent_in(x, STEPS); }

/* That of x + low, where low is what rounding took from x. */
static inline Exponent v_exponent_of_sum(V x, V low) {
    Exponent e = v_exponent(x);
    return (Exponent){e.n, e.r + low};
}

/* e^x / 2^floor(n) = power + rest. */
#ifdef HAS_TABLE
static inline V v_power(Exponent e) { return v_look_up(POWERS, e.n.bits); }
static inline V v_rest(Exponent e) {
    V square = e.r * e.r, p = v_fma(square, exp_short_series(e.r, square), e.r);
    return v_fma(v_power(e), p, v_look_up(POWERS_LOW, e.n.bits));
}
#else
static inline V v_power(Exponent e) { return (void)e, v_set(1); }
static inline V v_rest(Exponent e) {
    V square = e.r * e.r;
    return v_fma(square, exp_series(e.r, square), e.r);
}
#endif

static inline V v_fraction(Exponent e) {
#if defined(HAS_FMA) && !defined(HAS_TABLE)
    return v_fma(v_fma(exp_series(e.r, e.r * e.r), e.r, v_set(1)), e.r, v_set(1));
#else
    return v_power(e) + v_rest(e);
#endif
}

/* factor * e^x / 2^floor(n). */
static inline V v_times_fraction(V factor, Exponent e) { return v_fma(factor, v_rest(e), factor * v_power(e)); }

/* The same with what rounding takes from the product with a power of the table. */
static inline V v_times_fraction_sharply(V factor, Exponent e) {
#ifdef HAS_TABLE
    V power = v_power(e), product = factor * power;
    return product + v_fma(factor, v_rest(e), v_fms(factor, power, product));
#else
    return v_times_fraction(factor, e);
#endif
}

static inline V v_exp_of(Exponent e) { return v_scale(v_fraction(e), e.n); }
static inline V v_exp_of_nonpositive(Exponent e) { return v_scale_down(v_fraction(e), e.n); }

/* NaN passes through both bounds. */
static inline V v_exp_lowest(V x) { return v_at_least(x, v_set(EXP_LOWEST)); }
static inline V v_exp_bounded(V x) { return v_at_most(v_exp_lowest(x), v_set(EXP_HIGHEST)); }

static inline V v_exp(V x) { return v_exp_of(v_exponent(v_exp_bounded(x))); }

/* e^x for x <= 0 or NaN.  Far below where it is 0 the bound leaves 2^64 e^x its digits. */
static inline Exponent v_exponent_nonpositive(V x) { return v_exponent(v_at_least(x, v_set(VANISHING))); }
static inline V v_exp_nonpositive(V x) { return v_exp_of_nonpositive(v_exponent_nonpositive(x)); }

/* 2^64 e^x for x <= 0 or NaN; at the bound less than VANISHED. */
#define VANISHED (PRECISION == 32 ? (T)0x1p-102 : (T)0x1p-1021)
static inline V v_exp_nonpositive_raised(V x) {
    Exponent e = v_exponent_nonpositive(x);
    return v_scale_raised(v_fraction(e), e.n);
}

/* e^(x + low), where low is what rounding took from x. */
static inline Exponent v_exponent_inside(V x, V bounded, V low) {
    return v_exponent_of_sum(bounded, v_select(v_eq(x, bounded), low, v_set(0)));
}
static inline V v_exp_plus(V x, V low) { return v_exp_of(v_exponent_inside(x, v_exp_bounded(x), low)); }
static inline V v_exp_nonpositive_plus(V x, V low) {
    return v_exp_of_nonpositive(v_exponent_inside(x, v_exp_lowest(x), low));
}

/* For EXPM1_LOWEST <= x <= EXPM1_HIGHEST or NaN; what rounding takes from r and from (2^n - 1) + 2^n r comes last. */
static inline V v_expm1_moderate(V x) {
    Exponent e = v_exponent_in(x, 1);
    V low = v_fnma(e.n.value, v_set(LOG2_LOW), v_fnma(e.n.value, v_set(LOG2_HIGH), x) - e.r);
    V power = v_power_of_two(e.n), first = power * e.r, start = power - v_set(1), sum = start + first;
    V lost = v_fma(power, low, first - (sum - start)), square = e.r * e.r;
    return sum + v_fma(power * square, exp_series(e.r, square), lost);
}

/* From EXPM1_HIGHEST on 1 has hardly any weight beside e^x. */
static inline V v_expm1(V x) {
    V y = v_expm1_moderate(v_at_most(v_at_least(x, v_set(EXPM1_LOWEST)), v_set(EXPM1_HIGHEST)));
    return v_copysign(v_select(v_ge(x, v_set(EXPM1_HIGHEST)), v_exp(x), y), x);
}

/* e^x/2 for x >= 0 or NaN: finite as long as it is in the type. */
static inline V v_half_exp(V x) {
    Exponent e = v_exponent(v_at_most(x, v_set(HALF_EXP_HIGHEST)));
    return v_scale(v_fraction(e), (Steps){e.n.value - v_set(1), e.n.bits - v_set_bits(STEPS)});
}

/* (m + m/(1 + m))/2 for m = expm1 |x|, with the sign of x. */
static inline V v_sinh(V x) {
    V a = v_abs(x), highest = v_set(EXPM1_HIGHEST), m = v_expm1_moderate(v_at_most(a, highest));
    V y = (m + m / (m + v_set(1))) * v_set((T)0.5);
    return v_copysign(v_select(v_ge(a, highest), v_half_exp(a), y), x);
}

static inline V v_cosh(V x) {
    V half = v_half_exp(v_abs(x));
    return half + v_set((T)0.25) / half;
}

/* -expm1(-2|x|)/(2 + expm1(-2|x|)) with the sign of x; both are 2^n p + (2^n -+ 1), p = e^r - 1. */
static inline V v_tanh(V x) {
    Exponent e = v_exponent_in(v_at_least(v_abs(x) * v_set(-2), v_set(EXPM1_LOWEST)), 1);
    V power = v_power_of_two(e.n), one = v_set(1), square = e.r * e.r;
    V p = v_fma(square, exp_series(e.r, square), e.r);
    return v_copysign(v_fma(p, power, power - one) / v_fma(p, power, power + one), x);
}
