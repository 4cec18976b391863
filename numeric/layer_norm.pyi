"""LayerNorm: each sample normalized over its own features.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/layer_norm.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out, Place, Real

@overload
def layer_norm(
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def layer_norm(
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def layer_norm_vjp(
    g: Array[F],
    x: Array[F],
    gamma: Array[F],
    beta: Array[F],
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[F], Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F], Array[F]]: ...
@overload
def layer_norm_vjp(
    g: Numbers,
    x: Numbers,
    gamma: Numbers,
    beta: Numbers,
    eps: Real = 1e-5,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any], Array[Any]]: ...

@overload
def layer_norm_jvp(
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
def layer_norm_jvp(
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
