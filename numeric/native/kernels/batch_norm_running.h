/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm_running.py. */

static ALWAYS_INLINE int kernel_batch_norm_running_mean_row(ptrdiff_t count, const int scaled, const T *x_, T *sums2)
{
    (void)scaled;
#define BODY(i, n) { \
        const V x = LOAD(x_ + i, n); \
        STORE(sums2 + i, LOAD(sums2 + i, n) + x, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_mean(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_mean_row(count, 0, (const T *)ROW(1), (T *)sums + 0 * count);
    }
}

static void kernel_batch_norm_running_mean_finish(ptrdiff_t rows, ptrdiff_t count, char *const *a, const void *sums)
{
    T *out = (T *)a[3];
    const T *running_mean_ = (const T *)a[0];
    const T *momentum_ = (const T *)a[2];
    const V momentum = v_set(*momentum_);
    const V v = v_set(C(1.0)) - momentum;
#define BODY(i, n) { \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v2 = v * running_mean; \
        const V v3 = momentum * LOAD((const T *)sums + 0 * count + i, n) / v_set((T)rows); \
        const V next_mean = v2 + v3; \
        STORE(out + i, next_mean, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows;
}

static ALWAYS_INLINE int kernel_batch_norm_running_mean_jvp_row(ptrdiff_t count, const int scaled, const T *dx_, T *sums2)
{
    (void)scaled;
#define BODY(i, n) { \
        const V dx = LOAD(dx_ + i, n); \
        STORE(sums2 + i, LOAD(sums2 + i, n) + dx, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_running_mean_jvp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_running_mean_jvp_row(count, 0, (const T *)ROW(1), (T *)sums + 0 * count);
    }
}

static void kernel_batch_norm_running_mean_jvp_finish(ptrdiff_t rows, ptrdiff_t count, char *const *a, const void *sums)
{
    T *out = (T *)a[5];
    const T *drunning_mean_ = (const T *)a[0];
    const T *momentum_ = (const T *)a[4];
    const V momentum = v_set(*momentum_);
    const V v = v_set(C(1.0)) - momentum;
#define BODY(i, n) { \
        const V drunning_mean = LOAD(drunning_mean_ + i, n); \
        const V v2 = v * drunning_mean; \
        const V v3 = momentum * LOAD((const T *)sums + 0 * count + i, n) / v_set((T)rows); \
        const V v4 = v2 + v3; \
        STORE(out + i, v4, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows;
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *running_var_, const T *x_, const T *momentum_, T *out)
{
    (void)scaled;
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 1) + u * LANES, n);
        c[u] = x2;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 1) + u * LANES, n);
                const V c2 = c[u];
                const V v = x - c2;
                part[u] = part[u] + v;
            }
        EACH_VECTOR {
            mean[u] = mean[u] + part[u];
        }
    }
    EACH_VECTOR mean[u] = mean[u] / v_set((T)rows);
    V sigma2[STRIP];
    EACH_VECTOR sigma2[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part2[STRIP];
        EACH_VECTOR part2[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x3 = LOAD(AT(x_, row, 1) + u * LANES, n);
                const V c3 = c[u];
                const V v2 = x3 - c3;
                const V mean2 = mean[u];
                const V v3 = v2 - mean2;
                const V v4 = v3 * v3;
                part2[u] = part2[u] + v4;
            }
        EACH_VECTOR {
            sigma2[u] = sigma2[u] + part2[u];
        }
    }
    EACH_VECTOR sigma2[u] = sigma2[u] / v_set((T)rows);
    const V momentum = v_set(*momentum_);
    const V v5 = v_set(C(1.0)) - momentum;
    const V v7 = v_set((T)rows);
    const V v8 = v7 + v_set(C(-1.0));
    const V v9 = v7 / v8;
    V next_var2[STRIP];
    EACH_VECTOR {
        const V running_var = LOAD(running_var_ + u * LANES, n);
        const V v6 = v5 * running_var;
        const V sigma22 = sigma2[u];
        const V v10 = v9 * sigma22;
        const V v11 = momentum * v10;
        const V next_var = v6 + v11;
        next_var2[u] = next_var;
    }
    EACH_VECTOR STORE(out + u * LANES, next_var2[u], n);
    return 1;
}

