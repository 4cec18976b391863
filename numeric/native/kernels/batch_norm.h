/* Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py. */

static ALWAYS_INLINE int kernel_batch_norm_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *x_, const T *gamma_, const T *beta_, const T *eps_, T *out)
{
    (void)scaled;
    V s2[STRIP];
    EACH_VECTOR {
        const V s = !scaled ? v_set(1) : column_scale(AT(x_, 0, 0) + u * LANES, rows, step[0], n);
        s2[u] = s;
    }
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 0) + u * LANES, n);
        const V s4 = s2[u];
        const V v2 = v_if(scaled, x2 / s4, x2);
        c[u] = v2;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 0) + u * LANES, n);
                const V s3 = s2[u];
                const V v = v_if(scaled, x / s3, x);
                const V c2 = c[u];
                const V v3 = v - c2;
                part[u] = part[u] + v3;
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
                const V x3 = LOAD(AT(x_, row, 0) + u * LANES, n);
                const V s5 = s2[u];
                const V v4 = v_if(scaled, x3 / s5, x3);
                const V c3 = c[u];
                const V v5 = v4 - c3;
                const V mean2 = mean[u];
                const V v6 = v5 - mean2;
                const V v7 = v6 * v6;
                part2[u] = part2[u] + v7;
            }
        EACH_VECTOR {
            sigma2[u] = sigma2[u] + part2[u];
        }
    }
    EACH_VECTOR sigma2[u] = sigma2[u] / v_set((T)rows);
    if (!scaled && !(are_finite(mean, width) && are_finite(sigma2, width))) return 0;
    V beta2[STRIP];
    EACH_VECTOR {
        const V beta = LOAD(beta_ + u * LANES, n);
        beta2[u] = beta;
    }
    V gamma2[STRIP];
    EACH_VECTOR {
        const V gamma = LOAD(gamma_ + u * LANES, n);
        gamma2[u] = gamma;
    }
    const V eps = v_set(*eps_);
    V v15[STRIP];
    EACH_VECTOR {
        const V sigma22 = sigma2[u];
        const V s7 = s2[u];
        const V v11 = v_if(scaled, v_over_square(eps, s7), eps);
        const V v12 = sigma22 + v11;
        const V v13 = v_sqrt(v12);
        const V v14 = v_set(C(1.0)) / v13;
        v15[u] = v14;
    }
    for (ptrdiff_t row = 0; row < rows; row++)
        EACH_VECTOR {
            const V beta3 = beta2[u];
            const V gamma3 = gamma2[u];
            const V x4 = LOAD(AT(x_, row, 0) + u * LANES, n);
            const V s6 = s2[u];
            const V v8 = v_if(scaled, x4 / s6, x4);
            const V c4 = c[u];
            const V v9 = v8 - c4;
            const V mean3 = mean[u];
            const V v10 = v9 - mean3;
            const V v16 = v15[u];
            const V xhat = v10 * v16;
            const V v17 = v_fma(gamma3, xhat, beta3);
            STORE(AT(out, row, 4) + u * LANES, v17, n);
        }
    return 1;
}

static void kernel_batch_norm(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        if (!kernel_batch_norm_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column)) kernel_batch_norm_strip(rows, STRIP, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        if (!kernel_batch_norm_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column)) kernel_batch_norm_strip(rows, 1, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column);
    if (column < last)
        if (!kernel_batch_norm_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column)) kernel_batch_norm_strip(rows, 1, last - column, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3], (T *)a[4] + column);
}

