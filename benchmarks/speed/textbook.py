"""The functions as tutorials type them: one NumPy expression after the other, and no care for overflow.

NumPy has no erf; what is typed in its place is Abramowitz and Stegun, 7.1.26.
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ROOT = (2 / np.pi) ** 0.5
ERF = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


def sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-x))


def sigmoid_vjp(g: Array, x: Array) -> Array:
    s = sigmoid(x)
    return g * s * (1 - s)


def tanh(x: Array) -> Array:
    return (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))


def tanh_vjp(g: Array, x: Array) -> Array:
    return g * (1 - tanh(x) ** 2)


def relu(x: Array) -> Array:
    return np.maximum(0, x)


def relu_vjp(g: Array, x: Array) -> Array:
    return g * (x > 0)


def leaky_relu(x: Array, alpha: float = 0.01) -> Array:
    return np.where(x > 0, x, alpha * x)


def leaky_relu_vjp(g: Array, x: Array, alpha: float = 0.01) -> Array:
    return np.where(x > 0, g, alpha * g)


def swish(x: Array) -> Array:
    return x * sigmoid(x)


def swish_vjp(g: Array, x: Array) -> Array:
    s = sigmoid(x)
    return g * (s + x * s * (1 - s))


def normal_cdf(x: Array) -> Array:
    z = np.abs(x) / 2**0.5
    t = 1 / (1 + 0.3275911 * z)
    a, b, c, d, e = ERF
    erf = 1 - (((((a * t + b) * t) + c) * t + d) * t + e) * t * np.exp(-z * z)
    return 0.5 * (1 + np.sign(x) * erf)


def normal_cdf_vjp(g: Array, x: Array) -> Array:
    return g * np.exp(-(x**2) / 2) / (2 * np.pi) ** 0.5


def gelu(x: Array) -> Array:
    return x * normal_cdf(x)


def gelu_vjp(g: Array, x: Array) -> Array:
    return g * (normal_cdf(x) + x * np.exp(-(x**2) / 2) / (2 * np.pi) ** 0.5)


def gelu_tanh(x: Array) -> Array:
    return 0.5 * x * (1 + np.tanh(ROOT * (x + 0.044715 * x**3)))


def gelu_tanh_vjp(g: Array, x: Array) -> Array:
    t = np.tanh(ROOT * (x + 0.044715 * x**3))
    return g * (0.5 * (1 + t) + 0.5 * x * (1 - t**2) * ROOT * (1 + 3 * 0.044715 * x**2))


def softmax(z: Array) -> Array:
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def softmax_vjp(g: Array, z: Array) -> Array:
    y = softmax(z)
    return y * (g - (g * y).sum(axis=-1, keepdims=True))


def cross_entropy(y_hat: Array, y: Array) -> Array:
    return -np.sum(y * np.log(y_hat), axis=-1)


def cross_entropy_vjp(g: Array, y_hat: Array, y: Array) -> tuple[Array, Array]:
    return -g[..., None] * y / y_hat, -g[..., None] * np.log(y_hat)


def cross_entropy_with_logits(z: Array, y: Array) -> Array:
    return cross_entropy(softmax(z), y)


def cross_entropy_with_logits_vjp(g: Array, z: Array, y: Array) -> tuple[Array, Array]:
    y_hat = softmax(z)
    return g[..., None] * (y_hat * y.sum(axis=-1, keepdims=True) - y), -g[..., None] * np.log(y_hat)


def binary_cross_entropy(y_hat: Array, y: Array) -> Array:
    return -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def binary_cross_entropy_vjp(g: Array, y_hat: Array, y: Array) -> tuple[Array, Array]:
    return g * (y_hat - y) / (y_hat * (1 - y_hat)), g * (np.log(1 - y_hat) - np.log(y_hat))


def binary_cross_entropy_with_logits(z: Array, y: Array) -> Array:
    return binary_cross_entropy(sigmoid(z), y)


def binary_cross_entropy_with_logits_vjp(g: Array, z: Array, y: Array) -> tuple[Array, Array]:
    return g * (sigmoid(z) - y), -g * z


def layer_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5, axis: int = -1) -> Array:
    mean, var = x.mean(axis=axis, keepdims=True), x.var(axis=axis, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta


def layer_norm_vjp(g: Array, x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Array, Array]:
    std = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / std
    h = g * gamma
    dx = (h - h.mean(axis=-1, keepdims=True) - x_hat * (h * x_hat).mean(axis=-1, keepdims=True)) / std
    return dx, (g * x_hat).sum(axis=0), g.sum(axis=0)


def batch_norm(x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> Array:
    return layer_norm(x, gamma, beta, eps, axis=0)


def batch_norm_vjp(g: Array, x: Array, gamma: Array, beta: Array, eps: float = 1e-5) -> tuple[Array, Array, Array]:
    std = np.sqrt(x.var(axis=0) + eps)
    x_hat = (x - x.mean(axis=0)) / std
    dx = gamma / std * (g - g.mean(axis=0) - x_hat * (g * x_hat).mean(axis=0))
    return dx, (g * x_hat).sum(axis=0), g.sum(axis=0)


def rms_norm(x: Array, gamma: Array, eps: float = 1e-6) -> Array:
    return gamma * x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)


def rms_norm_vjp(g: Array, x: Array, gamma: Array, eps: float = 1e-6) -> tuple[Array, Array]:
    rms = np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)
    h, x_hat = g * gamma, x / rms
    return (h - x_hat * (h * x_hat).mean(axis=-1, keepdims=True)) / rms, (g * x_hat).sum(axis=0)


def swiglu(x: Array, W: Array, b: Array) -> Array:
    x1, x2 = np.split(x @ W.T + b, 2, axis=-1)
    return x1 * swish(x2)


def swiglu_vjp(g: Array, x: Array, W: Array, b: Array) -> tuple[Array, Array, Array]:
    x1, x2 = np.split(x @ W.T + b, 2, axis=-1)
    dh = np.concatenate([g * swish(x2), swish_vjp(g * x1, x2)], axis=-1)
    return dh @ W, dh.T @ x, dh.sum(axis=0)


def log_softmax(z: Array) -> Array:
    return np.log(softmax(z))


def log_softmax_vjp(g: Array, z: Array) -> Array:
    return g - softmax(z) * g.sum(axis=-1, keepdims=True)


def logsumexp(z: Array) -> Array:
    return np.log(np.exp(z).sum(axis=-1))


def logsumexp_vjp(g: Array, z: Array) -> Array:
    return g[..., None] * softmax(z)
