"""The nodes: arithmetic as it is written, index notation on top of it, relations, and quantities with a name.

SymPy distributes −(a + b), reorders terms, merges nested sums and turns 0.5x into x/2; these trees do none of that.
They are what the report prints and what the prover, the kernels and the numeric checks read.  Nodes are frozen and
compare by structure; every rewriting is a function from trees to trees elsewhere.

What is well formed is checked where a node is made, whoever makes it: every place ranges over the dimension of its
axis, both sides of a `Delta` or a `SameIndex` over one dimension, and the body of a `Quantity` has no free index but
its own.  The bound index of a `Sum`, `Prod`, `Largest` or `Lambda` is visible only inside its body.

An index in arithmetic is a `Counter`, the number 1 … K.  A place may be computed from such numbers, x[t - s + 1]: what
is read outside the axis is 0, of an entry and of a named quantity alike.  By such a place nothing is differentiated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from itertools import product
from numbers import Integral, Real
from typing import Any, ClassVar, NoReturn, TypeVar, Union, dataclass_transform, overload

from .errors import NotationError
from .faces import ShownAsFormula, WithSympy, maker_of, makes, reader_of
from .indices import (
    PLACES,
    Computed,
    Index,
    Place,
    Position,
    Shifted,
    Size,
    fresh,
    place_at,
    place_in,
    plain,
    variables,
)
from .misuse import NoNumber, not_a_number, numpy_operation, refusing, vocabulary, vocabulary_type
from .signs import SIGNS
from .spelling import checked, shortened
from .tex import checked_latex

Operand = Union["Expr", int, float, Fraction]
"""What may stand beside an expression.  A float is read as the decimal it prints as: 0.5 is exactly one half."""

At = Union[Place, "Expr", int]
"""What may stand between brackets: an index, a number of indices such as t - 1, or a number."""

Open = Union[Place, "Expr", int, slice]
"""The same, or : for an axis that is left open."""

N = TypeVar("N", bound="Node")

LARGEST = 10_000
"""The decimal exponent of a number: what is larger would be written out digit by digit."""


class Node:
    """Structural equality with a cached hash, for frozen dataclasses.

    _parts are the fields; _binder is the one that holds an index bound in the others; what _held names is no child.
    """

    _parts: ClassVar[tuple[str, ...]] = ()
    _binder: ClassVar[str] = ""
    _held: ClassVar[tuple[str, ...]] = ()

    def _key(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._parts])

    def __hash__(self) -> int:
        cached: int | None = self.__dict__.get("_hash")
        if cached is None:
            cached = hash((type(self).__name__, self._key()))
            object.__setattr__(self, "_hash", cached)
        return cached

    def __getstate__(self) -> dict[str, object]:
        # Hashes of strings differ from process to process: a cached one must not travel.
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        if other.__dict__.get("_twin") is self:  # compared before: shared subtrees have 2ⁿ paths, but n pairs
            return True
        if self._key() != other._key():
            return False
        object.__setattr__(other, "_twin", self)
        return True


class Expr(ShownAsFormula, WithSympy, Node):
    """A real-valued expression.  Operators build nodes and never simplify."""

    def __add__(self, other: Operand) -> Expr:
        return Add(_terms(self) + (wrap(other),))

    def __radd__(self, other: Operand) -> Expr:
        return Add((wrap(other), self))

    def __sub__(self, other: Operand) -> Expr:
        return Add(_terms(self) + (Neg(wrap(other)),))

    def __rsub__(self, other: Operand) -> Expr:
        return Add((wrap(other), Neg(self)))

    def __mul__(self, other: Operand) -> Expr:
        return Mul(_factors(self) + (wrap(other),))

    def __rmul__(self, other: Operand) -> Expr:
        return Mul((wrap(other), self))

    def __truediv__(self, other: Operand) -> Expr:
        return Div(self, wrap(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return Div(wrap(other), self)

    def __pow__(self, other: Operand) -> Expr:
        return Pow(self, wrap(other))

    def __rpow__(self, other: Operand) -> Expr:
        return Pow(wrap(other), self)

    def __neg__(self) -> Expr:
        return Neg(self)

    def __pos__(self) -> Expr:
        return self

    def __abs__(self) -> Expr:
        return Apply("abs", (self,))

    def __lt__(self, other: Operand) -> Relation:
        return _relation(self, "<", other)

    def __le__(self, other: Operand) -> Relation:
        return _relation(self, "<=", other)

    def __gt__(self, other: Operand) -> Relation:
        return _relation(self, ">", other)

    def __ge__(self, other: Operand) -> Relation:
        return _relation(self, ">=", other)

    def __bool__(self) -> bool:
        raise TypeError(f"the truth of {self} is not known; use prove(...)")

    __floordiv__ = __rfloordiv__ = refusing("//")
    __mod__ = __rmod__ = refusing("%")
    __matmul__ = __rmatmul__ = refusing("@")
    __xor__ = __rxor__ = refusing("^", "; a power is x ** 2")
    __and__ = __rand__ = refusing("&")
    __or__ = __ror__ = refusing("|")
    __lshift__ = __rshift__ = refusing("<< or >>")
    __divmod__ = __rdivmod__ = refusing("divmod")

    def __float__(self) -> float:
        raise NotationError(f"{self} is an expression, not a number; the functions of this library take it")

    def __int__(self) -> int:
        raise NotationError(f"{self} is an expression, not a number")

    def __round__(self, places: int = 0) -> int:
        raise NotationError(f"{self} is an expression, which cannot be rounded")

    def __iter__(self) -> NoReturn:
        raise NotationError(f"{self} is one number and has no entries; a vector is Tensor(...), its entry z[i]")

    def __getitem__(self, place: object) -> NoReturn:
        raise NotationError(f"{self}[{place}]: {self} is one number; what has entries is Tensor(...)")

    def __call__(self, *arguments: object) -> NoReturn:
        written = ", ".join(map(str, arguments))
        raise NotationError(f"({self})({written}): {self} is no function; write * for a product, let(...) for a name")

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: object, **named: object) -> Any:
        return numpy_operation(wrap, ufunc, inputs)


def _different(method: str, names: object) -> list[str]:
    """The names in a string with spaces between them."""
    found = names.split() if isinstance(names, str) else []
    if not found or len(set(found)) < len(found):
        raise NotationError(f"{method}({shortened(names)}): expected different names with spaces, such as 'i j'")
    return found


def _relation(left: Expr, sign: str, right: Operand) -> Relation:
    return Relation(left, sign, wrap(right))


def _terms(e: Expr) -> tuple[Expr, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def _factors(e: Expr) -> tuple[Expr, ...]:
    if isinstance(e, Dim) and isinstance(e.blocks, Size):
        groups = Dim(e.blocks.name, e.blocks.size, None, e.blocks.blocks)
        return (*_factors(groups), Dim(e.name, e.size, e.latex))
    return e.factors if isinstance(e, Mul) else (e,)


def _split(outer: Size, inner: Size) -> Size | None:
    """The dimension of so many groups of so many entries; None where the entries are stacked by a number of blocks."""
    if inner.blocks == 1:
        return Size(inner.name, inner.size, outer)
    between = _split(outer, inner.blocks) if isinstance(inner.blocks, Size) else None
    return None if between is None else Size(inner.name, inner.size, between)


def wrap(value: Operand | object) -> Expr:
    """The value as an expression.  Numbers are exact, NumPy's too; anything else is refused, quoting it."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, PLACES):
        return counter_of(value)
    if isinstance(value, (bool, NoNumber)):
        raise not_a_number(value)
    if isinstance(value, Fraction):
        return Number(value)
    if isinstance(value, Integral):
        return Number(Fraction(int(value)))
    if isinstance(value, (Real, Decimal)):
        return _decimal(repr(float(value)) if isinstance(value, float) else str(value))
    read = reader_of(value)
    if read is None:
        raise not_a_number(value)
    expression: Expr = read(value)
    return expression


