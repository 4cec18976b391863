"""Leaky ReLU: a rectifier with a slope below zero.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/leaky_relu.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Real, Type

@overload
def leaky_relu(
    x: float,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def leaky_relu(
    x: Real,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def leaky_relu(
    x: Array[F],
    alpha: Real = 0.01,
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def leaky_relu(
    x: Numbers,
    alpha: Real = 0.01,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def leaky_relu_vjp(
    g: float,
    x: float,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def leaky_relu_vjp(
    g: Real,
    x: Real,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def leaky_relu_vjp(
    g: Array[F],
    x: Array[F],
    alpha: Real = 0.01,
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def leaky_relu_vjp(
    g: Numbers,
    x: Numbers,
    alpha: Real = 0.01,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def leaky_relu_jvp(
    dx: float,
    x: float,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def leaky_relu_jvp(
    dx: Real,
    x: Real,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def leaky_relu_jvp(
    dx: Array[F],
    x: Array[F],
    alpha: Real = 0.01,
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def leaky_relu_jvp(
    dx: Numbers,
    x: Numbers,
    alpha: Real = 0.01,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def leaky_relu_derivative(
    x: float,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def leaky_relu_derivative(
    x: Real,
    alpha: Real = 0.01,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def leaky_relu_derivative(
    x: Array[F],
    alpha: Real = 0.01,
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def leaky_relu_derivative(
    x: Numbers,
    alpha: Real = 0.01,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
