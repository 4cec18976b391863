"""The little language in which attacks are generated: plain data, from which both the statement for the prover
(`source`) and its values at concrete points (`oracle`) are made.

Indices are bound lexically: the innermost `Bind`, `Lam` or `Let` that has the same index binds it.  Two indices of one
name over two axes are two indices.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True)
class Axis:
    """Any positive integer, or exactly `size`; blocks > 1 stacks equal copies, and as many groups as an axis has."""

    name: str
    size: int | None = None
    blocks: int | Axis = 1

    @property
    def base(self) -> Axis:
        """One block."""
        return replace(self, blocks=1)

    @property
    def factors(self) -> tuple[Axis, ...]:
        """The axes that it is the product of."""
        return (*(self.blocks.factors if isinstance(self.blocks, Axis) else ()), self.base)

    def length(self, sizes: Mapping[str, int]) -> int:
        """How many places it has."""
        groups = self.blocks.length(sizes) if isinstance(self.blocks, Axis) else self.blocks
        return (self.size or sizes[self.name]) * groups


@dataclass(frozen=True)
class Idx:
    """An index over an axis.  A fixed one that is implied is written like any other, and fixed by a hypothesis."""

    name: str
    over: Axis
    fixed: bool = False
    implied: bool = False


@dataclass(frozen=True)
class Shift:
    """The place of `inner` in a later block of a stacked axis; of another one, if somebody mistakes them."""

    block: int
    inner: Idx
    mistaken: Axis | None = None


@dataclass(frozen=True)
class Within:
    """The place of `inner` in a group of an axis of groups."""

    over: Axis
    group: Place
    inner: Idx | int


@dataclass(frozen=True)
class Calc:
    """The place with this number; what is read outside its axis is 0."""

    number: Term


Place = Idx | Shift | Within | Calc | int


@dataclass(frozen=True)
class Count:
    """An index as a number."""

    index: Idx


@dataclass(frozen=True)
class Num:
    """A rational number."""

    value: Fraction


@dataclass(frozen=True)
class Extent:
    """A dimension as a number."""

    axis: Axis


@dataclass(frozen=True)
class Var:
    """A scalar."""

    name: str
    positive: bool = False


@dataclass(frozen=True)
class Arr:
    """A tensor."""

    name: str
    axes: tuple[Axis, ...]


@dataclass(frozen=True)
class Ent:
    """An entry of a tensor."""

    array: Arr
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Del:
    """Kronecker's delta."""

    left: Place
    right: Place


@dataclass(frozen=True)
class Op:
    """add, sub, mul, div, neg, pow, exp, log, sqrt, tanh, erf, abs, max, paren of arguments."""

    op: str
    args: tuple[Term, ...]


@dataclass(frozen=True)
class Bind:
    """total, product or largest, over those positions where a condition holds."""

    op: str
    body: Term
    index: Idx
    where: Rel | Same | All | None = None


@dataclass(frozen=True)
class Rel:
    """A relation; its free indices mean every value."""

    left: Term
    sign: str
    right: Term


@dataclass(frozen=True)
class Same:
    """The condition that two indices are equal."""

    left: Place
    right: Place


@dataclass(frozen=True)
class All:
    """Conditions that hold together."""

    conditions: tuple[Rel | Same, ...]


@dataclass(frozen=True)
class Case:
    """value if the condition holds, else otherwise."""

    value: Term
    condition: Rel | Same | All
    otherwise: Term


@dataclass(frozen=True)
class Der:
    """The derivative with respect to a Var, an Ent or a Named without arguments."""

    body: Term
    wrt: Term


@dataclass(frozen=True)
class At:
    """The body with the index at another place."""

    body: Term
    index: Idx
    place: Place


@dataclass(frozen=True)
class Lam:
    """A function of indices, handed to a quantity in place of a tensor."""

    indices: tuple[Idx, ...]
    body: Term


@dataclass(frozen=True)
class Let:
    """name(inputs)[indices] := body, made by `let`, `let_scalar` or `Definition`."""

    name: str
    body: Term
    indices: tuple[Idx, ...] = ()
    inputs: tuple[Arr | Var, ...] = ()
    door: str = "let"


@dataclass(frozen=True)
class Named:
    """A quantity at places, of its own inputs (no arguments) or of others."""

    let: Let
    places: tuple[Place, ...] = ()
    arguments: tuple[Term | Lam | Arr, ...] = ()


@dataclass(frozen=True)
class Inv:
    """An entry of the inverse of a square matrix."""

    matrix: Let
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Det:
    """The determinant of a square matrix."""

    matrix: Let


@dataclass(frozen=True)
class Chance:
    """A random quantity: normal, uniform or bernoulli with parameters, or of any law on a sample space.

    Of the last, weights and values are what the library makes of the name.
    """

    name: str
    law: str
    parameters: tuple[Term, ...] = ()
    axes: tuple[Axis, ...] = ()

    @property
    def space(self) -> Axis:
        """The sample space."""
        return Axis(f"Omega_{{{self.name}}}")

    @property
    def hidden(self) -> tuple[Arr, ...]:
        """Weights and values on it."""
        if self.law != "random":
            return ()
        return Arr(f"P_{{{self.name}}}", (self.space,)), Arr(f"V_{{{self.name}}}", (self.space, *self.axes))


@dataclass(frozen=True)
class Out:
    """A random quantity, or an entry of one."""

    chance: Chance
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Mean:
    """The expectation over a random quantity."""

    body: Term
    chance: Chance


Term = Num | Extent | Count | Var | Ent | Del | Op | Bind | Case | Der | At | Named | Inv | Det | Out | Mean
Part = Term | Lam | Rel | Same | All | Arr | Idx | Shift | Within | Calc | int


@dataclass(frozen=True)
class Statement:
    """What is handed to `prove`; refused: somebody should refuse it as not well formed."""

    claim: Rel
    assuming: tuple[Rel, ...] = ()
    refused: bool = False


def num(value: int | Fraction) -> Num:
    """A number."""
    return Num(Fraction(value))


def op(name: str, *args: Term | int) -> Op:
    """An operation; ints are numbers."""
    return Op(name, tuple(num(each) if isinstance(each, int) else each for each in args))


def total(body: Term, *indices: Idx) -> Term:
    """Σ, the first index outermost."""
    for index in reversed(indices):
        body = Bind("total", body, index)
    return body
