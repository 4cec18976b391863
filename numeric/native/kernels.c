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
#ifndef WITHOUT_batch_norm
    {.name = "batch_norm", .mark = "dec1ac9eec00", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 5, .all_rows = 1, .number_of_stages = 3, .stages = kernel_batch_norm_stages},
#endif
#ifndef WITHOUT_batch_norm_vjp
    {.name = "batch_norm_vjp", .mark = "1dc17d21142a", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 11, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_vjp_stages},
#endif
#ifndef WITHOUT_batch_norm_jvp
    {.name = "batch_norm_jvp", .mark = "460385fd7ea6", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 9, .all_rows = 1, .number_of_stages = 4, .stages = kernel_batch_norm_jvp_stages},
#endif
#ifndef WITHOUT_batch_norm_running_mean
    {.name = "batch_norm_running_mean", .mark = "ca6262334d4c", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_stages},
#endif
#ifndef WITHOUT_batch_norm_running_mean_vjp
    {.name = "batch_norm_running_mean_vjp", .mark = "4c9f1b20e377", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_vjp_stages},
#endif
#ifndef WITHOUT_batch_norm_running_mean_jvp
    {.name = "batch_norm_running_mean_jvp", .mark = "bec73cb14405", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_running_mean_jvp_stages},
#endif
#ifndef WITHOUT_batch_norm_running_var
    {.name = "batch_norm_running_var", .mark = "1b6f90c0a008", .classes = "cfpc", .inputs = 3, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_stages},
#endif
#ifndef WITHOUT_batch_norm_running_var_vjp
    {.name = "batch_norm_running_var_vjp", .mark = "89e86dc5dffa", .classes = "ccfpcf", .inputs = 4, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_vjp_stages},
#endif
#ifndef WITHOUT_batch_norm_running_var_jvp
    {.name = "batch_norm_running_var_jvp", .mark = "8b6d67bbcea4", .classes = "cfcfpc", .inputs = 5, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 2, .stages = kernel_batch_norm_running_var_jvp_stages},
#endif
#ifndef WITHOUT_batch_norm_inference
    {.name = "batch_norm_inference", .mark = "eaa2cfa7af70", .classes = "fccccpf", .inputs = 6, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_stages},
#endif
#ifndef WITHOUT_batch_norm_inference_vjp
    {.name = "batch_norm_inference_vjp", .mark = "897d89df578f", .classes = "ffccccpfcccc", .inputs = 7, .kept = 0, .columns = 3, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_vjp_stages},
#endif
#ifndef WITHOUT_batch_norm_inference_jvp
    {.name = "batch_norm_inference_jvp", .mark = "32824ca61f3d", .classes = "fccccfccccpf", .inputs = 11, .kept = 0, .columns = 4, .all_rows = 1, .number_of_stages = 1, .stages = kernel_batch_norm_inference_jvp_stages},
#endif
#ifndef WITHOUT_binary_cross_entropy
    {.name = "binary_cross_entropy", .mark = "28ea8546acaf", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy},
#endif
#ifndef WITHOUT_binary_cross_entropy_vjp
    {.name = "binary_cross_entropy_vjp", .mark = "d18d16d4f62a", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_vjp},
#endif
#ifndef WITHOUT_binary_cross_entropy_jvp
    {.name = "binary_cross_entropy_jvp", .mark = "4c6607c59606", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_jvp},
#endif
#ifndef WITHOUT_binary_cross_entropy_with_logits
    {.name = "binary_cross_entropy_with_logits", .mark = "e74adab2c9b9", .classes = "fff", .inputs = 2, .elementwise = kernel_binary_cross_entropy_with_logits},
#endif
#ifndef WITHOUT_binary_cross_entropy_with_logits_vjp
    {.name = "binary_cross_entropy_with_logits_vjp", .mark = "f8ed77b85798", .classes = "fffff", .inputs = 3, .elementwise = kernel_binary_cross_entropy_with_logits_vjp},
#endif
#ifndef WITHOUT_binary_cross_entropy_with_logits_jvp
    {.name = "binary_cross_entropy_with_logits_jvp", .mark = "c9e3c4d7a4ea", .classes = "fffff", .inputs = 4, .elementwise = kernel_binary_cross_entropy_with_logits_jvp},
#endif
#ifndef WITHOUT_cross_entropy
    {.name = "cross_entropy", .mark = "e53acf7f8430", .classes = "ffr", .inputs = 2, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_stages},
#endif
#ifndef WITHOUT_cross_entropy_vjp
    {.name = "cross_entropy_vjp", .mark = "99cb69097e50", .classes = "rffff", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_vjp_stages},
#endif
#ifndef WITHOUT_cross_entropy_jvp
    {.name = "cross_entropy_jvp", .mark = "15d8b09cdac4", .classes = "ffffr", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_jvp_stages},
