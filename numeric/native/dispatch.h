/* The tables of kernels for each instruction set. */
#ifndef PROOFNOTES_DISPATCH_H
#define PROOFNOTES_DISPATCH_H

#include "kernel.h"

/* The best tables that this machine can run: [0] float32, [1] float64.   `most` bounds the choice: "baseline", "avx2", "avx512";
 * NULL for no bound.  Returns the name of what was chosen. */
const char *choose_kernels(const char *most, struct kernels chosen[2]);

#endif
