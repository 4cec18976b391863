/* Generated, do not edit: scripts/fit_native.py makes this file. */

#if PRECISION == 32
#define LOG2_HIGH 0x1.62e4000000000p-1f
#define LOG2_LOW 0x1.7f7d1c0000000p-20f
#define PER_LOG2 0x1.7154760000000p+0f
#define SQRT_2 0x1.6a09e60000000p+0f
#define TAIL_TOP 0x1.d000000000000p+3f
#define TAIL_K 0x1.0000000000000p+2f
#define TAIL_C 0x1.8d3dcc0000000p+0f
#define TAIL_D -0x1.469ee60000000p+3f

static inline V exp_series(V x) {
    V y = v_set(0x1.6d9a300000000p-10f);
    y = v_fma(y, x, v_set(0x1.1228760000000p-7f));
    y = v_fma(y, x, v_set(0x1.5554860000000p-5f));
    y = v_fma(y, x, v_set(0x1.5554ae0000000p-3f));
    y = v_fma(y, x, v_set(0x1.0000000000000p-1f));
    return y;
}

static inline V log_series(V x) {
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

static inline V artanh_series(V x) {
    V y = v_set(0x1.eda3be0000000p-3f);
    y = v_fma(y, x, v_set(0x1.23e8d80000000p-2f));
    y = v_fma(y, x, v_set(0x1.999be00000000p-2f));
    y = v_fma(y, x, v_set(0x1.5555540000000p-1f));
    return y;
}

static inline V erf_series(V x) {
    V y = v_set(-0x1.44cfb60000000p-17f);
    y = v_fma(y, x, v_set(0x1.d8b87e0000000p-14f));
    y = v_fma(y, x, v_set(-0x1.bcd7da0000000p-11f));
    y = v_fma(y, x, v_set(0x1.562b1a0000000p-8f));
    y = v_fma(y, x, v_set(-0x1.b829d80000000p-6f));
    y = v_fma(y, x, v_set(0x1.ce2f0a0000000p-4f));
    y = v_fma(y, x, v_set(-0x1.8127460000000p-2f));
    y = v_fma(y, x, v_set(0x1.20dd760000000p+0f));
    return y;
}

static inline V upper_tail(V x) {
    V y = v_set(-0x1.bcecec0000000p-17f);
    y = v_fma(y, x, v_set(0x1.0398da0000000p-14f));
    y = v_fma(y, x, v_set(0x1.8488e60000000p-13f));
    y = v_fma(y, x, v_set(-0x1.50ae8a0000000p-10f));
    y = v_fma(y, x, v_set(-0x1.e2e28c0000000p-12f));
    y = v_fma(y, x, v_set(0x1.95556a0000000p-6f));
    y = v_fma(y, x, v_set(-0x1.dc34500000000p-4f));
    y = v_fma(y, x, v_set(0x1.4ab2480000000p-2f));
    y = v_fma(y, x, v_set(-0x1.42a2920000000p-1f));
    y = v_fma(y, x, v_set(0x1.d04d7e0000000p-1f));
    return y;
}

#endif

#if PRECISION == 64
#define LOG2_HIGH 0x1.62e42fefa3000p-1
#define LOG2_LOW 0x1.3de6af278ece6p-42
#define PER_LOG2 0x1.71547652b82fep+0
#define SQRT_2 0x1.6a09e667f3bcdp+0
#define TAIL_TOP 0x1.3600000000000p+5
#define TAIL_K 0x1.0000000000000p+2
#define TAIL_C 0x1.34da034da034ep+0
#define TAIL_D -0x1.1a6d01a6d01a7p+3

static inline V exp_series(V x) {
    V y = v_set(0x1.af76ce8197f41p-26);
    y = v_fma(y, x, v_set(0x1.28a3016f85b09p-22));
    y = v_fma(y, x, v_set(0x1.71dde9f63ea87p-19));
    y = v_fma(y, x, v_set(0x1.a019a63334359p-16));
    y = v_fma(y, x, v_set(0x1.a01a01b5db9f3p-13));
    y = v_fma(y, x, v_set(0x1.6c16c17f518b5p-10));
    y = v_fma(y, x, v_set(0x1.111111110e6d6p-7));
    y = v_fma(y, x, v_set(0x1.5555555552094p-5));
    y = v_fma(y, x, v_set(0x1.555555555555cp-3));
    y = v_fma(y, x, v_set(0x1.0000000000005p-1));
    return y;
}

static inline V log_series(V x) {
    V y = v_set(-0x1.da2cc84bbf0e0p-8);
    y = v_fma(y, x, v_set(0x1.bab23ab0de03ep-6));
    y = v_fma(y, x, v_set(-0x1.86b7468da0c7cp-5));
    y = v_fma(y, x, v_set(0x1.d183f5d65a4b1p-5));
    y = v_fma(y, x, v_set(-0x1.d959e69aa20d7p-5));
    y = v_fma(y, x, v_set(0x1.e241bfc4a3c72p-5));
    y = v_fma(y, x, v_set(-0x1.fdca33ef7abf7p-5));
    y = v_fma(y, x, v_set(0x1.10d45d6a8ae64p-4));
    y = v_fma(y, x, v_set(-0x1.249fb720b0703p-4));
    y = v_fma(y, x, v_set(0x1.3b1954916585ap-4));
    y = v_fma(y, x, v_set(-0x1.55552fecc9e61p-4));
    y = v_fma(y, x, v_set(0x1.745cd7bedd6a0p-4));
    y = v_fma(y, x, v_set(-0x1.999996f2f669ap-4));
    y = v_fma(y, x, v_set(0x1.c71c734f64c8dp-4));
    y = v_fma(y, x, v_set(-0x1.0000000ddeb44p-3));
    y = v_fma(y, x, v_set(0x1.24924921fab79p-3));
    y = v_fma(y, x, v_set(-0x1.5555555521c91p-3));
    y = v_fma(y, x, v_set(0x1.999999999df42p-3));
    y = v_fma(y, x, v_set(-0x1.000000000024ep-2));
    y = v_fma(y, x, v_set(0x1.5555555555540p-2));
    y = v_fma(y, x, v_set(-0x1.fffffffffffffp-2));
    return y;
}

static inline V artanh_series(V x) {
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

static inline V erf_series(V x) {
    V y = v_set(0x1.062769a86b9b5p-34);
    y = v_fma(y, x, v_set(-0x1.38ac2618652ffp-30));
    y = v_fma(y, x, v_set(0x1.f7b99dd68060ep-27));
    y = v_fma(y, x, v_set(-0x1.5f1f40efb4cb9p-23));
    y = v_fma(y, x, v_set(0x1.b9df3058f0364p-20));
    y = v_fma(y, x, v_set(-0x1.f4d1e4343e4bfp-17));
    y = v_fma(y, x, v_set(0x1.f9a321e4aed53p-14));
    y = v_fma(y, x, v_set(-0x1.c02db3db49044p-11));
    y = v_fma(y, x, v_set(0x1.565bcd0dbd8ebp-8));
    y = v_fma(y, x, v_set(-0x1.b82ce31284f36p-6));
    y = v_fma(y, x, v_set(0x1.ce2f21a042b34p-4));
    y = v_fma(y, x, v_set(-0x1.812746b0379e6p-2));
    y = v_fma(y, x, v_set(0x1.20dd750429b6dp+0));
    return y;
}

static inline V upper_tail(V x) {
    V y = v_set(-0x1.3fa931506a971p-34);
    y = v_fma(y, x, v_set(-0x1.e5acb07119ecep-34));
    y = v_fma(y, x, v_set(0x1.7660927029424p-31));
    y = v_fma(y, x, v_set(0x1.c6bee3721a466p-30));
    y = v_fma(y, x, v_set(-0x1.67c958bbe648ap-29));
    y = v_fma(y, x, v_set(-0x1.d3498f0357da6p-27));
    y = v_fma(y, x, v_set(-0x1.bcb175e3b873bp-30));
    y = v_fma(y, x, v_set(0x1.64fb682d4c60fp-24));
    y = v_fma(y, x, v_set(0x1.e180aac3e74f4p-24));
    y = v_fma(y, x, v_set(-0x1.d0af804562a8ep-22));
    y = v_fma(y, x, v_set(-0x1.4227ee61327dbp-20));
    y = v_fma(y, x, v_set(0x1.244a4230c6ca4p-19));
    y = v_fma(y, x, v_set(0x1.5c4435ea1bf5bp-17));
    y = v_fma(y, x, v_set(-0x1.c8a7af469bb77p-17));
    y = v_fma(y, x, v_set(-0x1.70bb031025fdcp-14));
    y = v_fma(y, x, v_set(0x1.343c59e722254p-13));
    y = v_fma(y, x, v_set(0x1.80a19795bb144p-11));
    y = v_fma(y, x, v_set(-0x1.4718e4f669b4ap-9));
    y = v_fma(y, x, v_set(-0x1.a8afda457ed2cp-9));
    y = v_fma(y, x, v_set(0x1.5eb9d28b2b6f6p-5));
    y = v_fma(y, x, v_set(-0x1.3fe15747f55b4p-3));
    y = v_fma(y, x, v_set(0x1.747b42ebeed20p-2));
    y = v_fma(y, x, v_set(-0x1.3e1c12a1f62edp-1));
    y = v_fma(y, x, v_set(0x1.a1a4e41b85effp-1));
    return y;
}

#endif