def _decimal(text: str) -> Number:
    if not Decimal(text).is_finite():
        raise NotationError(f"expected a finite number, got {text}")
    if abs(Decimal(text).adjusted()) > LARGEST:
        raise NotationError(f"expected a number between 1e-{LARGEST} and 1e{LARGEST}, got {text}")
    return Number(Fraction(text), text)


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[N]) -> type[N]:
    made = dataclass(frozen=True, eq=False, repr=False)(cls)
    made._parts = tuple(field.name for field in fields(made))  # type: ignore[arg-type]
    return made


@node
class Number(Expr):
    """An exact rational.  text keeps the decimal that was written."""

    value: Fraction
    text: str | None = None


@node
class Constant(Expr):
    """A named real constant: pi."""

    name: str


@node
class Add(Expr):
    """A sum of terms in the order written; a subtraction is a `Neg` term."""

    terms: tuple[Expr, ...]


@node
class Mul(Expr):
    """A product in the order written.  dotted prints as a · b."""

    factors: tuple[Expr, ...]
    dotted: bool = False


@node
class Neg(Expr):
    """−a."""

    arg: Expr


@node
class Div(Expr):
    """A fraction."""

    num: Expr
    den: Expr


@node
class Pow(Expr):
    """base ** exponent."""

    base: Expr
    exponent: Expr


@node
class Apply(Expr):
    """An elementary function: exp, log, sqrt, tanh, erf, abs, max."""

    fn: str
    args: tuple[Expr, ...]


