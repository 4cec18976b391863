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
    {.name = "batch_norm", .mark = "ba90f3f2ddba", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 5, .all_rows = 1, .number_of_stages = 3, .stages = kernel_batch_norm_stages},
    {.name = "batch_norm_vjp", .mark = "38b164f297d4", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 11, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_vjp_stages},
    {.name = "batch_norm_jvp", .mark = "2f3743259cca", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 9, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_jvp_stages},
    {.name = "batch_norm_running_mean", .mark = "73128d2cca99", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_stages},
    {.name = "batch_norm_running_mean_vjp", .mark = "7c6cebcc0635", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_vjp_stages},
    {.name = "batch_norm_running_mean_jvp", .mark = "2e8d4f460388", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_jvp_stages},
    {.name = "batch_norm_running_var", .mark = "b8360e031ba2", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_stages},
    {.name = "batch_norm_running_var_vjp", .mark = "4499a223845e", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_vjp_stages},
    {.name = "batch_norm_running_var_jvp", .mark = "4e72db562ba6", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_jvp_stages},
    {.name = "batch_norm_inference", .mark = "5371a0b8c00e", .classes = "fccccpf", .inputs = 6, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_stages},
    {.name = "batch_norm_inference_vjp", .mark = "7ad58a332d5d", .classes = "ffccccpfcccc", .inputs = 7, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_vjp_stages},
    {.name = "batch_norm_inference_jvp", .mark = "29ed2fce5d07", .classes = "fccccfccccpf", .inputs = 11, .kept = 0, .columns = 4, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_jvp_stages},
    {.name = "binary_cross_entropy", .mark = "1fdc1e066b44", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy},
    {.name = "binary_cross_entropy_vjp", .mark = "2469b8862a1b", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_vjp},
    {.name = "binary_cross_entropy_jvp", .mark = "bae0b77d089f", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_jvp},
    {.name = "binary_cross_entropy_with_logits", .mark = "c3c01f75fa72", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy_with_logits},
    {.name = "binary_cross_entropy_with_logits_vjp", .mark = "802cdbe233ad", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_with_logits_vjp},
    {.name = "binary_cross_entropy_with_logits_jvp", .mark = "3987e2c81cf8", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_with_logits_jvp},
    {.name = "cross_entropy", .mark = "ff2c9a91e63e", .classes = "ffr", .inputs = 2, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_stages},
    {.name = "cross_entropy_vjp", .mark = "fae81486175d", .classes = "rffff", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_vjp_stages},
    {.name = "cross_entropy_jvp", .mark = "131a884cb301", .classes = "ffffr", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_jvp_stages},
    {.name = "cross_entropy_with_logits", .mark = "70e54ba6a1d5", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_stages},
    {.name = "cross_entropy_with_logits_vjp", .mark = "9f166f661810", .classes = "rffff", .inputs = 3, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_vjp_stages},
    {.name = "cross_entropy_with_logits_jvp", .mark = "fbac4a1fb1ec", .classes = "ffffr", .inputs = 4, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_jvp_stages},
    {.name = "normal_cdf", .mark = "aab444a8c254", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf},
    {.name = "normal_cdf_vjp", .mark = "2df5477a74ec", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_vjp},
    {.name = "normal_cdf_jvp", .mark = "d7102ac309f4", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_jvp},
    {.name = "normal_cdf_derivative", .mark = "a8c703cfecda", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf_derivative},
    {.name = "gelu", .mark = "38a9e0b93f30", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu},
    {.name = "gelu_vjp", .mark = "944feff51cc3", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_vjp},
    {.name = "gelu_jvp", .mark = "4873d8efd643", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_jvp},
    {.name = "gelu_derivative", .mark = "62c6e198cdd4", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_derivative},
    {.name = "gelu_tanh", .mark = "0709bf965b10", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh},
    {.name = "gelu_tanh_vjp", .mark = "1271e7944972", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_vjp},
    {.name = "gelu_tanh_jvp", .mark = "fcf3a88b0bc2", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_jvp},
    {.name = "gelu_tanh_derivative", .mark = "9d61ee7b48f6", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh_derivative},
    {.name = "layer_norm", .mark = "36741d5a86b3", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_stages},
    {.name = "layer_norm_vjp", .mark = "c2ba6b00a764", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 1, .stages = kernel_layer_norm_vjp_stages},
    {.name = "layer_norm_jvp", .mark = "d7b36b7536bd", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_jvp_stages},
    {.name = "leaky_relu", .mark = "368f992fafe1", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu},
    {.name = "leaky_relu_vjp", .mark = "d450abd7f618", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_vjp},
    {.name = "leaky_relu_jvp", .mark = "76ac5d02c2f3", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_jvp},
    {.name = "leaky_relu_derivative", .mark = "9788c98c86f9", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu_derivative},
    {.name = "log_softmax", .mark = "6cdef99d2465", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_stages},
    {.name = "log_softmax_vjp", .mark = "57dcab3993a3", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_vjp_stages},
    {.name = "log_softmax_jvp", .mark = "e69b5f98e6a3", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_jvp_stages},
    {.name = "logsumexp", .mark = "db80675daa16", .classes = "fr", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_stages},
    {.name = "logsumexp_vjp", .mark = "24844a4402f3", .classes = "rff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_vjp_stages},
    {.name = "logsumexp_jvp", .mark = "b0c5bb19414f", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_jvp_stages},
    {.name = "relu", .mark = "ce5adaeb6211", .classes = "ff", .inputs = 1, .elementwise = kernel_relu},
    {.name = "relu_vjp", .mark = "c01d28c62a5b", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_vjp},
    {.name = "relu_jvp", .mark = "11444c81603a", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_jvp},
    {.name = "relu_derivative", .mark = "96a6b6de24b5", .classes = "ff", .inputs = 1, .elementwise = kernel_relu_derivative},
    {.name = "rms_norm", .mark = "bdffbb0de383", .classes = "fcpf", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_stages},
    {.name = "rms_norm_vjp", .mark = "fa84e440c214", .classes = "ffcpfc", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_rms_norm_vjp_stages},
    {.name = "rms_norm_jvp", .mark = "7e236b340e3c", .classes = "fcfcpf", .inputs = 5, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_jvp_stages},
    {.name = "sigmoid", .mark = "32a67e1a7e19", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid},
    {.name = "sigmoid_vjp", .mark = "8fe605b2b0a1", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_vjp},
    {.name = "sigmoid_jvp", .mark = "f9dca32c5521", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_jvp},
    {.name = "sigmoid_derivative", .mark = "0a49ef5bbaad", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid_derivative},
    {.name = "softmax", .mark = "643f826ebe87", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_stages},
    {.name = "softmax_vjp", .mark = "c984195e7421", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_vjp_stages},
    {.name = "softmax_jvp", .mark = "13a2cafc1bc1", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_jvp_stages},
    {.name = "swish", .mark = "2c8077e0d83b", .classes = "ff", .inputs = 1, .elementwise = kernel_swish},
    {.name = "swish_vjp", .mark = "302d1c746e61", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_vjp},
    {.name = "swish_jvp", .mark = "906801bf4f56", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_jvp},
    {.name = "swish_derivative", .mark = "e2bd6442e972", .classes = "ff", .inputs = 1, .elementwise = kernel_swish_derivative},
    {.name = "tanh", .mark = "9c132e8ffcf4", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh},
    {.name = "tanh_vjp", .mark = "227d7adc1e7b", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_vjp},
    {.name = "tanh_jvp", .mark = "a871c0634c40", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_jvp},
    {.name = "tanh_derivative", .mark = "c79ad11cce26", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh_derivative},
    {0},
};

const struct kernels TABLE = {table, LANES};
