/* Generated, do not edit: scripts/fit_native.py makes this file. */

#if PRECISION == 32
#define LOG2_HIGH 0x1.62e0000000000p-1f
#define LOG2_LOW 0x1.0bfbe80000000p-15f
#define TWO_THIRDS 0x1.5555560000000p-1f
#define TWO_THIRDS_LOW -0x1.5555560000000p-26f
#define PER_LOG2 0x1.7154760000000p+0f
#define ERF_TOP 0x1.0000000000000p+2f
#define HALF_PI 0x1.921fb60000000p+0f
#define HALF_PI_LOW -0x1.777a5c0000000p-25f
#define HALF_PI_LOWEST -0x1.ee59da0000000p-50f
#define PER_HALF_PI 0x1.45f3060000000p-1f
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
static const T LOG_INVERSE[16] = {
    0x1.0000000000000p+0f,
    0x1.d41d420000000p-1f,
    0x1.bacf920000000p-1f,
    0x1.a41a420000000p-1f,
    0x1.8f9c180000000p-1f,
    0x1.7d05f40000000p-1f,
    0x1.6c16c20000000p-1f,
    0x1.5c98820000000p-1f,
    0x1.4e5e0a0000000p+0f,
    0x1.4141420000000p+0f,
    0x1.3521d00000000p+0f,
    0x1.29e4120000000p+0f,
    0x1.1f70480000000p+0f,
    0x1.15b1e60000000p+0f,
    0x1.0c97140000000p+0f,
    0x1.0000000000000p+0f,
};
static const T LOG_HIGH[16] = {
    0x0.0p+0f,
    0x1.6f00000000000p-4f,
    0x1.2950000000000p-3f,
    0x1.9520000000000p-3f,
    0x1.fb90000000000p-3f,
    0x1.2e90000000000p-2f,
    0x1.5d18000000000p-2f,
    0x1.89a0000000000p-2f,
    -0x1.1178000000000p-2f,
    -0x1.d100000000000p-3f,
    -0x1.8240000000000p-3f,
    -0x1.3660000000000p-3f,
    -0x1.da80000000000p-4f,
    -0x1.4d40000000000p-4f,
    -0x1.8940000000000p-5f,
    0x0.0p+0f,
};
static const T LOG_LOW[16] = {
    0x0.0p+0f,
    0x1.a4e5ca0000000p-17f,
    0x1.4b10800000000p-17f,
    0x1.6a03d20000000p-17f,
    0x1.8bd5e40000000p-19f,
    -0x1.d411ee0000000p-18f,
    0x1.ed2ac00000000p-17f,
    0x1.9d460a0000000p-17f,
    -0x1.cd84fc0000000p-19f,
    -0x1.c1f32a0000000p-18f,
    0x1.f3d5720000000p-18f,
    0x1.c9f5380000000p-22f,
    0x1.b0f8f80000000p-17f,
    0x1.dd35c00000000p-17f,
    -0x1.5069400000000p-18f,
    0x0.0p+0f,
};
static const T LOG1P_INVERSE[16] = {
    0x1.0000000000000p+0f,
    0x1.d41d420000000p-1f,
    0x1.bacf920000000p-1f,
    0x1.a41a420000000p-1f,
    0x1.8f9c180000000p-1f,
    0x1.7d05f40000000p-1f,
    0x1.6c16c20000000p-1f,
    0x1.5c98820000000p-1f,
    0x1.4e5e0a0000000p-1f,
    0x1.4141420000000p-1f,
    0x1.3521d00000000p-1f,
    0x1.29e4120000000p-1f,
    0x1.1f70480000000p-1f,
    0x1.15b1e60000000p-1f,
    0x1.0c97140000000p-1f,
    0x1.0410420000000p-1f,
};
static const T LOG1P_HIGH[16] = {
    0x0.0p+0f,
    0x1.6f0d280000000p-4f,
    0x1.29552c0000000p-3f,
    0x1.9525a80000000p-3f,
    0x1.fb918c0000000p-3f,
    0x1.2e8e2c0000000p-2f,
    0x1.5d1bda0000000p-2f,
    0x1.89a33a0000000p-2f,
    0x1.b44f7a0000000p-2f,
    0x1.dd469e0000000p-2f,
    0x1.02552a0000000p-1f,
    0x1.154c3e0000000p-1f,
    0x1.2795e00000000p-1f,
    0x1.393e0e0000000p-1f,
    0x1.4a4f880000000p-1f,
    0x1.5ad4020000000p-1f,
};
static const T LOG1P_LOW[16] = {
    0x0.0p+0f,
    -0x1.a352960000000p-29f,
    0x1.07fd4c0000000p-29f,
    0x1.e8ad700000000p-32f,
    -0x1.50e0de0000000p-30f,
    -0x1.1ee2d00000000p-30f,
    0x1.5602740000000p-28f,
    0x1.18284c0000000p-27f,
    -0x1.c66e140000000p-27f,
    -0x1.3e3b540000000p-30f,
    -0x1.2d17800000000p-28f,
    0x1.fa6af80000000p-28f,
    0x1.d136240000000p-26f,
    -0x1.b53abc0000000p-26f,
    -0x1.13f04e0000000p-27f,
    0x1.a6b3e80000000p-26f,
};
static const uint32_t PER_HALF_PI_WORDS[8] = {
    0x00000000,
    0xa2f9836e,
    0x4e441529,
    0xfc2757d1,
    0xf534ddc0,
    0xdb629599,
    0x3c439041,
    0xfe5163ab,
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

static inline V log_short_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.8265cc0000000p-3f);
    y = v_fma(y, x, v_set(-0x1.0016080000000p-2f));
    y = v_fma(y, x, v_set(0x1.55585a0000000p-2f));
    y = v_fma(y, x, v_set(-0x1.0000000000000p-1f));
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
    V y = v_set(0x1.98db4e0000000p-3f);
    y = v_fma(y, x, v_set(0x1.c5aa2e0000000p-3f));
    y = v_fma(y, x, v_set(0x1.2495500000000p-2f));
    y = v_fma(y, x, v_set(0x1.9999960000000p-2f));
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
    V y = v_set(0x1.559ade0000000p-13f);
    y = v_fma(y, x, v_set(0x1.a5b02a0000000p-9f));
    y = v_fma(y, x, v_set(0x1.07a9120000000p-5f));
    y = v_fma(y, x, v_set(0x1.a1254a0000000p-3f));
    y = v_fma(y, x, v_set(0x1.afa4920000000p-1f));
    y = v_fma(y, x, v_set(0x1.4000000000000p+1f));
    return y;
}

