/* Calls of kernels from Python, straight to the loops where there is nothing to complain of or to think about.
 *
 * Arrays, lists and numbers of all real types, any axis, any parameter, results that the caller provides: whatever fits is
 * taken here.  Everything else, and every error, is left to the careful way, which is written in Python.
 */
#include "caller.h"

#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define PY_ARRAY_UNIQUE_SYMBOL numeric_array_api
#define NO_IMPORT_ARRAY
#include <numpy/arrayobject.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calls.h"
#include "mode.h"
#include "results.h"
#include "short_types.h"

/* Larger arrays that have to be copied are left to the careful way, which does it block by block. */
#define LARGE 65536

/* Below so many entries the lock of the interpreter is kept. */
#define SHORT 8192

/* Entries that are looked at to tell whether prediction and target may have been exchanged. */
#define LOOKED_AT 16

#define MOST_DIMENSIONS 32

struct caller {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    PyObject *dict, *weak;
    PyObject *careful, *names, *calls_of, *by_label;
    const struct call *calls; /* of float32 and of float64 */
    int arrays, numbers, results;
    int has_axis, alike, least_rows;      /* alike: nothing may be broadcast */
    int target, prediction, probability;  /* their places, or -1; whether the prediction is a probability */
    char positive[MOST_ARGUMENTS];
    double defaults[MOST_ARGUMENTS];
    char classes[MOST_ARGUMENTS + 1];
};

/* The types that results may have, from narrow to wide; the first two are computed in float32. */
enum kind { NONE, HALF, BFLOAT, SINGLE, TWICE };

/* One call.  a: arguments and results as the loops see them; held: what has to be let go of at the end. */
struct work {
    struct caller *self;
    const struct caller *shape_of; /* self, or the kernel for class labels */
    PyObject *slots[MOST_ARGUMENTS + 2];
    PyArrayObject *arrays[MOST_ARGUMENTS];
    PyObject *held[6 * MOST_ARGUMENTS];
    int number_held;
    enum kind kind, kinds[MOST_ARGUMENTS]; /* NONE: it adapts to the others */
    PyArray_Descr *descr; /* of the results, borrowed */
    PyArray_Descr *bfloat;
    int axis; /* from the front, or -1 for the last */
    int ndim; /* of the data */
    npy_intp shape[MOST_DIMENSIONS]; /* of the data, the named axis last */
    double twice[MOST_ARGUMENTS];
    float single[MOST_ARGUMENTS];
};

static void *hold(struct work *w, void *object) {
    if (object != NULL) w->held[w->number_held++] = object;
    return object;
}

static int fits(PyArrayObject *a) { return PyArray_ISALIGNED(a) && PyArray_ISNOTSWAPPED(a); }

/* bfloat16 comes from another package; it is known by its name. */
static int is_bfloat(PyArray_Descr *descr) {
    const char *name = descr->typeobj->tp_name, *last = strrchr(name, '.');
    return descr->type_num >= NPY_USERDEF && PyDataType_ELSIZE(descr) == 2 && strcmp(last ? last + 1 : name, "bfloat16") == 0;
}

static enum kind kind_of(PyArray_Descr *descr) {
    switch (descr->type_num) {
        case NPY_HALF: return HALF;
        case NPY_FLOAT: return SINGLE;
        case NPY_DOUBLE: return TWICE;
        default: return is_bfloat(descr) ? BFLOAT : NONE;
    }
}

/* ---- arguments to their places ---- */

/* 0 if one is unknown, given twice or missing. */
static int bind(struct work *w, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    PyObject *names = w->self->names;
    const Py_ssize_t all = PyTuple_GET_SIZE(names);
    if (count > all) return 0;
    for (Py_ssize_t k = 0; k < all; k++) w->slots[k] = k < count ? args[k] : NULL;
    for (Py_ssize_t n = 0; keywords != NULL && n < PyTuple_GET_SIZE(keywords); n++) {
        PyObject *name = PyTuple_GET_ITEM(keywords, n);
        Py_ssize_t k = 0;
        while (k < all && PyTuple_GET_ITEM(names, k) != name) k++;
        if (k == all) /* a name that is not the same object may still be equal */
            for (k = 0; k < all && PyUnicode_Compare(PyTuple_GET_ITEM(names, k), name) != 0;) k++;
        if (k == all || w->slots[k] != NULL) return 0;
        w->slots[k] = args[count + n];
    }
    for (int k = 0; k < w->self->arrays; k++)
        if (w->slots[k] == NULL) return 0;
    return 1;
}

