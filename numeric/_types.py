"""What kernels take and return, for editors and type checkers: the stubs beside the kernels are written in these words.

A result without axes is a NumPy number.  Its type says so where all arguments are numbers; where arrays are given, how
many axes they have is no part of their type, and the result is said to be an array, whose methods the number has.
Class labels are integers.  A one-hot vector of integers works as well, but counts as labels here: give it as floats.
"""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

F = TypeVar("F", bound=np.floating[Any])
"""float16, float32 or float64: results have the type of the arguments, where these have one and the same."""

Array: TypeAlias = NDArray[F]
Numbers: TypeAlias = ArrayLike
"""Arrays, numbers and lists of them: whatever np.asarray takes."""

Float: TypeAlias = np.floating[Any]
Real: TypeAlias = float | np.floating[Any] | np.integer[Any]
"""One number, Python's or NumPy's."""

Labels: TypeAlias = int | np.integer[Any] | Sequence[int] | NDArray[np.integer[Any]]
"""Classes, counted from 0."""

Place: TypeAlias = Array[F] | None
"""Where one of several results goes; None for a new array."""

Out: TypeAlias = Array[F] | tuple[Place[F]] | None
"""Where the result goes, for a kernel that has one."""

Type: TypeAlias = DTypeLike
"""What the results of a function of numbers are to be computed and returned in."""

Casting: TypeAlias = Literal["no", "equiv", "safe", "same_kind", "unsafe"]
"""What may be cast to that type, and to that of out."""