static ALWAYS_INLINE int kernel_batch_norm_vjp_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *g_, const T *x_, const T *gamma_, const T *eps_, T *out1, T *out2, T *out3)
{
    (void)scaled;
    V s2[STRIP];
    EACH_VECTOR {
        const V s = !scaled ? v_set(1) : column_scale(AT(x_, 0, 1) + u * LANES, rows, step[1], n);
        s2[u] = s;
    }
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 1) + u * LANES, n);
        const V s4 = s2[u];
        const V v2 = v_if(scaled, x2 / s4, x2);
        c[u] = v2;
    }
    V c3[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V g2 = LOAD(AT(g_, row, 0) + u * LANES, n);
        c3[u] = g2;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    V mean2[STRIP];
    EACH_VECTOR mean2[u] = v_set(C(0));
    V sum[STRIP];
    EACH_VECTOR sum[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        V part2[STRIP];
        EACH_VECTOR part2[u] = v_set(C(0));
        V part3[STRIP];
        EACH_VECTOR part3[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 1) + u * LANES, n);
                const V s3 = s2[u];
                const V v = v_if(scaled, x / s3, x);
                const V c2 = c[u];
                const V v3 = v - c2;
                const V g = LOAD(AT(g_, row, 0) + u * LANES, n);
                const V c4 = c3[u];
                const V v4 = g - c4;
                part[u] = part[u] + v3;
                part2[u] = part2[u] + v4;
                part3[u] = part3[u] + g;
            }
        EACH_VECTOR {
            mean[u] = mean[u] + part[u];
            mean2[u] = mean2[u] + part2[u];
            sum[u] = sum[u] + part3[u];
        }
    }
    EACH_VECTOR mean[u] = mean[u] / v_set((T)rows);
    EACH_VECTOR mean2[u] = mean2[u] / v_set((T)rows);
    V sigma2[STRIP];
    EACH_VECTOR sigma2[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part4[STRIP];
        EACH_VECTOR part4[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x3 = LOAD(AT(x_, row, 1) + u * LANES, n);
                const V s5 = s2[u];
                const V v5 = v_if(scaled, x3 / s5, x3);
                const V c5 = c[u];
                const V v6 = v5 - c5;
                const V mean3 = mean[u];
                const V v7 = v6 - mean3;
                const V v8 = v7 * v7;
                part4[u] = part4[u] + v8;
            }
        EACH_VECTOR {
            sigma2[u] = sigma2[u] + part4[u];
        }
    }
    EACH_VECTOR sigma2[u] = sigma2[u] / v_set((T)rows);
    const V eps = v_set(*eps_);
    V v16[STRIP];
    EACH_VECTOR {
        const V sigma22 = sigma2[u];
        const V s7 = s2[u];
        const V v12 = v_if(scaled, v_over_square(eps, s7), eps);
        const V v13 = sigma22 + v12;
        const V v14 = v_sqrt(v13);
        const V v15 = v_set(C(1.0)) / v14;
        v16[u] = v15;
    }
    V mean5[STRIP];
    EACH_VECTOR mean5[u] = v_set(C(0));
    V sum2[STRIP];
    EACH_VECTOR sum2[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part5[STRIP];
        EACH_VECTOR part5[u] = v_set(C(0));
        V part6[STRIP];
        EACH_VECTOR part6[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V g3 = LOAD(AT(g_, row, 0) + u * LANES, n);
                const V x4 = LOAD(AT(x_, row, 1) + u * LANES, n);
                const V s6 = s2[u];
                const V v9 = v_if(scaled, x4 / s6, x4);
                const V c6 = c[u];
                const V v10 = v9 - c6;
                const V mean4 = mean[u];
                const V v11 = v10 - mean4;
                const V v17 = v16[u];
                const V xhat = v11 * v17;
                const V v18 = g3 * xhat;
                part5[u] = part5[u] + v18;
                part6[u] = part6[u] + v18;
            }
        EACH_VECTOR {
            mean5[u] = mean5[u] + part5[u];
            sum2[u] = sum2[u] + part6[u];
        }
    }
    EACH_VECTOR mean5[u] = mean5[u] / v_set((T)rows);
    if (!scaled && !(are_finite(mean, width) && are_finite(mean2, width) && are_finite(sum, width) && are_finite(sigma2, width) && are_finite(mean5, width) && are_finite(sum2, width))) return 0;
    EACH_VECTOR STORE(out2 + u * LANES, sum2[u], n);
    EACH_VECTOR STORE(out3 + u * LANES, sum[u], n);
    V v24[STRIP];
    EACH_VECTOR {
        const V gamma = LOAD(gamma_ + u * LANES, n);
        const V sigma23 = sigma2[u];
        const V s8 = s2[u];
        const V v19 = v_if(scaled, v_over_square(eps, s8), eps);
        const V v20 = sigma23 + v19;
        const V v21 = v_sqrt(v20);
        const V v22 = gamma / v21;
        const V v23 = v22 / s8;
        v24[u] = v23;
    }
    for (ptrdiff_t row = 0; row < rows; row++)
        EACH_VECTOR {
            const V v25 = v24[u];
            const V g4 = LOAD(AT(g_, row, 0) + u * LANES, n);
            const V c7 = c3[u];
            const V v26 = g4 - c7;
            const V mean6 = mean2[u];
            const V v27 = v26 - mean6;
            const V x5 = LOAD(AT(x_, row, 1) + u * LANES, n);
            const V s9 = s2[u];
            const V v28 = v_if(scaled, x5 / s9, x5);
            const V c8 = c[u];
            const V v29 = v28 - c8;
            const V mean7 = mean[u];
            const V v30 = v29 - mean7;
            const V v31 = v16[u];
            const V xhat2 = v30 * v31;
            const V mean8 = mean5[u];
            const V v32 = v_fnma(xhat2, mean8, v27);
            const V v33 = v25 * v32;
            STORE(AT(out1, row, 5) + u * LANES, v33, n);
        }
    return 1;
}

