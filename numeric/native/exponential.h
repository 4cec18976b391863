/* exp, expm1 and tanh.   Included by functions.h.
 *
 * x = n log 2 + r and e^x = 2^n (1 + r + r^2 S(r)).  n is a whole number, or, where a vector is also a table, a multiple of
 * 1/STEPS: then the factor between two whole powers is looked up, r is smaller and so is S.
 */

#if PRECISION == 32
#define EXP_LOWEST ((T)-104.0)
#define EXP_HIGHEST ((T)89.0)
#define EXPM1_LOWEST ((T)-20.0)
#define EXPM1_HIGHEST ((T)40.0)
#else
#define EXP_LOWEST ((T)-746.0)
#define EXP_HIGHEST ((T)710.0)
#define EXPM1_LOWEST ((T)-40.0)
#define EXPM1_HIGHEST ((T)80.0)
#endif

typedef struct {
    Steps n;
    V r;
} Exponent;

/* LOG2_HIGH * n is exact, so r loses nothing but its own last bit. */
static inline Exponent v_exponent(V x) {
    Steps n = v_steps(x, PER_LOG2);
    return (Exponent){n, v_fnma(n.value, v_set(LOG2_LOW), v_fnma(n.value, v_set(LOG2_HIGH), x))};
}

/* That of x + low, where low is what rounding took from x. */
static inline Exponent v_exponent_of_sum(V x, V low) {
    Exponent e = v_exponent(x);
    return (Exponent){e.n, e.r + low};
}

/* e^x / 2^floor(n). */
static inline V v_fraction(Exponent e) {
#ifdef HAS_TABLE
    V power = v_look_up(POWERS, e.n.bits);
    return v_fma(power * e.r, v_fma(exp_short_series(e.r), e.r, v_set(1)), power);
#else
    return v_fma(v_fma(exp_series(e.r), e.r, v_set(1)), e.r, v_set(1));
#endif
}

static inline V v_exp_of(Exponent e) { return v_scale(v_fraction(e), e.n); }
static inline V v_exp_of_nonpositive(Exponent e) { return v_scale_down(v_fraction(e), e.n); }

/* NaN passes through both bounds. */
static inline V v_exp_lowest(V x) { return v_at_least(x, v_set(EXP_LOWEST)); }
static inline V v_exp_bounded(V x) { return v_at_most(v_exp_lowest(x), v_set(EXP_HIGHEST)); }

static inline V v_exp(V x) { return v_exp_of(v_exponent(v_exp_bounded(x))); }

/* e^x for x <= 0 or NaN. */
static inline V v_exp_nonpositive(V x) { return v_exp_of_nonpositive(v_exponent(v_exp_lowest(x))); }

/* e^(x + low), where low is what rounding took from x. */
static inline V v_exp_plus(V x, V low) { return v_exp_of(v_exponent_of_sum(v_exp_bounded(x), low)); }
static inline V v_exp_nonpositive_plus(V x, V low) { return v_exp_of_nonpositive(v_exponent_of_sum(v_exp_lowest(x), low)); }

/* e^x = power + rest, where the power is 1 for x near 0. */
typedef struct {
    V power, rest;
} Parts;

static inline Parts v_exp_parts(Exponent e) {
#ifdef HAS_TABLE
    V power = v_scalef(v_look_up(POWERS, e.n.bits), e.n.value), low = v_scalef(v_look_up(POWERS_LOW, e.n.bits), e.n.value);
    V first = power * e.r;
    return (Parts){power, first + v_fma(first * e.r, expm1_short_series(e.r), low)};
#else
    V power = v_power_of_two(e.n), first = power * e.r;
    return (Parts){power, v_fma(first * e.r, exp_series(e.r), first)};
#endif
}

/* From EXPM1_HIGHEST on 1 has no weight beside e^x. */
static inline V v_expm1(V x) {
    V one = v_set(1);
    Parts e = v_exp_parts(v_exponent(v_at_most(v_at_least(x, v_set(EXPM1_LOWEST)), v_set(EXPM1_HIGHEST))));
    V y = v_select(v_lt(x, v_set(EXPM1_HIGHEST)), (e.power - one) + e.rest, v_exp(x));
    return v_copysign(y, x);
}

/* -expm1(-2|x|)/(2 + expm1(-2|x|)) with the sign of x. */
static inline V v_tanh(V x) {
    V one = v_set(1);
    Parts e = v_exp_parts(v_exponent(v_at_least(v_abs(x) * v_set(-2), v_set(EXPM1_LOWEST))));
    return v_copysign(((e.power - one) + e.rest) / ((e.power + one) + e.rest), x);
}

typedef struct {
    Steps n;
    V p;
} Exponential;
static inline Exponential v_exponential_of_sum(V x, V low) {
    Exponent e = v_exponent_of_sum(x, low);
    return (Exponential){e.n, v_fraction(e) - v_set(1)};
}
