"""Trees in SymPy's vocabulary, as whatever a maker makes of it: objects (`to_sympy.py`) or source (`sympy_source.py`).

Names are unfolded, and nested sums bind different symbols, so that what is made means the same wherever it stands.
Derivatives and limits stay unevaluated: SymPy captures indices when it differentiates sums.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Generic, TypeVar

from ..expr.calculus import unfold_all
from ..expr.errors import NotationError
from ..expr.functions import DEFINED, row_of
from ..expr.indices import Computed, Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    free_indices,
)
from ..expr.signs import SIGNS

T = TypeVar("T")
Key = Scalar | Tensor | Index | Size


def unfolded(e: Expr) -> Expr:
    """With the names written out that SymPy does not know."""
    return unfold_all(e, _is_known)


def _is_known(e: Named) -> bool:
    """Whether SymPy has a function of this name and meaning."""
    row = DEFINED.get(e.quantity.name)
    return row is not None and bool(row.sympy) and row.quantity(len(e.arguments)) is e.quantity


class SympyWriter(ABC, Generic[T]):
    """names: what each variable is called.  bound: the symbols of the sums around the place that is being written."""

    def __init__(self) -> None:
        self.names: dict[Key, T] = {}
        self.bound: dict[Index, T] = {}
        self.taken: set[str] = set()
        self._indices: dict[str, T] = {}  # the symbols of sums, by their names

    @abstractmethod
    def number(self, value: Fraction) -> T:
        """A rational."""

    @abstractmethod
    def imported(self, name: str) -> T:
        """A constant of SymPy's."""

    @abstractmethod
    def call(self, function: str, *arguments: T, **options: Any) -> T:
        """A function of SymPy's."""

    @abstractmethod
    def add(self, terms: Sequence[T]) -> T: ...

    @abstractmethod
    def neg(self, arg: T) -> T: ...

    @abstractmethod
    def mul(self, factors: Sequence[T]) -> T: ...

    @abstractmethod
    def div(self, num: T, den: T) -> T: ...

    @abstractmethod
    def pow(self, base: T, exponent: T) -> T: ...

    @abstractmethod
    def entry(self, tensor: T, places: Sequence[T]) -> T: ...

    @abstractmethod
    def row(self, parts: Sequence[T]) -> T:
        """A tuple: the limits of a sum, a branch."""

    @abstractmethod
    def truth(self) -> T:
        """The condition of the last branch."""

    @abstractmethod
    def declare(self, function: str, name: str, *arguments: T, **options: Any) -> T:
        """A new variable of this name."""

    @abstractmethod
    def spelled(self, wanted: str) -> str:
        """A name that may be used there, as near as possible to the one that is wanted."""

    def reserve(self, e: Expr) -> None:
        """Free indices have the first choice of a name."""
        for index in sorted(free_indices(e), key=str):
            self.place(index)

    def relation(self, relation: Relation) -> T:
        """With both sides as they are."""
        sides = (self.write(relation.left), self.write(relation.right))
        return self.call(SIGNS[relation.sign].sympy, *sides, evaluate=False)

    def variable(self, key: Key, wanted: str, function: str, *arguments: T, **options: Any) -> T:
        """The variable for a key, declared when it is first asked for."""
        if key not in self.names:
            self.names[key] = self._declared(next(self._candidates(wanted)), function, *arguments, **options)
        return self.names[key]

    def _declared(self, name: str, function: str, *arguments: T, **options: Any) -> T:
        self.taken.add(name)
        return self.declare(function, name, *arguments, **options)

    def _candidates(self, wanted: str) -> Iterator[str]:
        """Names that nothing else has."""
        base = self.spelled(wanted.partition("~")[0])
        every = [base, *(f"{base}_{number}" for number in range(1, len(self.taken) + 2))]
        return (each for each in every if each not in self.taken)

    def size(self, over: Size) -> T:
        """A dimension: a positive integer, or a number."""
        if over.total is not None:
            return self.number(Fraction(over.total))
        if isinstance(over.blocks, Size):
            return self.mul([self.size(over.blocks), self.size(over.base)])
        name = self.variable(over.base, over.name, "Symbol", integer=True, positive=True)
        return name if over.blocks == 1 else self.mul([self.number(Fraction(over.blocks)), name])

    def tensor(self, tensor: Tensor) -> T:
        """A base with its shape."""
        shape = self.row(list(map(self.size, tensor.over)))
        return self.variable(tensor, tensor.name, "IndexedBase", shape=shape, real=True)

    def place(self, place: Place) -> T:
        """What stands between brackets."""
        match place:
            case Index(name, over):
                if place in self.bound:
                    return self.bound[place]
                return self.variable(place, name, "Idx", self.row([self.number(Fraction(1)), self.size(over)]))
            case Position(value):
                return self.number(Fraction(value))
            case Computed(number, _):
                return self.write(number)
            case Shifted(inner, block, over):
                if not isinstance(block, int):
                    before = self.add([self.place(block), self.number(Fraction(-1))])
                    return self.add([self.mul([self.size(over.base), before]), self.place(inner)])
                base, here = self.size(over.base), self.place(inner)
                start = [base] if block == 1 else [self.mul([self.number(Fraction(block)), base])] if block else []
                return self.add([*start, here]) if start else here

    def binder(self, function: str, body: Expr, index: Index) -> T:
        """A sum or product.  Its symbol may serve another one beside it, and none inside it."""
        outer, over = self.bound, self.size(index.over)
        base = self.spelled(index.name.partition("~")[0])
        used = list(outer.values())
        idle = sorted(
            name for name, each in self._indices.items() if name.partition("_")[0] == base and each not in used
        )
        if idle:
            symbol = self._indices[idle[0]]
        else:
            name = next(self._candidates(base))
            symbol = self._indices[name] = self._declared(name, "Symbol", integer=True)
        self.bound = {**outer, index: symbol}
        written = self.write(body)
        self.bound = outer
        return self.call(function, written, self.row([symbol, self.number(Fraction(1)), over]))

    def write(self, e: Expr) -> T:
        """The expression.  NotationError for what SymPy has none for."""
        match e:
            case Number(value):
                return self.number(value)
            case Constant(name):
                return self.imported(name)
            case Scalar(name, positive):
                return self.variable(e, name, "Symbol", **{"positive" if positive else "real": True})
            case Dim():
                return self.size(e.over)
            case Entry(tensor, places):
                return self.placed(tensor, places)
            case Counter(place):
                return self.place(place)
            case Delta(left, right):
                return self.call("KroneckerDelta", self.place(left), self.place(right))
            case Add(terms):
                return self.add(list(map(self.write, terms)))
            case Neg(arg):
                return self.neg(self.write(arg))
            case Mul(factors, _):
                return self.mul(list(map(self.write, factors)))
            case Div(num, den):
                return self.div(self.write(num), self.write(den))
            case Pow(base, exponent):
                return self.pow(self.write(base), self.write(exponent))
            case Group(arg, _):
                return self.write(arg)
            case Apply(fn, args):
                return self.call(row_of(fn).sympy, *map(self.write, args))
            case Named(quantity, _, arguments):  # every other name has been unfolded
                given = [self.write(each) for each in arguments if isinstance(each, Expr)]
                return self.call(DEFINED[quantity.name].sympy, *given)
            case Sum(body, index):
                return self.binder("Sum", body, index)
            case Prod(body, index):
                return self.binder("Product", body, index)
            case Diff(body, (Scalar() | Entry()) as wrt):
                return self.call("Derivative", self.write(body), self.write(wrt))
            case Lim(body, variable, _, Expr() as point, side):
                told = {1: "+", -1: "-", 0: "+-"}[side]
                return self.call("Limit", self.write(body), self.write(variable), self.write(point), dir=told)
            case Lim(body, variable, upward):
                end = self.imported("oo")
                return self.call("Limit", self.write(body), self.write(variable), end if upward else self.neg(end))
            case Cases(branches, otherwise, _):
                pairs = [self.row([self.write(value), self.condition(when)]) for value, when in branches]
                return self.call("Piecewise", *pairs, self.row([self.write(otherwise), self.truth()]))
        raise NotationError(f"{e}: SymPy has no expression for it")

    def placed(self, tensor: Tensor, places: Sequence[Place]) -> T:
        """An entry, 0 where a computed place lies outside."""
        found = self.entry(self.tensor(tensor), list(map(self.place, places)))
        bounds: list[T] = []
        for place in places:
            if isinstance(place, Computed):
                number = self.write(place.number)
                bounds += [
                    self.call("Ge", number, self.number(Fraction(1))),
                    self.call("Le", number, self.size(place.over)),
                ]
        if not bounds:
            return found
        inside = self.row([found, self.call("And", *bounds)])
        return self.call("Piecewise", inside, self.row([self.number(Fraction(0)), self.truth()]))

    def condition(self, when: When) -> T:
        """Of a branch."""
        if isinstance(when, Both):
            return self.call("And", *map(self.condition, when.parts))
        if isinstance(when, SameIndex):
            return self.call("Eq", self.place(when.left), self.place(when.right))
        return self.call(SIGNS[when.sign].sympy, self.write(when.left), self.write(when.right))