static void kernel_batch_norm_vjp(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        if (!kernel_batch_norm_vjp_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column)) kernel_batch_norm_vjp_strip(rows, STRIP, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        if (!kernel_batch_norm_vjp_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column)) kernel_batch_norm_vjp_strip(rows, 1, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column);
    if (column < last)
        if (!kernel_batch_norm_vjp_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column)) kernel_batch_norm_vjp_strip(rows, 1, last - column, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[4], (T *)a[5] + column, (T *)a[6] + column, (T *)a[7] + column);
}

static ALWAYS_INLINE int kernel_batch_norm_jvp_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,
                        const ptrdiff_t *step, const T *dx_, const T *dgamma_, const T *dbeta_, const T *x_, const T *gamma_, const T *eps_, T *out)
{
    (void)scaled;
    V s2[STRIP];
    EACH_VECTOR {
        const V s = !scaled ? v_set(1) : column_scale(AT(x_, 0, 3) + u * LANES, rows, step[3], n);
        s2[u] = s;
    }
    V c[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V x2 = LOAD(AT(x_, row, 3) + u * LANES, n);
        const V s4 = s2[u];
        const V v2 = v_if(scaled, x2 / s4, x2);
        c[u] = v2;
    }
    V c3[STRIP];
    EACH_VECTOR {
        const ptrdiff_t row = 0;
        const V dx2 = LOAD(AT(dx_, row, 0) + u * LANES, n);
        const V s5 = s2[u];
        const V v5 = v_if(scaled, dx2 / s5, dx2);
        c3[u] = v5;
    }
    V mean[STRIP];
    EACH_VECTOR mean[u] = v_set(C(0));
    V mean2[STRIP];
    EACH_VECTOR mean2[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part[STRIP];
        EACH_VECTOR part[u] = v_set(C(0));
        V part2[STRIP];
        EACH_VECTOR part2[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x = LOAD(AT(x_, row, 3) + u * LANES, n);
                const V s3 = s2[u];
                const V v = v_if(scaled, x / s3, x);
                const V c2 = c[u];
                const V v3 = v - c2;
                const V dx = LOAD(AT(dx_, row, 0) + u * LANES, n);
                const V v4 = v_if(scaled, dx / s3, dx);
                const V c4 = c3[u];
                const V v6 = v4 - c4;
                part[u] = part[u] + v3;
                part2[u] = part2[u] + v6;
            }
        EACH_VECTOR {
            mean[u] = mean[u] + part[u];
            mean2[u] = mean2[u] + part2[u];
        }
    }
    EACH_VECTOR mean[u] = mean[u] / v_set((T)rows);
    EACH_VECTOR mean2[u] = mean2[u] / v_set((T)rows);
    V sigma2[STRIP];
    EACH_VECTOR sigma2[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part3[STRIP];
        EACH_VECTOR part3[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V x3 = LOAD(AT(x_, row, 3) + u * LANES, n);
                const V s6 = s2[u];
                const V v7 = v_if(scaled, x3 / s6, x3);
                const V c5 = c[u];
                const V v8 = v7 - c5;
                const V mean3 = mean[u];
                const V v9 = v8 - mean3;
                const V v10 = v9 * v9;
                part3[u] = part3[u] + v10;
            }
        EACH_VECTOR {
            sigma2[u] = sigma2[u] + part3[u];
        }
    }
    EACH_VECTOR sigma2[u] = sigma2[u] / v_set((T)rows);
    const V eps = v_set(*eps_);
    V v19[STRIP];
    EACH_VECTOR {
        const V sigma22 = sigma2[u];
        const V s8 = s2[u];
        const V v15 = v_if(scaled, v_over_square(eps, s8), eps);
        const V v16 = sigma22 + v15;
        const V v17 = v_sqrt(v16);
        const V v18 = v_set(C(1.0)) / v17;
        v19[u] = v18;
    }
    V mean5[STRIP];
    EACH_VECTOR mean5[u] = v_set(C(0));
    for (ptrdiff_t from = 0; from < rows; from += GROUP) {
        const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;
        V part4[STRIP];
        EACH_VECTOR part4[u] = v_set(C(0));
        for (ptrdiff_t row = from; row < until; row++)
            EACH_VECTOR {
                const V dx3 = LOAD(AT(dx_, row, 0) + u * LANES, n);
                const V s7 = s2[u];
                const V v11 = v_if(scaled, dx3 / s7, dx3);
                const V x4 = LOAD(AT(x_, row, 3) + u * LANES, n);
                const V v12 = v_if(scaled, x4 / s7, x4);
                const V c6 = c[u];
                const V v13 = v12 - c6;
                const V mean4 = mean[u];
                const V v14 = v13 - mean4;
                const V v20 = v19[u];
                const V xhat = v14 * v20;
                const V v21 = v11 * xhat;
                part4[u] = part4[u] + v21;
            }
        EACH_VECTOR {
            mean5[u] = mean5[u] + part4[u];
        }
    }
    EACH_VECTOR mean5[u] = mean5[u] / v_set((T)rows);
    if (!scaled && !(are_finite(mean, width) && are_finite(mean2, width) && are_finite(sigma2, width) && are_finite(mean5, width))) return 0;
    V v26[STRIP];
    EACH_VECTOR {
        const V gamma = LOAD(gamma_ + u * LANES, n);
        const V sigma23 = sigma2[u];
        const V s9 = s2[u];
        const V v22 = v_if(scaled, v_over_square(eps, s9), eps);
        const V v23 = sigma23 + v22;
        const V v24 = v_sqrt(v23);
        const V v25 = gamma / v24;
        v26[u] = v25;
    }
    V dgamma2[STRIP];
    EACH_VECTOR {
        const V dgamma = LOAD(dgamma_ + u * LANES, n);
        dgamma2[u] = dgamma;
    }
    V dbeta2[STRIP];
    EACH_VECTOR {
        const V dbeta = LOAD(dbeta_ + u * LANES, n);
        dbeta2[u] = dbeta;
    }
    for (ptrdiff_t row = 0; row < rows; row++)
        EACH_VECTOR {
            const V v27 = v26[u];
            const V dx4 = LOAD(AT(dx_, row, 0) + u * LANES, n);
            const V s10 = s2[u];
            const V v28 = v_if(scaled, dx4 / s10, dx4);
            const V c7 = c3[u];
            const V v29 = v28 - c7;
            const V mean6 = mean2[u];
            const V v30 = v29 - mean6;
            const V x5 = LOAD(AT(x_, row, 3) + u * LANES, n);
            const V v31 = v_if(scaled, x5 / s10, x5);
            const V c8 = c[u];
            const V v32 = v31 - c8;
            const V mean7 = mean[u];
            const V v33 = v32 - mean7;
            const V v34 = v19[u];
            const V xhat2 = v33 * v34;
            const V mean8 = mean5[u];
            const V v35 = v_fnma(xhat2, mean8, v30);
            const V v36 = v27 * v35;
            const V dgamma3 = dgamma2[u];
            const V v37 = xhat2 * dgamma3;
            const V dbeta3 = dbeta2[u];
            const V v38 = v36 + v37 + dbeta3;
            STORE(AT(out, row, 7) + u * LANES, v38, n);
        }
    return 1;
}

