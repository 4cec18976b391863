#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL numeric_array_api
#define NO_IMPORT_ARRAY
#include <numpy/arrayobject.h>

#include "memory.h"
#include "results.h"

/* Bytes from which on an array gets memory that is kept. */
#define LARGE (1 << 20)

static PyDataMem_Handler memory = {
    "numeric", 1, {NULL, take_memory, take_zeros, resize_memory, give_memory},
};
static PyObject *handler; /* the same for NumPy; every array that was made with it refers to it */

int prepare_results(void) {
    handler = PyCapsule_New(&memory, "mem_handler", NULL);
    return handler == NULL ? -1 : 0;
}

/* What was made, and NumPy's own memory in charge again. */
static PyObject *restored(PyObject *before, PyObject *made) {
    PyObject *kind, *value, *trace;
    PyErr_Fetch(&kind, &value, &trace);
    PyObject *ours = PyDataMem_SetHandler(before);
    PyErr_Restore(kind, value, trace);
    Py_XDECREF(ours);
    Py_DECREF(before);
    return made;
}

PyObject *new_result(PyArray_Descr *descr, int ndim, const npy_intp *shape, int columns_first) {
    npy_intp bytes = PyDataType_ELSIZE(descr);
    for (int k = 0; k < ndim; k++) bytes *= shape[k];
    Py_INCREF(descr);
    PyObject *before = bytes < LARGE ? NULL : PyDataMem_SetHandler(handler);
    if (bytes >= LARGE && before == NULL) {
        Py_DECREF(descr);
        return NULL;
    }
    PyObject *made = PyArray_NewFromDescr(&PyArray_Type, descr, ndim, shape, NULL, NULL, columns_first, NULL);
    if (before == NULL) return made;
    return restored(before, made);
}

PyObject *call_with_memory(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *names) {
    (void)self;
    if (count < 1) {
        PyErr_SetString(PyExc_TypeError, "call: function missing");
        return NULL;
    }
    PyObject *before = PyDataMem_SetHandler(handler);
    if (before == NULL) return NULL;
    PyObject *made = PyObject_Vectorcall(arguments[0], arguments + 1, (size_t)(count - 1), names);
    return restored(before, made);
}

PyObject *keep_memory(PyObject *self, PyObject *argument) {
    const size_t bytes = PyLong_AsSize_t(argument);
    (void)self;
    if (bytes == (size_t)-1 && PyErr_Occurred()) return NULL;
    keep_at_most(bytes);
    Py_RETURN_NONE;
}

PyObject *memory_kept(PyObject *self, PyObject *none) {
    (void)self, (void)none;
    return PyLong_FromSize_t(kept_memory());
}
