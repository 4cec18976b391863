/* Kernels as Python objects that are called without NumPy's machinery for ufuncs: numeric._native.Kernel. */
#ifndef PROOFNOTES_CALLER_H
#define PROOFNOTES_CALLER_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* What points to the two `struct call` of a kernel, for float32 and float64. */
#define CALLS "numeric.calls"

/* Adds the type to the module; -1 with an exception. */
int add_caller_type(PyObject *module);

#endif
