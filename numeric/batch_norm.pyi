"""BatchNorm: each feature normalized over the samples of a batch.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/batch_norm.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out, Place, Real

@overload
def batch_norm(
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm(
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_vjp(
    g: Array[F],
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[F], Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F], Array[F]]: ...
@overload
def batch_norm_vjp(
    g: Numbers,
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any], Array[Any]]: ...

@overload
def batch_norm_jvp(
    dx: Array[F],
    dgamma: Array[F],
    dbeta: Array[F],
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_jvp(
    dx: Numbers,
    dgamma: Numbers,
    dbeta: Numbers,
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_running_mean(
    running_mean: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_running_mean(
    running_mean: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_running_mean_vjp(
    g: Array[F],
    running_mean: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: tuple[Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def batch_norm_running_mean_vjp(
    g: Numbers,
    running_mean: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def batch_norm_running_mean_jvp(
    drunning_mean: Array[F],
    dx: Array[F],
    running_mean: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_running_mean_jvp(
    drunning_mean: Numbers,
    dx: Numbers,
    running_mean: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_running_var(
    running_var: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_running_var(
    running_var: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_running_var_vjp(
    g: Array[F],
    running_var: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: tuple[Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def batch_norm_running_var_vjp(
    g: Numbers,
    running_var: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def batch_norm_running_var_jvp(
    drunning_var: Array[F],
    dx: Array[F],
    running_var: Array[F],
    x: Array[F],
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_running_var_jvp(
    drunning_var: Numbers,
    dx: Numbers,
    running_var: Numbers,
    x: Numbers,
    momentum: Real = 0.1,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_inference(
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    running_mean: Array[F],
    running_var: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_inference(
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    running_mean: Numbers,
    running_var: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def batch_norm_inference_vjp(
    g: Array[F],
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    running_mean: Array[F],
    running_var: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[F], Place[F], Place[F], Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F], Array[F], Array[F], Array[F]]: ...
@overload
def batch_norm_inference_vjp(
    g: Numbers,
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    running_mean: Numbers,
    running_var: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any], Place[Any], Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any], Array[Any], Array[Any], Array[Any]]: ...

@overload
def batch_norm_inference_jvp(
    dx: Array[F],
    dgamma: Array[F],
    dbeta: Array[F],
    drunning_mean: Array[F],
    drunning_var: Array[F],
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    running_mean: Array[F],
    running_var: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def batch_norm_inference_jvp(
    dx: Numbers,
    dgamma: Numbers,
    dbeta: Numbers,
    drunning_mean: Numbers,
    drunning_var: Numbers,
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    running_mean: Numbers,
    running_var: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...