@vocabulary_type
@node
class Dim(Expr):
    """A dimension: any positive integer, or exactly `size`.  In expressions it is an ordinary number.

    A product of dimensions is one, too, as in `Size`: (G * M).at(g, m) is the m-th entry of its g-th group.
    """

    name: str
    size: int | None = None
    latex: str | None = None
    blocks: int | Size = 1

    def __post_init__(self) -> None:
        plain(self.name, "Dim")
        checked_latex(self.latex, f"Dim({self.name!r})")
        self.over  # noqa: B018 - which refuses what is no size

    @property
    def over(self) -> Size:
        """What its indices range over."""
        return Size(self.name, self.size, self.blocks)

    def indices(self, names: str) -> tuple[Index, ...]:
        """K.indices("i j k"): indices that each range over 1..K."""
        return tuple(map(self.index, _different("indices", names)))

    def index(self, name: str) -> Index:
        """One index over 1..K."""
        if isinstance(name, str) and len(name.split()) > 1:
            raise NotationError(f"index({name!r}): expected one name; indices({name!r}) makes several indices")
        return Index(plain(name, "index"), self.over)

    def fixed(self, names: str) -> tuple[Index, ...]:
        """K.fixed("c"): one value each, the same throughout; hypotheses about it are not about every value."""
        return tuple(Index(plain(name, "index"), self.over, fixed=True) for name in _different("fixed", names))

    def __add__(self, other: Any) -> Any:
        stacked = isinstance(other, Index) and other.over == self.over.base and isinstance(self.blocks, int)
        if isinstance(other, Index) and stacked and isinstance(self.blocks, int):  # the place behind these blocks
            return Shifted(other, self.blocks, Size(self.name, self.size, self.blocks + 1))
        return super().__add__(other)

    def __mul__(self, other: Operand) -> Any:
        if isinstance(other, Dim) and (both := _split(self.over, other.over)) is not None:
            return Dim(other.name, other.size, other.latex, both.blocks)
        return super().__mul__(other)

    def __rmul__(self, other: Operand) -> Any:
        if isinstance(other, int) and other > 1 and self.blocks == 1:
            return Dim(self.name, self.size, self.latex, other)
        return super().__rmul__(other)

    def at(self, *places: Place | int) -> Place:
        """(G * M).at(g, m): the m-th entry of the g-th group."""
        return place_at(self.over, places)


@vocabulary_type
@node
class Scalar(Expr):
    """A real variable."""

    name: str
    positive: bool = False
    latex: str | None = None

    def __post_init__(self) -> None:
        checked(self.name, "Scalar")
        checked_latex(self.latex, f"Scalar({self.name!r})")
        if not isinstance(self.positive, bool):
            given = shortened(self.positive)
            raise NotationError(f"Scalar({self.name!r}): expected positive=True or positive=False, got {given}")


@vocabulary_type
@dataclass(frozen=True, init=False)
class Tensor(NoNumber):
    """Real entries: z = Tensor("z", K) has z[i]; Tensor("x", N, D) has x[n, d]."""

    name: str
    over: tuple[Size, ...]
    latex: str | None

    def __init__(self, name: str, *dims: Dim | Size, latex: str | None = None) -> None:
        checked(name, "Tensor")
        checked_latex(latex, f"Tensor({name!r})")
        if not dims:
            raise NotationError(f"Tensor({name!r}): expected at least one Dim; for a number use Scalar({name!r})")
        for dim in dims:
            if not isinstance(dim, (Dim, Size)):
                helps = f"; a dimension of that size is Dim('K', {dim})" if isinstance(dim, int) else ""
                raise NotationError(f"Tensor({name!r}): expected Dims, got {shortened(dim)}{helps}")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "over", tuple(dim.over if isinstance(dim, Dim) else dim for dim in dims))
        object.__setattr__(self, "latex", latex)

    def instead(self) -> str:
        """With an index for each axis."""
        over = ", ".join(map(str, self.over))
        return f"{self.name} is a tensor over {over}: write {self.name}[{', '.join('ijklmn'[: len(self.over)])}]"

    @overload
    def __getitem__(self, places: At | tuple[At, ...]) -> Expr: ...  # type: ignore[overload-overlap]

    @overload
    def __getitem__(self, places: Open | tuple[Open, ...]) -> Slice: ...

    def __getitem__(self, places: Open | tuple[Open, ...]) -> Expr | Slice:
        found = places if isinstance(places, tuple) else (places,)
        if len(found) != len(self.over):
            wanted = ", ".join(map(str, self.over))
            raise NotationError(
                f"{self.name}[{', '.join(map(str, found))}]: expected {len(self.over)} indices (over {wanted})"
            )
        if any(isinstance(place, slice) for place in found):
            return _sliced(self.name, self, found, self.over)
        return Entry(self, tuple(place_in(self.name, found, axis, over) for axis, over in enumerate(self.over)))


