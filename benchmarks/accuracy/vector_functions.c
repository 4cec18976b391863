/* The functions of numeric/native/functions.h on arrays whose length is a multiple of every vector's. */
#include "functions.h"

#define ON_ARRAYS(name)                                                                                                \
    void apply_##name(const T *x, T *y, ptrdiff_t count) {                                                             \
        for (ptrdiff_t i = 0; i < count; i += LANES) v_store(y + i, v_##name(v_load(x + i)));                          \
    }
ON_ARRAYS(exp)
ON_ARRAYS(expm1)
ON_ARRAYS(log)
ON_ARRAYS(log1p)
ON_ARRAYS(sinh)
ON_ARRAYS(cosh)
ON_ARRAYS(tanh)
ON_ARRAYS(sin)
ON_ARRAYS(cos)
ON_ARRAYS(erf)
ON_ARRAYS(normal_cdf)
ON_ARRAYS(gaussian)
