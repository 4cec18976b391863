#include "calls.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "parallel.h"
#include "strided.h"

/* Entries that one task computes, so many that handing it over costs nothing. */
#define TASK 32768

/* Rows that are added up one after the other. */
#define GROUP 64

/* Entries that are made contiguous at a time. */
#define BUFFER 512

/* Bytes of a line of the cache, and of a vector at most. */
#define LINE 64

static int number_of_arguments(const struct kernel *kernel) { return (int)strlen(kernel->classes); }

/* ---- elementwise ---- */

struct elementwise {
    const struct call *call;
    ptrdiff_t count;
    char *const *a;
    const ptrdiff_t *step;
    int direct; /* nothing has gaps */
};

static int is_parameter(const struct kernel *kernel, int k) { return kernel->classes[k] == 'p'; }

/* Entries of arrays with gaps go through buffers; what has one entry for all fills its buffer once. */
static void through_buffers(const struct elementwise *e, ptrdiff_t first, ptrdiff_t last) {
    const struct kernel *kernel = e->call->kernel;
    const int size = e->call->size, all = number_of_arguments(kernel);
    _Alignas(64) char buffer[MOST_ARGUMENTS][BUFFER * 8];
    char *a[MOST_ARGUMENTS];
    for (ptrdiff_t from = first; from < last; from += BUFFER) {
        const ptrdiff_t count = last - from < BUFFER ? last - from : BUFFER;
        for (int k = 0; k < all; k++) {
            char *start = e->a[k] + from * e->step[k];
            a[k] = e->step[k] == size || is_parameter(kernel, k) ? start : buffer[k];
            if (a[k] != start && k < kernel->inputs && (e->step[k] != 0 || from == first))
                copy_entries(a[k], size, start, e->step[k], e->step[k] ? count : BUFFER, size);
        }
        kernel->elementwise(count, a);
        for (int k = kernel->inputs; k < all; k++)
            if (a[k] == buffer[k]) copy_entries(e->a[k] + from * e->step[k], e->step[k], a[k], size, count, size);
    }
}

static void elementwise_task(void *context, ptrdiff_t number, int worker) {
    const struct elementwise *e = context;
    const ptrdiff_t first = number * TASK, last = e->count - first < TASK ? e->count : first + TASK;
    (void)worker;
    if (!e->direct) {
        through_buffers(e, first, last);
        return;
    }
    char *a[MOST_ARGUMENTS];
    for (int k = number_of_arguments(e->call->kernel) - 1; k >= 0; k--) a[k] = e->a[k] + first * e->step[k];
    e->call->kernel->elementwise(last - first, a);
}

int call_elementwise(const struct call *call, ptrdiff_t count, char *const *a, const ptrdiff_t *step) {
    struct elementwise e = {call, count, a, step, 1};
    for (int k = count == 1 ? -1 : number_of_arguments(call->kernel) - 1; k >= 0; k--)
        if (step[k] != call->size && !(is_parameter(call->kernel, k) && step[k] == 0)) e.direct = 0;
    /* A parameter for each entry: one entry at a time. */
    for (int k = 0; k < call->kernel->inputs; k++)
        if (is_parameter(call->kernel, k) && step[k] != 0 && count > 1) {
            char *one[MOST_ARGUMENTS];
            for (ptrdiff_t n = 0; n < count; n++) {
                for (int j = number_of_arguments(call->kernel) - 1; j >= 0; j--) one[j] = a[j] + n * step[j];
                call->kernel->elementwise(1, one);
            }
            return 0;
        }
    run_tasks(elementwise_task, &e, (count + TASK - 1) / TASK, get_threads());
    return 0;
}

/* ---- with an axis ---- */

struct rows {
    const struct call *call;
    ptrdiff_t rows, count, share; /* share: rows of a task */
    char *const *a;
    const ptrdiff_t *step;
    const struct stage *stage;
    int scaled, threads, backwards;
    char *columns, *scratch, *sums;
    size_t scratch_of_one, sums_of_one;
};

/* sum + lost += more, entry by entry, where `lost` is what rounding takes (Knuth 1969); sum += lost, unless the sum has
 * overflowed; sum += more. */
#define ADDITIONS(type)                                                                                                \
    static void add_keeping_##type(type *sum, type *lost, const type *more, ptrdiff_t count) {                         \
        for (ptrdiff_t k = 0; k < count; k++) {                                                                        \
            const type next = sum[k] + more[k], part = next - sum[k];                                                  \
            lost[k] += (sum[k] - (next - part)) + (more[k] - part);                                                    \
            sum[k] = next;                                                                                             \
        }                                                                                                              \
    }                                                                                                                  \
    static void give_back_##type(type *sum, const type *lost, ptrdiff_t count) {                                       \
        for (ptrdiff_t k = 0; k < count; k++) {                                                                        \
            const type both = sum[k] + lost[k];                                                                        \
            sum[k] = both == both ? both : sum[k];                                                                     \
        }                                                                                                              \
    }                                                                                                                  \
    static void add_##type(type *sum, const type *more, ptrdiff_t count) {                                             \
        for (ptrdiff_t k = 0; k < count; k++) sum[k] += more[k];                                                       \
    }
