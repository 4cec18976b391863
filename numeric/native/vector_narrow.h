/* Vectors of 16 bytes as GCC and Clang define them for every machine; what they leave out is taken from SSE2, NEON or, failing
 * both, written with comparisons.   Included by vector.h. */
#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#define HAS_FMA 1
#endif

typedef T V __attribute__((vector_size(16)));
typedef U VU __attribute__((vector_size(16)));
typedef I VI __attribute__((vector_size(16)));
typedef VI M;
#define LANES (128 / PRECISION)

#if defined(__SSE2__) && PRECISION == 32
#define SSE(name) _mm_##name##_ps
#elif defined(__SSE2__)
#define SSE(name) _mm_##name##_pd
#elif defined(__aarch64__) && PRECISION == 32
#define NEON(name) v##name##_f32
typedef float32x4_t NeonVector;
#elif defined(__aarch64__)
#define NEON(name) v##name##_f64
typedef float64x2_t NeonVector;
#endif

static inline V v_set(T x) { return x - (V){0}; }
static inline V v_load(const T *from) {
    V x;
    memcpy(&x, from, sizeof x);
    return x;
}
static inline void v_store(T *to, V x) { memcpy(to, &x, sizeof x); }
static inline V v_load_part(const T *from, ptrdiff_t n, T fill) {
    V x = v_set(fill);
    for (ptrdiff_t k = 0; k < n; k++)
        x[k] = from[k];
    return x;
}
static inline void v_store_part(T *to, V x, ptrdiff_t n) {
    for (ptrdiff_t k = 0; k < n; k++)
        to[k] = x[k];
}

static inline M v_lt(V a, V b) { return a < b; }
static inline M v_le(V a, V b) { return a <= b; }
static inline M v_gt(V a, V b) { return a > b; }
static inline M v_ge(V a, V b) { return a >= b; }
static inline M v_eq(V a, V b) { return a == b; }
static inline M v_ne(V a, V b) { return a != b; }
static inline V v_select(M m, V a, V b) { return (V)((m & (VI)a) | (~m & (VI)b)); }
static inline VU v_choose_bits(VU mask, VU a, VU b) { return (mask & a) | (~mask & b); }
static inline M m_and(M a, M b) { return a & b; }
static inline M m_or(M a, M b) { return a | b; }
static inline M m_not(M a) { return ~a; }

/* To a whole number: numbers from 2^FRACTION_BITS on are whole, and beside it there is no room for a fraction. */
static inline V v_round(V x) {
    V unit = v_set((T)((U)1 << FRACTION_BITS)), sign = (V)((VI)x & (VI)v_set((T)-0.0));
    V size = (V)((VI)x ^ (VI)sign), whole = (size + unit) - unit;
    return v_select(size < unit, (V)((VI)whole | (VI)sign), x);
}

#if defined(__SSE2__)
static inline void v_stream(T *to, V x) { SSE(stream)(to, x); }
static inline V v_sqrt(V x) { return SSE(sqrt)(x); }
static inline int m_any(M a) { return SSE(movemask)((V)a) != 0; }
/* The instruction returns its second operand if either is NaN. */
static inline V v_max_number(V x, V acc) { return SSE(max)(x, acc); }
static inline V v_at_least(V x, V bound) { return SSE(max)(bound, x); }
static inline V v_at_most(V x, V bound) { return SSE(min)(bound, x); }
static inline V v_max(V a, V b) { return v_select(a != a, a, SSE(max)(a, b)); }
static inline V v_min(V a, V b) { return v_select(a != a, a, SSE(min)(a, b)); }
#elif defined(__aarch64__)
static inline void v_stream(T *to, V x) { v_store(to, x); }
static inline V v_sqrt(V x) { return (V)NEON(sqrtq)((NeonVector)x); }
static inline int m_any(M a) { return vmaxvq_u32((uint32x4_t)a) != 0; }
static inline V v_max_number(V x, V acc) { return (V)NEON(maxnmq)((NeonVector)x, (NeonVector)acc); }
static inline V v_max(V a, V b) { return (V)NEON(maxq)((NeonVector)a, (NeonVector)b); }
static inline V v_min(V a, V b) { return (V)NEON(minq)((NeonVector)a, (NeonVector)b); }
static inline V v_at_least(V x, V bound) { return v_max(x, bound); }
static inline V v_at_most(V x, V bound) { return v_min(x, bound); }
#else
static inline void v_stream(T *to, V x) { v_store(to, x); }
static inline V v_sqrt(V x) {
    for (int k = 0; k < LANES; k++)
        x[k] = (T)sqrt((double)x[k]);
    return x;
}
static inline int m_any(M a) {
    I some = 0;
    for (int k = 0; k < LANES; k++)
        some |= a[k];
    return some != 0;
}
static inline V v_max_number(V x, V acc) { return v_select(x > acc, x, acc); }
static inline V v_at_least(V x, V bound) { return v_select(x < bound, bound, x); }
static inline V v_at_most(V x, V bound) { return v_select(x > bound, bound, x); }
static inline V v_max(V a, V b) { return v_select((a >= b) | (a != a), a, b); }
static inline V v_min(V a, V b) { return v_select((a <= b) | (a != a), a, b); }
#endif

#if defined(__aarch64__)
static inline V v_fma(V a, V b, V c) { return (V)NEON(fmaq)((NeonVector)c, (NeonVector)a, (NeonVector)b); }
static inline V v_fnma(V a, V b, V c) { return (V)NEON(fmsq)((NeonVector)c, (NeonVector)a, (NeonVector)b); }
static inline V v_fms(V a, V b, V c) { return v_fma(a, b, -c); }
#else
static inline V v_fma(V a, V b, V c) { return a * b + c; }
static inline V v_fms(V a, V b, V c) { return a * b - c; }
static inline V v_fnma(V a, V b, V c) { return c - a * b; }
#endif
