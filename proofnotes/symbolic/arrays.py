"""Vectors and matrices as notation: diag(y) − y yᵀ, W x + b.

An array is a way to write its entries: `entry(i, j)` is the index expression that the prover sees, so that a matrix
equation is proved entry by entry and printed as a matrix equation.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from .calculus import same_place
from .errors import NotationError
from .indices import Index, Place, Size, fresh
from .quantities import Applied, Quantity
from .tree import Diff, Entry, Expr, Mul, Neg, Sum, Tensor, wrap


class Array(ABC):
    """Something with entries.  over are the sizes of its axes."""

    @property
    @abstractmethod
    def over(self) -> tuple[Size, ...]:
        """What each axis ranges over."""

    @abstractmethod
    def entry(self, *places: Place) -> Expr:
        """The entry at these places."""

    def __add__(self, other: Array) -> Array:
        return Combined(self, "+", other)

    def __sub__(self, other: Array) -> Array:
        return Combined(self, "-", other)

    def __matmul__(self, other: Array) -> Array:
        return Product(self, other)

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

    @property
    def over(self) -> tuple[Size, ...]:
        return tuple(reversed(self.of.over))

    def entry(self, *places: Place) -> Expr:
        return self.of.entry(*reversed(places))


@dataclass(frozen=True)
class Diagonal(Array):
    """diag(y): δ_ij y_i."""

    of: Array

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
        if self.left.over != self.right.over:
            raise NotationError(
                f"{self.left} {self.sign} {self.right}: shapes {self.left.over} and {self.right.over} differ"
            )

    @property
    def over(self) -> tuple[Size, ...]:
        return self.left.over

    def entry(self, *places: Place) -> Expr:
        right = self.right.entry(*places)
        return self.left.entry(*places) + (right if self.sign == "+" else Neg(right))


@dataclass(frozen=True)
class Product(Array):
    """A B: matrix times vector, and column times row (y yᵀ)."""

    left: Array
    right: Array

    def _outer(self) -> bool:
        return len(self.left.over) == 1 and isinstance(self.right, Transposed) and len(self.right.over) == 1

    @property
    def over(self) -> tuple[Size, ...]:
        if self._outer():
            return self.left.over + self.right.over
        if not self.right.over or self.left.over[-1] != self.right.over[0]:
            raise NotationError(f"{self.left} {self.right}: shapes {self.left.over} and {self.right.over} do not fit")
        return self.left.over[:-1] + self.right.over[1:]

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

    @property
    def over(self) -> tuple[Size, ...]:
        return self.of.over + self.wrt.over

    def entry(self, *places: Place) -> Expr:
        split = len(self.of.over)
        return Diff(self.of.entry(*places[:split]), self.wrt.entry(*places[split:]))


def same_entries(left: Expr | Array, right: Expr | Array) -> tuple[Expr, Expr]:
    """Both sides as index expressions with the same fresh indices."""
    if isinstance(left, Expr) and isinstance(right, Expr):
        return left, right
    if not isinstance(left, Array) or not isinstance(right, Array) or left.over != right.over:
        raise NotationError(f"{left} = {right}: expected two arrays of the same shape")
    axes = tuple(fresh(Index(name, size)) for name, size in zip("ijklmn", left.over, strict=False))
    return left.entry(*axes), right.entry(*axes)


_ = (Entry, wrap)
