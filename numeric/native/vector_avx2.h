/* AVX2 and FMA: 8 floats or 4 doubles; a mask is a vector of all ones or all zeros.   Included by vector.h. */
#include <immintrin.h>

#define HAS_FMA 1
#if PRECISION == 32
typedef __m256 V;
#define LANES 8
#define AVX(name) _mm256_##name##_ps
#else
typedef __m256d V;
#define LANES 4
#define AVX(name) _mm256_##name##_pd
#endif
typedef V M;
typedef U VU __attribute__((vector_size(32)));
typedef I VI __attribute__((vector_size(32)));

/* All ones in the first n lanes: a window on eight of each. */
static inline __m256i m_first(ptrdiff_t n) {
    static const I edge[2 * LANES] = {[0 ... LANES - 1] = -1};
    return _mm256_loadu_si256((const __m256i *)(const void *)(edge + LANES - n));
}

static inline V v_set(T x) { return AVX(set1)(x); }
static inline V v_load(const T *from) { return AVX(loadu)(from); }
static inline void v_store(T *to, V x) { AVX(storeu)(to, x); }
static inline void v_stream(T *to, V x) { AVX(stream)(to, x); }
static inline V v_load_part(const T *from, ptrdiff_t n, T fill) {
    __m256i m = m_first(n);
    return AVX(blendv)(v_set(fill), AVX(maskload)(from, m), (V)m);
}
static inline void v_store_part(T *to, V x, ptrdiff_t n) { AVX(maskstore)(to, m_first(n), x); }

static inline V v_fma(V a, V b, V c) { return AVX(fmadd)(a, b, c); }
static inline V v_fms(V a, V b, V c) { return AVX(fmsub)(a, b, c); }
static inline V v_fnma(V a, V b, V c) { return AVX(fnmadd)(a, b, c); }
static inline V v_round(V x) { return AVX(round)(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }
static inline V v_sqrt(V x) { return AVX(sqrt)(x); }

static inline M v_lt(V a, V b) { return AVX(cmp)(a, b, _CMP_LT_OQ); }
static inline M v_le(V a, V b) { return AVX(cmp)(a, b, _CMP_LE_OQ); }
static inline M v_gt(V a, V b) { return AVX(cmp)(a, b, _CMP_GT_OQ); }
static inline M v_ge(V a, V b) { return AVX(cmp)(a, b, _CMP_GE_OQ); }
static inline M v_eq(V a, V b) { return AVX(cmp)(a, b, _CMP_EQ_OQ); }
static inline M v_ne(V a, V b) { return AVX(cmp)(a, b, _CMP_NEQ_UQ); }
static inline V v_select(M m, V a, V b) { return AVX(blendv)(b, a, m); }
static inline VU v_choose_bits(VU mask, VU a, VU b) { return (mask & a) | (~mask & b); }
static inline M m_and(M a, M b) { return AVX(and)(a, b); }
static inline M m_or(M a, M b) { return AVX(or)(a, b); }
static inline M m_not(M a) { return (M) ~(VU)a; }
static inline int m_any(M a) { return AVX(movemask)(a) != 0; }

/* The instruction returns its second operand if either is NaN. */
static inline V v_max_number(V x, V acc) { return AVX(max)(x, acc); }
static inline V v_at_least(V x, V bound) { return AVX(max)(bound, x); }
static inline V v_at_most(V x, V bound) { return AVX(min)(bound, x); }
static inline V v_max(V a, V b) { return v_select(AVX(cmp)(a, a, _CMP_UNORD_Q), a, AVX(max)(a, b)); }
static inline V v_min(V a, V b) { return v_select(AVX(cmp)(a, a, _CMP_UNORD_Q), a, AVX(min)(a, b)); }
