/* What the generated kernels are written in, besides vector.h and functions.h. */
#ifndef PROOFNOTES_LOOPS_H
#define PROOFNOTES_LOOPS_H

#include "functions.h"
#include "kernel.h"

#define ALWAYS_INLINE inline __attribute__((always_inline))

/* A literal; the compiler converts it, so that nothing of type double is left in float32 code. */
#define C(x) ((T)(x))

/* n is LANES, or what is left at the end.  For whole vectors the compiler sees it and drops the choice. */
#define LOAD(p, n) ((n) == LANES ? v_load(p) : v_load_part(p, n, 0))
/* From memory, the first time.  The processor looks ahead by itself, but not far enough where little is computed: asked for what is
 * AHEAD bytes away it is up to 1.6 times as fast. */
#define AHEAD 2048
#define FETCH(p, n) ((n) == LANES ? (__builtin_prefetch((const char *)(p) + AHEAD, 0, 3), v_load(p)) : v_load_part(p, n, 0))
#define STORE(p, x, n)                                                                                                 \
    do {                                                                                                               \
        if ((n) == LANES) v_store(p, x);                                                                               \
        else v_store_part(p, x, n);                                                                                    \
    } while (0)
#define KEEP(x, n, neutral) ((n) == LANES ? (x) : v_keep(x, n, C(neutral)))

/* The first n lanes, the others filled. */
static inline V v_keep(V x, ptrdiff_t n, T fill) {
    T lane[LANES];
    v_store(lane, x);
    return v_load_part(lane, n, fill);
}

/* BODY(i, n) for all entries. */
#define SWEEP(count)                                                                                                   \
    {                                                                                                                  \
        ptrdiff_t i_ = 0;                                                                                              \
        for (; i_ + LANES <= (count); i_ += LANES) BODY(i_, LANES)                                                     \
        if (i_ < (count)) BODY(i_, (count) - i_)                                                                       \
    }

/* BODY(i, n, u) for all entries, where u tells a few vectors in flight apart, then TAKE2 or TAKE4 for these together, or TAKE1
 * for a single one. */
#define SWEEP2(count)                                                                                                  \
    {                                                                                                                  \
        ptrdiff_t i_ = 0;                                                                                              \
        for (; i_ + 2 * LANES <= (count); i_ += 2 * LANES) {                                                           \
            BODY(i_, LANES, 0)                                                                                         \
            BODY((i_ + LANES), LANES, 1)                                                                               \
            TAKE2                                                                                                      \
        }                                                                                                              \
        for (; i_ + LANES <= (count); i_ += LANES) {                                                                   \
            BODY(i_, LANES, 0)                                                                                         \
            TAKE1                                                                                                      \
        }                                                                                                              \
        if (i_ < (count)) {                                                                                            \
            BODY(i_, (count) - i_, 0)                                                                                  \
            TAKE1                                                                                                      \
        }                                                                                                              \
    }
#define SWEEP4(count)                                                                                                  \
    {                                                                                                                  \
        ptrdiff_t i_ = 0;                                                                                              \
        for (; i_ + 4 * LANES <= (count); i_ += 4 * LANES) {                                                           \
            BODY(i_, LANES, 0)                                                                                         \
            BODY((i_ + LANES), LANES, 1)                                                                               \
            BODY((i_ + 2 * LANES), LANES, 2)                                                                           \
            BODY((i_ + 3 * LANES), LANES, 3)                                                                           \
            TAKE4                                                                                                      \
        }                                                                                                              \
        for (; i_ + LANES <= (count); i_ += LANES) {                                                                   \
            BODY(i_, LANES, 0)                                                                                         \
            TAKE1                                                                                                      \
        }                                                                                                              \
        if (i_ < (count)) {                                                                                            \
            BODY(i_, (count) - i_, 0)                                                                                  \
            TAKE1                                                                                                      \
        }                                                                                                              \
    }

#define PITCH(count) PITCH_OF(count, LANES)

/* Where a row begins. */
#define ROW(k) (a[k] + row * step[k])
#define AT(p, k, argument) ((T *)((char *)(p) + (k) * step[argument]))

/* Rows that are summed up together, so that what belongs to columns is loaded once for all of them. */
#define TOGETHER 4
#define TOGETHER_ROWS _Pragma("GCC unroll 4") for (int k = 0; k < together; k++)

/* A sum in every lane: high, and what rounding took from it (Knuth 1969, Dekker 1971).  The lanes are summed up in the same way:
 * a sum of any length is rounded about once. */
