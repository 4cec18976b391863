"""RMSNorm: each sample divided by its root mean square.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/rms_norm.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out, Place, Real

@overload
def rms_norm(x: Array[F], gamma: Array[F], eps: Real = 1e-6, axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def rms_norm(x: Numbers, gamma: Numbers, eps: Real = 1e-6, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def rms_norm_vjp(
    g: Array[F],
    x: Array[F],
    gamma: Array[F],
    eps: Real = 1e-6,
    axis: int = -1,
    out: tuple[Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def rms_norm_vjp(
    g: Numbers,
    x: Numbers,
    gamma: Numbers,
    eps: Real = 1e-6,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def rms_norm_jvp(
    dx: Array[F],
    dgamma: Array[F],
    x: Array[F],
    gamma: Array[F],
    eps: Real = 1e-6,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def rms_norm_jvp(
    dx: Numbers,
    dgamma: Numbers,
    x: Numbers,
    gamma: Numbers,
    eps: Real = 1e-6,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...