/* Whether a list or tuple holds Python's own numbers and lists, or arrays: nothing that a conversion would take apart. */
static int has_plain_items(PyObject *sequence) {
    PyObject **items = PySequence_Fast_ITEMS(sequence);
    for (Py_ssize_t k = 0; k < PySequence_Fast_GET_SIZE(sequence); k++)
        if (!PyFloat_CheckExact(items[k]) && !PyLong_CheckExact(items[k]) && !PyList_CheckExact(items[k]) &&
            !PyTuple_CheckExact(items[k]) && !PyArray_CheckExact(items[k]))
            return 0;
    return 1;
}

/* The argument as an array, and its kind; NONE for what adapts to the others: Python's numbers, integers and truth values. */
static int read_array(struct work *w, int k) {
    PyObject *given = w->slots[k];
    PyArrayObject *array;
    int adapts = 0;
    if (PyArray_CheckExact(given)) array = (PyArrayObject *)given;
    else if (PyFloat_CheckExact(given)) {
        const npy_intp none = 0;
        array = hold(w, PyArray_SimpleNew(0, (npy_intp *)&none, NPY_DOUBLE));
        if (array == NULL) return -1;
        *(double *)PyArray_DATA(array) = PyFloat_AS_DOUBLE(given);
        adapts = 1;
    } else if (PyLong_CheckExact(given) || ((PyList_CheckExact(given) || PyTuple_CheckExact(given)) && has_plain_items(given))) {
        array = hold(w, PyArray_FROM_O(given));
        if (array == NULL) {
            PyErr_Clear();
            return 0;
        }
    } else if (PyArray_IsScalar(given, Float) || PyArray_IsScalar(given, Double)) {
        array = hold(w, PyArray_FROM_O(given));
        if (array == NULL) return -1;
    } else return 0;
    if (!fits(array) || PyArray_NDIM(array) > MOST_DIMENSIONS) return 0;
    w->arrays[k] = array;
    w->kinds[k] = adapts ? NONE : kind_of(PyArray_DESCR(array));
    if (w->kinds[k] == BFLOAT) w->bfloat = PyArray_DESCR(array);
    const int type = PyArray_TYPE(array);
    return w->kinds[k] != NONE || adapts || PyTypeNum_ISINTEGER(type) || PyTypeNum_ISBOOL(type);
}

/* The type of the results: the widest that came, or float64. */
static int decide_kind(struct work *w) {
    int seen[TWICE + 1] = {0};
    for (int k = 0; k < w->self->arrays; k++)
        if (w->shape_of->classes[k] != 'l') seen[w->kinds[k]] = 1;
    w->kind = seen[TWICE] ? TWICE : seen[SINGLE] ? SINGLE : seen[BFLOAT] ? BFLOAT : seen[HALF] ? HALF : TWICE;
    if (seen[HALF] && seen[BFLOAT] && w->kind < SINGLE) return 0;
    static const int types[] = {0, NPY_HALF, 0, NPY_FLOAT, NPY_DOUBLE};
    w->descr = w->kind == BFLOAT ? w->bfloat : hold(w, PyArray_DescrFromType(types[w->kind]));
    return 1;
}

static int is_one_piece(PyArrayObject *array, int order) { return PyArray_CHKFLAGS(array, order) || PyArray_SIZE(array) == 1; }

/* float16 or bfloat16 to float32. */
static PyArrayObject *widened(struct work *w, PyArrayObject *array, enum kind kind) {
    if (!is_one_piece(array, NPY_ARRAY_C_CONTIGUOUS) && !is_one_piece(array, NPY_ARRAY_F_CONTIGUOUS)) {
        if ((array = hold(w, PyArray_NewCopy(array, NPY_CORDER))) == NULL) return NULL;
    }
    PyArrayObject *made = hold(w, PyArray_NewLikeArray(array, NPY_KEEPORDER, PyArray_DescrFromType(NPY_FLOAT), 0));
    if (made == NULL) return NULL;
    (kind == HALF ? from_half : from_bfloat)(PyArray_DATA(made), PyArray_DATA(array), PyArray_SIZE(array));
    return made;
}

