/* float16 and bfloat16, to float32 and back: to the nearest, ties to even. */
#ifndef PROOFNOTES_SHORT_TYPES_H
#define PROOFNOTES_SHORT_TYPES_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline float float_of(uint32_t bits) {
    float value;
    memcpy(&value, &bits, 4);
    return value;
}

static inline uint32_t bits_of(float value) {
    uint32_t bits;
    memcpy(&bits, &value, 4);
    return bits;
}

static void from_half(void *to, const void *from, ptrdiff_t count) {
    for (ptrdiff_t k = 0; k < count; k++) {
        const uint32_t half = ((const uint16_t *)from)[k], sign = (half & 0x8000u) << 16, exponent = half >> 10 & 31u, rest = half & 1023u;
        if (exponent == 31) ((float *)to)[k] = float_of(sign | 0x7f800000u | rest << 13);
        else if (exponent == 0) ((float *)to)[k] = float_of(sign | bits_of((float)rest * 0x1p-24f));
        else ((float *)to)[k] = float_of(sign | (exponent + 112) << 23 | rest << 13);
    }
}

static void to_half(void *to, const void *from, ptrdiff_t count) {
    for (ptrdiff_t k = 0; k < count; k++) {
        const uint32_t all = bits_of(((const float *)from)[k]), sign = all >> 16 & 0x8000u, bits = all & 0x7fffffffu;
        uint32_t half;
        if (bits > 0x7f800000u) half = 0x7e00u | (bits >> 13 & 0x1ffu);
        else if (bits >= 0x477ff000u) half = 0x7c00u; /* 65520 and more */
        else if (bits < 0x38800000u) half = (uint32_t)lrintf(float_of(bits) * 0x1p24f); /* subnormal */
        else half = (bits + 0xfffu + (bits >> 13 & 1u) - 0x38000000u) >> 13;
        ((uint16_t *)to)[k] = (uint16_t)(sign | half);
    }
}

static void from_bfloat(void *to, const void *from, ptrdiff_t count) {
    for (ptrdiff_t k = 0; k < count; k++) ((float *)to)[k] = float_of((uint32_t)((const uint16_t *)from)[k] << 16);
}

static void to_bfloat(void *to, const void *from, ptrdiff_t count) {
    for (ptrdiff_t k = 0; k < count; k++) {
        const uint32_t bits = bits_of(((const float *)from)[k]);
        const int is_nan = (bits & 0x7fffffffu) > 0x7f800000u;
        ((uint16_t *)to)[k] = (uint16_t)(is_nan ? bits >> 16 | 0x40u : (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
    }
}

#endif
