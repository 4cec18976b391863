/* Floating-point exceptions that say nothing. */
#ifndef PROOFNOTES_FORGET_H
#define PROOFNOTES_FORGET_H

#include <fenv.h>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

/* Overflow and the like inside of a kernel say nothing about its result: the formulas are arranged so that they do no harm. */
static inline void forget_exceptions(void) {
#if defined(__SSE2__)
    _mm_setcsr(_mm_getcsr() & ~0x3fu);
#else
    feclearexcept(FE_ALL_EXCEPT);
#endif
}

#endif
