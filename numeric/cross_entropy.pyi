"""Cross-entropy: the negative log-likelihood of a distribution over K classes.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/cross_entropy.py.
"""

from typing import Any, overload

from ._types import Array, F, Labels, Numbers, Out, Place

@overload
def cross_entropy(y_hat: Array[F], y: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def cross_entropy(y_hat: Numbers, y: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def cross_entropy_vjp(
    g: Array[F],
    y_hat: Array[F],
    y: Array[F],
    axis: int = -1,
    out: tuple[Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def cross_entropy_vjp(
    g: Numbers,
    y_hat: Numbers,
    y: Numbers,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def cross_entropy_jvp(
    dy_hat: Array[F],
    dy: Array[F],
    y_hat: Array[F],
    y: Array[F],
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def cross_entropy_jvp(
    dy_hat: Numbers,
    dy: Numbers,
    y_hat: Numbers,
    y: Numbers,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...

@overload
def cross_entropy_with_logits(z: Array[F], y: Labels, axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def cross_entropy_with_logits(z: Numbers, y: Labels, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...
@overload
def cross_entropy_with_logits(z: Array[F], y: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def cross_entropy_with_logits(z: Numbers, y: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def cross_entropy_with_logits_vjp(
    g: Array[F],
    z: Array[F],
    y: Labels,
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def cross_entropy_with_logits_vjp(  # type: ignore[overload-overlap]
    g: Numbers,
    z: Numbers,
    y: Labels,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...
@overload
def cross_entropy_with_logits_vjp(
    g: Array[F],
    z: Array[F],
    y: Array[F],
    axis: int = -1,
    out: tuple[Place[F], Place[F]] | None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def cross_entropy_with_logits_vjp(
    g: Numbers,
    z: Numbers,
    y: Numbers,
    axis: int = -1,
    out: tuple[Place[Any], Place[Any]] | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def cross_entropy_with_logits_jvp(
    dz: Array[F],
    dy: Array[F],
    z: Array[F],
    y: Array[F],
    axis: int = -1,
    out: Out[F] = None,
) -> Array[F]: ...
@overload
def cross_entropy_with_logits_jvp(
    dz: Numbers,
    dy: Numbers,
    z: Numbers,
    y: Numbers,
    axis: int = -1,
    out: Out[Any] = None,
) -> Array[Any]: ...
