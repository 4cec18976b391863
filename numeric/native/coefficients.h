/* Generated, do not edit: scripts/fit_native.py makes this file. */

#if PRECISION == 32
#define LOG2_HIGH 0x1.62e0000000000p-1f
#define LOG2_LOW 0x1.0bfbe80000000p-15f
#define PER_LOG2 0x1.7154760000000p+0f
#define GAUSSIAN_TOP 0x1.d000000000000p+3f
#define ERF_TOP 0x1.0000000000000p+2f
static const T POWERS[16] = {
    0x1.0000000000000p+0f,
    0x1.0b55860000000p+0f,
    0x1.172b840000000p+0f,
    0x1.2387a60000000p+0f,
    0x1.306fe00000000p+0f,
    0x1.3dea640000000p+0f,
    0x1.4bfdae0000000p+0f,
    0x1.5ab07e0000000p+0f,
    0x1.6a09e60000000p+0f,
    0x1.7a11480000000p+0f,
    0x1.8ace540000000p+0f,
    0x1.9c49180000000p+0f,
    0x1.ae89fa0000000p+0f,
    0x1.c199be0000000p+0f,
    0x1.d5818e0000000p+0f,
    0x1.ea4afa0000000p+0f,
};
static const T POWERS_LOW[16] = {
    0x0.0p+0f,
    0x1.9f31220000000p-25f,
    -0x1.c157420000000p-27f,
    0x1.ceac480000000p-25f,
    0x1.4636e20000000p-25f,
    0x1.8246840000000p-25f,
    -0x1.593abc0000000p-25f,
    -0x1.5bd5ec0000000p-27f,
    0x1.9fcef40000000p-26f,
    -0x1.829fd00000000p-25f,
    0x1.15506e0000000p-27f,
    0x1.51f8480000000p-27f,
    -0x1.a94b140000000p-26f,
    -0x1.3d56b20000000p-27f,
    -0x1.822dbc0000000p-27f,
    0x1.52486c0000000p-27f,
};

static inline V exp_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.6d9a300000000p-10f);
    y = v_fma(y, x, v_set(0x1.1228760000000p-7f));
    y = v_fma(y, x, v_set(0x1.5554860000000p-5f));
    y = v_fma(y, x, v_set(0x1.5554ae0000000p-3f));
    y = v_fma(y, x, v_set(0x1.0000000000000p-1f));
    return y;
}

static inline V exp_short_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.5557620000000p-3f);
    y = v_fma(y, x, v_set(0x1.0002200000000p-1f));
    return y;
}

static inline V log_series(V x, V square) {
    (void)square;
    V y = v_set(-0x1.7a67f40000000p-5f);
    y = v_fma(y, x, v_set(0x1.b1d0360000000p-4f));
    y = v_fma(y, x, v_set(-0x1.0e31300000000p-3f));
    y = v_fma(y, x, v_set(0x1.284e280000000p-3f));
    y = v_fma(y, x, v_set(-0x1.54d8f60000000p-3f));
    y = v_fma(y, x, v_set(0x1.996a4a0000000p-3f));
    y = v_fma(y, x, v_set(-0x1.00009a0000000p-2f));
    y = v_fma(y, x, v_set(0x1.5555a40000000p-2f));
    y = v_fma(y, x, v_set(-0x1.0000000000000p-1f));
    return y;
}

static inline V artanh_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.eda3be0000000p-3f);
    y = v_fma(y, x, v_set(0x1.23e8d80000000p-2f));
    y = v_fma(y, x, v_set(0x1.999be00000000p-2f));
    y = v_fma(y, x, v_set(0x1.5555540000000p-1f));
    return y;
}

