"""GELU: the input weighted by the probability that a standard normal variable lies below it.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/gelu.py.
"""

from typing import Any, overload

import numpy as np

from ._types import Array, Casting, F, Float, Numbers, Out, Real, Type

@overload
def normal_cdf(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def normal_cdf(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def normal_cdf(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def normal_cdf(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def normal_cdf_vjp(
    g: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def normal_cdf_vjp(
    g: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def normal_cdf_vjp(
    g: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def normal_cdf_vjp(
    g: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def normal_cdf_jvp(
    dx: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def normal_cdf_jvp(
    dx: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def normal_cdf_jvp(
    dx: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def normal_cdf_jvp(
    dx: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def normal_cdf_derivative(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def normal_cdf_derivative(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def normal_cdf_derivative(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def normal_cdf_derivative(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_vjp(
    g: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_vjp(
    g: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_vjp(
    g: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_vjp(
    g: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_jvp(
    dx: float,
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_jvp(
    dx: Real,
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_jvp(
    dx: Array[F],
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_jvp(
    dx: Numbers,
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...

@overload
def gelu_derivative(
    x: float,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> np.float64: ...
@overload
def gelu_derivative(
    x: Real,
    out: None = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Float: ...
@overload
def gelu_derivative(
    x: Array[F],
    out: Out[F] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: None = None,
) -> Array[F]: ...
@overload
def gelu_derivative(
    x: Numbers,
    out: Out[Any] = None,
    *,
    where: Numbers = True,
    casting: Casting = "same_kind",
    dtype: Type | None = None,
) -> Array[Any]: ...
