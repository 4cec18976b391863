"""Index notation on top of arithmetic: dimensions, entries, deltas, sums, derivatives and named quantities.

Invariants: the bound index of a `Sum`, `Prod` or `Lambda` is visible only inside its body; every place of an `Entry`
ranges over the dimension of its axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .arithmetic import Add, Apply, Constant, Div, Expr, Mul, Neg, Node, Number, Operand, Pow, node, wrap
from .errors import NotationError
from .indices import Index, Place, Shifted, Size, plain

if TYPE_CHECKING:
    from .quantities import Quantity
    from .relations import Relation


@node
class Dim(Expr):
    """A dimension: any positive integer, or exactly `size`.  In expressions it is an ordinary number."""

    name: str
    size: int | None = None
    latex: str | None = None
    blocks: int = 1

    @property
    def over(self) -> Size:
        """What its indices range over."""
        return Size(self.name, self.size, self.blocks)

    def indices(self, names: str) -> tuple[Index, ...]:
        """K.indices("i j k"): indices that each range over 1..K."""
        return tuple(map(self.index, names.split()))

    def index(self, name: str) -> Index:
        """One index over 1..K."""
        return Index(plain(name), self.over)

    def fixed(self, names: str) -> tuple[Index, ...]:
        """K.fixed("c"): one value each, the same throughout; hypotheses about it are not about every value."""
        return tuple(Index(plain(name), self.over, fixed=True) for name in names.split())

    def __add__(self, other: Operand | Index) -> Any:
        if isinstance(other, Index):
            return Shifted(other, self.blocks, Size(self.name, self.size, self.blocks + 1))
        return super().__add__(other)

    def __rmul__(self, other: Operand) -> Expr:
        if isinstance(other, int) and other > 1 and self.blocks == 1:
            return Dim(self.name, self.size, self.latex, other)
        return super().__rmul__(other)


@node
class Scalar(Expr):
    """A real variable."""

    name: str
    positive: bool = False
    latex: str | None = None


@dataclass(frozen=True, init=False)
class Tensor:
    """Real entries: z = Tensor("z", K) has z[i]; Tensor("x", N, D) has x[n, d]."""

    name: str
    over: tuple[Size, ...]
    latex: str | None

    def __init__(self, name: str, *dims: Dim | Size, latex: str | None = None) -> None:
        if not dims:
            raise NotationError(f"Tensor({name!r}): expected at least one Dim; for a number use Scalar({name!r})")
        for dim in dims:
            if not isinstance(dim, (Dim, Size)):
                raise NotationError(f"Tensor({name!r}): expected Dims, got {dim!r}")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "over", tuple(dim.over if isinstance(dim, Dim) else dim for dim in dims))
        object.__setattr__(self, "latex", latex)

    def __getitem__(self, places: Place | int | tuple[Place | int, ...]) -> Expr:
        from .notation import place_in

        found = places if isinstance(places, tuple) else (places,)
        if len(found) != len(self.over):
            wanted = ", ".join(map(str, self.over))
            raise NotationError(
                f"{self.name}[{', '.join(map(str, found))}]: expected {len(self.over)} indices (over {wanted})"
            )
        return Entry(self, tuple(place_in(self.name, found, axis, over) for axis, over in enumerate(self.over)))


@node
class Entry(Expr):
    """One entry of a tensor."""

    tensor: Tensor
    places: tuple[Place, ...]


@node
class Delta(Expr):
    """Kronecker's delta."""

    left: Place
    right: Place


@node
class Sum(Expr):
    """Σ over the whole range of an index."""

    body: Expr
    index: Index


@node
class Prod(Expr):
    """Π over the whole range of an index."""

    body: Expr
    index: Index


@dataclass(frozen=True)
class SameIndex:
    """The condition i = j between indices."""

    left: Place
    right: Place


@node
class Cases(Expr):
    """A definition by cases: the first branch whose condition holds; the last condition may be the complement."""

    branches: tuple[tuple[Expr, Relation | SameIndex], ...]
    otherwise: Expr
    last: str = "otherwise"  # "complement": the report prints the negated condition


@node
class Diff(Expr):
    """∂ body / ∂ wrt, not yet carried out.  wrt is a Scalar, an Entry or a Named quantity."""

    body: Expr
    wrt: Expr


@node
class Lim(Expr):
    """The limit of body as the variable goes to +∞, or to −∞."""

    body: Expr
    variable: Scalar
    upward: bool = True


@node
class Lambda(Node):
    """indices ↦ body: what is handed to a definition in place of a tensor."""

    indices: tuple[Index, ...]
    body: Expr


@node
class Named(Expr):
    """A quantity by its name, not yet unfolded.  arguments replace its inputs; empty means its inputs as they are."""

    quantity: Quantity
    places: tuple[Place, ...] = ()
    arguments: tuple[Expr | Lambda, ...] = ()


@node
class Group(Expr):
    """Brackets that the author wants to see: means the same as its argument."""

    arg: Expr
    brackets: str = "()"


__all__ = [
    "Add", "Apply", "Cases", "Constant", "Delta", "Diff", "Dim", "Div", "Entry", "Expr", "Group", "Lambda", "Lim",
    "Mul", "Named", "Neg", "Node", "Number", "Operand", "Pow", "Prod", "SameIndex", "Scalar", "Sum", "Tensor", "wrap",
]  # fmt: skip