static inline V erf_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.4ae4b20000000p-14f);
    y = v_fma(y, x, v_set(-0x1.a485dc0000000p-11f));
    y = v_fma(y, x, v_set(0x1.5419f20000000p-8f));
    y = v_fma(y, x, v_set(-0x1.b7fbb40000000p-6f));
    y = v_fma(y, x, v_set(0x1.ce2d200000000p-4f));
    y = v_fma(y, x, v_set(-0x1.81273e0000000p-2f));
    y = v_fma(y, x, v_set(0x1.06eba80000000p-3f));
    return y;
}

static inline V erfc_exponent(V x, V square) {
    (void)square;
    V y = v_set(0x1.851b3a0000000p-13f);
    y = v_fma(y, x, v_set(-0x1.8141ce0000000p-9f));
    y = v_fma(y, x, v_set(0x1.653ca00000000p-6f));
    y = v_fma(y, x, v_set(-0x1.a607a40000000p-4f));
    y = v_fma(y, x, v_set(-0x1.46c5ee0000000p-1f));
    y = v_fma(y, x, v_set(-0x1.2085920000000p+0f));
    y = v_fma(y, x, v_set(-0x1.73626e0000000p-12f));
    return y;
}

static inline V tail_rest_over(V x, V square) {
    (void)square;
    V y = v_set(0x1.99ed0a0000000p-13f);
    y = v_fma(y, x, v_set(0x1.fa06980000000p-9f));
    y = v_fma(y, x, v_set(0x1.3c647c0000000p-5f));
    y = v_fma(y, x, v_set(0x1.f493260000000p-3f));
    y = v_fma(y, x, v_set(0x1.02fc560000000p+0f));
    y = v_fma(y, x, v_set(0x1.8000000000000p+1f));
    return y;
}

static inline V tail_rest_under(V x, V square) {
    (void)square;
    V y = v_set(0x1.94960a0000000p-11f);
    y = v_fma(y, x, v_set(0x1.f33fb80000000p-7f));
    y = v_fma(y, x, v_set(0x1.196e1a0000000p-3f));
    y = v_fma(y, x, v_set(0x1.50990e0000000p-1f));
    y = v_fma(y, x, v_set(0x1.8000000000000p+0f));
    return y;
}

#endif

#if PRECISION == 64
#define LOG2_HIGH 0x1.62e42fefa0000p-1
#define LOG2_LOW 0x1.cf79abc9e3b3ap-40
#define PER_LOG2 0x1.71547652b82fep+0
#define GAUSSIAN_TOP 0x1.3600000000000p+5
#define ERF_TOP 0x1.8000000000000p+2
static const T POWERS[8] = {
    0x1.0000000000000p+0,
    0x1.172b83c7d517bp+0,
    0x1.306fe0a31b715p+0,
    0x1.4bfdad5362a27p+0,
    0x1.6a09e667f3bcdp+0,
    0x1.8ace5422aa0dbp+0,
    0x1.ae89f995ad3adp+0,
    0x1.d5818dcfba487p+0,
};
static const T POWERS_LOW[8] = {
    0x0.0p+0,
    -0x1.19041b9d78a76p-55,
    0x1.6f46ad23182e4p-55,
    0x1.d4397afec42e2p-56,
    -0x1.bdd3413b26456p-54,
    0x1.6e9f156864b27p-54,
    0x1.7a1cd345dcc81p-54,
    0x1.2ed02d75b3707p-55,
};

static inline V exp_series(V x, V square) {
    V even = v_set(0x1.af76ce8197f41p-26);
    even = v_fma(even, square, v_set(0x1.71dde9f63ea87p-19));
    even = v_fma(even, square, v_set(0x1.a01a01b5db9f3p-13));
    even = v_fma(even, square, v_set(0x1.111111110e6d6p-7));
    even = v_fma(even, square, v_set(0x1.555555555555cp-3));
    V odd = v_set(0x1.28a3016f85b09p-22);
    odd = v_fma(odd, square, v_set(0x1.a019a63334359p-16));
    odd = v_fma(odd, square, v_set(0x1.6c16c17f518b5p-10));
    odd = v_fma(odd, square, v_set(0x1.5555555552094p-5));
    return v_fma(v_fma(odd, x, even), x, v_set(0x1.0000000000005p-1));
}