/* Converts what is of another type than that which is computed in. */
static int convert(struct work *w, int k) {
    const int label = w->shape_of->classes[k] == 'l';
    const int type = label ? NPY_INTP : w->kind == TWICE ? NPY_DOUBLE : NPY_FLOAT;
    PyArrayObject *array = w->arrays[k];
    if (label && (!PyTypeNum_ISINTEGER(PyArray_TYPE(array)) || PyArray_TYPE(array) == NPY_ULONG ||
                  PyArray_TYPE(array) == NPY_ULONGLONG))
        return 0;
    if (PyArray_TYPE(array) == type) return 1;
    if (PyArray_SIZE(array) > LARGE) return 0;
    if (type == NPY_FLOAT && (w->kinds[k] == HALF || w->kinds[k] == BFLOAT)) w->arrays[k] = widened(w, array, w->kinds[k]);
    else {
        if (type == NPY_FLOAT && PyArray_TYPE(array) == NPY_DOUBLE && !(fabs(*(double *)PyArray_DATA(array)) <= FLT_MAX)) return 0;
        w->arrays[k] = hold(w, PyArray_CastToType(array, PyArray_DescrFromType(type), 0));
    }
    return w->arrays[k] != NULL ? 1 : -1;
}

/* Parameters: real numbers, those that have to be positive so in the type that is computed in. */
static int read_numbers(struct work *w) {
    const struct caller *self = w->self;
    for (int k = 0; k < self->numbers; k++) {
        PyObject *given = w->slots[self->arrays + k];
        double value = self->defaults[k];
        if (given != NULL) {
            if (PyFloat_Check(given)) value = PyFloat_AS_DOUBLE(given);
            else if (PyLong_CheckExact(given)) {
                value = PyLong_AsDouble(given);
                if (value == -1 && PyErr_Occurred()) {
                    PyErr_Clear();
                    return 0;
                }
            } else return 0;
            if (!isfinite(value) || (self->positive[k] && value <= 0)) return 0;
        }
        const double least = w->kind == TWICE ? DBL_MIN : FLT_MIN;
        if (self->positive[k] && value < least) value = least;
        w->twice[k] = value;
        w->single[k] = (float)value;
    }
    return 1;
}

static int read_axis(struct work *w) {
    PyObject *given = w->self->has_axis ? w->slots[w->self->arrays + w->self->numbers] : NULL;
    w->axis = -1;
    if (given == NULL) return 1;
    if (!PyLong_CheckExact(given)) return 0;
    int overflow;
    const long value = PyLong_AsLongAndOverflow(given, &overflow);
    if (overflow) return 0;
    if (value == -1) return 1;
    const long from_front = value < 0 ? value + w->ndim : value;
    if (from_front < 0 || from_front >= w->ndim) return 0;
    w->axis = from_front == w->ndim - 1 ? -1 : (int)from_front;
    return 1;
}

/* ---- shapes ---- */

static PyArrayObject *axis_last(struct work *w, PyArrayObject *array) {
    npy_intp order[MOST_DIMENSIONS];
    const int ndim = PyArray_NDIM(array);
    for (int k = 0, n = 0; n < ndim; n++)
        if (n != w->axis) order[k++] = n;
    order[ndim - 1] = w->axis;
    PyArray_Dims dims = {order, ndim};
    return hold(w, PyArray_Transpose(array, &dims));
}

static int has_shape(PyArrayObject *array, int ndim, const npy_intp *shape) {
    return PyArray_NDIM(array) == ndim && PyArray_CompareLists(PyArray_DIMS(array), shape, ndim);
}

/* Numbers: one shape for all, or numbers without axes beside it. */
static int fit_numbers(struct work *w) {
    PyArrayObject *data = w->arrays[0];
    for (int k = 1; k < w->self->arrays; k++)
        if (PyArray_NDIM(w->arrays[k]) > PyArray_NDIM(data)) data = w->arrays[k];
    w->ndim = PyArray_NDIM(data);
    memcpy(w->shape, PyArray_DIMS(data), (size_t)w->ndim * sizeof(npy_intp));
    for (int k = 0; k < w->self->arrays; k++)
        if (!has_shape(w->arrays[k], w->ndim, w->shape) && (w->self->alike || PyArray_NDIM(w->arrays[k]) > 0)) return 0;
    return 1;
}

