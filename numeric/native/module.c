/* numeric._native: every compiled kernel as a NumPy ufunc, or as a generalized one where it works along axes. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL numeric_array_api
#include <numpy/arrayobject.h>
#include <numpy/ufuncobject.h>

#include <stdlib.h>
#include <string.h>

#include "caller.h"
#include "calls.h"
#include "dispatch.h"
#include "mode.h"
#include "parallel.h"
#include "results.h"

static struct kernels chosen[2];
static const char *instructions;

static void tell(int failure) {
    const PyGILState_STATE state = PyGILState_Ensure();
    if (failure == NO_LABEL) PyErr_SetString(PyExc_ValueError, "a class label is out of range");
    else PyErr_NoMemory();
    PyGILState_Release(state);
}

static void elementwise_loop(char **a, const npy_intp *dimensions, const npy_intp *steps, void *data) {
    const mode before = enter_usual_mode();
    call_elementwise(data, dimensions[0], a, steps);
    leave_usual_mode(before);
}

static void rows_loop(char **a, const npy_intp *dimensions, const npy_intp *steps, void *data) {
    const mode before = enter_usual_mode();
    const struct call *call = data;
    const int all = (int)strlen(call->kernel->classes);
    const npy_intp *core = steps + all;
    npy_intp entry[MOST_ARGUMENTS];
    for (int k = 0; k < all; k++) {
        const char class = call->kernel->classes[k];
        entry[k] = class == 'f' || class == 'c' ? *core++ : call->size;
    }
    const int failure = call_rows(call, dimensions[0], dimensions[1], a, steps, entry);
    if (failure) tell(failure);
    leave_usual_mode(before);
}

static void all_rows_loop(char **a, const npy_intp *dimensions, const npy_intp *steps, void *data) {
    const mode before = enter_usual_mode();
    const struct call *call = data;
    const int all = (int)strlen(call->kernel->classes);
    const npy_intp *core = steps + all;
    npy_intp step[MOST_ARGUMENTS], entry[MOST_ARGUMENTS];
    char *place[MOST_ARGUMENTS];
    for (int k = 0; k < all; k++) {
        const char class = call->kernel->classes[k];
        place[k] = a[k];
        step[k] = class == 'f' || class == 'r' || class == 'l' ? *core++ : 0;
        entry[k] = class == 'f' || class == 'c' ? *core++ : call->size;
    }
    /* Axes are numbered as they come up in the signature. */
    const int columns_first = call->kernel->classes[strspn(call->kernel->classes, "p")] == 'c';
    const npy_intp rows = dimensions[columns_first ? 2 : 1], count = dimensions[columns_first ? 1 : 2];
    for (npy_intp outer = 0; outer < dimensions[0]; outer++) {
        const int failure = call_rows(call, rows, count, place, step, entry);
        if (failure) {
            tell(failure);
            break;
        }
        for (int k = 0; k < all; k++) place[k] += steps[k];
    }
    leave_usual_mode(before);
}

/* "(n,k),(k),()->(n,k)" from the classes ffcp, or without n. */
static char *signature_of(const struct kernel *kernel) {
    static const char letters[] = "frlcp";
    const char *with_rows[] = {"(n,k)", "(n)", "(n)", "(k)", "()"}, *without[] = {"(k)", "()", "()", "(k)", "()"};
    char *text = calloc(MOST_ARGUMENTS * 8, 1);
    if (text == NULL) return NULL;
    for (int k = 0; kernel->classes[k]; k++) {
        const ptrdiff_t letter = strchr(letters, kernel->classes[k]) - letters;
        if (k > 0) strcat(text, k == kernel->inputs ? "->" : ",");
        strcat(text, (kernel->all_rows ? with_rows : without)[letter]);
    }
    return text;
}

/* A ufunc refers to its loops, data and types for as long as it lives, which is until the process ends. */
struct made {
    struct call calls[2];
    PyUFuncGenericFunction loops[2];
    void *data[2];
    char types[2 * MOST_ARGUMENTS];
    char *signature;
};