static void kernel_batch_norm_running_var(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        kernel_batch_norm_running_var_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2], (T *)a[3] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        kernel_batch_norm_running_var_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2], (T *)a[3] + column);
    if (column < last)
        kernel_batch_norm_running_var_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2], (T *)a[3] + column);
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_vjp_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *g_, const T *x_, const T *momentum_, T *out1, T *out2)
{
    (void)scaled;
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 2) + u * LANES, n);
        c[u] = x2;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 2) + u * LANES, n);
                const V c2 = c[u];
                const V v = x - c2;
                part[u] = part[u] + v;
            }
        EACH_VECTOR {
            mean[u] = mean[u] + part[u];
        }
    }
    EACH_VECTOR mean[u] = mean[u] / v_set((T)rows);
    const V momentum = v_set(*momentum_);
    const V v2 = v_set(C(1.0)) - momentum;
    V v4[STRIP];
    EACH_VECTOR {
        const V g = LOAD(g_ + u * LANES, n);
        const V v3 = v2 * g;
        v4[u] = v3;
    }
    EACH_VECTOR STORE(out1 + u * LANES, v4[u], n);
    const V v5 = v_set(C(2.0)) * momentum;
    const V v6 = v_set((T)rows);
    const V v7 = v6 + v_set(C(-1.0));
    const V v8 = v5 / v7;
    V g3[STRIP];
    EACH_VECTOR {
        const V g2 = LOAD(g_ + u * LANES, n);
        g3[u] = g2;
    }
    for (ptrdiff_t row = 0; row < rows; row++)
        EACH_VECTOR {
            const V g4 = g3[u];
            const V x3 = LOAD(AT(x_, row, 2) + u * LANES, n);
            const V c3 = c[u];
            const V v9 = x3 - c3;
            const V mean2 = mean[u];
            const V v10 = v9 - mean2;
            const V v11 = v8 * g4 * v10;
            STORE(AT(out2, row, 5) + u * LANES, v11, n);
        }
    return 1;
}

static void kernel_batch_norm_running_var_vjp(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        kernel_batch_norm_running_var_vjp_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column, (T *)a[5] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        kernel_batch_norm_running_var_vjp_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column, (T *)a[5] + column);
    if (column < last)
        kernel_batch_norm_running_var_vjp_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column, (T *)a[5] + column);
}

static ALWAYS_INLINE int kernel_batch_norm_running_var_jvp_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *drunning_var_, const T *dx_, const T *x_, const T *momentum_, T *out)
{
    (void)scaled;
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 3) + u * LANES, n);
        c[u] = x2;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 3) + u * LANES, n);
                const V c2 = c[u];
                const V v = x - c2;
                part[u] = part[u] + v;
            }
        EACH_VECTOR {
            mean[u] = mean[u] + part[u];
        }
    }
    EACH_VECTOR mean[u] = mean[u] / v_set((T)rows);
    V sum[STRIP];
    EACH_VECTOR sum[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part2[STRIP];
        EACH_VECTOR part2[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x3 = LOAD(AT(x_, row, 3) + u * LANES, n);
                const V c3 = c[u];
                const V v2 = x3 - c3;
                const V mean2 = mean[u];
                const V v3 = v2 - mean2;
                const V dx = LOAD(AT(dx_, row, 1) + u * LANES, n);
                const V v4 = v3 * dx;
                part2[u] = part2[u] + v4;
            }
        EACH_VECTOR {
            sum[u] = sum[u] + part2[u];
        }
    }
    const V momentum = v_set(*momentum_);
    const V v5 = v_set(C(1.0)) - momentum;
    const V v7 = v_set(C(2.0)) * momentum;
    const V v8 = v_set((T)rows);
    const V v9 = v8 + v_set(C(-1.0));
    const V v10 = v7 / v9;
    V v13[STRIP];
    EACH_VECTOR {
        const V drunning_var = LOAD(drunning_var_ + u * LANES, n);
        const V v6 = v5 * drunning_var;
        const V sum2 = sum[u];
        const V v11 = v10 * sum2;
        const V v12 = v6 + v11;
        v13[u] = v12;
    }
    EACH_VECTOR STORE(out + u * LANES, v13[u], n);
    return 1;
}

static void kernel_batch_norm_running_var_jvp(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        kernel_batch_norm_running_var_jvp_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[3] + column, (const T *)a[4], (T *)a[5] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        kernel_batch_norm_running_var_jvp_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[3] + column, (const T *)a[4], (T *)a[5] + column);
    if (column < last)
        kernel_batch_norm_running_var_jvp_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[3] + column, (const T *)a[4], (T *)a[5] + column);
}
