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
    {.name = "cross_entropy", .mark = "0610743b4134", .classes = "ffr", .inputs = 2, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_stages},
    {.name = "cross_entropy_vjp", .mark = "7cdd2259375a", .classes = "rffff", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_vjp_stages},
    {.name = "cross_entropy_jvp", .mark = "66382c00a37c", .classes = "ffffr", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_jvp_stages},
    {.name = "cross_entropy_with_logits", .mark = "f49dac372695", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_stages},
    {.name = "cross_entropy_with_logits_vjp", .mark = "5a4ff5c9c336", .classes = "rffff", .inputs = 3, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_vjp_stages},
    {.name = "cross_entropy_with_logits_jvp", .mark = "dbc87d2daaaf", .classes = "ffffr", .inputs = 4, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_jvp_stages},
    {.name = "normal_cdf", .mark = "aab444a8c254", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf},
    {.name = "normal_cdf_vjp", .mark = "2df5477a74ec", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_vjp},
    {.name = "normal_cdf_jvp", .mark = "d7102ac309f4", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_jvp},
    {.name = "normal_cdf_derivative", .mark = "a8c703cfecda", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf_derivative},
    {.name = "gelu", .mark = "8b80a1415d6a", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu},
    {.name = "gelu_vjp", .mark = "e1cca0050591", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_vjp},
    {.name = "gelu_jvp", .mark = "9b35e6ec1d33", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_jvp},
    {.name = "gelu_derivative", .mark = "fcb9bfe11fa9", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_derivative},
    {.name = "gelu_tanh", .mark = "459a83bfea1d", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh},
    {.name = "gelu_tanh_vjp", .mark = "d822d0515af4", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_vjp},
    {.name = "gelu_tanh_jvp", .mark = "9f1fad0e634a", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_jvp},
    {.name = "gelu_tanh_derivative", .mark = "70df7a9d9a19", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh_derivative},
    {.name = "layer_norm", .mark = "ecff591a5502", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_stages},
    {.name = "layer_norm_vjp", .mark = "74418633e3aa", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 1, .stages = kernel_layer_norm_vjp_stages},
    {.name = "layer_norm_jvp", .mark = "8f11c6023d4c", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_jvp_stages},
    {.name = "leaky_relu", .mark = "368f992fafe1", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu},
    {.name = "leaky_relu_vjp", .mark = "147d22a7deb5", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_vjp},
    {.name = "leaky_relu_jvp", .mark = "2d0097b128f6", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_jvp},
    {.name = "leaky_relu_derivative", .mark = "385f85998c0a", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu_derivative},
    {.name = "log_softmax", .mark = "99f877802a92", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_stages},
    {.name = "log_softmax_vjp", .mark = "0d91ac0798f7", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_vjp_stages},
    {.name = "log_softmax_jvp", .mark = "96334fdd4b0b", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_jvp_stages},
    {.name = "logsumexp", .mark = "cec39639b433", .classes = "fr", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_stages},
    {.name = "logsumexp_vjp", .mark = "be74a07d8631", .classes = "rff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_vjp_stages},
    {.name = "logsumexp_jvp", .mark = "fd897eeb0a7d", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_jvp_stages},
    {.name = "relu", .mark = "ce5adaeb6211", .classes = "ff", .inputs = 1, .elementwise = kernel_relu},
    {.name = "relu_vjp", .mark = "64595f3830e1", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_vjp},
    {.name = "relu_jvp", .mark = "46c0f842384b", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_jvp},
    {.name = "relu_derivative", .mark = "ab594aec90bf", .classes = "ff", .inputs = 1, .elementwise = kernel_relu_derivative},
    {.name = "rms_norm", .mark = "eede25946d72", .classes = "fcpf", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_stages},
    {.name = "rms_norm_vjp", .mark = "e8559bae39be", .classes = "ffcpfc", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_rms_norm_vjp_stages},
    {.name = "rms_norm_jvp", .mark = "6725b808e2ac", .classes = "fcfcpf", .inputs = 5, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_jvp_stages},
    {.name = "sigmoid", .mark = "32a67e1a7e19", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid},
    {.name = "sigmoid_vjp", .mark = "8fe605b2b0a1", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_vjp},
    {.name = "sigmoid_jvp", .mark = "f9dca32c5521", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_jvp},
    {.name = "sigmoid_derivative", .mark = "0a49ef5bbaad", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid_derivative},
    {.name = "softmax", .mark = "6dce4250f3a6", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_stages},
    {.name = "softmax_vjp", .mark = "a42212bee15f", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_vjp_stages},
    {.name = "softmax_jvp", .mark = "d342fa0fd407", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_jvp_stages},
    {.name = "swish", .mark = "dfd87bc3d362", .classes = "ff", .inputs = 1, .elementwise = kernel_swish},
    {.name = "swish_vjp", .mark = "4d5412432e5e", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_vjp},
    {.name = "swish_jvp", .mark = "e0c8e487b34c", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_jvp},
    {.name = "swish_derivative", .mark = "06a409f3b82a", .classes = "ff", .inputs = 1, .elementwise = kernel_swish_derivative},
    {.name = "tanh", .mark = "9c132e8ffcf4", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh},
    {.name = "tanh_vjp", .mark = "2d95ff77ecd8", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_vjp},
    {.name = "tanh_jvp", .mark = "f1c6d85351b4", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_jvp},
    {.name = "tanh_derivative", .mark = "08869ee2b823", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh_derivative},
    {0},
};

const struct kernels TABLE = {table, LANES};