static inline V tail_rest_under(V x, V square) {
    (void)square;
    V y = v_set(0x1.5127b20000000p-11f);
    y = v_fma(y, x, v_set(0x1.a00a6e0000000p-7f));
    y = v_fma(y, x, v_set(0x1.d50cd60000000p-4f));
    y = v_fma(y, x, v_set(0x1.187f8c0000000p-1f));
    y = v_fma(y, x, v_set(0x1.4000000000000p+0f));
    return y;
}

static inline V sine_series(V x, V square) {
    (void)square;
    V y = v_set(-0x1.98f1fc0000000p-13f);
    y = v_fma(y, x, v_set(0x1.1106500000000p-7f));
    y = v_fma(y, x, v_set(-0x1.5555420000000p-3f));
    return y;
}

static inline V cosine_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.99af460000000p-16f);
    y = v_fma(y, x, v_set(-0x1.6c0b6e0000000p-10f));
    y = v_fma(y, x, v_set(0x1.5555480000000p-5f));
    return y;
}

#endif

#if PRECISION == 64
#define LOG2_HIGH 0x1.62e42fefa0000p-1
#define LOG2_LOW 0x1.cf79abc9e3b3ap-40
#define TWO_THIRDS 0x1.5555555555555p-1
#define TWO_THIRDS_LOW 0x1.5555555555555p-55
#define PER_LOG2 0x1.71547652b82fep+0
#define ERF_TOP 0x1.8000000000000p+2
#define HALF_PI 0x1.921fb54442d18p+0
#define HALF_PI_LOW 0x1.1a62633145c07p-54
#define HALF_PI_LOWEST -0x1.f1976b7ed8fbcp-110
#define PER_HALF_PI 0x1.45f306dc9c883p-1
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
static const T LOG_INVERSE[16] = {
    0x1.0000000000000p+0,
    0x1.d41d41d41d41dp-1,
    0x1.bacf914c1bad0p-1,
    0x1.a41a41a41a41ap-1,
    0x1.8f9c18f9c18fap-1,
    0x1.7d05f417d05f4p-1,
    0x1.6c16c16c16c17p-1,
    0x1.5c9882b931057p-1,
    0x1.4e5e0a72f0539p+0,
    0x1.4141414141414p+0,
    0x1.3521cfb2b78c1p+0,
    0x1.29e4129e4129ep+0,
    0x1.1f7047dc11f70p+0,
    0x1.15b1e5f75270dp+0,
    0x1.0c9714fbcda3bp+0,
    0x1.0000000000000p+0,
};
static const T LOG_HIGH[16] = {
    0x0.0p+0,
    0x1.6f0d28ae58000p-4,
    0x1.29552f8200000p-3,
    0x1.9525a9cf44000p-3,
    0x1.fb9186d5e4000p-3,
    0x1.2e8e2bae12000p-2,
    0x1.5d1bdbf580000p-2,
    0x1.89a3386c14000p-2,
    -0x1.1178e8227e000p-2,
    -0x1.d1037f2654000p-3,
    -0x1.823c16551c000p-3,
    -0x1.365fcb0158000p-3,
    -0x1.da72763848000p-4,
    -0x1.4d3115d208000p-4,
    -0x1.894aa14a00000p-5,
    0x0.0p+0,
};
static const T LOG_LOW[16] = {
    0x0.0p+0,
    -0x1.4b2241b664613p-44,
    -0x1.5bd67f4471dfcp-44,
    0x1.6b5b641307539p-43,
    -0x1.d6b2aab993c87p-47,
    -0x1.6791e99b72bd8p-45,
    0x1.393411b1c1ee4p-43,
    0x1.2d92d38c40882p-45,
    -0x1.1e9b8ce2d07f2p-44,
    -0x1.e7ad818a49092p-43,
    0x1.c3fa48cb39c30p-43,
    -0x1.0146fa8234b73p-43,
    0x1.cb0d7fc0b1d1ap-43,
    0x1.53e2582f4e1efp-48,
    0x1.32d52ba0b44d0p-43,
    0x0.0p+0,
};
static const T LOG1P_INVERSE[16] = {
    0x1.0000000000000p+0,
    0x1.d41d41d41d41dp-1,
    0x1.bacf914c1bad0p-1,
    0x1.a41a41a41a41ap-1,
    0x1.8f9c18f9c18fap-1,
    0x1.7d05f417d05f4p-1,
    0x1.6c16c16c16c17p-1,
    0x1.5c9882b931057p-1,
    0x1.4e5e0a72f0539p-1,
    0x1.4141414141414p-1,
    0x1.3521cfb2b78c1p-1,
    0x1.29e4129e4129ep-1,
    0x1.1f7047dc11f70p-1,
    0x1.15b1e5f75270dp-1,
    0x1.0c9714fbcda3bp-1,
    0x1.0410410410410p-1,
};
static const T LOG1P_HIGH[16] = {
    0x0.0p+0,
    0x1.6f0d28ae56b4ep-4,
    0x1.29552f81ff521p-3,
    0x1.9525a9cf456b6p-3,
    0x1.fb9186d5e3e29p-3,
    0x1.2e8e2bae11d31p-2,
    0x1.5d1bdbf5809cap-2,
    0x1.89a3386c1425bp-2,
    0x1.b44f77bcc8f64p-2,
    0x1.dd46a04c1c4a1p-2,
    0x1.02552a5a5d0ffp-1,
    0x1.154c3d2f4d5eap-1,
    0x1.2795e1289b11bp-1,
    0x1.393e0d3562a1ap-1,
    0x1.4a4f85db03ebbp-1,
    0x1.5ad404c359f2dp-1,
};
static const T LOG1P_LOW[16] = {
    0x0.0p+0,
    -0x1.20db323097324p-59,
    0x1.301771c407dc0p-57,
    -0x1.26fb3e2b1d1dap-57,
    0x1.355519b0de535p-57,
    -0x1.1e99b72bd7bf2p-57,
    -0x1.7dc9c7c23801fp-56,
    0x1.2d38c40881e0bp-57,
    -0x1.a0892a8b38eedp-61,
    -0x1.19d95b62e2476p-62,
    0x1.e9c695d7ee800p-57,
    0x1.98f33a3965e29p-57,
    0x1.ade0fcf6e5a1dp-55,
    -0x1.38eef67f2483ap-55,
    -0x1.d76102e1644f2p-55,
    0x1.eca6aa97c08e7p-55,
};
static const uint32_t PER_HALF_PI_WORDS[38] = {
    0x00000000,
    0xa2f9836e,
    0x4e441529,
    0xfc2757d1,
    0xf534ddc0,
    0xdb629599,
    0x3c439041,
    0xfe5163ab,
    0xdebbc561,
    0xb7246e3a,
    0x424dd2e0,
    0x06492eea,
    0x09d1921c,
    0xfe1deb1c,
    0xb129a73e,
    0xe88235f5,
    0x2ebb4484,
    0xe99c7026,
    0xb45f7e41,
    0x3991d639,
    0x835339f4,
    0x9c845f8b,
    0xbdf9283b,
    0x1ff897ff,
    0xde05980f,
    0xef2f118b,
    0x5a0a6d1f,
    0x6d367ecf,
    0x27cb09b7,
    0x4f463f66,
    0x9e5fea2d,
    0x7527bac7,
    0xebe5f17b,
    0x3d0739f7,
    0x8a5292ea,
    0x6bfb5fb1,
    0x1f8d5d08,
    0x56033046,
};

