/* log and log1p.   Included by functions.h. */

#if PRECISION == 32
#define SMALLEST_NORMAL ((T)0x1p-126)
#define WHOLE ((T)0x1p23)
#else
#define SMALLEST_NORMAL ((T)0x1p-1022)
#define WHOLE ((T)0x1p52)
#endif

#ifndef HAS_SCALE
/* x = m * 2^e, 3/4 <= m < 3/2, for normal x. */
static inline V v_significand_of_normal(V x, V *exponent) {
    VU bits = v_bits(x), raised = (bits + v_set_bits((U)1 << (FRACTION_BITS - 1))) >> FRACTION_BITS;
    *exponent = v_from_bits(raised + v_bits(v_set(WHOLE))) - v_set(WHOLE + EXPONENT_BIAS);
    return v_from_bits(bits - ((raised - v_set_bits(EXPONENT_BIAS)) << FRACTION_BITS));
}

/* The same for 0 < x < infinity; subnormal numbers are first made 2^64 times larger. */
static inline V v_significand(V x, V *exponent) {
    M small = v_lt(x, v_set(SMALLEST_NORMAL));
    V e, m = v_significand_of_normal(v_select(small, x * v_set((T)0x1p64), x), &e);
    *exponent = e - v_select(small, v_set(64), v_set(0));
    return m;
}

/* log 0 = -inf, log inf = inf, NaN otherwise where x is not positive; y elsewhere. */
static inline V v_log_ends(V x, V y) {
    y = v_select(v_lt(x, v_set(INFINITE)), y, x + x);
    y = v_select(v_eq(x, v_set(0)), v_set(-INFINITE), y);
    return v_select(v_lt(x, v_set(0)), v_set((T)NAN), y);
}
#endif

/* log(1 + f) - f for -1/4 <= f <= 1/2. */
static inline V v_log1p_rest(V f) {
    V square = f * f;
#if PRECISION == 32
    return square * log_series(f, square);
#else
    V s = f / (v_set(2) + f), z = s * s, half = square * v_set((T)0.5);
    V series = v_fma(z, artanh_series(z, z * z), v_set(TWO_THIRDS));
    return v_fms(s, v_fma(z, series, half), half);
#endif
}

#ifdef HAS_TABLE
/* start + low + log(1 + r); the large terms are added first and what that rounds away comes last. */
static inline V v_log_near(V start, V low, V r) {
    V large = start + r, lost = r - (large - start), square = r * r;
    return large + (v_fma(square, log_short_series(r, square), low) + lost);
}

/* log(m) + e log(2) for f = m - 1:   log(m) = log(1 + r) - log(c) for 1 + r = m c, c near 1/m. */
static inline V v_log_of(V m, V f, V e) {
    VU k = v_bits(m) >> (FRACTION_BITS - 4);
    V c = v_look_up_16(LOG_INVERSE, k), start = v_fma(e, v_set(LOG2_HIGH), v_look_up_16(LOG_HIGH, k));
    return v_log_near(start, v_fma(e, v_set(LOG2_LOW), v_look_up_16(LOG_LOW, k)), v_fma(f, c, c - v_set(1)));
}
#else
/* log(1 + f) + high + low, where high is 0 or larger than f. */
static inline V v_log_near(V high, V low, V f) {
    V large = high + f, lost = f - (large - high);
    return large + ((low + v_log1p_rest(f)) + lost);
}

static inline V v_log_of(V m, V f, V e) {
    (void)m;
    return v_log_near(e * v_set(LOG2_HIGH), e * v_set(LOG2_LOW), f);
}
#endif

static inline V v_log(V x) {
    V e, m = v_significand(x, &e);
    return v_log_ends(x, v_log_of(m, m - v_set(1), e));
}

/* 1 + x = m 2^e, and m - 1 = x 2^-e + (2^-e - 1) is rounded once; for large e 1 has no weight, and for e = 0 nothing is rounded.
 * u is 1 + x, rounded. */
static inline V v_log1p_of(V x, V u) {
    V one = v_set(1), e, m = v_significand_of_normal(u, &e);
    V power = v_from_bits(v_bits(one) + (v_bits(m) - v_bits(u)));
    return v_log_of(m, v_select(v_lt(u, v_set(WHOLE * WHOLE)), v_fma(x, power, power - one), m - one), e);
}

static inline V v_log1p(V x) {
    V u = v_set(1) + x;
    return v_copysign(v_log_ends(u, v_log1p_of(x, u)), x);
}

/* For 0 <= x <= 1, or NaN: there is no exponent to find. */
static inline V v_log1p_to_1(V x) {
#ifdef HAS_TABLE
    V one = v_set(1);
    VU k = v_bits(v_at_most(one + x, v_set((T)1.99))) >> (FRACTION_BITS - 4);
    V c = v_look_up_16(LOG1P_INVERSE, k);
    return v_log_near(v_look_up_16(LOG1P_HIGH, k), v_look_up_16(LOG1P_LOW, k), v_fma(x, c, c - one));
#else
    V zero = v_set(0), half = v_set((T)0.5);
    M upper = v_gt(x, half);
    V f = v_select(upper, v_fms(x, half, half), x);
    return v_log_near(v_select(upper, v_set(LOG2_HIGH), zero), v_select(upper, v_set(LOG2_LOW), zero), f);
#endif
}