ADDITIONS(float)
ADDITIONS(double)
#undef ADDITIONS

static ptrdiff_t tasks_of(const struct rows *r) { return (r->rows + r->share - 1) / r->share; }

/* Sums over rows of this stage, with what lies between them. */
static ptrdiff_t entries_of(const struct rows *r) { return PITCH_OF(r->count, r->call->lanes) * r->stage->sums; }

/* Many rows are added up in groups, and those with what rounding takes from them: the error does not grow with their number. */
static void rows_task(void *context, ptrdiff_t turn, int worker) {
    const struct rows *r = context;
    const ptrdiff_t number = r->backwards ? tasks_of(r) - 1 - turn : turn;
    const ptrdiff_t first = number * r->share, last = r->rows - first < r->share ? r->rows : first + r->share;
    const ptrdiff_t entries = entries_of(r);
    char *scratch = r->scratch + (size_t)worker * r->scratch_of_one;
    char *sums = r->sums + (size_t)number * r->sums_of_one;
    if (entries) memset(sums, 0, r->sums_of_one);
    if (!entries || last - first <= GROUP) {
        r->stage->rows(first, last, r->rows, r->count, r->a, r->step, scratch, sums, r->columns, r->scaled);
        return;
    }
    char *lost = scratch + r->scratch_of_one - 2 * r->sums_of_one, *of_group = lost + r->sums_of_one;
    memset(lost, 0, r->sums_of_one);
    for (ptrdiff_t from = first; from < last; from += GROUP) {
        const ptrdiff_t to = last - from < GROUP ? last : from + GROUP;
        memset(of_group, 0, r->sums_of_one);
        r->stage->rows(from, to, r->rows, r->count, r->a, r->step, scratch, of_group, r->columns, r->scaled);
        if (r->call->size == 4) add_keeping_float((float *)sums, (float *)lost, (float *)of_group, entries);
        else add_keeping_double((double *)sums, (double *)lost, (double *)of_group, entries);
    }
    if (r->call->size == 4) give_back_float((float *)sums, (float *)lost, entries);
    else give_back_double((double *)sums, (double *)lost, entries);
}

/* Sums of the tasks, in pairs, and so on: the order depends on their number alone. */
static void add_up(const struct rows *r, ptrdiff_t tasks) {
    const ptrdiff_t entries = entries_of(r);
    for (ptrdiff_t apart = 1; apart < tasks; apart *= 2)
        for (ptrdiff_t number = 0; number + apart < tasks; number += 2 * apart) {
            char *to = r->sums + (size_t)number * r->sums_of_one, *from = to + (size_t)apart * r->sums_of_one;
            if (r->call->size == 4) add_float((float *)to, (float *)from, entries);
            else add_double((double *)to, (double *)from, entries);
        }
}

/* Prepares and goes through the rows, stage after stage.  Returns 0 if it has to be done again, scaled. */
static int run_stages(struct rows *r) {
    const struct kernel *kernel = r->call->kernel;
    for (int number = 0; number <= kernel->number_of_stages; number++) {
        r->stage = &kernel->stages[number];
        if (r->stage->prepare && !r->stage->prepare(r->rows, r->count, r->a, r->step, r->sums, r->columns, r->scaled)) return 0;
        if (r->stage->rows == NULL) return 1;
        r->backwards = number % 2; /* what was read last is still in the cache */
        run_tasks(rows_task, r, tasks_of(r), r->threads);
        if (r->stage->sums) add_up(r, tasks_of(r));
    }
    return 1;
}

/* Rows of a task: by shapes alone, because sums over rows depend on it.  All sums together stay small. */
static ptrdiff_t rows_of_a_task(int sums, ptrdiff_t rows, ptrdiff_t count) {
    ptrdiff_t share = TASK / count;
    if (share < 1) share = 1;
    if (sums) {
        ptrdiff_t most = (1 << 20) / count;
        most = most > 64 ? 64 : most < 1 ? 1 : most;
        if ((rows + share - 1) / share > most) share = (rows + most - 1) / most;
    }
    return share;
}

static size_t whole_lines(size_t bytes) { return (bytes + 2 * LINE - 1) / LINE * LINE; }

static int by_rows(struct rows *r) {
    const struct kernel *kernel = r->call->kernel;
    const size_t row = (size_t)PITCH_OF(r->count, r->call->lanes) * (size_t)r->call->size;
    int sums = 0;
    for (int number = 0; number < kernel->number_of_stages; number++)
        if (kernel->stages[number].sums > sums) sums = kernel->stages[number].sums;
    r->share = rows_of_a_task(sums, r->rows, r->count);
    r->sums_of_one = row * (size_t)sums;
    r->scratch_of_one = whole_lines(row * (size_t)kernel->kept + 2 * r->sums_of_one);
    const size_t columns = whole_lines(row * (size_t)kernel->columns);
    r->threads = get_threads();
    const size_t scratch = r->scratch_of_one * (size_t)r->threads;
    char *memory = malloc(columns + scratch + r->sums_of_one * (size_t)tasks_of(r) + LINE);
    if (memory == NULL) return NO_MEMORY;
    r->columns = memory + (LINE - (size_t)memory % LINE) % LINE;
    r->scratch = r->columns + columns;
    r->sums = r->scratch + scratch;
    r->scaled = 0;
    if (!run_stages(r)) {
        r->scaled = 1;
        run_stages(r);
    }
    free(memory);
    return 0;
}