static inline V exp_series(V x, V square) {
    V even = v_set(0x1.28a3016f85b09p-22);
    even = v_fma(even, square, v_set(0x1.a019a63334359p-16));
    even = v_fma(even, square, v_set(0x1.6c16c17f518b5p-10));
    even = v_fma(even, square, v_set(0x1.5555555552094p-5));
    V odd = v_set(0x1.af76ce8197f41p-26);
    odd = v_fma(odd, square, v_set(0x1.71dde9f63ea87p-19));
    odd = v_fma(odd, square, v_set(0x1.a01a01b5db9f3p-13));
    odd = v_fma(odd, square, v_set(0x1.111111110e6d6p-7));
    return v_fma(v_fma(v_fma(odd, x, even), x, v_set(0x1.555555555555cp-3)), x, v_set(0x1.0000000000005p-1));
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

static inline V log_short_series(V x, V square) {
    (void)square;
    V y = v_set(-0x1.66a95b4103adep-4);
    y = v_fma(y, x, v_set(0x1.c5989d176776ep-4));
    y = v_fma(y, x, v_set(-0x1.000ac357da40bp-3));
    y = v_fma(y, x, v_set(0x1.2492d85a13456p-3));
    y = v_fma(y, x, v_set(-0x1.5555544fc7444p-3));
    y = v_fma(y, x, v_set(0x1.9999997f1df11p-3));
    y = v_fma(y, x, v_set(-0x1.fffffffffbbd6p-3));
    y = v_fma(y, x, v_set(0x1.555555555607fp-2));
    y = v_fma(y, x, v_set(-0x1.0000000000002p-1));
    return y;
}

static inline V artanh_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.019299c0435cap-3);
    y = v_fma(y, x, v_set(0x1.dac98fccae3a6p-4));
    y = v_fma(y, x, v_set(0x1.113a52e2ffa59p-3));
    y = v_fma(y, x, v_set(0x1.3b1296544dcd6p-3));
    y = v_fma(y, x, v_set(0x1.745d1bd0d9340p-3));
    y = v_fma(y, x, v_set(0x1.c71c71bc503c7p-3));
    y = v_fma(y, x, v_set(0x1.2492492498f07p-2));
    y = v_fma(y, x, v_set(0x1.9999999999967p-2));
    return y;
}