/* Rows: f as large as the data, r and l without the named axis, c with no other. */
static int fit_rows(struct work *w) {
    const struct caller *self = w->self;
    const char *classes = w->shape_of->classes;
    PyArrayObject *data = NULL;
    for (int k = 0; k < self->arrays && data == NULL; k++)
        if (classes[k] == 'f') data = w->arrays[k];
    if (data == NULL || (w->ndim = PyArray_NDIM(data)) == 0) return 0;
    for (int k = 0; k < w->ndim; k++)
        if (PyArray_DIM(data, k) == 0) return 0;
    if (!read_axis(w)) return 0;
    npy_intp rows = 1;
    for (int k = 0, n = 0; n < w->ndim; n++)
        if (n != w->axis) w->shape[k++] = PyArray_DIM(data, n);
    if (w->axis >= 0) w->shape[w->ndim - 1] = PyArray_DIM(data, w->axis);
    for (int k = 0; k < w->ndim - 1; k++) rows *= w->shape[k];
    if (rows < self->least_rows) return 0;
    for (int k = 0; k < self->arrays; k++) {
        PyArrayObject *array = w->arrays[k];
        if (classes[k] == 'f') {
            if (PyArray_NDIM(array) != w->ndim) return 0;
            if (w->axis >= 0 && (array = w->arrays[k] = axis_last(w, array)) == NULL) return -1;
            if (!has_shape(array, w->ndim, w->shape)) return 0;
        } else if (classes[k] == 'c') {
            if (!has_shape(array, 1, w->shape + w->ndim - 1)) return 0;
        } else if (!has_shape(array, w->ndim - 1, w->shape)) return 0;
    }
    return 1;
}

/* ---- results ---- */

static void extent(PyArrayObject *array, char **low, char **high) {
    *low = *high = PyArray_BYTES(array);
    for (int k = 0; k < PyArray_NDIM(array); k++) {
        const npy_intp far = (PyArray_DIM(array, k) - 1) * PyArray_STRIDE(array, k);
        if (far > 0) *high += far;
        else *low += far;
    }
    *high += PyArray_ITEMSIZE(array);
}

static int overlap(PyArrayObject *one, PyArrayObject *other) {
    char *low, *high, *from, *to;
    extent(one, &low, &high);
    extent(other, &from, &to);
    return low < to && from < high;
}

static int is_same(PyArrayObject *one, PyArrayObject *other) {
    return PyArray_BYTES(one) == PyArray_BYTES(other) && PyArray_NDIM(one) == PyArray_NDIM(other) &&
           memcmp(PyArray_DIMS(one), PyArray_DIMS(other), (size_t)PyArray_NDIM(one) * sizeof(npy_intp)) == 0 &&
           memcmp(PyArray_STRIDES(one), PyArray_STRIDES(other), (size_t)PyArray_NDIM(one) * sizeof(npy_intp)) == 0;
}

/* The caller's array for a result: of its type and shape, and apart from the others; a function of numbers with one result
 * may write to the very array that it reads. */
static int takes(struct work *w, PyObject *out, int ndim, const npy_intp *shape) {
    if (!PyArray_CheckExact(out)) return 0;
    PyArrayObject *array = (PyArrayObject *)out;
    if (kind_of(PyArray_DESCR(array)) != w->kind || !fits(array) || !PyArray_ISWRITEABLE(array)) return 0;
    if (!has_shape(array, ndim, shape)) return 0;
    const int in_place = w->self->calls->kernel->elementwise != NULL && w->self->results == 1;
    for (int k = 0; k < w->self->arrays; k++)
        if (overlap(array, w->arrays[k]) && !(in_place && is_same(array, w->arrays[k]))) return 0;
    return 1;
}

/* out as it came, for one of the results; 0 if that is not clear. */
static int out_for(struct work *w, int result, PyObject **out) {
    PyObject *given = w->slots[w->self->arrays + w->self->numbers + w->self->has_axis];
    *out = NULL;
    if (given == NULL || given == Py_None) return 1;
    if (PyTuple_CheckExact(given)) {
        if (PyTuple_GET_SIZE(given) != w->shape_of->results) return 0;
        given = PyTuple_GET_ITEM(given, result);
    } else if (w->shape_of->results > 1) return 0;
    if (given != Py_None) *out = given;
    return 1;
}