static ALWAYS_INLINE Twice v_plus(Twice s, V x) {
    const V sum = s.high + x, part = sum - s.high;
    return (Twice){sum, s.low + ((s.high - (sum - part)) + (x - part))};
}

/* For 0 <= x <= 1, where the sum began with 1. */
static ALWAYS_INLINE Twice v_plus_share(Twice s, V x) {
    const V sum = s.high + x;
    return (Twice){sum, s.low + (x - (sum - s.high))};
}

static ALWAYS_INLINE Twice v_plus_sum(Twice s, Twice other) {
    s.low = s.low + other.low;
    return v_plus(s, other.high);
}

/* Without what it began with; nothing is rounded. */
static ALWAYS_INLINE Twice v_begun(Twice s, T start) { return (Twice){s.high - v_set(start), s.low}; }

#define PLUS_LANES(width) s = v_plus_sum(s, (Twice){EXCHANGE(s.high, width), EXCHANGE(s.low, width)});

/* The sum over the lanes, in every lane.  Where it overflowed there is nothing to put right. */
static ALWAYS_INLINE V v_sum_of(Twice s) {
#if LANES > 8
    PLUS_LANES(8)
#endif
#if LANES > 4
    PLUS_LANES(4)
#endif
#if LANES > 2
    PLUS_LANES(2)
#endif
    PLUS_LANES(1)
    const V sum = s.high + s.low;
    return v_set(v_first(v_select(v_eq(sum, sum), sum, s.high)));
}
#undef PLUS_LANES

static ALWAYS_INLINE V v_mean_of(Twice s, ptrdiff_t count) { return v_sum_of(s) / v_set((T)count); }

/* A choice that the compiler makes. */
static ALWAYS_INLINE V v_if(const int condition, V one, V other) {
    if (condition) return one;
    return other;
}

static inline int is_finite(V x) { return v_first(x - x) == 0; }

static inline int are_finite(V x) { return !m_any(v_ne(x - x, v_set(0))); }

/* decay * growing, 0 where decay has vanished, however large the other factor is.   raised = 2^64 decay has all its digits where
 * decay is subnormal; the product is rounded once more, and last, where it is. */
static inline V v_vanishing_of(V size, V raised, V growing) {
    const V lower = v_set((T)0x1p-64);
    const V small = raised * growing * lower, usual = raised * lower * growing;
    return v_select(v_lt(size, v_set(VANISHED)), v_set(0), v_select(v_lt(size, v_set((T)0x1p24)), small, usual));
}

static inline V v_vanishing(V raised, V growing) { return v_vanishing_of(raised, raised, growing); }

/* Where the first factor may be negative. */
static inline V v_vanishing_signed(V raised, V growing) { return v_vanishing_of(v_abs(raised), raised, growing); }

/* growing * e^a/den for a <= 0, where `one` holds without e^a; 0 where e^a has vanished, however large the other factor is.  The
 * factor is halved so that nothing overflows before 2^n, which comes last: a subnormal result is rounded once. */
static inline V v_vanishing_share(M one, V a, V growing, V den) {
    Exponent e = v_exponent_nonpositive(a);
    const V share = v_times_fraction_sharply(growing * v_set((T)0.5), e);
    const V quotient = v_select(one, growing, share) / den;
    const V small = v_select(v_le(a, v_set(VANISHING)), v_set(0), v_scale_doubled(quotient, e.n));
    return v_select(one, quotient, small);
}

static inline V v_vanishing_exp(V a, V growing, V den) {
    Exponent e = v_exponent_nonpositive(a);
    const V quotient = v_times_fraction_sharply(growing * v_set((T)0.5), e) / den;
    return v_select(v_le(a, v_set(VANISHING)), v_set(0), v_scale_doubled(quotient, e.n));
}


/* num/den, where reciprocal + rest = 1/den with twice as many digits. */
static inline V v_over(V num, V den, V reciprocal, V rest) {
#ifdef HAS_FMA
    (void)den;
    return v_fma(num, reciprocal, num * rest);
#else
    (void)reciprocal, (void)rest;
    return num / den;
#endif
}

/* What rounding took from a + b.  Where the sum is infinite it is NaN; -1 does no harm there. */
static inline V v_sum_error(V a, V b, V sum) {
    const V part = sum - a, error = (a - (sum - part)) + (b - part);
    return v_max_number(error, v_set(-1));
}

/* e^(a + b).  The rounding error of the sum is added to what is left of it when multiples of log 2 are gone. */
static inline V v_exp_sum(V a, V b) { return v_exp_plus(a + b, v_sum_error(a, b, a + b)); }

