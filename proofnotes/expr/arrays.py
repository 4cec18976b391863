"""Vectors and matrices as notation: diag(y) − y yᵀ, W x + b.

An array is a way to write its entries: `entry(i, j)` is the index expression that the prover sees, so that a matrix
equation is proved entry by entry and printed as a matrix equation.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from .calculus import same_place
from .errors import NotationError
from .faces import WithSympy
from .indices import Index, Place, Size, fresh, place_in
from .misuse import NoNumber, vocabulary
from .nodes import (
    Applied,
    Apply,
    Determinant,
    Diff,
    Expr,
    Inverted,
    Lambda,
    Mul,
    Neg,
    Quantity,
    Sum,
    Tensor,
)
from .spelling import shortened


class Array(WithSympy, NoNumber, ABC):
    """Something with entries.  over are the sizes of its axes."""

    def instead(self) -> str:
        """Only arrays of one shape are added, and only matrices multiplied."""
        return f"{self} is {_shape(self)}, not a number: write entries, z[i], or Whole(z) + ..., ... @ ..., ....T"

    @property
    @abstractmethod
    def over(self) -> tuple[Size, ...]:
        """What each axis ranges over."""

    @property
    def row(self) -> bool:
        """Whether it is a row vector: with one axis, but no column."""
        return False

    @abstractmethod
    def entry(self, *places: Place) -> Expr:
        """The entry at these places."""

    def __add__(self, other: Array) -> Array:
        return Combined(self, "+", other)

    def __sub__(self, other: Array) -> Array:
        return Combined(self, "-", other)

    def __matmul__(self, other: Array) -> Array:
        return Product(self, other)

    def __getitem__(self, places: Place | int | tuple[Place | int, ...]) -> Expr:
        found = places if isinstance(places, tuple) else (places,)
        if len(found) != len(self.over):
            written = ", ".join(map(str, found))
            raise NotationError(f"({self})[{written}]: expected {len(self.over)} indices, for {_shape(self)}")
        name = str(self)
        return self.entry(*(place_in(name, found, axis, over) for axis, over in enumerate(self.over)))

    @property
    def inverse(self) -> Array:
        """A⁻¹ of a square matrix, as Inverse(A)."""
        return Inverse(self)

    @property
    def T(self) -> Array:  # noqa: N802 - the field's name
        """The transpose: of a vector, a row."""
        return Transposed(self)

    def __str__(self) -> str:
        axes = tuple(Index(name, size) for name, size in zip("ijkl", self.over, strict=False))
        return f"[{self.entry(*axes)}]"


@dataclass(frozen=True)
class Whole(Array):
    """A tensor or a named quantity as one object: 𝐲.  bold says how it is printed."""

    of: Tensor | Quantity | Applied
    bold: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.of, (Tensor, Quantity, Applied)):
            shown = self.of if isinstance(self.of, Expr) else shortened(self.of)
            raise NotationError(f"Whole({shown}): expected a tensor or a quantity, without its indices")

    @property
    def over(self) -> tuple[Size, ...]:
        if isinstance(self.of, Tensor):
            return self.of.over
        quantity = self.of.quantity if isinstance(self.of, Applied) else self.of
        return tuple(index.over for index in quantity.indices)

    def entry(self, *places: Place) -> Expr:
        return self.of[places]


@dataclass(frozen=True)
class Transposed(Array):
    """Aᵀ; of a vector, the row vector."""

    of: Array

    def __post_init__(self) -> None:
        _check_arrays(f"the transpose of {shortened(self.of)}", self.of)

    @property
    def over(self) -> tuple[Size, ...]:
        return tuple(reversed(self.of.over))

    @property
    def row(self) -> bool:
        return len(self.over) == 1 and not self.of.row

    def entry(self, *places: Place) -> Expr:
        return self.of.entry(*reversed(places))


@dataclass(frozen=True)
class Diagonal(Array):
    """diag(y): δ_ij y_i."""

    of: Array

    def __post_init__(self) -> None:
        _check_arrays(f"Diagonal({shortened(self.of)})", self.of)
        if len(self.of.over) != 1:
            raise NotationError(f"Diagonal({self.of}): expected a vector, got {_shape(self.of)}")

    @property
    def over(self) -> tuple[Size, ...]:
        return self.of.over * 2

    def entry(self, *places: Place) -> Expr:
        return Mul((same_place(*places), self.of.entry(places[0])))


@dataclass(frozen=True)
class Combined(Array):
    """A + B and A − B, entry by entry."""

    left: Array
    sign: str
    right: Array

    def __post_init__(self) -> None:
        _check_arrays(f"{shortened(self.left)} {self.sign} {shortened(self.right)}", self.left, self.right)
        if not alike(self.left, self.right):
            raise NotationError(f"{self.left} {self.sign} {self.right}: {_shape(self.left)}, {_shape(self.right)}")

    @property
    def over(self) -> tuple[Size, ...]:
        return self.left.over

    @property
    def row(self) -> bool:
        return self.left.row

    def entry(self, *places: Place) -> Expr:
        right = self.right.entry(*places)
        return self.left.entry(*places) + (right if self.sign == "+" else Neg(right))


@dataclass(frozen=True)
class Product(Array):
    """A B: matrix times vector, and column times row (y yᵀ)."""

    left: Array
    right: Array

    def __post_init__(self) -> None:
        _check_arrays(f"{shortened(self.left)} @ {shortened(self.right)}", self.left, self.right)
        self.over  # noqa: B018 - which refuses what cannot be multiplied

    def _outer(self) -> bool:
        return len(self.left.over) == 1 and not self.left.row and self.right.row

    @property
    def over(self) -> tuple[Size, ...]:
        if self._outer():
            return self.left.over + self.right.over
        columns = len(self.left.over) == 1 and not self.left.row
        if columns or self.right.row or not self.right.over or self.left.over[-1:] != self.right.over[:1]:
            raise NotationError(f"{self.left} {self.right}: {_shape(self.left)}, {_shape(self.right)}")
        return self.left.over[:-1] + self.right.over[1:]

    @property
    def row(self) -> bool:
        return len(self.over) == 1 and self.left.row

    def entry(self, *places: Place) -> Expr:
        if self._outer():
            return Mul((self.left.entry(places[0]), self.right.entry(places[1])))
        split = len(self.left.over) - 1
        k = fresh(Index("k", self.left.over[-1]))
        return Sum(self.left.entry(*places[:split], k) * self.right.entry(k, *places[split:]), k)


@dataclass(frozen=True)
class Jacobian(Array):
    """∂y/∂z: entry (i, j) is ∂y_i/∂z_j."""

    of: Array
    wrt: Array

    def __post_init__(self) -> None:
        _check_arrays(f"Jacobian({shortened(self.of)}, {shortened(self.wrt)})", self.of, self.wrt)

    @property
    def over(self) -> tuple[Size, ...]:
        return self.of.over + self.wrt.over

    def entry(self, *places: Place) -> Expr:
        split = len(self.of.over)
        return Diff(self.of.entry(*places[:split]), self.wrt.entry(*places[split:]))


@dataclass(frozen=True, init=False)
class Inverse(Array):
    """A⁻¹ of a square matrix A: Inverse(A)[i, j].  It asks for Ne(det(A), 0)."""

    of: Array

    def __init__(self, of: Matrix) -> None:
        object.__setattr__(self, "of", _matrix("Inverse", of))

    @property
    def over(self) -> tuple[Size, ...]:
        return self.of.over

    def entry(self, *places: Place) -> Expr:
        return Inverted(_function(self.of), places)

    def __str__(self) -> str:
        tensor = self.of.of if isinstance(self.of, Whole) else None
        return f"Inverse({tensor.name if isinstance(tensor, Tensor) else self.of})"


@dataclass(frozen=True)
class Hessian(Array):
    """The second derivatives of a number: entry (i, j) is ∂²f/∂x_i ∂x_j."""

    of: Expr
    wrt: Array

    def __post_init__(self) -> None:
        if not isinstance(self.of, Expr):
            raise NotationError(f"Hessian({shortened(self.of)}, ...): expected an expression, one number")
        _check_arrays(f"Hessian({self.of}, {shortened(self.wrt)})", self.wrt)

    @property
    def over(self) -> tuple[Size, ...]:
        return self.wrt.over * 2

    def entry(self, *places: Place) -> Expr:
        split = len(self.wrt.over)
        return Diff(Diff(self.of, self.wrt.entry(*places[:split])), self.wrt.entry(*places[split:]))


Matrix = Array | Tensor | Quantity | Applied


@vocabulary
def det(matrix: Matrix) -> Expr:
    """The determinant of a square matrix: det(A), det(Whole(A) @ Whole(B))."""
    return Determinant(_function(_matrix("det", matrix)))


@vocabulary
def logdet(matrix: Matrix) -> Expr:
    """log det A, of a matrix whose determinant is positive."""
    return Apply("log", (det(matrix),))


@vocabulary
def trace(matrix: Matrix) -> Expr:
    """The trace of a square matrix, Σ_k A_kk."""
    square = _matrix("trace", matrix)
    k = fresh(Index("k", square.over[0]))
    return Sum(square.entry(k, k), k)


def _matrix(called: str, given: Matrix) -> Array:
    """What is given, as a square matrix."""
    array = Whole(given) if isinstance(given, (Tensor, Quantity, Applied)) else given
    _check_arrays(f"{called}({shortened(given)})", array)
    if len(array.over) != 2 or array.over[0] != array.over[1]:
        raise NotationError(f"{called}({array}): expected a square matrix, got {_shape(array)}")
    return array


def _function(matrix: Array) -> Lambda:
    """The matrix as a function of indices that no author can write, always the same: det(A) is det(A)."""
    axes = tuple(Index(f"{name}~", size) for name, size in zip("ij", matrix.over, strict=True))
    return Lambda(axes, matrix.entry(*axes))


def alike(left: Array, right: Array) -> bool:
    """Whether both have the same shape: a row is not a column."""
    return left.over == right.over and left.row == right.row


def _check_arrays(written: str, *given: object) -> None:
    for each in given:
        if not isinstance(each, Array):
            helps = f"; write Whole({each.name})" if isinstance(each, (Tensor, Quantity)) else ""
            raise NotationError(f"{written}: expected a vector or matrix, got {shortened(each)}{helps}")


def _shape(array: Array) -> str:
    kind = "row" if array.row else "column" if len(array.over) == 1 else "matrix"
    return f"a {kind} over ({', '.join(map(str, array.over))})"


def same_entries(left: Expr | Array, right: Expr | Array) -> tuple[Expr, Expr]:
    """Both sides as index expressions with the same fresh indices."""
    if isinstance(left, Expr) and isinstance(right, Expr):
        return left, right
    if not isinstance(left, Array) or not isinstance(right, Array) or not alike(left, right):
        raise NotationError(f"{left} = {right}: expected two arrays of the same shape")
    axes = tuple(fresh(Index(name, size)) for name, size in zip("ijklmn", left.over, strict=False))
    return left.entry(*axes), right.entry(*axes)