/* The shape that is returned: the named axis in its place. */
static int shape_of_result(const struct work *w, char class, npy_intp *shape) {
    if (class == 'c') {
        shape[0] = w->shape[w->ndim - 1];
        return 1;
    }
    memcpy(shape, w->shape, (size_t)w->ndim * sizeof(npy_intp));
    if (class == 'r') return w->ndim - 1;
    if (w->axis >= 0 && class == 'f') {
        for (int k = w->ndim - 1; k > w->axis; k--) shape[k] = shape[k - 1];
        shape[w->axis] = w->shape[w->ndim - 1];
    }
    return w->ndim;
}

/* ---- whether prediction and target may have been exchanged ---- */

static double entry_of(const struct work *w, PyArrayObject *array, npy_intp place, npy_intp step) {
    const char *at = PyArray_BYTES(array) + place * step;
    return w->kind == TWICE ? *(const double *)at : *(const float *)at;
}

/* Whether the first entries, or the first row, of the prediction look like those of a target. */
static int look_exchanged(const struct work *w) {
    const struct caller *self = w->self;
    if (self->target < 0 || w->shape_of != self) return 0;
    PyArrayObject *data = w->arrays[self->prediction];
    if (PyArray_SIZE(data) < 2) return 0;
    const int rows = self->calls->kernel->elementwise == NULL, last = PyArray_NDIM(data) - 1;
    npy_intp count = PyArray_DIM(data, last);
    if (!rows && count > LOOKED_AT) count = LOOKED_AT;
    double sum = 0;
    for (npy_intp k = 0; k < count; k++) {
        const double x = entry_of(w, data, k, PyArray_STRIDE(data, last));
        if (self->probability ? x != 0 && x != 1 : !(x >= 0 && x <= 1)) return 0;
        sum += x;
    }
    return !rows || fabs(sum - 1) <= 2e-3;
}

/* ---- loops ---- */

/* The leading axes as one: 0 if there is no one step from row to row. */
static int step_of_rows(PyArrayObject *array, int lead, ptrdiff_t *step) {
    *step = 0;
    int seen = 0;
    for (int k = lead - 1, inner = -1; k >= 0; k--) {
        if (PyArray_DIM(array, k) == 1) continue;
        if (!seen) *step = PyArray_STRIDE(array, k);
        else if (PyArray_STRIDE(array, k) != PyArray_STRIDE(array, inner) * PyArray_DIM(array, inner)) return 0;
        seen = 1, inner = k;
    }
    return 1;
}

/* Rows of an argument or result; a copy where its strides allow no other. */
static int place_rows(struct work *w, int k, PyArrayObject *array, char class, char **a, ptrdiff_t *step, ptrdiff_t *entry,
                      PyArrayObject **copy) {
    const int ndim = PyArray_NDIM(array), lead = class == 'f' ? ndim - 1 : class == 'c' ? 0 : ndim;
    const int size = class == 'l' ? (int)sizeof(Label) : w->kind == TWICE ? 8 : 4;
    const npy_intp wide = class == 'f' ? PyArray_DIM(array, ndim - 1) : 1;
    *copy = NULL;
    if (!step_of_rows(array, lead, &step[k])) {
        array = *copy = hold(w, PyArray_NewCopy(array, NPY_CORDER));
        if (array == NULL) return -1;
        step_of_rows(array, lead, &step[k]);
    }
    a[k] = PyArray_BYTES(array);
    entry[k] = class == 'f' || class == 'c' ? PyArray_STRIDE(array, ndim - 1) : size;
    if (class != 'c' && PyArray_SIZE(array) == wide) step[k] = entry[k] * wide; /* one row */
    return 0;
}

/* The order in memory that all arrays of numbers have in common; 0 if there is none. */
static int common_order(const struct work *w, PyArrayObject *const *made) {
    static const int orders[] = {NPY_ARRAY_C_CONTIGUOUS, NPY_ARRAY_F_CONTIGUOUS};
    for (int n = 0; n < 2; n++) {
        int all = 1;
        for (int k = 0; k < w->self->arrays; k++) all = all && is_one_piece(w->arrays[k], orders[n]);
        for (int k = 0; made != NULL && k < w->self->results; k++) all = all && is_one_piece(made[k], orders[n]);
        if (all) return orders[n];
    }
    return 0;
}

