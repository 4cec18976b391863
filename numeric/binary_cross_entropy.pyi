"""Binary cross-entropy: the negative log-likelihood of one yes-or-no label.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/binary_cross_entropy.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Place, Real, Type

@overload
def binary_cross_entropy(
    y_hat: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def binary_cross_entropy(
    y_hat: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def binary_cross_entropy(
    y_hat: Array[F],
    y: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def binary_cross_entropy(
    y_hat: Numbers,
    y: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def binary_cross_entropy_vjp(
    g: float,
    y_hat: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[np.float64, np.float64]: ...
@overload
def binary_cross_entropy_vjp(
    g: Real,
    y_hat: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[Float, Float]: ...
@overload
def binary_cross_entropy_vjp(
    g: Array[F],
    y_hat: Array[F],
    y: Array[F],
    out: tuple[Place[F], Place[F]] | None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def binary_cross_entropy_vjp(
    g: Numbers,
    y_hat: Numbers,
    y: Numbers,
    out: tuple[Place[Any], Place[Any]] | None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def binary_cross_entropy_jvp(
    dy_hat: float,
    dy: float,
    y_hat: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def binary_cross_entropy_jvp(
    dy_hat: Real,
    dy: Real,
    y_hat: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def binary_cross_entropy_jvp(
    dy_hat: Array[F],
    dy: Array[F],
    y_hat: Array[F],
    y: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def binary_cross_entropy_jvp(
    dy_hat: Numbers,
    dy: Numbers,
    y_hat: Numbers,
    y: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def binary_cross_entropy_with_logits(
    z: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def binary_cross_entropy_with_logits(
    z: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def binary_cross_entropy_with_logits(
    z: Array[F],
    y: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def binary_cross_entropy_with_logits(
    z: Numbers,
    y: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def binary_cross_entropy_with_logits_vjp(
    g: float,
    z: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[np.float64, np.float64]: ...
@overload
def binary_cross_entropy_with_logits_vjp(
    g: Real,
    z: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[Float, Float]: ...
@overload
def binary_cross_entropy_with_logits_vjp(
    g: Array[F],
    z: Array[F],
    y: Array[F],
    out: tuple[Place[F], Place[F]] | None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> tuple[Array[F], Array[F]]: ...
@overload
def binary_cross_entropy_with_logits_vjp(
    g: Numbers,
    z: Numbers,
    y: Numbers,
    out: tuple[Place[Any], Place[Any]] | None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> tuple[Array[Any], Array[Any]]: ...

@overload
def binary_cross_entropy_with_logits_jvp(
    dz: float,
    dy: float,
    z: float,
    y: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def binary_cross_entropy_with_logits_jvp(
    dz: Real,
    dy: Real,
    z: Real,
    y: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def binary_cross_entropy_with_logits_jvp(
    dz: Array[F],
    dy: Array[F],
    z: Array[F],
    y: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def binary_cross_entropy_with_logits_jvp(
    dz: Numbers,
    dy: Numbers,
    z: Numbers,
    y: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
