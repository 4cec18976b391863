"""GELU, tanh form: the usual approximation of GELU.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu_tanh.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Real, Type

@overload
def gelu_tanh(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_tanh(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_tanh(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_tanh(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_tanh_vjp(
    g: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_tanh_vjp(
    g: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_tanh_vjp(
    g: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_tanh_vjp(
    g: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_tanh_jvp(
    dx: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_tanh_jvp(
    dx: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_tanh_jvp(
    dx: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_tanh_jvp(
    dx: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_tanh_derivative(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_tanh_derivative(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_tanh_derivative(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_tanh_derivative(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