@node
class Entry(Expr):
    """One entry of a tensor."""

    tensor: Tensor
    places: tuple[Place, ...]

    def __post_init__(self) -> None:
        if tuple([place.over for place in self.places]) != self.tensor.over:
            name, wanted = self.tensor.name, ", ".join(map(str, self.tensor.over))
            raise NotationError(
                f"{name}[{written_places(self.places)}]: expected indices over {wanted}, each over its own"
            )


@node
class Delta(Expr):
    """Kronecker's delta: 1 where both places are the same position of one dimension, else 0."""

    left: Place
    right: Place

    def __post_init__(self) -> None:
        _over_one_dimension("delta", self.left, self.right)


@node
class Counter(Expr):
    """An index as the number that it counts, 1 … K; of a place in stacked blocks, through all of them."""

    place: Index | Position | Shifted

    def __post_init__(self) -> None:
        if not isinstance(self.place, (Index, Position, Shifted)):
            raise NotationError(f"Counter({shortened(self.place)}): expected an index")


@makes("counter")
def counter_of(place: Place) -> Expr:
    """The number of a place: that of an index is a `Counter`, that of a computed place is what it is computed by."""
    if isinstance(place, Computed):
        number: Expr = place.number
        return number
    return Counter(place)


@makes("computed place")
def computed_place(given: object, over: Size) -> Place | None:
    """A place on an axis by its number, such as t − s + 1; None for what is no whole number of indices."""
    if not isinstance(given, Expr) or not is_whole(given):
        return None
    if isinstance(given, Counter) and given.place.over == over:
        return given.place
    inside = _in_group(_whole_terms(given), over) if isinstance(over.blocks, Size) else None
    return Computed(given, over) if inside is None else inside


Whole = dict[tuple[Expr, ...], int]
"""A whole number as a polynomial: its terms, each by its factors in order."""


def whole_terms(e: Expr) -> Whole | None:
    """The number as a polynomial of indices and dimensions; None where it is none (`is_whole`)."""
    return _whole_terms(e) if is_whole(e) else None


def _whole_terms(e: Expr) -> Whole:
    match e:
        case Number(value, _):
            return {(): int(value)}
        case Neg(arg):
            return {term: -c for term, c in _whole_terms(arg).items()}
        case Group(arg, _):
            return _whole_terms(arg)
        case Add(terms):
            found: Whole = {}
            for term, c in (each for part in terms for each in _whole_terms(part).items()):
                found[term] = found.get(term, 0) + c
            return found
        case Mul() | Dim() if len(factors := _factors(e)) > 1:
            found = {(): 1}
            for factor in factors:
                found = _times(found, _whole_terms(factor))
            return found
        case Pow(base, Number(value, _)):
            found = {(): 1}
            for _ in range(int(value)):
                found = _times(found, _whole_terms(base))
            return found
    return {(e,): 1}


def _times(left: Whole, right: Whole) -> Whole:
    found: Whole = {}
    for (one, c), (other, d) in product(left.items(), right.items()):
        term = tuple(sorted((*one, *other), key=str))
        found[term] = found.get(term, 0) + c * d
    return found


def _in_group(number: Whole, over: Size) -> Place | None:
    """The place with the number M*(g - 1) + m as the m-th entry of the g-th group; None for another number."""
    left = {term: c for term, c in number.items() if c}
    for term, c in left.items():
        inner = term[0].place if len(term) == 1 and isinstance(term[0], Counter) else None
        if c == 1 and isinstance(inner, (Index, Position)) and inner.over == over.base:
            if over.blocks == 1:
                return inner if len(left) == 1 else None
            group = _groups({other: n for other, n in left.items() if other != term}, over)
            if group is not None:
                return Shifted(inner, group, over)
    return None


def _groups(number: Whole, over: Size) -> Place | None:
    """The place g of the group before which there are M*(g - 1) entries, which is the number."""
    before: Whole = {(): 1}
    for term, c in number.items():
        size = next((factor for factor in term if isinstance(factor, Dim) and factor.over == over.base), None)
        if size is not None:
            rest = list(term)
            rest.remove(size)
            term = tuple(rest)
        elif over.size is not None and c % over.size == 0:
            c //= over.size
        else:
            return None
        before[term] = before.get(term, 0) + c
    return _in_group(before, over.blocks) if isinstance(over.blocks, Size) else None


def is_whole(e: Expr) -> bool:
    """Whether it is a polynomial of indices and dimensions with whole coefficients: then it is a whole number."""
    match e:
        case Counter() | Dim():
            return True
        case Number(value, _):
            return value.denominator == 1
        case Neg(arg) | Group(arg, _):
            return is_whole(arg)
        case Add(parts) | Mul(parts, _):
            return all(map(is_whole, parts))
        case Pow(base, Number(value, _)):
            return value.denominator == 1 and value >= 0 and is_whole(base)
    return False


