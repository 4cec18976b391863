/* Generated, do not edit: `proofnotes kernels` makes this file. */
#include "loops.h"

#include "kernels/batch_norm.h"
#include "kernels/batch_norm_running.h"
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
    {.name = "batch_norm", .mark = "167bbb1c2da3", .classes = "fccpf", .kind = COLUMNS, .inputs = 4, .kept = 0, .totals = 0, .columns = kernel_batch_norm},
    {.name = "batch_norm_vjp", .mark = "8908dcbe590d", .classes = "ffccpfcc", .kind = COLUMNS, .inputs = 5, .kept = 0, .totals = 0, .columns = kernel_batch_norm_vjp},
    {.name = "batch_norm_jvp", .mark = "7f71ed90799f", .classes = "fccfccpf", .kind = COLUMNS, .inputs = 7, .kept = 0, .totals = 0, .columns = kernel_batch_norm_jvp},
    {.name = "batch_norm_inference", .mark = "d733882ed99f", .classes = "fccccpf", .kind = ROWS, .inputs = 6, .kept = 0, .totals = 0, .rows = kernel_batch_norm_inference},
    {.name = "batch_norm_inference_vjp", .mark = "c5fdf610e5c7", .classes = "ffccccpfcccc", .kind = ROWS, .inputs = 7, .kept = 0, .totals = 2, .rows = kernel_batch_norm_inference_vjp, .finish = kernel_batch_norm_inference_vjp_finish},
    {.name = "batch_norm_inference_jvp", .mark = "48ca71442ae8", .classes = "fccccfccccpf", .kind = ROWS, .inputs = 11, .kept = 0, .totals = 0, .rows = kernel_batch_norm_inference_jvp},
    {.name = "batch_norm_running_mean", .mark = "7d51c3e9d954", .classes = "cfpc", .kind = ROWS, .inputs = 3, .kept = 0, .totals = 1, .rows = kernel_batch_norm_running_mean, .finish = kernel_batch_norm_running_mean_finish},
    {.name = "batch_norm_running_mean_jvp", .mark = "66df489734b2", .classes = "cfcfpc", .kind = ROWS, .inputs = 5, .kept = 0, .totals = 1, .rows = kernel_batch_norm_running_mean_jvp, .finish = kernel_batch_norm_running_mean_jvp_finish},
    {.name = "batch_norm_running_var", .mark = "6bbc52f40ed2", .classes = "cfpc", .kind = COLUMNS, .inputs = 3, .kept = 0, .totals = 0, .columns = kernel_batch_norm_running_var},
    {.name = "batch_norm_running_var_vjp", .mark = "dc17f3940cb0", .classes = "ccfpcf", .kind = COLUMNS, .inputs = 4, .kept = 0, .totals = 0, .columns = kernel_batch_norm_running_var_vjp},
    {.name = "batch_norm_running_var_jvp", .mark = "69b446c8c27a", .classes = "cfcfpc", .kind = COLUMNS, .inputs = 5, .kept = 0, .totals = 0, .columns = kernel_batch_norm_running_var_jvp},
    {.name = "binary_cross_entropy", .mark = "1fdc1e066b44", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy},
    {.name = "binary_cross_entropy_vjp", .mark = "2469b8862a1b", .classes = "fffff", .kind = ELEMENTWISE, .inputs = 3, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy_vjp},
    {.name = "binary_cross_entropy_jvp", .mark = "bae0b77d089f", .classes = "fffff", .kind = ELEMENTWISE, .inputs = 4, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy_jvp},
    {.name = "binary_cross_entropy_with_logits", .mark = "c3c01f75fa72", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy_with_logits},
    {.name = "binary_cross_entropy_with_logits_vjp", .mark = "802cdbe233ad", .classes = "fffff", .kind = ELEMENTWISE, .inputs = 3, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy_with_logits_vjp},
    {.name = "binary_cross_entropy_with_logits_jvp", .mark = "3987e2c81cf8", .classes = "fffff", .kind = ELEMENTWISE, .inputs = 4, .kept = 0, .totals = 0, .elementwise = kernel_binary_cross_entropy_with_logits_jvp},
    {.name = "cross_entropy", .mark = "96b2ffdc855d", .classes = "ffr", .kind = ROWS, .inputs = 2, .kept = 0, .totals = 0, .rows = kernel_cross_entropy},
    {.name = "cross_entropy_vjp", .mark = "0ee276dde09f", .classes = "rffff", .kind = ROWS, .inputs = 3, .kept = 0, .totals = 0, .rows = kernel_cross_entropy_vjp},
    {.name = "cross_entropy_jvp", .mark = "9f51ccfa82a0", .classes = "ffffr", .kind = ROWS, .inputs = 4, .kept = 0, .totals = 0, .rows = kernel_cross_entropy_jvp},
    {.name = "cross_entropy_with_logits", .mark = "90f1f6bbc010", .classes = "ffr", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_cross_entropy_with_logits},
    {.name = "cross_entropy_with_logits_vjp", .mark = "a47260d67e07", .classes = "rffff", .kind = ROWS, .inputs = 3, .kept = 4, .totals = 0, .rows = kernel_cross_entropy_with_logits_vjp},
    {.name = "cross_entropy_with_logits_jvp", .mark = "c6d485e08858", .classes = "ffffr", .kind = ROWS, .inputs = 4, .kept = 4, .totals = 0, .rows = kernel_cross_entropy_with_logits_jvp},
    {.name = "normal_cdf", .mark = "aab444a8c254", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_normal_cdf},
    {.name = "normal_cdf_vjp", .mark = "2df5477a74ec", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_normal_cdf_vjp},
    {.name = "normal_cdf_jvp", .mark = "d7102ac309f4", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_normal_cdf_jvp},
    {.name = "normal_cdf_derivative", .mark = "a8c703cfecda", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_normal_cdf_derivative},
    {.name = "gelu", .mark = "38a9e0b93f30", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_gelu},
    {.name = "gelu_vjp", .mark = "944feff51cc3", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_gelu_vjp},
    {.name = "gelu_jvp", .mark = "4873d8efd643", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_gelu_jvp},
    {.name = "gelu_derivative", .mark = "62c6e198cdd4", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_gelu_derivative},
    {.name = "gelu_tanh", .mark = "0709bf965b10", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_gelu_tanh},
    {.name = "gelu_tanh_vjp", .mark = "4c0933720fdf", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_gelu_tanh_vjp},
    {.name = "gelu_tanh_jvp", .mark = "ab9df11d9d09", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_gelu_tanh_jvp},
    {.name = "gelu_tanh_derivative", .mark = "cc091cc0f25f", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_gelu_tanh_derivative},
    {.name = "layer_norm", .mark = "90260a3bc7e0", .classes = "fccpf", .kind = ROWS, .inputs = 4, .kept = 0, .totals = 0, .rows = kernel_layer_norm},
    {.name = "layer_norm_vjp", .mark = "158a8470e96b", .classes = "ffccpfcc", .kind = ROWS, .inputs = 5, .kept = 0, .totals = 2, .rows = kernel_layer_norm_vjp, .finish = kernel_layer_norm_vjp_finish},
    {.name = "layer_norm_jvp", .mark = "1e329753050b", .classes = "fccfccpf", .kind = ROWS, .inputs = 7, .kept = 0, .totals = 0, .rows = kernel_layer_norm_jvp},
    {.name = "leaky_relu", .mark = "368f992fafe1", .classes = "fpf", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_leaky_relu},
    {.name = "leaky_relu_vjp", .mark = "d450abd7f618", .classes = "ffpf", .kind = ELEMENTWISE, .inputs = 3, .kept = 0, .totals = 0, .elementwise = kernel_leaky_relu_vjp},
    {.name = "leaky_relu_jvp", .mark = "76ac5d02c2f3", .classes = "ffpf", .kind = ELEMENTWISE, .inputs = 3, .kept = 0, .totals = 0, .elementwise = kernel_leaky_relu_jvp},
    {.name = "leaky_relu_derivative", .mark = "9788c98c86f9", .classes = "fpf", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_leaky_relu_derivative},
    {.name = "log_softmax", .mark = "ba1335a4542d", .classes = "ff", .kind = ROWS, .inputs = 1, .kept = 1, .totals = 0, .rows = kernel_log_softmax},
    {.name = "log_softmax_vjp", .mark = "b26e1e300371", .classes = "fff", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_log_softmax_vjp},
    {.name = "log_softmax_jvp", .mark = "9763a1753144", .classes = "fff", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_log_softmax_jvp},
    {.name = "logsumexp", .mark = "9868fc8bf6ab", .classes = "fr", .kind = ROWS, .inputs = 1, .kept = 1, .totals = 0, .rows = kernel_logsumexp},
    {.name = "logsumexp_vjp", .mark = "9435a0e14d4a", .classes = "rff", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_logsumexp_vjp},
    {.name = "logsumexp_jvp", .mark = "6e05b994d885", .classes = "ffr", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_logsumexp_jvp},
    {.name = "relu", .mark = "ce5adaeb6211", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_relu},
    {.name = "relu_vjp", .mark = "c01d28c62a5b", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_relu_vjp},
    {.name = "relu_jvp", .mark = "11444c81603a", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_relu_jvp},
    {.name = "relu_derivative", .mark = "96a6b6de24b5", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_relu_derivative},
    {.name = "rms_norm", .mark = "e48cd1799bb8", .classes = "fcpf", .kind = ROWS, .inputs = 3, .kept = 0, .totals = 0, .rows = kernel_rms_norm},
    {.name = "rms_norm_vjp", .mark = "22945c0afecf", .classes = "ffcpfc", .kind = ROWS, .inputs = 4, .kept = 0, .totals = 1, .rows = kernel_rms_norm_vjp, .finish = kernel_rms_norm_vjp_finish},
    {.name = "rms_norm_jvp", .mark = "ca006ef6d98a", .classes = "fcfcpf", .kind = ROWS, .inputs = 5, .kept = 0, .totals = 0, .rows = kernel_rms_norm_jvp},
    {.name = "sigmoid", .mark = "32a67e1a7e19", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_sigmoid},
    {.name = "sigmoid_vjp", .mark = "1a767772e8f5", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_sigmoid_vjp},
    {.name = "sigmoid_jvp", .mark = "255bad238231", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_sigmoid_jvp},
    {.name = "sigmoid_derivative", .mark = "0a84cdab139c", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_sigmoid_derivative},
    {.name = "softmax", .mark = "a0218e2d0b8b", .classes = "ff", .kind = ROWS, .inputs = 1, .kept = 1, .totals = 0, .rows = kernel_softmax},
    {.name = "softmax_vjp", .mark = "3d7673ffcd79", .classes = "fff", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_softmax_vjp},
    {.name = "softmax_jvp", .mark = "7314b3a24567", .classes = "fff", .kind = ROWS, .inputs = 2, .kept = 1, .totals = 0, .rows = kernel_softmax_jvp},
    {.name = "swish", .mark = "2c8077e0d83b", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_swish},
    {.name = "swish_vjp", .mark = "302d1c746e61", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_swish_vjp},
    {.name = "swish_jvp", .mark = "906801bf4f56", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_swish_jvp},
    {.name = "swish_derivative", .mark = "e2bd6442e972", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_swish_derivative},
    {.name = "tanh", .mark = "9c132e8ffcf4", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_tanh},
    {.name = "tanh_vjp", .mark = "8e3ab2954d97", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_tanh_vjp},
    {.name = "tanh_jvp", .mark = "6fb19360fce7", .classes = "fff", .kind = ELEMENTWISE, .inputs = 2, .kept = 0, .totals = 0, .elementwise = kernel_tanh_jvp},
    {.name = "tanh_derivative", .mark = "1f5926408fb3", .classes = "ff", .kind = ELEMENTWISE, .inputs = 1, .kept = 0, .totals = 0, .elementwise = kernel_tanh_derivative},
    {0},
};

const struct kernels TABLE = {table, LANES, STRIP};
