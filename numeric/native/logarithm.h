/* log and log1p.   Included by functions.h. */

#ifndef HAS_SCALE
#if PRECISION == 32
#define SMALLEST_NORMAL ((T)0x1p-126)
#define WHOLE ((T)0x1p23)
#else
#define SMALLEST_NORMAL ((T)0x1p-1022)
#define WHOLE ((T)0x1p52)
#endif

/* x = m * 2^e, 3/4 <= m < 3/2, for 0 < x < infinity; subnormal numbers are first made 2^64 times larger. */
static inline V v_significand(V x, V *exponent) {
    M small = v_lt(x, v_set(SMALLEST_NORMAL));
    VU bits = v_bits(v_select(small, x * v_set((T)0x1p64), x));
    VU raised = (bits + v_set_bits((U)1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
    V sum = v_from_bits(raised + v_bits(v_set(WHOLE)));
    *exponent = sum - v_select(small, v_set(WHOLE + EXPONENT_BIAS + 64), v_set(WHOLE + EXPONENT_BIAS));
    return v_from_bits(bits - ((raised - v_set_bits(EXPONENT_BIAS)) << FRACTION_BITS));
}

/* log 0 = -inf, log inf = inf, NaN otherwise where x is not positive; y elsewhere. */
static inline V v_log_ends(V x, V y) {
    y = v_select(v_lt(x, v_set(INFINITE)), y, x + x);
    y = v_select(v_eq(x, v_set(0)), v_set(-INFINITE), y);
    return v_select(v_lt(x, v_set(0)), v_set((T)NAN), y);
}
#endif

/* x * 2^-e, or something small if e is large. */
static inline V v_times_inverse_power(V x, V e) {
#ifdef HAS_SCALE
    return v_scalef(x, -e);
#else
    VU power = v_bits(v_set(WHOLE + EXPONENT_BIAS) - v_at_most(e, v_set(EXPONENT_BIAS)));
    return x * v_from_bits(power << FRACTION_BITS);
#endif
}

/* log(1 + f) - f for -1/4 <= f <= 1/2. */
static inline V v_log1p_rest(V f) {
    V square = f * f;
#if PRECISION == 32
    return square * log_series(f, square);
#else
    V s = f / (v_set(2) + f), z = s * s, half = square * v_set((T)0.5);
    return v_fms(s, v_fma(z, artanh_series(z, z * z), half), half);
#endif
}

/* log(1 + f) + e log(2); the large terms are added first and what that rounds away comes last. */
static inline V v_log_of(V f, V e) {
    V large = v_fma(e, v_set(LOG2_HIGH), f);
    V lost = f - v_fnma(e, v_set(LOG2_HIGH), large);
    return large + (v_fma(e, v_set(LOG2_LOW), v_log1p_rest(f)) + lost);
}

static inline V v_log(V x) {
    V e, m = v_significand(x, &e);
    return v_log_ends(x, v_log_of(m - v_set(1), e));
}

/* 1 + x = u + low, exactly; low is carried along in units of u's power of two. */
static inline V v_log1p(V x) {
    V one = v_set(1), u = one + x;
    V low = v_at_most(x, one) - (u - v_at_least(x, one));
    V e, m = v_significand(u, &e);
    V f = (m - one) + v_times_inverse_power(low, e);
    return v_copysign(v_log_ends(u, v_log_of(f, e)), x);
}
