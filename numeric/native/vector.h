/* Vectors of the widest kind that the target has: one set of names for AVX-512, AVX2, NEON and whatever has none of them.
 *
 * PRECISION is 32 or 64 and chooses everything: the scalar T, the vector V of LANES of them, the whole numbers I and U of the
 * same width, the vector VU of U and the mask M of a comparison.  + - * / work on V as they are.
 * The compiler may not contract a*b + c by itself (-ffp-contract=off): the functions rely on every rounding they write down.
 */
#ifndef PROOFNOTES_VECTOR_H
#define PROOFNOTES_VECTOR_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if PRECISION == 32
typedef float T;
typedef int32_t I;
typedef uint32_t U;
#define FRACTION_BITS 23
#define EXPONENT_BIAS 127
#elif PRECISION == 64
typedef double T;
typedef int64_t I;
typedef uint64_t U;
#define FRACTION_BITS 52
#define EXPONENT_BIAS 1023
#else
#error "PRECISION has to be 32 or 64"
#endif

#define SIGN_BIT ((U)1 << (sizeof(T) * 8 - 1))
#define INFINITE ((T)INFINITY)

#if defined(__AVX512F__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#include "vector_avx512.h"
#elif defined(__AVX2__) && defined(__FMA__)
#include "vector_avx2.h"
#else
#include "vector_narrow.h"
#endif
#ifndef HAS_TABLE
#define STEPS 1
#endif

/* The bits of a vector, and back. */
static inline VU v_bits(V x) { return (VU)x; }
static inline V v_from_bits(VU x) { return (V)x; }
static inline VU v_set_bits(U x) { return x - (VU){0}; }

static inline T v_first(V x) { return x[0]; }
static inline V v_neg(V x) { return -x; }
static inline V v_recip(V x) { return v_set(1) / x; }
static inline V v_abs(V x) { return v_from_bits(v_bits(x) & v_set_bits(~SIGN_BIT)); }
static inline V v_copysign(V magnitude, V sign) {
    return v_from_bits(v_choose_bits(v_set_bits(SIGN_BIT), v_bits(sign), v_bits(magnitude)));
}

/* What rounding took from p = a*b:  a*b - p, exactly, unless it underflows. */
static inline V v_product_error(V a, V b, V p) {
#ifdef HAS_FMA
    return v_fms(a, b, p);
#else
    VU mask = v_set_bits(~(((U)1 << (FRACTION_BITS / 2 + 1)) - 1));
    V high = v_from_bits(v_bits(a) & mask), low = a - high;
    V top = v_from_bits(v_bits(b) & mask), rest = b - top;
    return low * rest - (((p - high * top) - low * top) - high * rest);
#endif
}

/* A number n, as V and in the low bits of `bits`: there it counts steps of 1/steps, and where the exponent is made from it, it
 * is a whole number, raised by twice the exponent's bias so that it is positive. */
typedef struct {
    V value;
    VU bits;
} Steps;

#ifdef HAS_SCALE
#define RAISED 0
#else
#define RAISED (2 * EXPONENT_BIAS)
#endif

/* x * factor, rounded to a multiple of 1/steps: beside 3/2 * 2^FRACTION_BITS there is no room for a fraction. */
static inline Steps v_steps(V x, T factor, int steps) {
    V magic = v_set((T)((U)3 << (FRACTION_BITS - 1)) / (T)steps + RAISED);
    V sum = v_fma(x, v_set(factor), magic);
    return (Steps){sum - magic, v_bits(sum)};
}

/* 2^floor(n) as long as it is a normal number. */
static inline V v_power_of_two(Steps n) {
#ifdef HAS_SCALE
    return v_scalef(v_set(1), n.value);
#else
    return v_from_bits((n.bits - v_set_bits(EXPONENT_BIAS)) << FRACTION_BITS);
#endif
}

/* x * 2^floor(n), rounded once, for 1/2 < |x| < 4 and -2 * EXPONENT_BIAS < n < 2 * EXPONENT_BIAS. */
static inline V v_scale(V x, Steps n) {
#ifdef HAS_SCALE
    return v_scalef(x, n.value);
#else
    VU half = n.bits >> 1, rest = n.bits - half;
    return x * v_from_bits(half << FRACTION_BITS) * v_from_bits(rest << FRACTION_BITS);
#endif
}

/* Twice as much. */
static inline V v_scale_doubled(V x, Steps n) {
#ifdef HAS_SCALE
    return v_scalef(x, n.value + v_set(1));
#else
    return v_scale(x, (Steps){n.value, n.bits + v_set_bits(1)});
#endif
}

/* 2^64 times the same for n <= 0: it is not subnormal yet, and has all its digits. */
static inline V v_scale_raised(V x, Steps n) {
#ifdef HAS_SCALE
    return v_scalef(x, n.value + v_set(64));
#else
    return x * v_from_bits((n.bits - v_set_bits(EXPONENT_BIAS - 64)) << FRACTION_BITS);
#endif
}

/* The same for n <= 0. */
static inline V v_scale_down(V x, Steps n) {
#ifdef HAS_SCALE
    return v_scalef(x, n.value);
#else
    return v_scale_raised(x, n) * v_set((T)0x1p-64);
#endif
}

/* Lane k goes where lane k xor width is. */
#if LANES == 16
#define EXCHANGED(w) 0 ^ w, 1 ^ w, 2 ^ w, 3 ^ w, 4 ^ w, 5 ^ w, 6 ^ w, 7 ^ w, 8 ^ w, 9 ^ w, 10 ^ w, 11 ^ w, 12 ^ w, 13 ^ w, 14 ^ w, 15 ^ w
#elif LANES == 8
#define EXCHANGED(w) 0 ^ w, 1 ^ w, 2 ^ w, 3 ^ w, 4 ^ w, 5 ^ w, 6 ^ w, 7 ^ w
#elif LANES == 4
#define EXCHANGED(w) 0 ^ w, 1 ^ w, 2 ^ w, 3 ^ w
#else
#define EXCHANGED(w) 0 ^ w, 1 ^ w
#endif
#ifdef __clang__
#define EXCHANGE(x, w) __builtin_shufflevector(x, x, EXCHANGED(w))
#else
typedef I LaneNumbers __attribute__((vector_size(sizeof(V))));
#define EXCHANGE(x, w) __builtin_shuffle(x, (LaneNumbers){EXCHANGED(w)})
#endif

/* Over the lanes, always in the same order: the halves, their halves, ... */
#if LANES > 2
#define FOLD_4(x, combine) x = combine(x, EXCHANGE(x, 2));
#else
#define FOLD_4(x, combine)
#endif
#if LANES > 4
#define FOLD_8(x, combine) x = combine(x, EXCHANGE(x, 4));
#else
#define FOLD_8(x, combine)
#endif
#if LANES > 8
#define FOLD_16(x, combine) x = combine(x, EXCHANGE(x, 8));
#else
#define FOLD_16(x, combine)
#endif
#define ACROSS(name, combine)                                                                                          \
    static inline T name(V x) {                                                                                        \
        FOLD_16(x, combine) FOLD_8(x, combine) FOLD_4(x, combine)                                                      \
        return v_first(combine(x, EXCHANGE(x, 1)));                                                                    \
    }
#define SUM_OF(a, b) ((a) + (b))
#define PRODUCT_OF(a, b) ((a) * (b))
ACROSS(v_total, SUM_OF)
ACROSS(v_product, PRODUCT_OF)
ACROSS(v_largest, v_max)
#undef ACROSS
#undef SUM_OF
#undef PRODUCT_OF

#endif
