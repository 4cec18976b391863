"""Kernels: NumPy implementations made from the definitions.   from numeric import softmax, softmax_vjp

Generated, do not edit: `proofnotes kernels` makes this file.
"""

from ._runtime.backend import backend
from ._runtime.threads import get_num_threads, set_num_threads
from .batch_norm import (
    batch_norm,
    batch_norm_inference,
    batch_norm_inference_jvp,
    batch_norm_inference_vjp,
    batch_norm_jvp,
    batch_norm_running_mean,
    batch_norm_running_mean_jvp,
    batch_norm_running_mean_vjp,
    batch_norm_running_var,
    batch_norm_running_var_jvp,
    batch_norm_running_var_vjp,
    batch_norm_vjp,
)
from .binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_jvp,
    binary_cross_entropy_vjp,
    binary_cross_entropy_with_logits,
    binary_cross_entropy_with_logits_jvp,
    binary_cross_entropy_with_logits_vjp,
)
from .cross_entropy import (
    cross_entropy,
    cross_entropy_jvp,
    cross_entropy_vjp,
    cross_entropy_with_logits,
    cross_entropy_with_logits_jvp,
    cross_entropy_with_logits_vjp,
)
from .gelu import (
    gelu,
    gelu_derivative,
    gelu_jvp,
    gelu_vjp,
    normal_cdf,
    normal_cdf_derivative,
    normal_cdf_jvp,
    normal_cdf_vjp,
)
from .gelu_tanh import gelu_tanh, gelu_tanh_derivative, gelu_tanh_jvp, gelu_tanh_vjp
from .layer_norm import layer_norm, layer_norm_jvp, layer_norm_vjp
from .leaky_relu import leaky_relu, leaky_relu_derivative, leaky_relu_jvp, leaky_relu_vjp
from .log_softmax import log_softmax, log_softmax_jacobian, log_softmax_jvp, log_softmax_vjp
from .logsumexp import logsumexp, logsumexp_jvp, logsumexp_vjp
from .relu import relu, relu_derivative, relu_jvp, relu_vjp
from .rms_norm import rms_norm, rms_norm_jvp, rms_norm_vjp
from .sigmoid import sigmoid, sigmoid_derivative, sigmoid_jvp, sigmoid_vjp
from .softmax import softmax, softmax_jacobian, softmax_jvp, softmax_vjp
from .swiglu import swiglu, swiglu_jvp, swiglu_vjp
from .swish import swish, swish_derivative, swish_jvp, swish_vjp
from .tanh import tanh, tanh_derivative, tanh_jvp, tanh_vjp

__all__ = [
    "backend",
    "batch_norm",
    "batch_norm_inference",
    "batch_norm_inference_jvp",
    "batch_norm_inference_vjp",
    "batch_norm_jvp",
    "batch_norm_running_mean",
    "batch_norm_running_mean_jvp",
    "batch_norm_running_mean_vjp",
    "batch_norm_running_var",
    "batch_norm_running_var_jvp",
    "batch_norm_running_var_vjp",
    "batch_norm_vjp",
    "binary_cross_entropy",
    "binary_cross_entropy_jvp",
    "binary_cross_entropy_vjp",
    "binary_cross_entropy_with_logits",
    "binary_cross_entropy_with_logits_jvp",
    "binary_cross_entropy_with_logits_vjp",
    "cross_entropy",
    "cross_entropy_jvp",
    "cross_entropy_vjp",
    "cross_entropy_with_logits",
    "cross_entropy_with_logits_jvp",
    "cross_entropy_with_logits_vjp",
    "gelu",
    "gelu_derivative",
    "gelu_jvp",
    "gelu_tanh",
    "gelu_tanh_derivative",
    "gelu_tanh_jvp",
    "gelu_tanh_vjp",
    "gelu_vjp",
    "get_num_threads",
    "layer_norm",
    "layer_norm_jvp",
    "layer_norm_vjp",
    "leaky_relu",
    "leaky_relu_derivative",
    "leaky_relu_jvp",
    "leaky_relu_vjp",
    "log_softmax",
    "log_softmax_jacobian",
    "log_softmax_jvp",
    "log_softmax_vjp",
    "logsumexp",
    "logsumexp_jvp",
    "logsumexp_vjp",
    "normal_cdf",
    "normal_cdf_derivative",
    "normal_cdf_jvp",
    "normal_cdf_vjp",
    "relu",
    "relu_derivative",
    "relu_jvp",
    "relu_vjp",
    "rms_norm",
    "rms_norm_jvp",
    "rms_norm_vjp",
    "set_num_threads",
    "sigmoid",
    "sigmoid_derivative",
    "sigmoid_jvp",
    "sigmoid_vjp",
    "softmax",
    "softmax_jacobian",
    "softmax_jvp",
    "softmax_vjp",
    "swiglu",
    "swiglu_jvp",
    "swiglu_vjp",
    "swish",
    "swish_derivative",
    "swish_jvp",
    "swish_vjp",
    "tanh",
    "tanh_derivative",
    "tanh_jvp",
    "tanh_vjp",
]