static void kernel_batch_norm_jvp(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)
{
    ptrdiff_t column = first;
    for (; column + STRIP * LANES <= last; column += STRIP * LANES)
        if (!kernel_batch_norm_jvp_strip(rows, STRIP, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column)) kernel_batch_norm_jvp_strip(rows, STRIP, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column);
    for (; column + 1 * LANES <= last; column += 1 * LANES)
        if (!kernel_batch_norm_jvp_strip(rows, 1, LANES, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column)) kernel_batch_norm_jvp_strip(rows, 1, LANES, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column);
    if (column < last)
        if (!kernel_batch_norm_jvp_strip(rows, 1, last - column, 0, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column)) kernel_batch_norm_jvp_strip(rows, 1, last - column, 1, step, (const T *)a[0] + column, (const T *)a[1] + column, (const T *)a[2] + column, (const T *)a[3] + column, (const T *)a[4] + column, (const T *)a[6], (T *)a[7] + column);
}

static ALWAYS_INLINE int kernel_batch_norm_inference_row(ptrdiff_t count, const int scaled, const T *x_, const T *gamma_, const T *beta_, const T *running_mean_, const T *running_var_, const T *eps_, T *out)
{
    (void)scaled;
    const V eps = v_set(*eps_);
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v = x - running_mean; \
        const V v2 = gamma * v; \
        const V running_var = LOAD(running_var_ + i, n); \
        const V v3 = running_var + eps; \
        const V v4 = v_sqrt(v3); \
        const V v5 = v_set(C(1.0)) / v4; \
        const V v6 = v2 * v5; \
        const V beta = LOAD(beta_ + i, n); \
        const V v7 = v6 + beta; \
        STORE(out + i, v7, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_row(count, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2), (const T *)ROW(3), (const T *)ROW(4), (const T *)ROW(5), (T *)ROW(6));
    }
}

