"""Expressions as they stand in Coq once every name is unfolded, with canonical names of what is bound; and their text.

They serve the search for a proof and nothing else: Coq checks what comes out.  Trees are frozen and compare by
structure; `text` is what Coq reads, `names` are the free indices and variables.  A bound index is called k, the height
of its body, and its dimension (`canonical`), so that sums that differ in their indices only are one tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from functools import cached_property
from itertools import count
from typing import ClassVar, TypeVar, dataclass_transform

from .integers import Integer
from .places import NONE, PLACES, Extent, Free, Names, Place

P = TypeVar("P", bound="Part")

Step = Callable[["Tree"], "Tree"]
Mapped = Mapping[str, Place]
"""Places instead of free indices."""

NOWHERE: Mapped = {}


class Part:
    """A tree, or a part of one that is no number: a condition, the point of a derivative.

    _own names the field that is a free name, _binds those that are bound in the field body.
    """

    _parts: ClassVar[tuple[str, ...]] = ()
    _own: ClassVar[str] = ""
    _binds: ClassVar[str] = ""

    def _key(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._parts])

    @cached_property
    def _hash(self) -> int:
        return hash((type(self).__name__, self._key()))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        assert isinstance(other, Part)
        return self._key() == other._key()

    def __repr__(self) -> str:
        return self.text

    @cached_property
    def text(self) -> str:
        """What Coq reads."""
        return self._text()

    def _text(self) -> str:
        raise NotImplementedError

    @cached_property
    def names(self) -> Names:
        """Every index and variable name that is free."""
        found: set[str] = set()
        for field in self._parts:
            value = getattr(self, field)
            inside = frozenset().union(*(each.names for each in _flat(value)))
            if field == "body" and self._binds:
                inside -= self.bound_here
            found |= inside
        if self._own:
            found.add(getattr(self, self._own))
        return frozenset(found)

    @property
    def bound_here(self) -> Names:
        """The names that this node binds in its body."""
        if not self._binds:
            return NONE
        bound = getattr(self, self._binds)
        return frozenset({bound} if isinstance(bound, str) else bound)

    @cached_property
    def kids(self) -> tuple[Tree, ...]:
        """The trees right below, also those inside conditions and points."""
        found: list[Tree] = []
        for each in (each for field in self._parts for each in _flat(getattr(self, field))):
            if isinstance(each, Tree):
                found.append(each)
            elif isinstance(each, Part):
                found += each.kids
        return tuple(found)

    def remade(self: P, step: Step, mapping: Mapped = NOWHERE) -> P:
        """The same node with a step on each tree right below and its places replaced; who binds is the caller's."""
        old = self._key()
        new = tuple([_stepped(value, step, mapping) for value in old])
        return self if all(a is b for a, b in zip(old, new, strict=True)) else type(self)(*new)


def _flat(value: object) -> Iterator[Part | Place | Integer]:
    if isinstance(value, (Part, Integer, *PLACES)):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _flat(each)


def _stepped(value: object, step: Step, mapping: Mapped) -> object:
    if isinstance(value, Tree):
        return step(value)
    if isinstance(value, Part):
        return value.remade(step, mapping)
    if isinstance(value, (Integer, *PLACES)):
        return value.moved(mapping) if mapping else value
    if isinstance(value, tuple):
        new = tuple([_stepped(each, step, mapping) for each in value])
        return value if all(a is b for a, b in zip(value, new, strict=True)) else new
    return value


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[P]) -> type[P]:
    made = dataclass(frozen=True, eq=False, repr=False)(cls)
    made._parts = tuple(field.name for field in fields(made))  # type: ignore[arg-type]
    return made


class Tree(Part):
    """A real number."""

    @cached_property
    def depth(self) -> int:
        """How many sums, products and maxima stand inside each other."""
        return max((each.depth for each in self.kids), default=0)

    @cached_property
    def order(self) -> int:
        """How many derivatives stand inside each other."""
        return max((each.order for each in self.kids), default=0)

    @cached_property
    def bound(self) -> Names:
        """The bound names anywhere inside."""
        return self.bound_here.union(*(each.bound for each in self.kids))


def number_text(value: Fraction) -> str:
    """A number in Coq; - 1 would be read as one numeral, (- (1)) is an opposite."""
    digits = str(abs(value.numerator)) if value.denominator == 1 else f"({abs(value.numerator)}/{value.denominator})"
    return digits if value >= 0 else f"(-{digits})"


