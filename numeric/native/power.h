/* x^y.   Included by functions.h. */

static inline V v_pow(V x, V y) {
    for (int k = 0; k < LANES; k++)
        x[k] = PRECISION == 32 ? (T)powf((float)x[k], (float)y[k]) : (T)pow((double)x[k], (double)y[k]);
    return x;
}