#endif
#ifndef WITHOUT__cross_entropy_with_logits_labels
    {.name = "_cross_entropy_with_logits_labels", .mark = "b9c515939951", .classes = "flr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel__cross_entropy_with_logits_labels_stages},
#endif
#ifndef WITHOUT__cross_entropy_with_logits_vjp_labels
    {.name = "_cross_entropy_with_logits_vjp_labels", .mark = "099ab1589556", .classes = "rflf", .inputs = 3, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel__cross_entropy_with_logits_vjp_labels_stages},
#endif
#ifndef WITHOUT_cross_entropy_with_logits
    {.name = "cross_entropy_with_logits", .mark = "d8d34d021110", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_stages},
#endif
#ifndef WITHOUT_cross_entropy_with_logits_vjp
    {.name = "cross_entropy_with_logits_vjp", .mark = "554eaa75eeea", .classes = "rffff", .inputs = 3, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_vjp_stages},
#endif
#ifndef WITHOUT_cross_entropy_with_logits_jvp
    {.name = "cross_entropy_with_logits_jvp", .mark = "4072707a2cc8", .classes = "ffffr", .inputs = 4, .kept = 4, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_cross_entropy_with_logits_jvp_stages},
#endif
#ifndef WITHOUT_normal_cdf
    {.name = "normal_cdf", .mark = "7f83cdf2fd74", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf},
#endif
#ifndef WITHOUT_normal_cdf_vjp
    {.name = "normal_cdf_vjp", .mark = "846e2df2d5fb", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_vjp},
#endif
#ifndef WITHOUT_normal_cdf_jvp
    {.name = "normal_cdf_jvp", .mark = "196feb1a14b9", .classes = "fff", .inputs = 2, .elementwise = kernel_normal_cdf_jvp},
#endif
#ifndef WITHOUT_normal_cdf_derivative
    {.name = "normal_cdf_derivative", .mark = "73eb58c05918", .classes = "ff", .inputs = 1, .elementwise = kernel_normal_cdf_derivative},
#endif
#ifndef WITHOUT_gelu
    {.name = "gelu", .mark = "4183dcff86b2", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu},
#endif
#ifndef WITHOUT_gelu_vjp
    {.name = "gelu_vjp", .mark = "75151a9875d8", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_vjp},
#endif
#ifndef WITHOUT_gelu_jvp
    {.name = "gelu_jvp", .mark = "982d7257cad4", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_jvp},
#endif
#ifndef WITHOUT_gelu_derivative
    {.name = "gelu_derivative", .mark = "3d661986d6f6", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_derivative},
#endif
#ifndef WITHOUT_gelu_tanh
    {.name = "gelu_tanh", .mark = "c8d9c6280fcd", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh},
#endif
#ifndef WITHOUT_gelu_tanh_vjp
    {.name = "gelu_tanh_vjp", .mark = "44dee3160315", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_vjp},
#endif
#ifndef WITHOUT_gelu_tanh_jvp
    {.name = "gelu_tanh_jvp", .mark = "648407b2594c", .classes = "fff", .inputs = 2, .elementwise = kernel_gelu_tanh_jvp},
#endif
#ifndef WITHOUT_gelu_tanh_derivative
    {.name = "gelu_tanh_derivative", .mark = "11265b62a388", .classes = "ff", .inputs = 1, .elementwise = kernel_gelu_tanh_derivative},
#endif
#ifndef WITHOUT_layer_norm
    {.name = "layer_norm", .mark = "abdd0ca7bb04", .classes = "fccpf", .inputs = 4, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_stages},
#endif
#ifndef WITHOUT_layer_norm_vjp
    {.name = "layer_norm_vjp", .mark = "802f3bea73a4", .classes = "ffccpfcc", .inputs = 5, .kept = 0, .columns = 2, .all_rows = 1, .number_of_stages = 1, .stages = kernel_layer_norm_vjp_stages},
#endif
#ifndef WITHOUT_layer_norm_jvp
    {.name = "layer_norm_jvp", .mark = "7ba21c24a7cf", .classes = "fccfccpf", .inputs = 7, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_layer_norm_jvp_stages},
#endif
#ifndef WITHOUT_leaky_relu
    {.name = "leaky_relu", .mark = "94543bfbf625", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu},
#endif
#ifndef WITHOUT_leaky_relu_vjp
    {.name = "leaky_relu_vjp", .mark = "37270ba63e03", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_vjp},
#endif
#ifndef WITHOUT_leaky_relu_jvp
    {.name = "leaky_relu_jvp", .mark = "e476994c0f35", .classes = "ffpf", .inputs = 3, .elementwise = kernel_leaky_relu_jvp},
#endif
#ifndef WITHOUT_leaky_relu_derivative
    {.name = "leaky_relu_derivative", .mark = "4f6e210a5039", .classes = "fpf", .inputs = 2, .elementwise = kernel_leaky_relu_derivative},
#endif
#ifndef WITHOUT_log_softmax
    {.name = "log_softmax", .mark = "019a69ec7882", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_stages},
#endif
#ifndef WITHOUT_log_softmax_vjp
    {.name = "log_softmax_vjp", .mark = "43bdaa322790", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_vjp_stages},
#endif
#ifndef WITHOUT_log_softmax_jvp
    {.name = "log_softmax_jvp", .mark = "dcfc2aa845cc", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_log_softmax_jvp_stages},
#endif
#ifndef WITHOUT_logsumexp
    {.name = "logsumexp", .mark = "a1d2f17682de", .classes = "fr", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_stages},
#endif
#ifndef WITHOUT_logsumexp_vjp
    {.name = "logsumexp_vjp", .mark = "60d119c1f9a6", .classes = "rff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_vjp_stages},
#endif
#ifndef WITHOUT_logsumexp_jvp
    {.name = "logsumexp_jvp", .mark = "5b06bcbd9a89", .classes = "ffr", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_logsumexp_jvp_stages},
#endif
#ifndef WITHOUT_relu
    {.name = "relu", .mark = "2b47863d6ff4", .classes = "ff", .inputs = 1, .elementwise = kernel_relu},
#endif
#ifndef WITHOUT_relu_vjp
    {.name = "relu_vjp", .mark = "c5dfafc6e9c2", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_vjp},
#endif
#ifndef WITHOUT_relu_jvp
    {.name = "relu_jvp", .mark = "eb460bedb8bb", .classes = "fff", .inputs = 2, .elementwise = kernel_relu_jvp},
#endif
#ifndef WITHOUT_relu_derivative
    {.name = "relu_derivative", .mark = "0c99fa086676", .classes = "ff", .inputs = 1, .elementwise = kernel_relu_derivative},
#endif
#ifndef WITHOUT_rms_norm
    {.name = "rms_norm", .mark = "1bd2d5525ce7", .classes = "fcpf", .inputs = 3, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_stages},
#endif
#ifndef WITHOUT_rms_norm_vjp
    {.name = "rms_norm_vjp", .mark = "52b52e6f1a0b", .classes = "ffcpfc", .inputs = 4, .kept = 0, .columns = 1, .all_rows = 1, .number_of_stages = 1, .stages = kernel_rms_norm_vjp_stages},
#endif
#ifndef WITHOUT_rms_norm_jvp
    {.name = "rms_norm_jvp", .mark = "e9c0dcc13f6d", .classes = "fcfcpf", .inputs = 5, .kept = 0, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_rms_norm_jvp_stages},
#endif
#ifndef WITHOUT_sigmoid
    {.name = "sigmoid", .mark = "22964d384844", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid},
#endif
#ifndef WITHOUT_sigmoid_vjp
    {.name = "sigmoid_vjp", .mark = "9a8aab20c9a7", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_vjp},
#endif
#ifndef WITHOUT_sigmoid_jvp
    {.name = "sigmoid_jvp", .mark = "4085ebb2b1ba", .classes = "fff", .inputs = 2, .elementwise = kernel_sigmoid_jvp},
#endif
#ifndef WITHOUT_sigmoid_derivative
    {.name = "sigmoid_derivative", .mark = "7f621f1beb6d", .classes = "ff", .inputs = 1, .elementwise = kernel_sigmoid_derivative},
#endif
#ifndef WITHOUT_softmax
    {.name = "softmax", .mark = "53ecf1540842", .classes = "ff", .inputs = 1, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_stages},
#endif
#ifndef WITHOUT_softmax_vjp
    {.name = "softmax_vjp", .mark = "4345efd3c621", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_vjp_stages},
#endif
#ifndef WITHOUT_softmax_jvp
    {.name = "softmax_jvp", .mark = "8d0e3a45f576", .classes = "fff", .inputs = 2, .kept = 1, .columns = 0, .all_rows = 0, .number_of_stages = 1, .stages = kernel_softmax_jvp_stages},
#endif
#ifndef WITHOUT_swish
    {.name = "swish", .mark = "850e8b2efcb9", .classes = "ff", .inputs = 1, .elementwise = kernel_swish},
#endif
#ifndef WITHOUT_swish_vjp
    {.name = "swish_vjp", .mark = "0a7b2e264c25", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_vjp},
#endif
#ifndef WITHOUT_swish_jvp
    {.name = "swish_jvp", .mark = "cc454476ca8c", .classes = "fff", .inputs = 2, .elementwise = kernel_swish_jvp},
#endif
#ifndef WITHOUT_swish_derivative
    {.name = "swish_derivative", .mark = "eb41df96d30a", .classes = "ff", .inputs = 1, .elementwise = kernel_swish_derivative},
#endif
#ifndef WITHOUT_tanh
    {.name = "tanh", .mark = "ada4a6de2882", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh},
#endif
#ifndef WITHOUT_tanh_vjp
    {.name = "tanh_vjp", .mark = "a63925a07a9e", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_vjp},
#endif
#ifndef WITHOUT_tanh_jvp
    {.name = "tanh_jvp", .mark = "a65b0f496874", .classes = "fff", .inputs = 2, .elementwise = kernel_tanh_jvp},
#endif
#ifndef WITHOUT_tanh_derivative
    {.name = "tanh_derivative", .mark = "c08869581749", .classes = "ff", .inputs = 1, .elementwise = kernel_tanh_derivative},
#endif
    {0},
};

const struct kernels TABLE = {table, LANES};