@node
class Sum(Expr):
    """Σ over the whole range of an index."""

    _binder = "index"

    body: Expr
    index: Index


@node
class Prod(Expr):
    """Π over the whole range of an index."""

    _binder = "index"

    body: Expr
    index: Index


@node
class Largest(Expr):
    """The largest value of the body over the whole range of an index: max_k z_k.  The least is −max_k (−z_k)."""

    _binder = "index"

    body: Expr
    index: Index


Binder = Sum | Prod | Largest
BINDERS = (Sum, Prod, Largest)
"""What goes over the whole range of one index."""


@dataclass(frozen=True)
class SameIndex(NoNumber):
    """The condition i = j between indices of one dimension."""

    left: Place
    right: Place

    def __post_init__(self) -> None:
        _over_one_dimension("same", self.left, self.right)

    def instead(self) -> str:
        """A condition."""
        return f"{self.left} = {self.right} is a condition, not a number: it stands in cases(...)"

    def __str__(self) -> str:
        return f"{self.left} = {self.right}"


@dataclass(frozen=True)
class Both(NoNumber):
    """Several conditions that hold together, each a relation or i = j."""

    parts: tuple[Relation | SameIndex, ...]

    def instead(self) -> str:
        """A condition."""
        return f"{self} is a condition, not a number: it stands in cases(...) or behind where="

    def __str__(self) -> str:
        return f"And({', '.join(map(str, self.parts))})"


def _over_one_dimension(name: str, left: Place, right: Place) -> None:
    if left.over != right.over:
        raise NotationError(f"{name}({left}, {right}): {left} ranges over {left.over}, {right} over {right.over}")


def written_places(places: Iterable[object]) -> str:
    """As between the brackets of an entry."""
    return ", ".join(map(str, places))


@node
class Cases(Expr):
    """A definition by cases: the first branch whose condition holds; the last condition may be the complement."""

    branches: tuple[tuple[Expr, When], ...]
    otherwise: Expr
    last: str = (
        "otherwise"  # "complement": the report prints the negated condition; "where": of Σ and Π, below the sign
    )

    @property
    def first(self) -> tuple[Expr, Relation | SameIndex, Expr]:
        """a, c and b with the same value as this at every point: a where c holds, else b.  Of conditions that hold
        together, c is the first.
        """
        (value, condition), *others = self.branches
        rest = Cases(tuple(others), self.otherwise, self.last) if others else self.otherwise
        if not isinstance(condition, Both):
            return value, condition, rest
        here, *more = condition.parts
        if more:
            value = Cases(((value, Both(tuple(more)) if len(more) > 1 else more[0]),), rest, self.last)
        return value, here, rest


@node
class Diff(Expr):
    """∂ body / ∂ wrt, not yet carried out.  wrt is a Scalar, an Entry or a Named quantity."""

    body: Expr
    wrt: Expr

    def __post_init__(self) -> None:
        places = self.wrt.places if isinstance(self.wrt, (Entry, Named)) else ()
        if any(isinstance(place, Computed) for place in places):
            raise NotationError(f"cannot differentiate by {self.wrt}: its place may lie outside; take an index for it")


@node
class Lim(Expr):
    """The limit of body as the variable goes to +∞, to −∞, or to a point: from above (side 1), below (−1) or both."""

    _held = ("variable",)

    body: Expr
    variable: Scalar
    upward: bool = True
    point: Expr | None = None
    side: int = 0

    def __post_init__(self) -> None:
        if self.point is None and self.variable.positive and not self.upward:
            asked = f"limit({self.body}, {self.variable}, '-oo')"
            raise NotationError(f"{asked}: {self.variable} is positive, expected '+oo'")


@node
class Lambda(Node):
    """indices ↦ body: what is handed to a definition in place of a tensor."""

    indices: tuple[Index, ...]
    body: Expr

    def __post_init__(self) -> None:
        if len(set(self.indices)) < len(self.indices):
            raise NotationError(f"({written_places(self.indices)}) ↦ {self.body}: expected different indices")


@dataclass(frozen=True)
class Slice(NoNumber):
    """x[b, :, d]: a tensor, or a named quantity, with some of its axes left open."""

    function: Lambda
    written: str

    def __str__(self) -> str:
        return self.written

    def instead(self) -> str:
        """With an index for each open axis, or as what a definition is of."""
        over = ", ".join(str(index.over) for index in self.function.indices)
        return f"{self} is a tensor over {over}: a definition is of it, f.of({self}), or it gets its other indices"


