/* exp, expm1 and tanh.   Included by functions.h. */

#if PRECISION == 32
#define EXP_LOWEST ((T)-104.0)
#define EXP_HIGHEST ((T)89.0)
#define EXPM1_LOWEST ((T)-20.0)
#else
#define EXP_LOWEST ((T)-746.0)
#define EXP_HIGHEST ((T)710.0)
#define EXPM1_LOWEST ((T)-40.0)
#endif

/* e^x = 2^n (1 + p),   p = e^r - 1,   |r| <= log(2)/2. */
typedef struct {
    Whole n;
    V p;
} Exponential;

/* r = x - n log 2.  LOG2_HIGH * n is exact, so r loses nothing but its own last bit. */
static inline V v_less_log2(V x, Whole n) {
    return v_fnma(n.value, v_set(LOG2_LOW), v_fnma(n.value, v_set(LOG2_HIGH), x));
}

static inline V v_expm1_near_0(V r) { return v_fma(r * r, exp_series(r), r); }

static inline Exponential v_exponential(V x) {
    Whole n = v_whole(x, PER_LOG2);
    return (Exponential){n, v_expm1_near_0(v_less_log2(x, n))};
}

/* e^(x + low), where low is what rounding took from x. */
static inline Exponential v_exponential_of_sum(V x, V low) {
    Whole n = v_whole(x, PER_LOG2);
    return (Exponential){n, v_expm1_near_0(v_less_log2(x, n) + low)};
}

/* NaN passes through both bounds. */
static inline V v_exp(V x) {
    Exponential e = v_exponential(v_at_most(v_at_least(x, v_set(EXP_LOWEST)), v_set(EXP_HIGHEST)));
    return v_scale(v_set(1) + e.p, e.n);
}

/* e^x for x <= 0 or NaN. */
static inline V v_exp_nonpositive(V x) {
    Exponential e = v_exponential(v_at_least(x, v_set(EXP_LOWEST)));
    return v_scale_down(v_set(1) + e.p, e.n);
}

/* 2^(n-1) (2p + (2 - 2^(1-n))): the difference is exact as long as 2^(1-n) has any weight. */
static inline V v_expm1(V x) {
    Exponential e = v_exponential(v_at_most(v_at_least(x, v_set(EXPM1_LOWEST)), v_set(EXP_HIGHEST)));
    Whole less = {e.n.value - v_set(1), e.n.bits - v_set_bits(1)};
    V two = v_set(2);
    return v_copysign(v_scale(v_fma(two, e.p, two - v_inverse_power_of_two(less)), less), x);
}

/* -expm1(-2|x|)/(2 + expm1(-2|x|)) with the sign of x; both are 2^n p + (2^n -+ 1). */
static inline V v_tanh(V x) {
    Exponential e = v_exponential(v_at_least(v_abs(x) * v_set(-2), v_set(EXPM1_LOWEST)));
    V power = v_power_of_two(e.n), one = v_set(1);
    return v_copysign(v_fma(e.p, power, power - one) / v_fma(e.p, power, power + one), x);
}
