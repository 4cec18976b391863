/* sin and cos, for every finite number.   Included by functions.h.
 *
 * |x| = n pi/2 + r with |r| hardly above pi/4, and the result is sin r or cos r, with a sign.  Where r is small beside x, it
 * has all its digits only if pi/2 is known to three times as many.  Those FAR_AWAY go through whole numbers, lane by lane.
 */

#define FAR_AWAY (PRECISION == 32 ? (T)0x1p17 : (T)0x1p30)
#define FAR_WORDS (PRECISION == 32 ? 3 : 6)
#define WORD_BITS 32

/* r, and n modulo 4, or more of it, in the low bits. */
typedef struct {
    VU quarters;
    Twice rest;
} Angle;

/* sum += words * factor, as one fraction each; what is carried beyond the point is lost. */
static inline void s_add_product(uint32_t *sum, const uint32_t *words, int count, uint32_t factor) {
    uint64_t carry = 0;
    for (int k = count - 1; k >= 0; k--) {
        carry += (uint64_t)words[k] * factor + sum[k];
        sum[k] = (uint32_t)carry;
        carry >>= WORD_BITS;
    }
}

/* a/(2 pi) without its whole part, for FAR_AWAY < a < infinity.  a = m 2^e for a whole number m: the digits of 2/pi that 2^e/4
 * brings before the point give whole turns, and of those after it FAR_WORDS are enough even for the a that are closest to
 * multiples of pi/2. */
static inline void s_turn(T a, uint32_t *turn) {
    U bits, leading = (U)1 << FRACTION_BITS;
    memcpy(&bits, &a, sizeof a);
    uint64_t m = (bits & (leading - 1)) | leading;
    int first = (int)(bits >> FRACTION_BITS) - (EXPONENT_BIAS + FRACTION_BITS + 2) + WORD_BITS;
    const uint32_t *from = PER_HALF_PI_WORDS + first / WORD_BITS;
    uint32_t words[FAR_WORDS];
    for (int k = 0; k < FAR_WORDS; k++) {
        uint64_t two = (uint64_t)from[k] << WORD_BITS | from[k + 1];
        words[k] = (uint32_t)(two >> (WORD_BITS - first % WORD_BITS));
        turn[k] = 0;
    }
    s_add_product(turn, words, FAR_WORDS, (uint32_t)m);
    s_add_product(turn, words + 1, FAR_WORDS - 1, (uint32_t)(m >> WORD_BITS));
}

/* n modulo 4, and r/(pi/2) = high + low.  What rounding takes from the sum of the words is added up. */
static inline U s_far_quarters(T a, T *high, T *low) {
    uint32_t turn[FAR_WORDS];
    s_turn(a, turn);
    uint32_t n = (turn[0] + ((uint32_t)1 << 29)) >> 30;
    double unit = 0x1p-30, sum = (int32_t)(turn[0] - (n << 30)) * unit, lost = 0;
    for (int k = 1; k < FAR_WORDS; k++) {
        unit *= 0x1p-32;
        double term = turn[k] * unit, next = sum + term;
        lost += term - (next - sum);
        sum = next;
    }
    *high = (T)sum;
    *low = (T)(sum - (double)*high + lost);
    return n;
}

__attribute__((noinline, cold, unused)) static Angle v_far_angle(V a, Angle near) {
    M far = m_and(v_gt(a, v_set(FAR_AWAY)), v_lt(a, v_set(INFINITE)));
    T x[LANES], high[LANES] = {0}, low[LANES] = {0};
    v_store(x, a);
    for (int k = 0; k < LANES; k++)
        if (x[k] > FAR_AWAY && x[k] < INFINITE) near.quarters[k] = s_far_quarters(x[k], high + k, low + k);
    Twice rest = v_twice_product((Twice){v_load(high), v_load(low)}, (Twice){v_set(HALF_PI), v_set(HALF_PI_LOW)});
    near.rest.high = v_select(far, rest.high, near.rest.high);
    near.rest.low = v_select(far, rest.low, near.rest.low);
    return near;
}

/* x - a*b, where that is a number of the type. */
static inline V v_less_product(V x, V a, V b) {
#ifdef HAS_FMA
    return v_fnma(a, b, x);
#else
    V product = a * b;
    return (x - product) - v_product_error(a, b, product);
#endif
}

/* For a >= 0 or NaN.  Nothing is lost from a - n HALF_PI, a difference below 1 of multiples of half of HALF_PI's last digit;
 * nor when n HALF_PI_LOW is taken from that, to twice as many digits, as it is a multiple of this product's last digit. */
static inline Angle v_angle(V a) {
    V magic = v_set((T)((U)3 << (FRACTION_BITS - 1))), sum = v_fma(a, v_set(PER_HALF_PI), magic), n = sum - magic;
    V half_pi_low = v_set(HALF_PI_LOW), product = n * half_pi_low;
    Twice rest = v_twice_sum(v_less_product(a, n, v_set(HALF_PI)), v_neg(product));
    V low = rest.low - v_product_error(n, half_pi_low, product);
    Angle angle = {v_bits(sum), {rest.high, v_fnma(n, v_set(HALF_PI_LOWEST), low)}};
    return m_any(v_gt(a, v_set(FAR_AWAY))) ? v_far_angle(a, angle) : angle;
}

/* r + (low + r^3 S(r^2)) */
static inline V v_sin_rest(Twice rest) {
    V r = rest.high, square = r * r;
    return r + v_fma(square * r, sine_series(square, square), rest.low);
}

/* 1 - r^2/2 is rounded, and what it loses comes last, with r^4 C(r^2) and with what `low` changes. */
static inline V v_cos_rest(Twice rest) {
    V r = rest.high, square = r * r, half = r * v_set((T)0.5), one = v_set(1), large = v_fnma(half, r, one);
    V lost = v_fnma(r, rest.low, v_fnma(half, r, one - large));
    return large + v_fma(square * square, cosine_series(square, square), lost);
}

/* sin(r + n pi/2): an odd n exchanges sin and cos, and its second bit is the sign. */
static inline V v_sin_of(Twice rest, VU n) {
    VU odd = v_set_bits(0) - (n & v_set_bits(1)), sign = (n << (PRECISION - 2)) & v_set_bits(SIGN_BIT);
    return v_from_bits(v_choose_bits(odd, v_bits(v_cos_rest(rest)), v_bits(v_sin_rest(rest))) ^ sign);
}

static inline V v_sin(V x) {
    Angle angle = v_angle(v_abs(x));
    return v_from_bits(v_bits(v_sin_of(angle.rest, angle.quarters)) ^ (v_bits(x) & v_set_bits(SIGN_BIT)));
}

static inline V v_cos(V x) {
    Angle angle = v_angle(v_abs(x));
    return v_sin_of(angle.rest, angle.quarters + v_set_bits(1));
}