def _sliced(name: str, whole: Tensor | Applied, places: Sequence[Any], over: Sequence[Size]) -> Slice:
    """The entries at these places, with a fresh index for each `:`."""
    written = f"{name}[{', '.join(':' if isinstance(each, slice) else str(each) for each in places)}]"
    if any(isinstance(each, slice) and each != slice(None) for each in places):
        raise NotationError(f"{written}: expected : alone, a whole axis")
    own = [fresh(Index("k", axis)) for place, axis in zip(places, over, strict=True) if isinstance(place, slice)]
    left = iter(own)
    filled = tuple(next(left) if isinstance(place, slice) else place for place in places)
    return Slice(Lambda(tuple(own), whole[filled]), written)


@node
class Named(Expr):
    """A quantity by its name, not yet unfolded.  arguments replace its inputs; empty means its inputs as they are."""

    quantity: Quantity
    places: tuple[Place, ...] = ()
    arguments: tuple[Expr | Lambda, ...] = ()

    def __post_init__(self) -> None:
        quantity = self.quantity
        if tuple([place.over for place in self.places]) != tuple([index.over for index in quantity.indices]):
            wanted = ", ".join(f"{index} over {index.over}" for index in quantity.indices) or "no index"
            raise NotationError(f"{quantity.name}[{written_places(self.places)}]: expected places for {wanted}")
        if len(self.arguments) not in (0, len(quantity.inputs)):
            wanted = str(len(quantity.inputs))
            raise NotationError(f"{quantity.name}: expected {wanted} arguments, got {len(self.arguments)}")


@node
class Inverted(Expr):
    """One entry of the inverse of the square matrix (i, j) ↦ body, which has to be invertible."""

    matrix: Lambda
    places: tuple[Place, ...]

    def __post_init__(self) -> None:
        _square(self.matrix, "Inverse")
        if tuple([place.over for place in self.places]) != tuple([index.over for index in self.matrix.indices]):
            over = self.matrix.indices[0].over
            raise NotationError(f"Inverse(...)[{written_places(self.places)}]: expected two indices over {over}")


@node
class Determinant(Expr):
    """The determinant of the square matrix (i, j) ↦ body."""

    matrix: Lambda

    def __post_init__(self) -> None:
        _square(self.matrix, "det")


def _square(matrix: Lambda, called: str) -> None:
    over = [index.over for index in matrix.indices]
    if len(over) != 2 or over[0] != over[1]:
        shape = ", ".join(map(str, over))
        raise NotationError(f"{called}({matrix.body}): expected a square matrix, got an array over ({shape})")


@node
class Expectation(Expr):
    """The mean of body over a random variable, by a law of `chance.LAWS` and its parameters.

    The variable means something only inside the body; the parameters are read outside.
    """

    _held = ("variable", "law")

    body: Expr
    variable: Scalar | Tensor
    law: str
    parameters: tuple[Expr | Lambda, ...]


@node
class Group(Expr):
    """Brackets that the author wants to see: means the same as its argument."""

    arg: Expr
    brackets: str = "()"


@dataclass(frozen=True)
class Relation(WithSympy, NoNumber):
    """left sign right.  A free index in it means: for every value of the index."""

    left: Expr
    sign: str
    right: Expr

    def __post_init__(self) -> None:
        if self.sign not in SIGNS:
            raise NotationError(f"expected one of {', '.join(SIGNS)}, got {self.sign!r}")

    def instead(self) -> str:
        """A statement."""
        return f"{self} is a relation, not a number: it is proved, prove({self}), assumed, or stands in cases(...)"

    @property
    def excess(self) -> Expr | None:
        """What an inequality says is positive (or not negative): its larger side less its smaller; None for = and ≠."""
        above = sum(SIGNS[self.sign].true_at)
        return None if not above else self.left - self.right if above > 0 else self.right - self.left

    @property
    def strict(self) -> bool:
        """Whether the sides must differ."""
        return 0 not in SIGNS[self.sign].true_at

    def __bool__(self) -> bool:
        raise TypeError(f"the truth of {self} is not known; write 0 < x < 1 as two relations, 0 < x and x < 1 apart")

    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"


When = Relation | SameIndex | Both
"""When a branch is taken."""


@vocabulary
def And(*conditions: When) -> Both:  # noqa: N802 - the field's name
    """Conditions that hold together, for `cases` and `where=`: And(s <= t, t < s + w)."""
    parts: list[Relation | SameIndex] = []
    for each in conditions:
        if not isinstance(each, (Relation, SameIndex, Both)):
            raise NotationError(
                f"And({', '.join(map(shortened, conditions))}): expected conditions, got {shortened(each)}"
            )
        parts += each.parts if isinstance(each, Both) else (each,)
    if not parts:
        raise NotationError("And(): expected conditions")
    return Both(tuple(parts))


@vocabulary
def Eq(left: Operand, right: Operand) -> Relation:  # noqa: N802 - the field's name
    """The equation left = right."""
    return Relation(wrap(left), "=", wrap(right))


