"""Softmax: a distribution from scores.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/softmax.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out

@overload
def softmax(z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def softmax(z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def softmax_vjp(g: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def softmax_vjp(g: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def softmax_jvp(dz: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def softmax_jvp(dz: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def softmax_jacobian(z: Array[F], out: Out[F] = None) -> Array[F]: ...
@overload
def softmax_jacobian(z: Numbers, out: Out[Any] = None) -> Array[Any]: ...
