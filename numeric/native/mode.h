/* The mode of floating-point arithmetic: another library may have told this thread to flush subnormal numbers to zero, or to
 * round otherwise.  Kernels compute with subnormal numbers and round to nearest, whoever calls and whichever thread they run on.
 *
 * Overflow and the like inside of a kernel say nothing about its result, because the formulas are arranged so that they do no
 * harm: what has happened is forgotten. */
#ifndef PROOFNOTES_MODE_H
#define PROOFNOTES_MODE_H

#if defined(__SSE2__)
#include <emmintrin.h>

#define HAPPENED 0x003fu
#define USUAL 0x1f80u /* nothing interrupts, nothing is flushed, to nearest */

typedef unsigned int mode;

static inline mode enter_usual_mode(void) {
    const mode before = _mm_getcsr() & ~HAPPENED;
    if (before != USUAL) _mm_setcsr(USUAL);
    return before;
}

static inline void leave_usual_mode(mode before) { _mm_setcsr(before); }
#else
#include <fenv.h>
#include <stdint.h>

typedef uint64_t mode;

static inline mode enter_usual_mode(void) {
    mode before = 0;
#if defined(__aarch64__)
    __asm__ volatile("mrs %0, fpcr" : "=r"(before));
    if (before) __asm__ volatile("msr fpcr, xzr");
#endif
    return before;
}

static inline void leave_usual_mode(mode before) {
    feclearexcept(FE_ALL_EXCEPT);
#if defined(__aarch64__)
    if (before) __asm__ volatile("msr fpcr, %0" : : "r"(before));
#endif
    (void)before;
}
#endif

#endif