static int is_vector(char class) { return class == 'f' || class == 'c'; }

/* A row for each row of the data, or one for all. */
static ptrdiff_t rows_of(const struct rows *r, int k) {
    return r->call->kernel->classes[k] == 'f' || r->step[k] != 0 ? r->rows : 1;
}

/* Whether an argument is copied first: its entries lie apart, or it is read for every row and its vectors lie across lines of the
 * cache, which costs twice as much. */
static int is_copied(const struct rows *r, const ptrdiff_t *entry, int k) {
    const struct kernel *kernel = r->call->kernel;
    if (!is_vector(kernel->classes[k])) return 0;
    const int is_column = kernel->classes[k] == 'c' && k < kernel->inputs && r->step[k] == 0;
    return entry[k] != r->call->size || (is_column && r->rows >= 8 && (size_t)r->a[k] % LINE != 0);
}

static size_t bytes_of(const struct rows *r, int k) {
    return ((size_t)r->call->size * (size_t)r->count * (size_t)rows_of(r, k) + LINE - 1) / LINE * LINE;
}

/* Copies without gaps of such arguments, and room for such results.  Each begins with a line. */
static char *without_gaps(const struct rows *r, const ptrdiff_t *entry, char **a, ptrdiff_t *step) {
    const struct kernel *kernel = r->call->kernel;
    const int size = r->call->size, all = number_of_arguments(kernel);
    size_t needed = 0;
    for (int k = 0; k < all; k++)
        if (is_copied(r, entry, k)) needed += bytes_of(r, k);
    char *memory = malloc(needed + LINE);
    if (memory == NULL) return NULL;
    char *next = memory + (LINE - (size_t)memory % LINE) % LINE;
    for (int k = 0; k < all; k++) {
        a[k] = r->a[k], step[k] = r->step[k];
        if (!is_copied(r, entry, k)) continue;
        const ptrdiff_t rows = rows_of(r, k);
        a[k] = next, step[k] = rows > 1 ? r->count * size : 0;
        if (k < kernel->inputs) copy_rows(a[k], step[k], size, r->a[k], r->step[k], entry[k], rows, r->count, size);
        next += bytes_of(r, k);
    }
    return memory;
}

/* Those results, to where they belong. */
static void put_back(const struct rows *r, const ptrdiff_t *entry, char *const *a, const ptrdiff_t *step) {
    const struct kernel *kernel = r->call->kernel;
    for (int k = kernel->inputs; k < number_of_arguments(kernel); k++)
        if (a[k] != r->a[k])
            copy_rows(r->a[k], r->step[k], entry[k], a[k], step[k], r->call->size, rows_of(r, k), r->count,
                      r->call->size);
}

/* Sums over no rows are 0. */
static void nothing(const struct rows *r, const ptrdiff_t *entry) {
    const struct kernel *kernel = r->call->kernel;
    const uint64_t zero = 0;
    for (int k = kernel->inputs; kernel->classes[k]; k++)
        copy_rows(r->a[k], r->step[k], entry[k], (const char *)&zero, 0, 0, kernel->classes[k] == 'c' ? 1 : r->rows,
                  kernel->classes[k] == 'r' ? 1 : r->count, r->call->size);
}

/* Whether all class labels are places in a row. */
static int has_labels(const struct rows *r) {
    const char *classes = r->call->kernel->classes;
    for (int k = 0; k < r->call->kernel->inputs; k++)
        for (ptrdiff_t row = 0; classes[k] == 'l' && row < r->rows; row++)
            if ((size_t)*(const Label *)(r->a[k] + row * r->step[k]) >= (size_t)r->count) return 0;
    return 1;
}

int call_rows(const struct call *call, ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
              const ptrdiff_t *entry) {
    struct rows r = {.call = call, .rows = rows, .count = count, .a = a, .step = step};
    char *moved[MOST_ARGUMENTS];
    ptrdiff_t steps[MOST_ARGUMENTS];
    if (rows == 0 || count == 0) {
        nothing(&r, entry);
        return 0;
    }
    if (!has_labels(&r)) return NO_LABEL;
    char *memory = without_gaps(&r, entry, moved, steps);
    if (memory == NULL) return NO_MEMORY;
    struct rows inner = r;
    inner.a = moved, inner.step = steps;
    const int failed = by_rows(&inner);
    if (!failed) put_back(&r, entry, moved, steps);
    free(memory);
    return failed;
}
