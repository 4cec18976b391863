/* x^y = e^(y log x), where the logarithm has twice as many digits: what it is off by is multiplied by y.
 * Included by functions.h. */

/* A number with twice as many digits: high is the sum, rounded. */
typedef struct {
    V high, low;
} Twice;

/* a + b where a is the larger one, or 0; exactly. */
static inline Twice v_twice_sum(V a, V b) {
    V sum = a + b;
    return (Twice){sum, b - (sum - a)};
}

static inline Twice v_twice_product(Twice a, Twice b) {
    V high = a.high * b.high;
    return (Twice){high, v_fma(a.high, b.low, v_fma(a.low, b.high, v_product_error(a.high, b.high, high)))};
}

/* f/(2 + f) for -1/4 <= f <= 1/2. */
static inline Twice v_artanh_argument(V f) {
    V two = v_set(2), d = two + f, lost = f - (d - two), inverse = v_set(1) / d, s = f * inverse, back = s * d;
    V remainder = (f - back) - v_product_error(s, d, back);
    return (Twice){s, v_fnma(s, lost, remainder) * inverse};
}

/* log(1 + f) = 2s + s z (2/3 + z R(z)),   s = f/(2 + f),   z = s^2. */
static inline Twice v_twice_log1p(V f) {
    Twice s = v_artanh_argument(f), z = v_twice_product(s, s);
    V square = z.high * z.high;
    Twice factor = v_twice_sum(v_set(TWO_THIRDS), z.high * artanh_series(z.high, square));
    factor.low = factor.low + v_set(TWO_THIRDS_LOW);
    Twice cubic = v_twice_product(s, v_twice_product(z, factor)), sum = v_twice_sum(s.high + s.high, cubic.high);
    return (Twice){sum.high, sum.low + (v_fma(v_set(2), s.low, cubic.low))};
}

/* log x for 0 <= x <= inf. */
static inline Twice v_twice_log(V x) {
    V e, m = v_significand(x, &e);
    Twice part = v_twice_log1p(m - v_set(1)), sum = v_twice_sum(e * v_set(LOG2_HIGH), part.high);
    V low = sum.low + v_fma(e, v_set(LOG2_LOW), part.low);
    Twice found = v_twice_sum(sum.high, low);
    return (Twice){v_log_ends(x, found.high), found.low};
}

/* Whether it is a whole number; infinity is one. */
static inline M v_is_whole(V y) { return v_eq(v_round(y), y); }

/* e^(y L); the part that is lost from the product counts only where the exponential is neither 0 nor infinite. */
static inline V v_exp_product(V y, Twice log) {
    V x = y * log.high;
    M moderate = v_lt(v_abs(x), v_set(2 * EXP_HIGHEST));
    V low = v_fma(y, log.low, v_product_error(y, log.high, x));
    return v_exp_plus(x, v_select(moderate, low, v_set(0)));
}

/* As C and NumPy have it: 1 where x = 1, y = 0, or x = -1 and y is infinite; NaN for finite x < 0 unless y is whole. */
static inline V v_pow(V x, V y) {
    V zero = v_set(0), one = v_set(1), a = v_abs(x);
    V found = v_exp_product(y, v_twice_log(a));
    found = v_select(v_eq(a, one), one, found);
    M whole = v_is_whole(y), odd = m_and(whole, m_not(v_is_whole(y * v_set((T)0.5))));
    found = v_copysign(found, v_select(odd, x, zero));
    M undefined = m_and(m_and(v_lt(x, zero), v_lt(a, v_set(INFINITE))), m_not(whole));
    found = v_select(undefined, v_set((T)NAN), found);
    return v_select(m_or(v_eq(x, one), v_eq(y, zero)), one, found);
}
