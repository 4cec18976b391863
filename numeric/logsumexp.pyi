"""Log-sum-exp: a smooth maximum.

Generated, do not edit: `proofnotes kernels` makes this file from derivations/logsumexp.py.
"""

from typing import Any, overload

from ._types import Array, F, Numbers, Out

@overload
def logsumexp(z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def logsumexp(z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def logsumexp_vjp(g: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def logsumexp_vjp(g: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...

@overload
def logsumexp_jvp(dz: Array[F], z: Array[F], axis: int = -1, out: Out[F] = None) -> Array[F]: ...
@overload
def logsumexp_jvp(dz: Numbers, z: Numbers, axis: int = -1, out: Out[Any] = None) -> Array[Any]: ...
