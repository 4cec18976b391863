"""ReLU: the rectified linear unit.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/relu.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Real, Type

@overload
def relu(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def relu(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def relu(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def relu(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def relu_vjp(
    g: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def relu_vjp(
    g: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def relu_vjp(
    g: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def relu_vjp(
    g: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def relu_jvp(
    dx: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def relu_jvp(
    dx: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def relu_jvp(
    dx: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def relu_jvp(
    dx: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def relu_derivative(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def relu_derivative(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def relu_derivative(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def relu_derivative(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