static ALWAYS_INLINE int kernel_batch_norm_inference_vjp_row(ptrdiff_t count, const int scaled, const T *g_, const T *x_, const T *gamma_, const T *running_mean_, const T *running_var_, const T *eps_, T *out1, T *sums2, T *sums3)
{
    (void)scaled;
    const V eps = v_set(*eps_);
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V running_var = LOAD(running_var_ + i, n); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = gamma / v2; \
        const V g = LOAD(g_ + i, n); \
        const V v4 = v3 * g; \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v5 = x - running_mean; \
        const V v6 = g * v5; \
        STORE(out1 + i, v4, n); \
        STORE(sums2 + i, LOAD(sums2 + i, n) + v6, n); \
        STORE(sums3 + i, LOAD(sums3 + i, n) + g, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference_vjp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_vjp_row(count, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2), (const T *)ROW(4), (const T *)ROW(5), (const T *)ROW(6), (T *)ROW(7), (T *)sums + 0 * count, (T *)sums + 1 * count);
    }
}

static void kernel_batch_norm_inference_vjp_finish(ptrdiff_t rows, ptrdiff_t count, char *const *a, const void *sums)
{
    T *out2 = (T *)a[8];
    T *out3 = (T *)a[9];
    T *out4 = (T *)a[10];
    T *out5 = (T *)a[11];
    const T *gamma_ = (const T *)a[2];
    const T *running_var_ = (const T *)a[5];
    const T *eps_ = (const T *)a[6];
    const V eps2 = v_set(*eps_);
#define BODY(i, n) { \
        const V running_var2 = LOAD(running_var_ + i, n); \
        const V v7 = running_var2 + eps2; \
        const V v8 = v_sqrt(v7); \
        const V v9 = LOAD((const T *)sums + 0 * count + i, n) / v8; \
        const V gamma2 = LOAD(gamma_ + i, n); \
        const V v10 = gamma2 / v8; \
        const V v11 = v10 * LOAD((const T *)sums + 1 * count + i, n); \
        const V v12 = -v11; \
        const V v13 = v_set(C(2.0)) * v7 * v8; \
        const V v14 = gamma2 / v13; \
        const V v15 = v14 * LOAD((const T *)sums + 0 * count + i, n); \
        const V v16 = -v15; \
        STORE(out2 + i, v9, n); \
        STORE(out3 + i, LOAD((const T *)sums + 1 * count + i, n), n); \
        STORE(out4 + i, v12, n); \
        STORE(out5 + i, v16, n); \
    }
    SWEEP(count)
