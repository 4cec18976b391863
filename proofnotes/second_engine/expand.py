"""A tree at concrete dimensions as a plain SymPy expression in scalars: x[1,2] is a Symbol, sums are written out.

Names are resolved the way substitution does it: a quantity is
read where its arguments stand in the place of its inputs, and everything else in it means what it means outside.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count, product
from math import prod

import sympy

from ..expr.indices import Computed, Index, Place, Position, Shifted, Size
from ..expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Determinant,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    When,
    free_indices,
)
from . import moments
from .functions import FUNCTIONS
from .meaning import HOLDS, Guard, Meaning, Places
from .memory import Memory
from .reading import (
    Input,
    NeedPointError,
    UncheckedError,
    UndefinedHereError,
    has_kinks,
    symbol_of,
    varies,
)

Oracle = Callable[[sympy.Expr], int]
Where = Mapping[Index, int]
LEAVES = (Number, Constant, Dim, Scalar, Entry, Delta, Counter, Group)
SIDES = {1: "+", -1: "-", 0: "+-"}
FAR = 10**6
"""Near infinity, as far as definedness is looked at there."""
LARGEST = 4
"""Rows of a matrix whose determinant is written out."""
ORDERS = 4
"""So many slopes are looked at to tell which side of a kink is meant beside it."""
HIGHEST = 1000
"""The exponents above it are not worked out."""


def _near(e: Lim, end: sympy.Expr) -> list[sympy.Expr]:
    """Points near where a limit is taken, at which definedness is looked at."""
    if e.point is None:
        return [sympy.Integer(FAR if e.upward else -FAR)]
    return [end + side * sympy.Rational(1, FAR) for side in ((e.side,) if e.side else (1, -1))]


class Expansion(Memory, ABC):
    """Trees read at given dimensions.  sign answers which branch is meant where a kink has to be resolved."""

    def __init__(self, sizes: Mapping[str, int], sign: Oracle | None = None) -> None:
        super().__init__()
        self.sizes, self._sign = sizes, sign
        self.guards: dict[Guard, None] = {}
        self._values: dict[sympy.Symbol, sympy.Expr] = {}
        self._free: dict[Expr, tuple[Index, ...]] = {}
        self._names = count(1)
        self._sides: tuple[tuple[sympy.Symbol, int], ...] = ()

    def read(self, e: Expr, at: Where, meaning: Meaning) -> sympy.Expr:
        """The value of the tree with its indices at these positions; what was read before is known."""
        if isinstance(e, LEAVES):
            return self._read(e, at, meaning)
        own: object = e
        if isinstance(e, Named):  # wherever it stands, and by whatever index
            own = e.quantity, e.arguments, self.positions(e.places, at)
        if e not in self._free:
            inside = e.arguments if isinstance(e, Named) else (e,)
            self._free[e] = tuple(sorted(frozenset().union(*map(free_indices, inside)), key=str))
        key = own, tuple([at[index] for index in self._free[e]]), meaning
        return self._remembered(key, lambda: self._read(e, at, meaning))

    def _read(self, e: Expr, at: Where, meaning: Meaning) -> sympy.Expr:
        match e:
            case Number(value, _):
                return sympy.Rational(value.numerator, value.denominator)
            case Constant("pi"):
                return sympy.pi
            case Dim():
                return sympy.Integer(self.size(e.over))
            case Scalar():
                return self._input(e, (), meaning)
            case Entry(tensor, places):
                where = self.positions(places, at)
                return self._input(tensor, where, meaning) if self.inside(places, where) else sympy.S.Zero
            case Counter(place):
                return sympy.Integer(self.position(place, at))
            case Delta(left, right):
                return sympy.Integer(self.position(left, at) == self.position(right, at))
            case Add(terms):
                return sympy.Add(*(self.read(term, at, meaning) for term in terms))
            case Mul(factors, _):
                return sympy.Mul(*(self.read(factor, at, meaning) for factor in factors))
            case Neg(arg):
                return -self.read(arg, at, meaning)
            case Group(arg, _):
                return self.read(arg, at, meaning)
            case Div(num, den):
                return self.read(num, at, meaning) / self._guarded(self.read(den, at, meaning), "!=")
            case Pow(base, exponent):
                return self._power(self.read(base, at, meaning), self.read(exponent, at, meaning), varies(exponent))
            case Apply(fn, args):
                return self._apply(fn, [self.read(arg, at, meaning) for arg in args])
            case Sum(body, index):
                return sympy.Add(*self._each(body, index, at, meaning))
            case Prod(body, index):
                return sympy.Mul(*self._each(body, index, at, meaning))
            case Largest(body, index):
                return self._apply("max", self._each(body, index, at, meaning))
            case Cases():
                return self._cases(e, at, meaning)
            case Named():
                return self._named(e, at, meaning)
            case Diff(body, wrt):
                return self._diff(body, wrt, at, meaning)
            case Lim():
                return self._limit(e, at, meaning)
            case Expectation():
                return self._expectation(e, at, meaning)
            case Determinant(matrix):
                return self._matrix(matrix, at, meaning).det(method="berkowitz")
            case Inverted(matrix, places):
                rows, (row, column) = self._matrix(matrix, at, meaning), self.positions(places, at)
                below = self._guarded(sympy.expand(rows.det(method="berkowitz")), "!=")
                return rows.adjugate()[row - 1, column - 1] / below
        raise UncheckedError(f"{e}: no expansion for a {type(e).__name__}")

    def size(self, over: Size) -> int:
        """The number of values of an index."""
        return self.sizes[over.name] * (self.size(over.blocks) if isinstance(over.blocks, Size) else over.blocks)

    def position(self, place: Place, at: Where) -> int:
        """The value of a place, counted from 1; a computed one may lie outside."""
        if isinstance(place, Computed):
            return self._whole(place.number, at)
        if isinstance(place, Shifted):
            whole = place.block if isinstance(place.block, int) else self.position(place.block, at) - 1
            return whole * self.size(place.over.base) + self.position(place.inner, at)
        return place.value if isinstance(place, Position) else at[place]

    def _whole(self, e: Expr, at: Where) -> int:
        match e:
            case Counter(place):
                return self.position(place, at)
            case Dim():
                return self.size(e.over)
            case Number(value, _) if value.denominator == 1:
                return int(value)
            case Neg(arg):
                return -self._whole(arg, at)
            case Group(arg, _):
                return self._whole(arg, at)
            case Add(parts):
                return sum(self._whole(part, at) for part in parts)
            case Mul(parts, _):
                return prod(self._whole(part, at) for part in parts)
            case Pow(base, Number(value, _)) if value.denominator == 1 and value >= 0:
                return int(self._whole(base, at) ** int(value))
        raise UncheckedError(f"{e}: expected a whole number")

    def inside(self, places: tuple[Place, ...], where: Places) -> bool:
        """Whether no computed place lies outside, where everything is 0."""
        computed = [(place, value) for place, value in zip(places, where, strict=True) if isinstance(place, Computed)]
        return all(1 <= value <= self.size(place.over) for place, value in computed)

    def positions(self, places: tuple[Place, ...], at: Where) -> Places:
        """The values of several places."""
        return tuple(self.position(place, at) for place in places)

    def _each(self, body: Expr, index: Index, at: Where, meaning: Meaning) -> list[sympy.Expr]:
        return [self.read(body, {**at, index: value}, meaning) for value in range(1, self.size(index.over) + 1)]

    def _input(self, key: Input, places: Places, meaning: Meaning) -> sympy.Expr:
        if isinstance(key, Tensor) and any(
            place > self.size(over) for place, over in zip(places, key.over, strict=True)
        ):
            raise UndefinedHereError(f"{symbol_of(key, places)} lies outside")
        read = meaning.given.get(key)
        return symbol_of(key, places) if read is None else read(places)

    def _expectation(self, e: Expectation, at: Where, meaning: Meaning) -> sympy.Expr:
        """The mean: over all values where there are finitely many, else moment by moment."""
        over = e.variable.over if isinstance(e.variable, Tensor) else ()
        places = list(product(*(range(1, self.size(each) + 1) for each in over)))
        parameters = [self._parameter(each, at, meaning) for each in e.parameters]

        def body(values: Mapping[Places, sympy.Expr]) -> sympy.Expr:
            given = {**meaning.given, e.variable: values.__getitem__}
            return self.read(e.body, at, replace(meaning, given=given))

        if e.law == "finite":
            weight, value = parameters
            return sympy.Add(
                *(weight((s,)) * body({place: value((s, *place)) for place in places}) for s in self._outcomes(e))
            )
        if e.law == "bernoulli":
            return sympy.Add(*self._of_zeros_and_ones(body, [(place, parameters[0](place)) for place in places]))
        symbols = {place: sympy.Symbol(f"{e.variable.name}~{next(self._names)}") for place in places}
        before = set(self.guards)
        whole = sympy.expand(body(symbols))
        if any(set(symbols.values()) & guard.arg.free_symbols for guard in self.guards if guard not in before):
            raise UncheckedError(f"{e}: where the body is defined is not worked out here")
        return moments.mean(
            whole, e.law, {symbols[place]: [read(place) for read in parameters] for place in places}, str(e)
        )

    def _outcomes(self, e: Expectation) -> range:
        weight = e.parameters[0]
        assert isinstance(weight, Lambda)
        return range(1, self.size(weight.indices[0].over) + 1)

    def _of_zeros_and_ones(
        self, body: Callable[[Mapping[Places, sympy.Expr]], sympy.Expr], chances: list[tuple[Places, sympy.Expr]]
    ) -> Iterator[sympy.Expr]:
        """The body at each choice of 0 or 1 for every entry, times its probability."""
        for _, p in chances:
            self._guarded(p, ">=")
            self._guarded(1 - p, ">=")
        for values in product((0, 1), repeat=len(chances)):
            weights = (p if value else 1 - p for (_, p), value in zip(chances, values, strict=True))
            chosen = {place: sympy.Integer(value) for (place, _), value in zip(chances, values, strict=True)}
            yield sympy.Mul(*weights) * body(chosen)

    def _parameter(self, e: Expr | Lambda, at: Where, meaning: Meaning) -> Callable[[Places], sympy.Expr]:
        if not isinstance(e, Lambda):
            return lambda places: self.read(e, at, meaning)
        indices, inside = e.indices, e.body
        return lambda places: self.read(inside, {**at, **dict(zip(indices, places, strict=True))}, meaning)

    def _matrix(self, matrix: Lambda, at: Where, meaning: Meaning) -> sympy.Matrix:
        row, column = matrix.indices
        size = self.size(row.over)
        if size > LARGEST:
            raise UncheckedError(f"too large: a determinant of {size} rows is not worked out here")
        values = range(1, size + 1)
        return sympy.Matrix(
            [[self.read(matrix.body, {**at, row: r, column: c}, meaning) for c in values] for r in values]
        )

    def _guarded(self, e: sympy.Expr, sign: str) -> sympy.Expr:
        """Note that e has to have this sign."""
        if e == 0 and sign != ">=":
            raise UndefinedHereError(f"0 {sign} 0 would be needed")
        if not e.is_Number or not HOLDS[sign](int(sympy.sign(e))):
            self.guards[Guard(self.closed(e), sign)] = None
        return e

    def _power(self, base: sympy.Expr, exponent: sympy.Expr, varying: bool) -> sympy.Expr:
        """An exponent in which something varies asks for a positive base, whatever it comes to: x^{y−y+2} at x = −1."""
        if varying or not exponent.is_Integer:
            self._noted.radicands[base] = None
            self._guarded(base, ">=" if exponent.is_Rational and exponent > 0 and not varying else ">")
        elif exponent < 0:
            self._guarded(base, "!=")
        if exponent.is_Rational and abs(exponent) > HIGHEST:
            raise UncheckedError(f"too large: an exponent above {HIGHEST}")
        return base**exponent

    def _apply(self, fn: str, args: list[sympy.Expr]) -> sympy.Expr:
        if fn == "abs":
            return args[0] if self._sign_of(args[0]) >= 0 else -args[0]
        if fn == "max":
            best, *rest = args
            for other in rest:
                best = best if self._sign_of(best - other) >= 0 else other
            return best
        if fn == "sqrt":
            self._noted.radicands[args[0]] = None
        row = FUNCTIONS.get(fn)
        if row is None:
            raise UncheckedError(f"{fn}: this engine does not know the function")
        return row.sympy(self._guarded(args[0], row.needs) if row.needs else args[0])

    def _sign_of(self, e: sympy.Expr) -> int:
        if e.is_Number:
            return int(sympy.sign(e))
        if self._sign is None:
            raise NeedPointError
        found = self._sign(self.closed(e))
        if found == 0:
            found = self._beside(e)
        if found == 0:
            self._noted.kinks[e] = None
        return found

    def _beside(self, e: sympy.Expr) -> int:
        """The sign that what is 0 at the point has beside it: that of its first slope that is not 0."""
        assert self._sign is not None
        for symbol, side in self._sides:
            if symbol not in e.free_symbols:
                if symbol in self.closed(e).free_symbols:
                    raise UncheckedError(f"which side of {e} = 0 is meant hangs on a name")
                continue
            slope = e
            for order in range(1, ORDERS + 1):
                slope = sympy.diff(slope, symbol)
                found = self._sign(self.closed(slope))
                if found:
                    return found if side > 0 or order % 2 == 0 else -found
            raise UncheckedError(f"which side of {e} = 0 is meant is not worked out here")
        return 0

    def closed(self, e: sympy.Expr) -> sympy.Expr:
        """The expression with what was made up for a derivative replaced by its value."""
        while made_up := e.free_symbols & self._values.keys():
            e = e.xreplace({each: self._values[each] for each in made_up})
        return e

    def _cases(self, e: Cases, at: Where, meaning: Meaning) -> sympy.Expr:
        for value, condition in e.branches:
            if self._condition(condition, at, meaning):
                return self.read(value, at, meaning)
        return self.read(e.otherwise, at, meaning)

    def _condition(self, condition: When, at: Where, meaning: Meaning) -> bool:
        if isinstance(condition, Both):
            return all(self._condition(part, at, meaning) for part in condition.parts)
        if isinstance(condition, SameIndex):
            return self.position(condition.left, at) == self.position(condition.right, at)
        difference = self.read(condition.left, at, meaning) - self.read(condition.right, at, meaning)
        return HOLDS[condition.sign](self._sign_of(difference))

    def _limit(self, e: Lim, at: Where, meaning: Meaning) -> sympy.Expr:
        """SymPy's limit.  The body has to have values near infinity only: it is asked for one far out."""
        if has_kinks(e.body) or e.variable in meaning.given:
            raise UncheckedError(f"{e}: which side of a kink is meant near infinity is not worked out here")
        before, known, variable = dict(self.guards), self._memory, symbol_of(e.variable, ())
        self._memory = {}
        body = self.read(e.body, at, meaning)
        end = sympy.oo if e.upward else -sympy.oo
        if e.point is not None:
            end = self.read(e.point, at, meaning)
        asked, self.guards, self._memory = self.guards, before, known
        for guard in asked:
            for near in _near(e, end):
                self._guarded(guard.arg.xreplace({variable: near}), guard.sign)
        try:
            sides = [sympy.limit(body, variable, end, side) for side in SIDES[e.side if e.point is not None else -1]]
            found = sides[0]
        except (NotImplementedError, ValueError, TypeError) as error:
            raise UncheckedError(f"{e}: {error}") from None
        if any(each != found for each in sides):
            raise UndefinedHereError(f"{e}: the limits from both sides differ")
        if not found.is_finite:
            raise UndefinedHereError(f"{e} is {found}")
        return found

    @abstractmethod
    def _diff(self, body: Expr, wrt: Expr, at: Where, meaning: Meaning) -> sympy.Expr:
        """A derivative carried out."""

    @abstractmethod
    def _named(self, e: Named, at: Where, meaning: Meaning) -> sympy.Expr:
        """A name read where its arguments stand in the place of its inputs."""