@node
class Num(Tree):
    """A rational number."""

    value: Fraction

    def _text(self) -> str:
        return number_text(self.value)


@node
class Pi(Tree):
    """π."""

    def _text(self) -> str:
        return "PI"


@node
class Card(Tree):
    """A dimension as a number."""

    extent: Extent

    def _text(self) -> str:
        return f"(INR {self.extent.text})"


@node
class Ordinal(Tree):
    """An index as the number that it counts, from 1."""

    place: Place

    def _text(self) -> str:
        return f"(INR (S {self.place.text}))"


@node
class Var(Tree):
    """A scalar."""

    _own = "name"

    name: str

    def _text(self) -> str:
        return self.name


@node
class At(Tree):
    """An entry of a tensor."""

    _own = "name"

    name: str
    places: tuple[Place, ...]

    def _text(self) -> str:
        return f"({self.name} {' '.join(place.text for place in self.places)})"


@node
class Kron(Tree):
    """Kronecker's delta."""

    left: Place
    right: Place

    def _text(self) -> str:
        return f"(delta {self.left.text} {self.right.text})"


@node
class KronOf(Tree):
    """Kronecker's delta of two numbers."""

    left: Integer
    right: Integer

    def _text(self) -> str:
        return f"(delta_Z {self.left.text}%Z {self.right.text}%Z)"


class Pair(Tree):
    """Arithmetic of two numbers."""

    sign: ClassVar[str]

    left: Tree
    right: Tree

    def _text(self) -> str:
        return f"({self.left.text} {self.sign} {self.right.text})"


@node
class Plus(Pair):
    """a + b."""

    sign = "+"

    left: Tree
    right: Tree


@node
class Minus(Pair):
    """a - b."""

    sign = "-"

    left: Tree
    right: Tree


@node
class Times(Pair):
    """a b."""

    sign = "*"

    left: Tree
    right: Tree


@node
class Over(Pair):
    """a / b."""

    sign = "/"

    left: Tree
    right: Tree


@node
class Opp(Tree):
    """- a."""

    arg: Tree

    def _text(self) -> str:
        return f"(- ({self.arg.text}))" if isinstance(self.arg, Num) else f"(- {self.arg.text})"


@node
class Inv(Tree):
    """1 / a."""

    arg: Tree

    def _text(self) -> str:
        return f"(/ {self.arg.text})"


@node
class IntPow(Tree):
    """A power whose exponent is a natural number."""

    base: Tree
    exponent: int

    def _text(self) -> str:
        return f"({self.base.text} ^ {self.exponent})"


@node
class CountedPow(Tree):
    """A power whose exponent is a whole number of indices and dimensions, which may be negative or not."""

    base: Tree
    exponent: Integer
    signed: bool

    def _text(self) -> str:
        if self.signed:
            return f"(powerRZ {self.base.text} {self.exponent.text})"
        return f"({self.base.text} ^ {self.exponent.natural})"


@node
class RealPow(Tree):
    """Any other power, of a positive base."""

    base: Tree
    exponent: Tree

    def _text(self) -> str:
        return f"(Rpower {self.base.text} {self.exponent.text})"


@node
class Fun(Tree):
    """An elementary function, by its name in Coq."""

    name: str
    arg: Tree

    def _text(self) -> str:
        return f"({self.name} {self.arg.text})"


@node
class Larger(Tree):
    """The larger of two numbers."""

    left: Tree
    right: Tree

    def _text(self) -> str:
        return f"(Rmax {self.left.text} {self.right.text})"


class Big(Tree):
    """What goes over the whole range of an index."""

    _binds = "binder"
    word: ClassVar[str]

    binder: str
    extent: Extent
    body: Tree

    def rebound(self, binder: str, body: Tree) -> Big:
        """The same over another body, with another name of the index."""
        return replace(self, binder=binder, body=body)  # type: ignore[type-var]

    def _text(self) -> str:
        return f"({self.word} (fun {self.binder} => {self.body.text}) {self.extent.text})"

    @cached_property
    def depth(self) -> int:
        return 1 + self.body.depth


@node
class SumOver(Big):
    """Σ."""

    word = "sum"

    binder: str
    extent: Extent
    body: Tree


@node
class ProdOver(Big):
    """Π."""

    word = "prod"

    binder: str
    extent: Extent
    body: Tree


@node
class MaxOver(Big):
    """The largest value."""

    word = "largest"

    binder: str
    extent: Extent
    body: Tree