#undef BODY
    (void)rows;
}

static ALWAYS_INLINE int kernel_batch_norm_inference_jvp_row(ptrdiff_t count, const int scaled, const T *dx_, const T *dgamma_, const T *dbeta_, const T *drunning_mean_, const T *drunning_var_, const T *x_, const T *gamma_, const T *running_mean_, const T *running_var_, const T *eps_, T *out)
{
    (void)scaled;
    const V eps = v_set(*eps_);
#define BODY(i, n) { \
        const V gamma = LOAD(gamma_ + i, n); \
        const V running_var = LOAD(running_var_ + i, n); \
        const V v = running_var + eps; \
        const V v2 = v_sqrt(v); \
        const V v3 = gamma / v2; \
        const V dx = LOAD(dx_ + i, n); \
        const V v4 = v3 * dx; \
        const V x = LOAD(x_ + i, n); \
        const V running_mean = LOAD(running_mean_ + i, n); \
        const V v5 = x - running_mean; \
        const V v6 = v_set(C(1.0)) / v2; \
        const V v7 = v5 * v6; \
        const V dgamma = LOAD(dgamma_ + i, n); \
        const V v8 = v7 * dgamma; \
        const V dbeta = LOAD(dbeta_ + i, n); \
        const V drunning_mean = LOAD(drunning_mean_ + i, n); \
        const V v9 = v3 * drunning_mean; \
        const V drunning_var = LOAD(drunning_var_ + i, n); \
        const V v10 = v_set(C(2.0)) * v2; \
        const V v11 = drunning_var / v10; \
        const V v12 = v3 * v7 * v11; \
        const V v13 = v4 + v8 + dbeta - v9 - v12; \
        STORE(out + i, v13, n); \
    }
    SWEEP(count)
#undef BODY
    return 1;
}

static void kernel_batch_norm_inference_jvp(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,
                        void *scratch, void *sums)
{
    (void)scratch;
    (void)sums;
    for (ptrdiff_t row = first; row < last; row++) {
        kernel_batch_norm_inference_jvp_row(count, 0, (const T *)ROW(0), (const T *)ROW(1), (const T *)ROW(2), (const T *)ROW(3), (const T *)ROW(4), (const T *)ROW(5), (const T *)ROW(6), (const T *)ROW(8), (const T *)ROW(9), (const T *)ROW(10), (T *)ROW(11));
    }
}
