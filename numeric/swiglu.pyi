"""SwiGLU: one half of a linear map gated by the Swish of the other half.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/swiglu.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out, Place

@overload
def swiglu(x: Array[F], W: Array[F], b: Array[F], out: Out[F] = None) -> Array[F]: ...
@overload
def swiglu(x: Numbers, W: Numbers, b: Numbers, out: Out[Any] = None) -> Array[Any]: ...

@overload
def swiglu_vjp(
    g: Array[F],
    x: Array[F],
    W: Array[F],
    b: Array[F],
    out: tuple[Place[F], Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F], Array[F]]: ...
@overload
def swiglu_vjp(
    g: Numbers,
    x: Numbers,
    W: Numbers,
    b: Numbers,
    out: tuple[Place[Any], Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any], Array[Any]]: ...

@overload
def swiglu_jvp(
    dx: Array[F],
    dW: Array[F],
    db: Array[F],
    x: Array[F],
    W: Array[F],
    b: Array[F],
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def swiglu_jvp(
    dx: Numbers,
    dW: Numbers,
    db: Numbers,
    x: Numbers,
    W: Numbers,
    b: Numbers,
    out: Out[Any] = None,
) -> Array[Any]: ...