static int run_numbers(struct work *w, PyArrayObject *const *made) {
    const struct call *call = &w->self->calls[w->kind == TWICE];
    const struct kernel *kernel = call->kernel;
    char *a[MOST_ARGUMENTS];
    ptrdiff_t step[MOST_ARGUMENTS];
    npy_intp count = 1;
    for (int k = 0; k < w->ndim; k++) count *= w->shape[k];
    for (int k = 0; k < w->self->arrays; k++)
        a[k] = PyArray_BYTES(w->arrays[k]), step[k] = PyArray_NDIM(w->arrays[k]) || w->ndim == 0 ? call->size : 0;
    for (int k = 0; k < w->self->numbers; k++) {
        a[w->self->arrays + k] = w->kind == TWICE ? (char *)&w->twice[k] : (char *)&w->single[k];
        step[w->self->arrays + k] = 0;
    }
    for (int k = 0; k < w->self->results; k++) a[kernel->inputs + k] = PyArray_BYTES(made[k]), step[kernel->inputs + k] = call->size;
    if (count == 0) return 0;
    PyThreadState *state = count > SHORT ? PyEval_SaveThread() : NULL;
    const int failed = call_elementwise(call, count, a, step);
    if (state != NULL) PyEval_RestoreThread(state);
    return failed;
}

static int run_rows(struct work *w, PyArrayObject *const *made) {
    const struct call *call = &w->shape_of->calls[w->kind == TWICE];
    const struct kernel *kernel = call->kernel;
    const char *classes = kernel->classes;
    char *a[MOST_ARGUMENTS];
    ptrdiff_t step[MOST_ARGUMENTS], entry[MOST_ARGUMENTS];
    PyArrayObject *copy, *copies[MOST_ARGUMENTS] = {NULL}, *views[MOST_ARGUMENTS];
    npy_intp rows = 1;
    for (int k = 0; k < w->ndim - 1; k++) rows *= w->shape[k];
    for (int k = 0; k < w->self->arrays; k++)
        if (place_rows(w, k, w->arrays[k], classes[k], a, step, entry, &copy) != 0) return NO_MEMORY;
    for (int k = 0; k < w->self->numbers; k++) {
        const int place = w->self->arrays + k;
        a[place] = w->kind == TWICE ? (char *)&w->twice[k] : (char *)&w->single[k];
        step[place] = 0, entry[place] = call->size;
    }
    for (int k = 0; k < w->shape_of->results; k++) {
        const int place = kernel->inputs + k;
        views[k] = w->axis >= 0 && classes[place] == 'f' ? axis_last(w, made[k]) : made[k];
        if (views[k] == NULL || place_rows(w, place, views[k], classes[place], a, step, entry, &copies[k]) != 0) return NO_MEMORY;
    }
    PyThreadState *state = rows * w->shape[w->ndim - 1] > SHORT ? PyEval_SaveThread() : NULL;
    const int failed = call_rows(call, rows, w->shape[w->ndim - 1], a, step, entry);
    if (state != NULL) PyEval_RestoreThread(state);
    for (int k = 0; k < w->shape_of->results && !failed; k++)
        if (copies[k] != NULL && PyArray_CopyInto(views[k], copies[k]) != 0) return NO_MEMORY;
    return failed;
}

/* ---- one call ---- */

