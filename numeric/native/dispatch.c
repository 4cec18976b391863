#include "dispatch.h"

#include <string.h>

extern const struct kernels kernels_baseline_32, kernels_baseline_64;
#ifdef HAVE_AVX2
extern const struct kernels kernels_avx2_32, kernels_avx2_64;
#endif
#ifdef HAVE_AVX512
extern const struct kernels kernels_avx512_32, kernels_avx512_64;
#endif

static int allowed(const char *name, const char *most) {
    return most == NULL || *most == 0 || strcmp(most, "avx512") == 0 || strcmp(most, name) == 0 || strcmp(name, "baseline") == 0;
}

const char *choose_kernels(const char *most, struct kernels chosen[2]) {
#ifdef HAVE_AVX512
    if (allowed("avx512", most) && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("fma")) {
        chosen[0] = kernels_avx512_32, chosen[1] = kernels_avx512_64;
        return "avx512";
    }
#endif
#ifdef HAVE_AVX2
    if (allowed("avx2", most) && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        chosen[0] = kernels_avx2_32, chosen[1] = kernels_avx2_64;
        return "avx2";
    }
#endif
    (void)allowed;
    (void)most;
    chosen[0] = kernels_baseline_32, chosen[1] = kernels_baseline_64;
    return "baseline";
}
