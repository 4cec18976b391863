"""Log-softmax: the logarithms of the probabilities that softmax gives.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/log_softmax.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out

@overload
def log_softmax(z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def log_softmax(z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def log_softmax_vjp(g: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def log_softmax_vjp(g: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def log_softmax_jvp(dz: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def log_softmax_jvp(dz: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def log_softmax_jacobian(z: Array[F], out: Out[F] = None) -> Array[F]: ...
@overload
def log_softmax_jacobian(z: Numbers, out: Out[Any] = None) -> Array[Any]: ...