/* 1 and what is returned, 0 if it has to be done the careful way, -1 with an exception. */
static int computed(struct work *w, PyObject **returned) {
    const struct caller *self = w->self;
    const int of_numbers = self->calls->kernel->elementwise != NULL;
    int state = 1;
    for (int k = 0; k < self->arrays && state == 1; k++) {
        state = read_array(w, k);
        if (state == 1 && self->by_label != NULL && w->kinds[k] == NONE && PyTypeNum_ISINTEGER(PyArray_TYPE(w->arrays[k])) &&
            ((struct caller *)self->by_label)->classes[k] == 'l')
            w->shape_of = (struct caller *)self->by_label;
    }
    if (state != 1 || !decide_kind(w)) return state == 1 ? 0 : state;
    for (int k = 0; k < self->arrays && state == 1; k++) state = convert(w, k);
    if (state == 1) state = of_numbers ? fit_numbers(w) : fit_rows(w);
    if (state != 1) return state;
    if (!read_numbers(w) || look_exchanged(w)) return 0;
    const int order = of_numbers ? common_order(w, NULL) : 0;
    if (of_numbers && order == 0) return 0;
    PyArrayObject *made[MOST_ARGUMENTS] = {NULL}, *inside[MOST_ARGUMENTS] = {NULL};
    const int results = w->shape_of->results, inputs = self->arrays + self->numbers;
    PyObject *out[MOST_ARGUMENTS];
    const int is_short = w->kind < SINGLE;
    for (int k = 0; k < results; k++) {
        npy_intp shape[MOST_DIMENSIONS];
        const char class = w->shape_of->classes[inputs + k];
        const int ndim = shape_of_result(w, of_numbers ? 'f' : class, shape);
        if (!out_for(w, k, &out[k])) return 0;
        if (out[k] != NULL) {
            if (!takes(w, out[k], ndim, shape)) return 0;
            for (int n = 0; n < k; n++)
                if (out[n] != NULL && overlap((PyArrayObject *)out[n], (PyArrayObject *)out[k])) return 0;
            made[k] = (PyArrayObject *)out[k];
        } else {
            made[k] = hold(w, new_result(w->descr, ndim, shape, order == NPY_ARRAY_F_CONTIGUOUS && ndim > 1));
            if (made[k] == NULL) return -1;
        }
        inside[k] = made[k];
        if (is_short) {
            if (PyArray_SIZE(made[k]) > LARGE) return 0;
            inside[k] = hold(w, PyArray_EMPTY(ndim, shape, NPY_FLOAT, order == NPY_ARRAY_F_CONTIGUOUS && ndim > 1));
            if (inside[k] == NULL) return -1;
            const int flags = PyArray_FLAGS(inside[k]) & (NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_F_CONTIGUOUS);
            if ((PyArray_FLAGS(made[k]) & flags) != flags) return 0;
        }
    }
    if (of_numbers && common_order(w, inside) == 0) return 0;
    const int failed = of_numbers ? run_numbers(w, inside) : run_rows(w, inside);
    if (failed == NO_LABEL) return 0;
    if (failed) {
        if (!PyErr_Occurred()) PyErr_NoMemory();
        return -1;
    }
    PyObject *all = results > 1 ? hold(w, PyTuple_New(results)) : NULL;
    if (results > 1 && all == NULL) return -1;
    for (int k = 0; k < results; k++) {
        if (is_short) (w->kind == HALF ? to_half : to_bfloat)(PyArray_DATA(made[k]), PyArray_DATA(inside[k]), PyArray_SIZE(made[k]));
        Py_INCREF(made[k]);
        PyObject *each = out[k] != NULL ? (PyObject *)made[k] : PyArray_Return(made[k]);
        if (each == NULL) return -1;
        if (results > 1) PyTuple_SET_ITEM(all, k, each);
        else *returned = each;
    }
    if (results > 1) {
        Py_INCREF(all);
        *returned = all;
    }
    return 1;
}

static PyObject *carefully(struct caller *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    PyObject *tuple = PyTuple_New(count), *dict = PyDict_New(), *result = NULL;
    if (tuple == NULL || dict == NULL) goto done;
    for (Py_ssize_t k = 0; k < count; k++) {
        Py_INCREF(args[k]);
        PyTuple_SET_ITEM(tuple, k, args[k]);
    }
    for (Py_ssize_t k = 0; keywords != NULL && k < PyTuple_GET_SIZE(keywords); k++)
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(keywords, k), args[count + k]) != 0) goto done;
    result = PyObject_CallFunctionObjArgs(self->careful, tuple, dict, NULL);
done:
    Py_XDECREF(tuple);
    Py_XDECREF(dict);
    return result;
}

static PyObject *call(PyObject *callable, PyObject *const *args, size_t flags, PyObject *keywords) {
    struct caller *self = (struct caller *)callable;
    const Py_ssize_t count = PyVectorcall_NARGS(flags);
    struct work w;
    w.self = self, w.shape_of = self, w.number_held = 0, w.bfloat = NULL, w.axis = -1;
    PyObject *returned = NULL;
    const mode before = enter_usual_mode();
    const int state = bind(&w, args, count, keywords) ? computed(&w, &returned) : 0;
    leave_usual_mode(before);
    for (int k = 0; k < w.number_held; k++) Py_DECREF(w.held[k]);
    if (state == 0) return carefully(self, args, count, keywords);
    return state == 1 ? returned : NULL;
}

/* ---- the type ---- */