/* e^(a - m) for a <= m. */
static inline V v_exp_below(V a, V m) { return v_exp_nonpositive_plus(a - m, v_sum_error(a, -m, a - m)); }

/* A power of two near the largest entry where squares would overflow, else 1. */
#define TOP (PRECISION == 32 ? (T)0x1p40 : (T)0x1p488)
#define TINY (PRECISION == 32 ? (T)0x1p-126 : (T)0x1p-1022)

static inline T power_of_two_for(T largest) {
    if (!(largest > TOP) || largest - largest != 0) return 1;
    T power = 1;
    while (power * 2 <= largest) power *= 2;
    return power;
}

static inline V row_scale(const T *x, ptrdiff_t count) {
    T largest = 0;
    for (ptrdiff_t k = 0; k < count; k++) {
        const T size = x[k] < 0 ? -x[k] : x[k];
        if (size > largest) largest = size;
    }
    return v_set(power_of_two_for(largest));
}

static inline V column_scale(const T *x, ptrdiff_t rows, ptrdiff_t step, ptrdiff_t n) {
    V largest = v_set(0);
    for (ptrdiff_t row = 0; row < rows; row++)
        largest = v_max_number(v_abs(LOAD((const T *)((const char *)x + row * step), n)), largest);
    T lane[LANES];
    v_store(lane, largest);
    for (int k = 0; k < LANES; k++) lane[k] = power_of_two_for(lane[k]);
    return v_load(lane);
}

/* parameter/scale^2.  What underflows is lost beside squares of x/scale, but it stays positive: no 0/0. */
static inline V v_over_square(V parameter, V scale) { return v_max(parameter / scale / scale, v_set(TINY)); }

static inline T v_sum_all(const T *x, ptrdiff_t count) {
    Twice s = {v_set(0), v_set(0)};
    V x_0, x_1, x_2, x_3;
#define BODY(i, n, u) x_##u = LOAD(x + i, n);
#define TAKE4 s = v_plus(s, (x_0 + x_1) + (x_2 + x_3));
#define TAKE1 s = v_plus(s, x_0);
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    return v_first(v_sum_of(s));
}

static inline V v_size_of(V x, int absolute) { return absolute ? v_abs(x) : x; }

static ALWAYS_INLINE V largest_of(const T *x, ptrdiff_t count, const int absolute) {
    V m_0 = v_set(-INFINITE), m_1 = m_0, m_2 = m_0, m_3 = m_0;
#define BODY(i, n, u) m_##u = v_max_number(v_size_of(KEEP(LOAD(x + i, n), n, absolute ? 0 : -INFINITE), absolute), m_##u);
#define TAKE4
#define TAKE1
    SWEEP4(count)
#undef BODY
#undef TAKE4
#undef TAKE1
    return v_set(v_largest(v_max(v_max(m_0, m_1), v_max(m_2, m_3))));
}

/* The first place where x, or its absolute value, is largest; 0 where nothing is, because of NaN. */
static ALWAYS_INLINE ptrdiff_t place_of(V largest, const T *x, ptrdiff_t count, const int absolute) {
    ptrdiff_t i = 0;
    for (; i + LANES <= count; i += LANES)
        if (m_any(v_eq(v_size_of(v_load(x + i), absolute), largest))) break;
    for (; i < count; i++)
        if ((absolute && x[i] < 0 ? -x[i] : x[i]) == v_first(largest)) return i;
    return 0;
}

/* sum_{k != place} x_k */
static inline T sum_of_others(const T *x, ptrdiff_t place, ptrdiff_t count) {
    return v_sum_all(x, place) + v_sum_all(x + place + 1, count - place - 1);
}

/* sum_k x_k without the place where `by` is largest. */
static inline T sum_of_runners_up(const T *x, const T *by, V largest, ptrdiff_t count) {
    return sum_of_others(x, place_of(largest, by, count, 0), count);
}

/* sum_{k != i} x_k for every i.  At the largest entry the others are summed: there the sum less x_i would cancel. */
static inline void sum_of_rest(const T *x, T *rest, ptrdiff_t count) {
    const ptrdiff_t place = place_of(largest_of(x, count, 1), x, count, 1);
    memcpy(rest, x, (size_t)count * sizeof(T));
    rest[place] = 0;
    const T others = v_sum_all(rest, count);
    const V sum = v_set(others + x[place]);
#define BODY(i, n) { STORE(rest + i, sum - LOAD(x + i, n), n); }
    SWEEP(count)
#undef BODY
    rest[place] = others;
}

#endif
