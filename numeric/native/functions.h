/* The elementary functions on vectors, and on one number with the same bits.
 *
 * No lane depends on another, and no result on how many lanes there are; NaN gives NaN.
 * What each may be off by is a table in benchmarks/accuracy/bounds.py.
 */
#ifndef PROOFNOTES_FUNCTIONS_H
#define PROOFNOTES_FUNCTIONS_H

#include "vector.h"

#include "coefficients.h"
#include "exponential.h"
#include "logarithm.h"
#include "normal.h"
#include "pairs.h"
#include "power.h"
#include "trigonometric.h"

#define ONE_NUMBER(name)                                                                                               \
    static inline T s_##name(T x) { return v_first(v_##name(v_set(x))); }
ONE_NUMBER(abs)
ONE_NUMBER(sqrt)
ONE_NUMBER(recip)
ONE_NUMBER(exp)
ONE_NUMBER(exp_nonpositive)
ONE_NUMBER(expm1)
ONE_NUMBER(log)
ONE_NUMBER(log1p)
ONE_NUMBER(log1p_to_1)
ONE_NUMBER(sinh)
ONE_NUMBER(cosh)
ONE_NUMBER(tanh)
ONE_NUMBER(sin)
ONE_NUMBER(cos)
ONE_NUMBER(erf)
ONE_NUMBER(normal_cdf)
ONE_NUMBER(gaussian)
#undef ONE_NUMBER

#define TWO_NUMBERS(name)                                                                                              \
    static inline T s_##name(T x, T y) { return v_first(v_##name(v_set(x), v_set(y))); }
TWO_NUMBERS(max)
TWO_NUMBERS(min)
TWO_NUMBERS(max_number)
TWO_NUMBERS(pow)
TWO_NUMBERS(hypot)
TWO_NUMBERS(logaddexp)
TWO_NUMBERS(copysign)
#undef TWO_NUMBERS

#endif
