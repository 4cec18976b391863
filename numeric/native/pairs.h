/* Functions of two numbers that are made of those of one.   Included by functions.h. */

/* x, or y where x is NaN. */
static inline V v_unless_nan(V x, V y) { return v_select(v_eq(x, x), x, y); }

/* sqrt(x^2 + y^2): the larger is taken out, so that no square overflows, and none that counts underflows. */
static inline V v_hypot(V x, V y) {
    const V a = v_abs(x), b = v_abs(y), high = v_max(a, b), low = v_min(a, b), ratio = low / high;
    const V found = high * v_sqrt(v_fma(ratio, ratio, v_set(1)));
    return v_select(v_eq(low, v_set(0)), high, v_select(v_eq(high, v_set(INFINITE)), high, found));
}

/* log(e^x + e^y) = max(x, y) + log(1 + e^-|x - y|); two infinities of one sign are that. */
static inline V v_logaddexp(V x, V y) {
    const V high = v_max(x, y);
    return v_unless_nan(high + v_log1p_to_1(v_exp_nonpositive(-v_abs(x - y))), high);
}