@node
class ReadAt(Big):
    """The body at the place with this number; 0 where it lies outside."""

    word = "read_at"

    number: Integer
    binder: str
    extent: Extent
    body: Tree

    def _text(self) -> str:
        return f"(read_at {self.number.text}%Z {self.extent.text} (fun {self.binder} => {self.body.text}))"


class Decidable(Part):
    """What can be decided."""


DECIDED = {
    "<": "Rlt_dec {0} {1}",
    ">": "Rlt_dec {1} {0}",
    "<=": "Rle_dec {0} {1}",
    ">=": "Rle_dec {1} {0}",
    "=": "Req_EM_T {0} {1}",
}
"""Signs, by what decides them."""


@node
class Compare(Decidable):
    """A relation of two numbers."""

    left: Tree
    sign: str
    right: Tree

    def _text(self) -> str:
        return DECIDED[self.sign].format(self.left.text, self.right.text)


WHOLE_DECIDED = {
    "<": "Z.ltb {0} {1}",
    ">": "Z.ltb {1} {0}",
    "<=": "Z.leb {0} {1}",
    ">=": "Z.leb {1} {0}",
    "=": "Z.eqb {0} {1}",
}
"""The same of whole numbers."""


@node
class CompareWhole(Decidable):
    """A relation of two whole numbers."""

    left: Integer
    sign: str
    right: Integer

    def _text(self) -> str:
        return WHOLE_DECIDED[self.sign].format(f"{self.left.text}%Z", f"{self.right.text}%Z")


@node
class Same(Decidable):
    """i = j."""

    left: Place
    right: Place

    def _text(self) -> str:
        return f"Nat.eqb {self.left.text} {self.right.text}"


@node
class IfElse(Tree):
    """One value where a condition holds, else the other."""

    condition: Decidable
    then: Tree
    otherwise: Tree

    def _text(self) -> str:
        return f"(if {self.condition.text} then {self.then.text} else {self.otherwise.text})"


class Site(Part):
    """Where a derivative is taken."""


@node
class AtVariable(Site):
    """At a variable of the same shape: a scalar or a tensor."""

    _own = "name"

    name: str

    def _text(self) -> str:
        return self.name


@node
class AtNumber(Site):
    """At the value of a number."""

    tree: Tree

    def _text(self) -> str:
        return self.tree.text


@node
class Lam(Site):
    """At a function of indices."""

    _binds = "params"

    params: tuple[str, ...]
    body: Tree

    def _text(self) -> str:
        return f"(fun {' '.join(self.params)} => {self.body.text})"


@node
class Slope(Tree):
    """The derivative of the body by the entry of the binder at these places, at a point."""

    _binds = "binder"

    binder: str
    body: Tree
    point: Site
    places: tuple[Place, ...]

    @property
    def axes(self) -> int:
        """How many indices the variable has."""
        return len(self.places)

    def _text(self) -> str:
        at = "".join(f" {place.text}" for place in self.places)
        return f"(pd{self.axes} (fun {self.binder} => {self.body.text}) {self.point.text}{at})"

    @cached_property
    def order(self) -> int:
        return 1 + max(each.order for each in self.kids)


@node
class EntryLaw(Part):
    """The law of a random number; of an array that of an entry, by the indices of the entry."""

    _binds = "params"

    law: str
    params: tuple[str, ...]
    body: tuple[Tree, ...]

    def _text(self) -> str:
        law = " ".join([self.law, *(each.text for each in self.body)])
        return f"(fun {' '.join(self.params)} => {law})" if self.params else law

    def at(self, places: tuple[Place, ...]) -> tuple[Tree, ...]:
        """The parameters of the entry at these places."""
        there = dict(zip(self.params, places, strict=True))
        return tuple(reindexed(each, there) for each in self.body)


@node
class MeanOver(Tree):
    """The mean of the body over a random number, or over an array of independent ones."""

    _binds = "binder"

    law: EntryLaw
    extents: tuple[Extent, ...]
    binder: str
    body: Tree

    @property
    def words(self) -> str:
        """The operator, which is applied to a function of the random number."""
        axes = len(self.extents)
        sizes = "".join(f" {extent.text}" for extent in self.extents)
        return f"mean{axes} {self.law.text}{sizes}" if axes else self.law.text

    def _text(self) -> str:
        return f"({self.words} (fun {self.binder} => {self.body.text}))"

    @cached_property
    def order(self) -> int:
        return 1 + max(each.order for each in self.kids)