static inline V exp_short_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.a0206b993926fp-13);
    y = v_fma(y, x, v_set(0x1.6c1cc40473bcep-10));
    y = v_fma(y, x, v_set(0x1.11111107fe2f6p-7));
    y = v_fma(y, x, v_set(0x1.55555547ec8a2p-5));
    y = v_fma(y, x, v_set(0x1.5555555555656p-3));
    y = v_fma(y, x, v_set(0x1.0000000000110p-1));
    return y;
}

static inline V log_series(V x, V square) {
    V even = v_set(0x1.bab23ab0de03ep-6);
    even = v_fma(even, square, v_set(0x1.d183f5d65a4b1p-5));
    even = v_fma(even, square, v_set(0x1.e241bfc4a3c72p-5));
    even = v_fma(even, square, v_set(0x1.10d45d6a8ae64p-4));
    even = v_fma(even, square, v_set(0x1.3b1954916585ap-4));
    even = v_fma(even, square, v_set(0x1.745cd7bedd6a0p-4));
    even = v_fma(even, square, v_set(0x1.c71c734f64c8dp-4));
    even = v_fma(even, square, v_set(0x1.24924921fab79p-3));
    even = v_fma(even, square, v_set(0x1.999999999df42p-3));
    even = v_fma(even, square, v_set(0x1.5555555555540p-2));
    V odd = v_set(-0x1.da2cc84bbf0e0p-8);
    odd = v_fma(odd, square, v_set(-0x1.86b7468da0c7cp-5));
    odd = v_fma(odd, square, v_set(-0x1.d959e69aa20d7p-5));
    odd = v_fma(odd, square, v_set(-0x1.fdca33ef7abf7p-5));
    odd = v_fma(odd, square, v_set(-0x1.249fb720b0703p-4));
    odd = v_fma(odd, square, v_set(-0x1.55552fecc9e61p-4));
    odd = v_fma(odd, square, v_set(-0x1.999996f2f669ap-4));
    odd = v_fma(odd, square, v_set(-0x1.0000000ddeb44p-3));
    odd = v_fma(odd, square, v_set(-0x1.5555555521c91p-3));
    odd = v_fma(odd, square, v_set(-0x1.000000000024ep-2));
    return v_fma(v_fma(odd, x, even), x, v_set(-0x1.fffffffffffffp-2));
}

static inline V artanh_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.1b8774c1991dep-3);
    y = v_fma(y, x, v_set(0x1.0dcaaeb7a0759p-3));
    y = v_fma(y, x, v_set(0x1.3b35cf328e174p-3));
    y = v_fma(y, x, v_set(0x1.745c4a63f4446p-3));
    y = v_fma(y, x, v_set(0x1.c71c7491e5641p-3));
    y = v_fma(y, x, v_set(0x1.24924921e1a45p-2));
    y = v_fma(y, x, v_set(0x1.999999999c1acp-2));
    y = v_fma(y, x, v_set(0x1.555555555554fp-1));
    return y;
}

static inline V erf_series(V x, V square) {
    V even = v_set(-0x1.acdfec9a6054bp-31);
    even = v_fma(even, square, v_set(-0x1.5c16dfffab040p-23));
    even = v_fma(even, square, v_set(-0x1.f4ca947dd384ap-17));
    even = v_fma(even, square, v_set(-0x1.c02db072d2f09p-11));
    even = v_fma(even, square, v_set(-0x1.b82ce3120620bp-6));
    even = v_fma(even, square, v_set(-0x1.812746b0379c2p-2));
    V odd = v_set(0x1.d784875a77a19p-27);
    odd = v_fma(odd, square, v_set(0x1.b9827a57f5266p-20));
    odd = v_fma(odd, square, v_set(0x1.f9a2bf719251ap-14));
    odd = v_fma(odd, square, v_set(0x1.565bccfa9966bp-8));
    odd = v_fma(odd, square, v_set(0x1.ce2f21a041014p-4));
    return v_fma(v_fma(odd, x, even), x, v_set(0x1.06eba8214db68p-3));
}