@vocabulary
def Ne(left: Operand, right: Operand) -> Relation:  # noqa: N802 - the field's name
    """left ≠ right."""
    return Relation(wrap(left), "!=", wrap(right))


Input = Tensor | Scalar


@dataclass(frozen=True, eq=False)
class Quantity(NoNumber):
    """name[indices] := body.

    inputs are the tensors and scalars that an application may replace; applied says whether the name is printed with
    its arguments, as in σ(x), or alone, as in ŷ_i.  A passing name is only there to be differentiated by.
    """

    name: str
    body: Expr
    indices: tuple[Index, ...] = ()
    inputs: tuple[Input, ...] = ()
    latex: str | None = None
    applied: bool = False
    passing: bool = False

    def __post_init__(self) -> None:
        checked(self.name, "let")
        checked_latex(self.latex, f"let({self.name!r}, ...)")
        for index in self.indices:
            if not isinstance(index, Index):
                got = index if isinstance(index, (Expr, NoNumber)) else shortened(index)
                raise NotationError(f"let({self.name!r}, ...): expected indices behind the body, got {got}")
        for given in self.inputs:
            if not isinstance(given, (Tensor, Scalar)):
                wanted = f"let({self.name!r}, ...): expected Scalars and Tensors as inputs"
                got = given if isinstance(given, (Expr, NoNumber)) else shortened(given)
                raise NotationError(f"{wanted}, got {got}")
        if len({index.name for index in self.indices}) < len(self.indices):
            raise NotationError(f"{self.name}[{written_places(self.indices)}]: expected indices of different names")
        strange = free_indices(self.body) - set(self.indices)
        if strange:  # nobody could see that a sum binds it
            names = ", ".join(sorted(map(str, strange)))
            raise NotationError(
                f"{self.name} := {self.body}: the index {names} is free in it; expected it among its own"
            )
        if any(isinstance(node, Lim) for node in walk(self.body)):
            raise NotationError(f"{self.name} := {self.body}: expected a limit only as the left side of an equation")

    @overload
    def __getitem__(self, places: At | tuple[At, ...]) -> Named: ...  # type: ignore[overload-overlap]

    @overload
    def __getitem__(self, places: Open | tuple[Open, ...]) -> Slice: ...

    def __getitem__(self, places: Open | tuple[Open, ...]) -> Named | Slice:
        return Applied(self, ())[places]

    def of(self, *arguments: Any, over: Any = None) -> Any:
        """The quantity of other arguments: x̂.of(lambda n, d: a * x[n, d])[n, d], φ.of(2 * x).

        It is read over the dimensions of its arguments; `application.py` says what they and over= may be.
        """
        return maker_of("application")(self, arguments, over)

    def __str__(self) -> str:
        return self.name

    def instead(self) -> str:
        """With its indices, or as a number."""
        if self.indices:
            over = ", ".join(str(index.over) for index in self.indices)
            return f"{self.name} is a quantity over {over}: write {self.name}[{written_places(self.indices)}]"
        if self.inputs:
            return f"{self.name} is a function: write {self.name}.of({', '.join(each.name for each in self.inputs)})"
        return f"{self.name} is a quantity without an index: write {self.name}[()], or let_scalar for a number"


@dataclass(frozen=True)
class Applied(NoNumber):
    """A quantity with its arguments, waiting for its indices: softmax(z)[i]."""

    quantity: Quantity
    arguments: tuple[Expr | Lambda, ...]

    def instead(self) -> str:
        """With its indices."""
        over, places = ", ".join(str(each.over) for each in self.quantity.indices), self.quantity.indices
        name = f"{self.quantity.name}.of(...)"
        return f"{name} has an entry for each index over {over}: write {name}[{written_places(places)}]"

    @overload
    def __getitem__(self, places: At | tuple[At, ...]) -> Named: ...  # type: ignore[overload-overlap]

    @overload
    def __getitem__(self, places: Open | tuple[Open, ...]) -> Slice: ...

    def __getitem__(self, places: Open | tuple[Open, ...]) -> Named | Slice:
        found = places if isinstance(places, tuple) else (places,)
        wanted = self.quantity.indices
        if len(found) != len(wanted):
            names = ", ".join(map(str, wanted))
            raise NotationError(f"{self.quantity.name}: expected {len(wanted)} indices ({names}), got {len(found)}")
        if any(isinstance(place, slice) for place in found):
            return _sliced(self.quantity.name, self, found, [each.over for each in wanted])
        placed = tuple(place_in(self.quantity.name, found, axis, index.over) for axis, index in enumerate(wanted))
        return Named(self.quantity, placed, self.arguments)


Step = Callable[[Expr], Expr]