ZERO, ONE, TWO = (Num(Fraction(value)) for value in range(3))


def subterms(e: Tree) -> Iterator[Tree]:
    """The tree and every tree inside it."""
    yield e
    for each in e.kids:
        yield from subterms(each)


# ---- substitution ----


def binder_name(body: Tree, extent: Extent, taken: Names = NONE) -> str:
    """The canonical name of an index that is bound in the body."""
    taken |= body.names | body.bound
    return next(name for h in count(body.depth + 1) if (name := f"k{h}{extent.slug}") not in taken)


def slope_name(body: Tree, axes: int, taken: Names = NONE, about: str = "") -> str:
    """The canonical name of the variable of a derivative of the body; its end says how many indices it has."""
    taken |= body.names | body.bound
    return next(name for h in count(body.order + 1) if (name := f"w{h}{about}_{axes}") not in taken)


def _apart(e: Tree, taken: Names) -> Tree:
    """The same tree, whose outermost node binds none of these names."""
    if isinstance(e, Big) and e.binder in taken:
        name = binder_name(e.body, e.extent, taken)
        return e.rebound(name, reindexed(e.body, {e.binder: Free(name)}))
    if isinstance(e, Slope):
        binder, body, point = e.binder, e.body, e.point
        if binder in taken:
            binder = slope_name(body, e.axes, taken)
            body = substituted(body, e.binder, AtVariable(binder))
        if isinstance(point, Lam) and not taken.isdisjoint(point.params):
            inside = taken | point.body.names | point.body.bound
            free = (name for n in count() if (name := f"p{n}") not in inside)
            params = tuple(next(free) for _ in point.params)
            there: dict[str, Place] = {old: Free(new) for old, new in zip(point.params, params, strict=True)}
            point = Lam(params, reindexed(point.body, there))
        return Slope(binder, body, point, e.places)
    if isinstance(e, MeanOver):
        binder, body, law = e.binder, e.body, e.law
        if binder in taken:
            binder = slope_name(body, len(e.extents), taken)
            body = substituted(body, e.binder, AtVariable(binder))
        if not taken.isdisjoint(law.params):
            inside = taken.union(*(each.names | each.bound for each in law.body))
            free = (name for n in count() if (name := f"p{n}") not in inside)
            params = tuple(next(free) for _ in law.params)
            law = EntryLaw(law.law, params, law.at(tuple(map(Free, params))))
        return MeanOver(law, e.extents, binder, body)
    return e


def reindexed(e: Tree, mapping: Mapped) -> Tree:
    """Free indices replaced by places, without capture."""
    mapping = {name: place for name, place in mapping.items() if name in e.names}
    if not mapping:
        return e
    if isinstance(e, (Big, Slope, MeanOver)):
        e = _apart(e, frozenset(mapping).union(*(place.names for place in mapping.values())))
    return e.remade(lambda each: reindexed(each, mapping), mapping)


def substituted(e: Tree, variable: str, point: Site) -> Tree:
    """A scalar or a tensor replaced by what stands at a point, without capture."""
    if variable not in e.names:
        return e
    match e:
        case Var():
            return point.tree if isinstance(point, AtNumber) else Var(point.text)
        case At(_, places):
            if isinstance(point, Lam):
                return reindexed(point.body, dict(zip(point.params, places, strict=True)))
            return At(point.text, places)
        case Big() | Slope() | MeanOver():
            e = _apart(e, point.names | {variable})
    done = e.remade(lambda each: substituted(each, variable, point))
    if isinstance(done, Slope) and done.point == AtVariable(variable):
        return Slope(done.binder, done.body, point, done.places)
    return done


# ---- canonical names ----


def canonical(e: Tree) -> Tree:
    """The same tree with canonical names of its bound indices."""
    if not e.depth or "_canonical" in e.__dict__:
        return e
    done = _canonical(e, 0)
    done.__dict__["_canonical"] = True
    return done


def _canonical(e: Tree, level: int) -> Tree:
    """A bound index has a mark of its own until its body is canonical, so that no other name depends on its name."""
    if not e.depth:
        return e
    if isinstance(e, Big):
        mark = f"#{level}"
        body = _canonical(reindexed(e.body, {e.binder: Free(mark)}), level + 1)
        name = binder_name(body, e.extent)
        return e.rebound(name, reindexed(body, {mark: Free(name)}))
    return e.remade(lambda each: _canonical(each, level))
