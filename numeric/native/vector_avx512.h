/* AVX-512 (F, DQ, VL): 16 floats or 8 doubles, masks in registers of their own.   Included by vector.h. */
#include <immintrin.h>

#define HAS_FMA 1
#define HAS_SCALE 1
#define HAS_TABLE 1
#define STEPS LANES
#if PRECISION == 32
typedef __m512 V;
typedef __mmask16 M;
#define LANES 16
#define AVX(name) _mm512_##name##_ps
#define AVX_MASK(name) _mm512_##name##_ps_mask
#else
typedef __m512d V;
typedef __mmask8 M;
#define LANES 8
#define AVX(name) _mm512_##name##_pd
#define AVX_MASK(name) _mm512_##name##_pd_mask
#endif
typedef U VU __attribute__((vector_size(64)));
/* Eight digits of fixupimm, in every lane. */
#define DIGITS(k) ((__m512i)((U)(k) - (VU){0}))

static inline M m_first(ptrdiff_t n) { return (M)((1u << n) - 1u); }

static inline V v_set(T x) { return AVX(set1)(x); }
static inline V v_load(const T *from) { return AVX(loadu)(from); }
static inline void v_store(T *to, V x) { AVX(storeu)(to, x); }
static inline void v_stream(T *to, V x) { AVX(stream)(to, x); }
static inline V v_load_part(const T *from, ptrdiff_t n, T fill) { return AVX(mask_loadu)(v_set(fill), m_first(n), from); }
static inline void v_store_part(T *to, V x, ptrdiff_t n) { AVX(mask_storeu)(to, m_first(n), x); }

static inline V v_fma(V a, V b, V c) { return AVX(fmadd)(a, b, c); }
static inline V v_fms(V a, V b, V c) { return AVX(fmsub)(a, b, c); }
static inline V v_fnma(V a, V b, V c) { return AVX(fnmadd)(a, b, c); }
static inline V v_round(V x) { return AVX(roundscale)(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
static inline V v_sqrt(V x) { return AVX(sqrt)(x); }

static inline M v_lt(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_LT_OQ); }
static inline M v_le(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_LE_OQ); }
static inline M v_gt(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_GT_OQ); }
static inline M v_ge(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_GE_OQ); }
static inline M v_eq(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_EQ_OQ); }
static inline M v_ne(V a, V b) { return AVX_MASK(cmp)(a, b, _CMP_NEQ_UQ); }
static inline V v_select(M m, V a, V b) { return AVX(mask_blend)(m, b, a); }
static inline M m_and(M a, M b) { return (M)(a & b); }
static inline M m_or(M a, M b) { return (M)(a | b); }
static inline M m_not(M a) { return (M)~a; }
static inline int m_any(M a) { return a != 0; }

/* Those of a where the mask has 1, of b elsewhere: entry 4m + 2a + b of the table in the last argument. */
static inline VU v_choose_bits(VU mask, VU a, VU b) {
    return (VU)_mm512_ternarylogic_epi64((__m512i)mask, (__m512i)a, (__m512i)b, 0xca);
}

/* The instruction returns its second operand if either is NaN. */
static inline V v_max_number(V x, V acc) { return AVX(max)(x, acc); }
static inline V v_at_least(V x, V bound) { return AVX(max)(bound, x); }
static inline V v_at_most(V x, V bound) { return AVX(min)(bound, x); }
static inline V v_max(V a, V b) { return AVX(mask_max)(a, AVX_MASK(cmp)(a, a, _CMP_ORD_Q), a, b); }
static inline V v_min(V a, V b) { return AVX(mask_min)(a, AVX_MASK(cmp)(a, a, _CMP_ORD_Q), a, b); }

static inline V v_getexp(V x) { return AVX(getexp)(x); }
static inline V v_scalef(V x, V n) { return AVX(scalef)(x, n); }

/* y, but -inf for log 0, inf for log inf, and NaN where x is negative or NaN: a digit for each kind of number, NaN first. */
static inline V v_log_ends(V x, V y) { return AVX(fixupimm)(y, x, DIGITS(0x03530422), 0); }

/* table[k mod STEPS] and table[k mod 16] for the k in the bits. */
static inline V v_look_up(const T *table, VU k) { return AVX(permutexvar)((__m512i)k, v_load(table)); }
static inline V v_look_up_16(const T *table, VU k) {
#if PRECISION == 32
    return v_look_up(table, k);
#else
    return AVX(permutex2var)(v_load(table), (__m512i)k, v_load(table + LANES));
#endif
}

/* x = m * 2^e, 3/4 <= m < 3/2, for 0 < x < infinity, subnormal or not. */
static inline V v_significand(V x, V *exponent) {
    V m = AVX(getmant)(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_zero);
    *exponent = AVX(getexp)(x) - AVX(getexp)(m);
    return m;
}
#define v_significand_of_normal v_significand