static inline V erf_series(V x, V square) {
    V even = v_set(0x1.d784875a77a19p-27);
    even = v_fma(even, square, v_set(0x1.b9827a57f5266p-20));
    even = v_fma(even, square, v_set(0x1.f9a2bf719251ap-14));
    even = v_fma(even, square, v_set(0x1.565bccfa9966bp-8));
    even = v_fma(even, square, v_set(0x1.ce2f21a041014p-4));
    V odd = v_set(-0x1.acdfec9a6054bp-31);
    odd = v_fma(odd, square, v_set(-0x1.5c16dfffab040p-23));
    odd = v_fma(odd, square, v_set(-0x1.f4ca947dd384ap-17));
    odd = v_fma(odd, square, v_set(-0x1.c02db072d2f09p-11));
    odd = v_fma(odd, square, v_set(-0x1.b82ce3120620bp-6));
    return v_fma(v_fma(v_fma(odd, x, even), x, v_set(-0x1.812746b0379c2p-2)), x, v_set(0x1.06eba8214db68p-3));
}

static inline V erfc_exponent(V x, V square) {
    V even = v_set(0x1.bc3762306d638p-33);
    even = v_fma(even, square, v_set(0x1.8a84173e10563p-25));
    even = v_fma(even, square, v_set(0x1.1bcff46966e5cp-19));
    even = v_fma(even, square, v_set(0x1.79fbfd85fc6bep-16));
    even = v_fma(even, square, v_set(-0x1.1e6a335cfd5afp-13));
    even = v_fma(even, square, v_set(-0x1.f70cd72a1df99p-10));
    even = v_fma(even, square, v_set(0x1.3719811f8c923p-6));
    even = v_fma(even, square, v_set(-0x1.45f635d801ab8p-1));
    V odd = v_set(-0x1.564cb5778907bp-38);
    odd = v_fma(odd, square, v_set(-0x1.0b4906d5dcbd7p-28));
    odd = v_fma(odd, square, v_set(-0x1.8cc5dece8f5aep-22));
    odd = v_fma(odd, square, v_set(-0x1.1fd2ae6dcf408p-17));
    odd = v_fma(odd, square, v_set(-0x1.4765e037b8b32p-16));
    odd = v_fma(odd, square, v_set(0x1.95502fcf00accp-11));
    odd = v_fma(odd, square, v_set(0x1.b1a9efe0d751ap-12));
    odd = v_fma(odd, square, v_set(-0x1.a4ab23f5e9136p-4));
    return v_fma(v_fma(v_fma(odd, x, even), x, v_set(-0x1.20dd1e2a7ae66p+0)), x, v_set(-0x1.139e7e84ab19bp-21));
}

