/* Arrays for results.  Large ones get memory that is kept when they are freed: see memory.h. */
#ifndef PROOFNOTES_RESULTS_H
#define PROOFNOTES_RESULTS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#ifndef NPY_NO_DEPRECATED_API
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#endif
#include <numpy/ndarraytypes.h>

/* Once, when the module is loaded; -1 with an exception. */
int prepare_results(void);

/* An array with anything in it. */
PyObject *new_result(PyArray_Descr *descr, int ndim, const npy_intp *shape, int columns_first);

/* Functions of the module: call(function, ...) is function(...), all its arrays in such memory; keep_memory(bytes) bounds what is
 * kept; kept_memory() says how much is. */
PyObject *call_with_memory(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *names);
PyObject *keep_memory(PyObject *self, PyObject *argument);
PyObject *memory_kept(PyObject *self, PyObject *none);

#endif
