/* Generated, do not edit: `proofnotes kernels` makes this file. */
#include "loops.h"

#include "kernels/batch_norm.h"
#include "kernels/binary_cross_entropy.h"
#include "kernels/cross_entropy.h"
#include "kernels/gelu.h"
#include "kernels/gelu_tanh.h"
#include "kernels/layer_norm.h"
#include "kernels/leaky_relu.h"
#include "kernels/log_softmax.h"
#include "kernels/logsumexp.h"
#include "kernels/relu.h"
#include "kernels/rms_norm.h"
#include "kernels/sigmoid.h"
#include "kernels/softmax.h"
#include "kernels/swish.h"
#include "kernels/tanh.h"

static const struct kernel table[] = {
    {.name = "batch_norm", .mark = "062b727bac4e", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 5, .all_rows = 1, .number_of_stages = 3, .stages = kernel_batch_norm_stages},
    {.name = "batch_norm_vjp", .mark = "28f021881203", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 11, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_vjp_stages},
    {.name = "batch_norm_jvp", .mark = "66f34ecad111", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 9, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_jvp_stages},
    {.name = "batch_norm_running_mean", .mark = "3f2386d93eb2", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_stages},
    {.name = "batch_norm_running_mean_vjp", .mark = "a837e98936b1", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_vjp_stages},
    {.name = "batch_norm_running_mean_jvp", .mark = "8e800124b6f8", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_jvp_stages},
    {.name = "batch_norm_running_var", .mark = "b604271ab8ef", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_stages},
    {.name = "batch_norm_running_var_vjp", .mark = "fa28455e436d", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_vjp_stages},
    {.name = "batch_norm_running_var_jvp", .mark = "6a3caf6874fd", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_jvp_stages},
    {.name = "batch_norm_inference", .mark = "f28d5350d9dd", .classes = "fccccpf", .inputs = 6, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_stages},
    {.name = "batch_norm_inference_vjp", .mark = "f14cf890855b", .classes = "ffccccpfcccc", .inputs = 7, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_vjp_stages},
    {.name = "batch_norm_inference_jvp", .mark = "d57bd9f8301a", .classes = "fccccfccccpf", .inputs = 11, .kept = 0, .columns = 4, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_jvp_stages},
    {.name = "binary_cross_entropy", .mark = "5a6eba61834a", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy},
    {.name = "binary_cross_entropy_vjp", .mark = "f794c1e7b00e", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_vjp},
    {.name = "binary_cross_entropy_jvp", .mark = "264ae4e963a7", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_jvp},
    {.name = "binary_cross_entropy_with_logits", .mark = "7d432f330634", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy_with_logits},
    {.name = "binary_cross_entropy_with_logits_vjp", .mark = "802cdbe233ad", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_with_logits_vjp},
    {.name = "binary_cross_entropy_with_logits_jvp", .mark = "3987e2c81cf8", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_with_logits_jvp},
    {.name = "cross_entropy", .mark = "dfd50a3d3e2b", .classes = "ffr", .inputs = 2, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_stages},
    {.name = "cross_entropy_vjp", .mark = "7cdd2259375a", .classes = "rffff", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_vjp_stages},
    {.name = "cross_entropy_jvp", .mark = "4dd7b9116b76", .classes = "ffffr", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_jvp_stages},
    {.name = "cross_entropy_with_logits", .mark = "749c251833b6", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_stages},
    {.name = "cross_entropy_with_logits_vjp", .mark = "c78d461fb394", .classes = "rffff", .inputs = 3, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_vjp_stages},
    {.name = "cross_entropy_with_logits_jvp", .mark = "f0ca7ca2ff58", .classes = "ffffr", .inputs = 4, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_jvp_stages},
    {.name = "normal_cdf", .mark = "aab444a8c254", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf},
    {.name = "normal_cdf_vjp", .mark = "2df5477a74ec", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_vjp},
    {.name = "normal_cdf_jvp", .mark = "d7102ac309f4", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_jvp},
    {.name = "normal_cdf_derivative", .mark = "a8c703cfecda", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf_derivative},
    {.name = "gelu", .mark = "8b80a1415d6a", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu},
    {.name = "gelu_vjp", .mark = "e1cca0050591", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_vjp},
    {.name = "gelu_jvp", .mark = "9b35e6ec1d33", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_jvp},
    {.name = "gelu_derivative", .mark = "fcb9bfe11fa9", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_derivative},
    {.name = "gelu_tanh", .mark = "d387e579a208", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh},
    {.name = "gelu_tanh_vjp", .mark = "76e9900e140f", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_vjp},
    {.name = "gelu_tanh_jvp", .mark = "217bc8ed70d5", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_jvp},
    {.name = "gelu_tanh_derivative", .mark = "f5eb688133db", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh_derivative},
    {.name = "layer_norm", .mark = "ca02aa26be96", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_stages},
    {.name = "layer_norm_vjp", .mark = "8b21635078be", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 1, .stages = kernel_layer_norm_vjp_stages},
    {.name = "layer_norm_jvp", .mark = "1f91682d4bcc", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_jvp_stages},
    {.name = "leaky_relu", .mark = "368f992fafe1", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu},
    {.name = "leaky_relu_vjp", .mark = "147d22a7deb5", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_vjp},
    {.name = "leaky_relu_jvp", .mark = "2d0097b128f6", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_jvp},
    {.name = "leaky_relu_derivative", .mark = "385f85998c0a", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu_derivative},
    {.name = "log_softmax", .mark = "5f77de5c2e9e", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_stages},
    {.name = "log_softmax_vjp", .mark = "6d9a41f207d1", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_vjp_stages},
    {.name = "log_softmax_jvp", .mark = "3d412c96da20", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_jvp_stages},
    {.name = "logsumexp", .mark = "388af2cbb09e", .classes = "fr", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_stages},
    {.name = "logsumexp_vjp", .mark = "293184e52a98", .classes = "rff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_vjp_stages},
    {.name = "logsumexp_jvp", .mark = "2797b45da50e", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_jvp_stages},
    {.name = "relu", .mark = "ce5adaeb6211", .classes = "ff", .inputs = 1, .elementwise = kernel_relu},
    {.name = "relu_vjp", .mark = "64595f3830e1", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_vjp},
    {.name = "relu_jvp", .mark = "46c0f842384b", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_jvp},
    {.name = "relu_derivative", .mark = "ab594aec90bf", .classes = "ff", .inputs = 1, .elementwise = kernel_relu_derivative},
    {.name = "rms_norm", .mark = "34f27db9885e", .classes = "fcpf", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_stages},
    {.name = "rms_norm_vjp", .mark = "bb20c1a0a9cf", .classes = "ffcpfc", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_rms_norm_vjp_stages},
    {.name = "rms_norm_jvp", .mark = "9aea5ae28d05", .classes = "fcfcpf", .inputs = 5, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_jvp_stages},
    {.name = "sigmoid", .mark = "32a67e1a7e19", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid},
    {.name = "sigmoid_vjp", .mark = "8fe605b2b0a1", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_vjp},
    {.name = "sigmoid_jvp", .mark = "f9dca32c5521", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_jvp},
    {.name = "sigmoid_derivative", .mark = "0a49ef5bbaad", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid_derivative},
    {.name = "softmax", .mark = "f38a8084297b", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_stages},
    {.name = "softmax_vjp", .mark = "faf052ecba58", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_vjp_stages},
    {.name = "softmax_jvp", .mark = "44b528222475", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_jvp_stages},
    {.name = "swish", .mark = "d6dee26edc81", .classes = "ff", .inputs = 1, .elementwise = kernel_swish},
    {.name = "swish_vjp", .mark = "9d188aae4e50", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_vjp},
    {.name = "swish_jvp", .mark = "4943676864ac", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_jvp},
    {.name = "swish_derivative", .mark = "7d8d32fe6cf3", .classes = "ff", .inputs = 1, .elementwise = kernel_swish_derivative},
    {.name = "tanh", .mark = "9c132e8ffcf4", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh},
    {.name = "tanh_vjp", .mark = "2d95ff77ecd8", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_vjp},
    {.name = "tanh_jvp", .mark = "f1c6d85351b4", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_jvp},
    {.name = "tanh_derivative", .mark = "4c63016c45ce", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh_derivative},
    {0},
};

const struct kernels TABLE = {table, LANES};