static inline V tail_rest_over(V x, V square) {
    V even = v_set(0x1.27e8c5f4a7844p-27);
    even = v_fma(even, square, v_set(0x1.642d4e936d0bcp-18));
    even = v_fma(even, square, v_set(0x1.a651d9939ad9ep-11));
    even = v_fma(even, square, v_set(0x1.537e9f0fd72e2p-5));
    even = v_fma(even, square, v_set(0x1.736d325c960dep-1));
    V odd = v_set(0x1.303361e1b830ep-33);
    odd = v_fma(odd, square, v_set(0x1.1d8f6468f35b9p-22));
    odd = v_fma(odd, square, v_set(0x1.3d0a2980dc714p-14));
    odd = v_fma(odd, square, v_set(0x1.aedf03368fe7cp-8));
    odd = v_fma(odd, square, v_set(0x1.9accc06424233p-3));
    return v_fma(v_fma(v_fma(odd, x, even), x, v_set(0x1.d116356702d64p+0)), x, v_set(0x1.4000000000000p+1));
}

static inline V tail_rest_under(V x, V square) {
    V even = v_set(0x1.2c3887ac6e2e7p-31);
    even = v_fma(even, square, v_set(0x1.16ec46a3876a4p-20));
    even = v_fma(even, square, v_set(0x1.236b721a96f99p-12));
    even = v_fma(even, square, v_set(0x1.51c91b1fd6e43p-6));
    even = v_fma(even, square, v_set(0x1.b2c819d269d14p-2));
    V odd = v_set(0x1.2409b0f3de5c8p-25);
    odd = v_fma(odd, square, v_set(0x1.543a8f25c55a7p-16));
    odd = v_fma(odd, square, v_set(0x1.6ce549426ae7fp-9));
    odd = v_fma(odd, square, v_set(0x1.c924962846f0bp-4));
    return v_fma(v_fma(v_fma(odd, x, even), x, v_set(0x1.08e1c0b05c5b8p+0)), x, v_set(0x1.4000000000000p+0));
}

static inline V sine_series(V x, V square) {
    (void)square;
    V y = v_set(0x1.5d91823429e26p-33);
    y = v_fma(y, x, v_set(-0x1.ae5e613c9891cp-26));
    y = v_fma(y, x, v_set(0x1.71de3571905bcp-19));
    y = v_fma(y, x, v_set(-0x1.a01a019c0aca2p-13));
    y = v_fma(y, x, v_set(0x1.111111110f846p-7));
    y = v_fma(y, x, v_set(-0x1.5555555555549p-3));
    return y;
}

static inline V cosine_series(V x, V square) {
    (void)square;
    V y = v_set(-0x1.8facf69a769dcp-37);
    y = v_fma(y, x, v_set(0x1.1ee9e8d7ccba8p-29));
    y = v_fma(y, x, v_set(-0x1.27e4f8059b3bdp-22));
    y = v_fma(y, x, v_set(0x1.a01a019cac021p-16));
    y = v_fma(y, x, v_set(-0x1.6c16c16c15146p-10));
    y = v_fma(y, x, v_set(0x1.555555555554cp-5));
    return y;
}

#endif
