"""Sigmoid: a number as a probability.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/sigmoid.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Real, Type

@overload
def sigmoid(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def sigmoid(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def sigmoid(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def sigmoid(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def sigmoid_vjp(
    g: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def sigmoid_vjp(
    g: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def sigmoid_vjp(
    g: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def sigmoid_vjp(
    g: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def sigmoid_jvp(
    dx: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def sigmoid_jvp(
    dx: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def sigmoid_jvp(
    dx: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def sigmoid_jvp(
    dx: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def sigmoid_derivative(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def sigmoid_derivative(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def sigmoid_derivative(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def sigmoid_derivative(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