static PyObject *new_caller(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *known[] = {"calls", "careful", "names", "defaults", "positive", "results", "has_axis", "alike", "least_rows",
                            "target", "prediction", "probability", "by_label", NULL};
    PyObject *calls, *careful, *names, *defaults, *positive, *by_label;
    int results, has_axis, alike, least_rows, target, prediction, probability;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OOO!O!O!ippiiipO", known, &calls, &careful, &PyTuple_Type, &names,
                                     &PyTuple_Type, &defaults, &PyTuple_Type, &positive, &results, &has_axis, &alike,
                                     &least_rows, &target, &prediction, &probability, &by_label))
        return NULL;
    const struct call *found = PyCapsule_GetPointer(calls, CALLS);
    if (found == NULL) return NULL;
    struct caller *self = (struct caller *)type->tp_alloc(type, 0);
    if (self == NULL) return NULL;
    self->vectorcall = call;
    self->calls = found;
    self->numbers = (int)PyTuple_GET_SIZE(defaults);
    self->arrays = found->kernel->inputs - self->numbers;
    self->results = results, self->has_axis = has_axis, self->alike = alike, self->least_rows = least_rows;
    self->target = target, self->prediction = prediction, self->probability = probability;
    strcpy(self->classes, found->kernel->classes);
    for (int k = 0; k < self->numbers; k++) {
        self->defaults[k] = PyFloat_AsDouble(PyTuple_GET_ITEM(defaults, k));
        self->positive[k] = (char)PyObject_IsTrue(PyTuple_GET_ITEM(positive, k));
    }
    self->calls_of = Py_NewRef(calls), self->careful = Py_NewRef(careful), self->names = Py_NewRef(names);
    self->by_label = by_label == Py_None ? NULL : Py_NewRef(by_label);
    if (PyErr_Occurred() || PyTuple_GET_SIZE(names) != self->arrays + self->numbers + has_axis + 1) {
        if (!PyErr_Occurred()) PyErr_SetString(PyExc_ValueError, "expected a name for each array and number, axis, and out");
        Py_CLEAR(self);
    }
    return (PyObject *)self;
}

static int visit_caller(PyObject *object, visitproc visit, void *arg) {
    struct caller *self = (struct caller *)object;
    Py_VISIT(self->dict);
    Py_VISIT(self->careful);
    Py_VISIT(self->names);
    Py_VISIT(self->by_label);
    return 0;
}

static int clear_caller(PyObject *object) {
    struct caller *self = (struct caller *)object;
    Py_CLEAR(self->dict);
    Py_CLEAR(self->careful);
    Py_CLEAR(self->by_label);
    return 0;
}

static void free_caller(PyObject *object) {
    struct caller *self = (struct caller *)object;
    PyObject_GC_UnTrack(object);
    if (self->weak != NULL) PyObject_ClearWeakRefs(object);
    clear_caller(object);
    Py_CLEAR(self->names);
    Py_CLEAR(self->calls_of);
    Py_TYPE(object)->tp_free(object);
}

static PyObject *told(PyObject *object) {
    PyObject *name = PyObject_GetAttrString(object, "__name__");
    PyObject *text = name ? PyUnicode_FromFormat("<kernel %U>", name) : NULL;
    Py_XDECREF(name);
    return text;
}

/* It is no method: in a class it stays what it is, as ufuncs do. */
static PyObject *unbound(PyObject *object, PyObject *of, PyObject *type) {
    (void)of, (void)type;
    return Py_NewRef(object);
}

/* Pickled by name, as functions are. */
static PyObject *by_name(PyObject *object, PyObject *nothing) {
    (void)nothing;
    return PyObject_GetAttrString(object, "__qualname__");
}

static PyMethodDef caller_methods[] = {
    {"__reduce__", by_name, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef caller_attributes[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyTypeObject caller_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "numeric._native.Kernel",
    .tp_basicsize = sizeof(struct caller),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_new = new_caller,
    .tp_dealloc = free_caller,
    .tp_traverse = visit_caller,
    .tp_clear = clear_caller,
    .tp_repr = told,
    .tp_call = PyVectorcall_Call,
    .tp_vectorcall_offset = offsetof(struct caller, vectorcall),
    .tp_dictoffset = offsetof(struct caller, dict),
    .tp_weaklistoffset = offsetof(struct caller, weak),
    .tp_descr_get = unbound,
    .tp_methods = caller_methods,
    .tp_getset = caller_attributes,
};

int add_caller_type(PyObject *module) {
    return PyModule_AddType(module, &caller_type);
}