static inline V erfc_exponent(V x, V square) {
    V even = v_set(-0x1.564cb5778907bp-38);
    even = v_fma(even, square, v_set(-0x1.0b4906d5dcbd7p-28));
    even = v_fma(even, square, v_set(-0x1.8cc5dece8f5aep-22));
    even = v_fma(even, square, v_set(-0x1.1fd2ae6dcf408p-17));
    even = v_fma(even, square, v_set(-0x1.4765e037b8b32p-16));
    even = v_fma(even, square, v_set(0x1.95502fcf00accp-11));
    even = v_fma(even, square, v_set(0x1.b1a9efe0d751ap-12));
    even = v_fma(even, square, v_set(-0x1.a4ab23f5e9136p-4));
    even = v_fma(even, square, v_set(-0x1.20dd1e2a7ae66p+0));
    V odd = v_set(0x1.bc3762306d638p-33);
    odd = v_fma(odd, square, v_set(0x1.8a84173e10563p-25));
    odd = v_fma(odd, square, v_set(0x1.1bcff46966e5cp-19));
    odd = v_fma(odd, square, v_set(0x1.79fbfd85fc6bep-16));
    odd = v_fma(odd, square, v_set(-0x1.1e6a335cfd5afp-13));
    odd = v_fma(odd, square, v_set(-0x1.f70cd72a1df99p-10));
    odd = v_fma(odd, square, v_set(0x1.3719811f8c923p-6));
    odd = v_fma(odd, square, v_set(-0x1.45f635d801ab8p-1));
    return v_fma(v_fma(odd, x, even), x, v_set(-0x1.139e7e84ab19bp-21));
}

static inline V tail_rest_over(V x, V square) {
    V even = v_set(0x1.6d0a7575436ddp-33);
    even = v_fma(even, square, v_set(0x1.56ac12178a6dfp-22));
    even = v_fma(even, square, v_set(0x1.7c7298343bbb0p-14));
    even = v_fma(even, square, v_set(0x1.0285ceba5657dp-7));
    even = v_fma(even, square, v_set(0x1.ecf5b3ab5e909p-3));
    even = v_fma(even, square, v_set(0x1.170d533dce808p+1));
    V odd = v_set(0x1.631753f2629ebp-27);
    odd = v_fma(odd, square, v_set(0x1.ab69917db60e2p-18));
    odd = v_fma(odd, square, v_set(0x1.fac89eb12038cp-11));
    odd = v_fma(odd, square, v_set(0x1.9764bedfcf044p-5));
    odd = v_fma(odd, square, v_set(0x1.bdb63c6f1a770p-1));
    return v_fma(v_fma(odd, x, even), x, v_set(0x1.8000000000000p+1));
}

static inline V tail_rest_under(V x, V square) {
    V even = v_set(0x1.5e72078b0ad56p-25);
    even = v_fma(even, square, v_set(0x1.98464560866c8p-16));
    even = v_fma(even, square, v_set(0x1.b5dff182e6affp-9));
    even = v_fma(even, square, v_set(0x1.124926e4f75d3p-3));
    even = v_fma(even, square, v_set(0x1.3ddbb406d53a9p+0));
    V odd = v_set(0x1.6843d6021dd15p-31);
    odd = v_fma(odd, square, v_set(0x1.4eb5219108e5fp-20));
    odd = v_fma(odd, square, v_set(0x1.5db422864ec51p-12));
    odd = v_fma(odd, square, v_set(0x1.9557ba263511ep-6));
    odd = v_fma(odd, square, v_set(0x1.04de75e4a5e3fp-1));
    return v_fma(v_fma(odd, x, even), x, v_set(0x1.8000000000000p+0));
}

#endif