static PyObject *make_ufunc(const struct kernels *const *tables, int row, PyObject **calls) {
    const struct kernel *single = &tables[0]->table[row];
    const int all = (int)strlen(single->classes);
    struct made *made = calloc(1, sizeof(struct made));
    if (made == NULL) return PyErr_NoMemory();
    for (int p = 0; p < 2; p++) {
        made->calls[p] = (struct call){&tables[p]->table[row], p ? 8 : 4, tables[p]->lanes};
        made->loops[p] = single->elementwise ? elementwise_loop : single->all_rows ? all_rows_loop : rows_loop;
        made->data[p] = &made->calls[p];
        for (int k = 0; k < all; k++)
            made->types[p * all + k] = single->classes[k] == 'l' ? NPY_INTP : p ? NPY_DOUBLE : NPY_FLOAT;
    }
    if ((*calls = PyCapsule_New(made->calls, CALLS, NULL)) == NULL) return NULL;
    if (!single->elementwise && (made->signature = signature_of(single)) == NULL) return PyErr_NoMemory();
    return PyUFunc_FromFuncAndDataAndSignature(made->loops, made->data, made->types, 2, single->inputs, all - single->inputs,
                                               PyUFunc_None, single->name, "", 0, made->signature);
}

/* {name: (ufunc, mark, classes, inputs, whether the rows are an axis of the signature, what is called)} of tables for both precisions */
static PyObject *make_all(const struct kernels *single, const struct kernels *twice) {
    const struct kernels *const tables[2] = {single, twice};
    PyObject *found = PyDict_New();
    for (int k = 0; found != NULL && single->table[k].name != NULL; k++) {
        const struct kernel *kernel = &single->table[k];
        PyObject *calls = NULL, *ufunc = make_ufunc(tables, k, &calls);
        PyObject *row = ufunc ? Py_BuildValue("(NssiON)", ufunc, kernel->mark, kernel->classes, kernel->inputs,
                                              kernel->all_rows ? Py_True : Py_False, calls) : NULL;
        if (row == NULL || PyDict_SetItemString(found, kernel->name, row) != 0) Py_CLEAR(found);
        Py_XDECREF(row);
    }
    return found;
}

static PyObject *set_num_threads(PyObject *self, PyObject *argument) {
    const long count = PyLong_AsLong(argument);
    (void)self;
    if (count == -1 && PyErr_Occurred()) return NULL;
    set_threads(count > MOST_THREADS ? MOST_THREADS : count < 1 ? 1 : (int)count);
    Py_RETURN_NONE;
}

/* The tables of a library that was compiled later, for the layout below, and stays loaded. */
static PyObject *kernels_at(PyObject *self, PyObject *arguments) {
    PyObject *single, *twice;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "OO", &single, &twice)) return NULL;
    const struct kernels *const first = PyLong_AsVoidPtr(single), *const second = PyLong_AsVoidPtr(twice);
    return PyErr_Occurred() ? NULL : make_all(first, second);
}

static PyMethodDef methods[] = {
    {"call", (PyCFunction)(void (*)(void))call_with_memory, METH_FASTCALL | METH_KEYWORDS,
     "call(function, ...): function(...), its arrays in memory that is kept when they are freed."},
    {"keep_memory", keep_memory, METH_O, "How many bytes may be kept; 0 turns it off."},
    {"kept_memory", memory_kept, METH_NOARGS, "How many bytes are kept."},
    {"kernels_at", kernels_at, METH_VARARGS, "The kernels of two tables, float32 and float64, by their addresses."},
    {"set_num_threads", set_num_threads, METH_O, "How many threads a call may use, the calling one included."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "numeric._native", "The kernels in C, as NumPy ufuncs.", -1, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__native(void) {
    import_array();
    import_umath();
    prepare_threads();
    if (prepare_results() != 0) return NULL;
    instructions = choose_kernels(getenv("PROOFNOTES_INSTRUCTIONS"), chosen);
    PyObject *module = PyModule_Create(&definition), *kernels = module ? make_all(&chosen[0], &chosen[1]) : NULL;
    if (kernels == NULL || PyModule_AddObject(module, "kernels", kernels) != 0) {
        Py_XDECREF(kernels);
        Py_XDECREF(module);
        return NULL;
    }
    if (PyModule_AddStringConstant(module, "instructions", instructions) != 0 ||
        PyModule_AddStringConstant(module, "layout", LAYOUT) != 0 || add_caller_type(module) != 0)
        Py_CLEAR(module);
    return module;
}