def once_each(step: Callable[[Step, Expr], Expr]) -> Step:
    """The recursive rewriting of a tree by step(rewrite, node), in which a subtree that is shared is rewritten once."""
    rewritten: dict[Expr, Expr] = {}

    def rewrite(e: Expr) -> Expr:
        if e not in rewritten:
            rewritten[e] = step(rewrite, e)
        return rewritten[e]

    return rewrite


def map_children(e: Expr, f: Step) -> Expr:
    """The node with f applied to each child expression.  Binders are rebuilt as they are: f must not move indices."""
    before = e._key()
    after = tuple([
        part if name in e._held else _mapped(part, f) for name, part in zip(e._parts, before, strict=True)
    ])  # fmt: skip
    return e if all(new is old for new, old in zip(after, before, strict=True)) else type(e)(*after)


def _mapped(part: Any, f: Step) -> Any:
    """f on every expression in a field of a node."""
    if isinstance(part, Expr):
        return f(part)
    if isinstance(part, tuple):
        after = tuple([_mapped(item, f) for item in part])
        return part if all(new is old for new, old in zip(after, part, strict=True)) else after
    if isinstance(part, Relation):
        return map_sides(part, f)
    if isinstance(part, Lambda):
        return map_argument(part, f)
    if isinstance(part, Both):
        return Both(_mapped(part.parts, f))
    if isinstance(part, SameIndex):
        return SameIndex(_mapped(part.left, f), _mapped(part.right, f))
    if isinstance(part, Computed):
        return Computed(f(part.number), part.over)
    return part


def map_sides(relation: Relation, f: Step) -> Relation:
    """f on both sides of a relation."""
    return Relation(f(relation.left), relation.sign, f(relation.right))


def map_argument(argument: Expr | Lambda, f: Step) -> Expr | Lambda:
    """f inside an argument of a named quantity."""
    return Lambda(argument.indices, f(argument.body)) if isinstance(argument, Lambda) else f(argument)


def children(e: Expr) -> tuple[Expr, ...]:
    """The child expressions, in the order written."""
    listed: list[Expr] = []
    for name in e._parts:
        if name not in e._held:
            _list_children(getattr(e, name), listed)
    return tuple(listed)


def _list_children(part: Any, listed: list[Expr]) -> None:
    if isinstance(part, Expr):
        listed.append(part)
    elif isinstance(part, tuple):
        for item in part:
            _list_children(item, listed)
    elif isinstance(part, Relation):
        listed += (part.left, part.right)
    elif isinstance(part, Lambda):
        listed.append(part.body)
    elif isinstance(part, Both):
        _list_children(part.parts, listed)
    elif isinstance(part, SameIndex):
        _list_children((part.left, part.right), listed)
    elif isinstance(part, Computed):
        listed.append(part.number)


def walk(e: Expr) -> Iterator[Expr]:
    """Every different node once, the outermost first.  Named quantities are not unfolded.

    Shared subtrees are visited once: e = exp(e) + tanh(e), twenty times over, has 2²⁰ paths and 40 nodes.
    """
    seen = {e}
    waiting = [e]
    while waiting:
        node = waiting.pop()
        yield node
        for child in reversed(children(node)):
            if child not in seen:
                seen.add(child)
                waiting.append(child)


def _own_indices(part: Any) -> Iterator[Index]:
    """The index variables that stand in a field of a node itself, or in an argument with indices of its own."""
    if isinstance(part, Computed):
        yield from free_indices(part.number)
    elif isinstance(part, PLACES):
        yield from variables(part)
    elif isinstance(part, tuple):
        for item in part:
            yield from _own_indices(item)
    elif isinstance(part, SameIndex):
        yield from _own_indices((part.left, part.right))
    elif isinstance(part, Both):
        yield from _own_indices(part.parts)
    elif isinstance(part, Relation):
        yield from free_indices(part.left) | free_indices(part.right)
    elif isinstance(part, Node):
        assert isinstance(part, (Expr, Lambda))
        yield from free_indices(part)


def free_indices(e: Expr | Lambda) -> frozenset[Index]:
    """The indices that are not bound inside the expression."""
    cached: frozenset[Index] | None = e.__dict__.get("_free")
    if cached is None:
        bound = set(e.indices) if isinstance(e, Lambda) else {getattr(e, e._binder)} if e._binder else set()
        parts = [getattr(e, name) for name in e._parts if name != e._binder and name not in e._held]
        inside = frozenset(_own_indices(e.body if isinstance(e, Lambda) else tuple(parts)))
        cached = inside - bound if bound else inside
        object.__setattr__(e, "_free", cached)
    return cached


def bound_indices(e: Expr) -> frozenset[Index]:
    """The indices bound somewhere inside the expression as written."""
    return frozenset(getattr(node, node._binder) for node in walk(e) if node._binder)
