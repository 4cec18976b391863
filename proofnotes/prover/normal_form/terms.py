"""The data of the normal form: atoms and their kinds, polynomials over atoms, and what is known while one proof runs.

An atom is something the algebra does not look into: an entry, an exponential of a monomial, an irreducible sum.  A
monomial is a product of powers of atoms with rational exponents, a polynomial a ℚ-combination of monomials.  Atoms
are interned and ordered by a printed key, so that equal things are the same object and every run gives the same order.

Invariants: the variables of a sum are `Label`s by height and place, height counting the sums below it, so that an inner
sum never binds the name of an outer one.  A label is no index: whatever holds for every index can be used at a place,
and a label is none.  Who wants to use such a thing inside a sum opens the sum first, with indices that nobody has used.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import blake2b
from itertools import product as cartesian
from math import inf
from time import monotonic
from typing import Any
from weakref import WeakValueDictionary

from ...expr.errors import OutOfTimeError, TooHardError
from ...expr.indices import (
    Index,
    Label,
    Place,
    Position,
    Shifted,
    ShiftedLabel,
    Size,
    Variable,
    fresh,
    labels,
    parts_of,
    positions,
    shifted,
    variables,
)
from ...expr.nodes import Expr, Relation
from ..proof import Point

Exponent = int | Fraction
Mono = tuple[tuple["Atom", Exponent], ...]
ONE_MONO: Mono = ()
Moves = Mapping[Any, Place | Label]
"""Where variables go: of indices and labels, to places or to labels."""


@dataclass(frozen=True)
class AtomKind:
    """A kind of atom: all that the algebra asks of it.  Each is a row, registered where its rules stand.

    rank orders the kinds, the leading one first: an exponential leads 1 + eˣ, so that eˣ/(1 + eˣ) is written
    1 − 1/(1 + eˣ).  deepest_first: of two atoms of the kind the one with more of them inside leads; a root leads all
    that stands under it, since its square is that.  moved is the atom with variables replaced, sign what its kind alone
    says of its sign (a mask), tree how it reads, raised_tree how a power of it does, where that is not a power.
    settled rewrites a monomial at a power of the atom, where its kind has such a rule.  solved_for ranks what an
    equation may be solved for.  compound: its sign is that of what is inside.  binds: its data are labels and what
    they are bound in.  logarithm is that of a power of the atom, where it is more than log of an atom; None otherwise.
    cleared: what it divides is multiplied by it before that is compared with 0.
    says, of a kind that is 1 or 0: a polynomial, and the signs of it that make it 1.
    """

    name: str
    rank: str
    moved: Callable[[Context, Atom, Moves], Poly]
    sign: Callable[[Context, Atom], int]
    tree: Callable[[Context, Atom], Expr]
    settled: Callable[[Context, Mono, Atom, Exponent], Poly | None] | None = None
    solved_for: int | None = None
    compound: bool = False
    raised_tree: Callable[[Context, Atom, Exponent], Expr] | None = None
    deepest_first: bool = False
    binds: bool = False
    cleared: bool = True
    logarithm: Callable[[Context, Atom, Exponent], Poly | None] | None = None
    says: Callable[[Atom], tuple[Poly, int]] | None = None


KINDS: dict[str, AtomKind] = {}
RULED: set[str] = set()
"""The kinds that have a rule for settling."""
STEPS: set[str] = set()
"""The kinds that are 1 or 0: where one is 0 nobody looks at what it is multiplied by."""


def register(kind: AtomKind) -> None:
    """Add a kind of atom; there is one row for each."""
    assert kind.name not in KINDS, f"two rows for the kind {kind.name}"
    KINDS[kind.name] = kind
    if kind.settled is not None:
        RULED.add(kind.name)
    if kind.says is not None:
        STEPS.add(kind.name)


class Atom:
    """kind says what data holds; free are its indices, loose its labels that no sum in it binds, height the depth of
    its sums, depth that of its atoms of a kind that goes deepest first.

    It is interned for as long as somebody holds it: what one proof was made of is not kept for the next.
    """

    __slots__ = ("__weakref__", "data", "depth", "free", "height", "key", "kind", "loose")
    _interned: WeakValueDictionary[tuple[str, Any], Atom] = WeakValueDictionary()

    kind: str
    data: Any
    key: str
    free: frozenset[Index]
    loose: frozenset[Label]
    height: int
    depth: int

    def __new__(cls, kind: str, data: Any) -> Atom:
        interned = cls._interned.get((kind, data))
        if interned is None:
            interned = super().__new__(cls)
            interned.kind, interned.data = kind, data
            row = KINDS[kind]
            interned.depth = _depth(data) + row.deepest_first
            rank = f"{row.rank}{max(0, DEEPEST - interned.depth):04}" if row.deepest_first else row.rank
            interned.key = _short(f"{rank}{kind}({_key(data)})")
            interned.free, interned.loose = _variables(data)
            if row.binds:
                interned.loose -= set(data[0])
            interned.height = _height(data) + row.binds
            cls._interned[(kind, data)] = interned
        return interned

    def mentions(self, variables: Iterable[Variable]) -> bool:
        """Whether any of them is free in the atom."""
        return any(each in self.free or each in self.loose for each in variables)

    def __repr__(self) -> str:
        return self.key


MOST_KEY = 400
DEEPEST = 9999


def _short(key: str) -> str:
    """A long key by its beginning and its digest: an atom may hold the same atom many times, at every depth."""
    return key if len(key) <= MOST_KEY else f"{key[:40]}…{blake2b(key.encode(), digest_size=16).hexdigest()}"


def _key(data: Any) -> str:
    if isinstance(data, Poly):
        return "+".join(f"{c}{_key(m)}" for m, c in data.sorted())
    if isinstance(data, Atom):
        return data.key
    if isinstance(data, tuple):
        return ",".join(map(_key, data))
    if isinstance(data, (Index, Label)):
        return f"{data}:{data.over}"
    return str(getattr(data, "name", data))


NOTHING: tuple[frozenset[Index], frozenset[Label]] = (frozenset(), frozenset())


def _variables(data: Any) -> tuple[frozenset[Index], frozenset[Label]]:
    """The indices and the labels that are free in what an atom holds."""
    if isinstance(data, (Poly, Atom)):
        return data.free, data.loose
    if isinstance(data, (Index, Label, Position, Shifted, ShiftedLabel)):
        return variables(data), labels(data)
    if isinstance(data, tuple) and data:
        parts = [_variables(part) for part in data]
        return frozenset().union(*(free for free, _ in parts)), frozenset().union(*(loose for _, loose in parts))
    return NOTHING


def _height(data: Any) -> int:
    return _deepest(data, lambda atom: atom.height)


def _depth(data: Any) -> int:
    return _deepest(data, lambda atom: atom.depth)


def _deepest(data: Any, of: Callable[[Atom], int]) -> int:
    """The greatest of the depths of the atoms in what an atom holds."""
    if isinstance(data, Atom):
        return of(data)
    if isinstance(data, Poly):
        return max((of(atom) for mono in data.terms for atom, _ in mono), default=0)
    if isinstance(data, tuple):
        return max((_deepest(part, of) for part in data), default=0)
    return 0


def monomial(powers: Iterable[tuple[Atom, Exponent]]) -> Mono:
    """The product of the powers, merged and in order."""
    merged: dict[Atom, Exponent] = {}
    for atom, exponent in powers:
        merged[atom] = merged.get(atom, 0) + exponent
    kept = [(atom, _whole(exponent)) for atom, exponent in merged.items() if exponent != 0]
    return tuple(sorted(kept, key=lambda pair: pair[0].key))


def _whole(exponent: Exponent) -> Exponent:
    return exponent.numerator if isinstance(exponent, Fraction) and exponent.denominator == 1 else exponent


def mono_free(mono: Mono) -> frozenset[Index]:
    """The indices of a monomial."""
    return frozenset().union(*(atom.free for atom, _ in mono)) if mono else frozenset()


class Poly:
    """A ℚ-combination of monomials; zero coefficients are never kept."""

    __slots__ = ("_hash", "_sorted", "_variables", "terms")

    def __init__(self, terms: dict[Mono, Fraction]) -> None:
        self.terms = {mono: c for mono, c in terms.items() if c != 0}
        self._hash: int | None = None
        self._variables: tuple[frozenset[Index], frozenset[Label]] | None = None
        self._sorted: list[tuple[Mono, Fraction]] | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(frozenset(self.terms.items()))
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Poly) and self.terms == other.terms

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __iter__(self) -> Iterator[tuple[Mono, Fraction]]:
        return iter(self.terms.items())

    def __add__(self, other: Poly) -> Poly:
        terms = dict(self.terms)
        for mono, c in other:
            terms[mono] = terms.get(mono, Fraction(0)) + c
        return Poly(terms)

    def __sub__(self, other: Poly) -> Poly:
        return self + other.scaled(Fraction(-1))

    def scaled(self, factor: Fraction) -> Poly:
        """The multiple."""
        return Poly({mono: c * factor for mono, c in self})

    @property
    def free(self) -> frozenset[Index]:
        """The indices in it."""
        return self._of_terms()[0]

    @property
    def loose(self) -> frozenset[Label]:
        """The labels in it that no sum in it binds."""
        return self._of_terms()[1]

    def _of_terms(self) -> tuple[frozenset[Index], frozenset[Label]]:
        if self._variables is None:
            self._variables = _variables(tuple({atom for mono in self.terms for atom, _ in mono}))
        return self._variables

    def mentions(self, variables: Iterable[Variable]) -> bool:
        """Whether any of them is free in the polynomial."""
        return any(each in self.free or each in self.loose for each in variables)

    def sorted(self) -> list[tuple[Mono, Fraction]]:
        """The terms, the leading one first: lexicographic in the order of atoms."""
        if self._sorted is None:
            atoms = sorted({atom for mono in self.terms for atom, _ in mono}, key=lambda atom: atom.key)
            places = {atom: place for place, atom in enumerate(atoms)}

            def rank(term: tuple[Mono, Fraction]) -> list[Exponent]:
                vector: list[Exponent] = [0] * len(places)
                for atom, exponent in term[0]:
                    vector[places[atom]] = exponent
                return vector

            self._sorted = sorted(self.terms.items(), key=rank, reverse=True)
        return self._sorted

    @property
    def constant(self) -> Fraction | None:
        """The value, if it is a number."""
        if not self.terms:
            return Fraction(0)
        return self.terms.get(ONE_MONO) if len(self.terms) == 1 else None

    @property
    def single(self) -> tuple[Mono, Fraction] | None:
        """The only term, if there is just one."""
        return next(iter(self.terms.items())) if len(self.terms) == 1 else None

    def __repr__(self) -> str:
        return f"Poly({_key(self)})"


ZERO = Poly({})
ONE = Poly({ONE_MONO: Fraction(1)})


def number(value: Fraction | int) -> Poly:
    """A constant polynomial."""
    return Poly({ONE_MONO: Fraction(value)})


def power_of(atom: Atom, exponent: Exponent = 1) -> Poly:
    """One atom to a power, as it is."""
    return Poly({monomial([(atom, exponent)]): Fraction(1)})


def total_of(polys: Iterable[Poly]) -> Poly:
    """The sum of polynomials."""
    terms: dict[Mono, Fraction] = {}
    for poly in polys:
        for mono, c in poly:
            terms[mono] = terms.get(mono, Fraction(0)) + c
    return Poly(terms)


@dataclass(frozen=True)
class Rule:
    """atom ** power → value, for every value of the indices in `every` (a hypothesis, solved)."""

    atom: Atom
    power: int
    value: Poly
    every: tuple[Index, ...]


@dataclass(frozen=True)
class Fact:
    """The possible signs of a polynomial (a mask of masks.py), for every value of the indices in `every`."""

    poly: Poly
    mask: int
    every: tuple[Index, ...]


@dataclass(frozen=True)
class Lemma:
    """name quotes the statement; recognize gives the signs that it leaves for a polynomial."""

    name: str
    recognize: Callable[[Context, Poly], int]


@dataclass(frozen=True)
class Symmetry:
    """T[p₁, …, pₙ] = sign · T[p_order₁, …, p_orderₙ] for all places: the axes exchanged."""

    order: tuple[int, ...]
    sign: int


@dataclass
class Context:
    """What is known while one statement is proved, and what has been worked out so far.

    symmetries are by the name of the tensor; unused are the hypotheses that could not be used, each with the reason.
    clock is somebody else's, looked at along with the deadline.
    Angles are whole multiples of one part of what they are made of: of x/2 where that occurs, so that cos x is in terms
    of cos(x/2), too; parts are how many.  Where one has become finer, an earlier normal form is not compared with a
    later one; refined counts how often.  replaced counts the known sums that are being put in at the moment.
    using are the facts that are being put to use, which are not asked meanwhile.  by_squares: max ∣f∣ is √max f².
    deeper is asked whether a polynomial is nonnegative, or positive, after everything else has failed.  It may come
    back to itself as often as left says; asked tells what it has been asked and how often it might have, cited names
    the inequalities that an answer rests on.  samples are points at which as many facts and rules hold as are given: it
    is not asked about what is false there.
    """

    rules: tuple[Rule, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    sizes: Mapping[str, int] = field(default_factory=dict)
    lemmas: tuple[Lemma, ...] = ()
    symmetries: Mapping[str, tuple[Symmetry, ...]] = field(default_factory=dict)
    unused: tuple[tuple[Relation, str], ...] = ()
    normal_forms: dict[Expr, Poly] = field(default_factory=dict)
    signs: dict[Poly, int] = field(default_factory=dict)
    deadline: float = inf
    parts: dict[Hashable, int] = field(default_factory=dict)
    refined: int = 0
    replaced: int = 0
    clock: Callable[[], None] | None = None
    using: set[Poly] = field(default_factory=set)
    by_squares: bool = False
    instances: dict[tuple[Poly, frozenset[tuple[Index, Place]]], Poly] = field(default_factory=dict, init=False)
    axioms: dict[Hashable, tuple[Rule, ...]] = field(default_factory=dict, init=False)
    openings: dict[Atom, tuple[Poly, tuple[Index, ...]]] = field(default_factory=dict, init=False)
    implied: dict[tuple[Atom, Poly], int] = field(default_factory=dict, init=False)
    inside: dict[tuple[Poly, int], Context] = field(default_factory=dict, init=False, repr=False)
    deeper: Callable[[Context, Poly, bool], int] | None = None
    samples: tuple[Point, ...] = ()
    given: tuple[int, int] = (0, 0)
    left: int = field(default=0, init=False)
    asked: dict[tuple[Poly, bool], int] = field(default_factory=dict, init=False)
    cited: list[str] = field(default_factory=list, init=False)
    _bare: Context | None = field(default=None, init=False, repr=False)

    @property
    def bare(self) -> Context:
        """The same without rules, to put indices into a rule without applying it."""
        if not self.rules:
            return self
        if self._bare is None:
            self._bare = replace(self, rules=(), normal_forms={}, signs={})
        return self._bare

    def where(self, poly: Poly, mask: int) -> Context:
        """The same, knowing of one more sign: within one branch of a choice, at the variables that stand in it."""
        key = (poly, mask)
        if key not in self.inside:
            self.check_time()
            facts = [*self.facts, Fact(poly, mask, ())]
            self.inside[key] = replace(self, facts=facts, signs={}, normal_forms={})
        return self.inside[key]

    def check_time(self) -> None:
        """Every product passes here: a statement that is too large ends as UNKNOWN and never hangs."""
        if monotonic() > self.deadline:
            raise OutOfTimeError("the time for this statement is used up")
        if self.clock is not None:
            self.clock()

    def size(self, index: Index) -> int | None:
        """How many values the index has, where that is known: written with the dimension, or from a hypothesis."""
        return self._size(index.over)

    def _size(self, over: Size) -> int | None:
        base = over.size if over.size is not None else self.sizes.get(over.name)
        blocks = self._size(over.blocks) if isinstance(over.blocks, Size) else over.blocks
        return None if base is None or blocks is None else base * blocks

    def places(self, index: Index) -> list[Place]:
        """Every value of an index whose size is known.  TooHardError where writing them out is too much."""
        size = self.size(index)
        assert size is not None, f"the size of {index.over} is not known"
        if size > MOST_WRITTEN_OUT:
            raise TooHardError(f"{index.over.name} has {size} values, more than the {MOST_WRITTEN_OUT} written out")
        return list(positions(index.over, self.sizes))

    def covering(self, index: Index) -> list[Place] | None:
        """Places that are together every value of the index: each value of a known size, each block of a stacked
        dimension, the entries of the groups of one that is split.  None where only the index itself will do.
        """
        return None if self.size(index) is None and index.over.blocks == 1 else self._covering(index)

    def _covering(self, index: Index) -> list[Place]:
        over = index.over
        if self.size(index) is not None:
            return self.places(index)
        if over.blocks == 1:
            return [fresh(index)]
        inside = self._covering(Index(index.name, over.base))
        blocks = self._covering(Index(index.name, over.blocks)) if isinstance(over.blocks, Size) else range(over.blocks)
        whole = [shifted(inner, block, over) for block in blocks for inner in inside]
        return [place for place in whole if isinstance(place, Shifted)]  # which all of them are


MOST_WRITTEN_OUT = 512
"""A larger dimension of known size is not written out, value by value."""


def bindings(every: tuple[Index, ...], places: Iterable[Place]) -> Iterable[dict[Index, Place]]:
    """All ways to put the given places in for the indices: places that are somewhere, and so never a label."""
    given = list(places)
    choices = [[place for place in given if place.over == index.over] for index in every]
    return (dict(zip(every, choice, strict=True)) for choice in cartesian(*choices))


def places_of(data: Any) -> set[Place]:
    """The places that occur in an atom or a polynomial, no labels: where what holds for every index can be used."""
    places: set[Place] = set()
    _collect_places(data, places, set())
    return places


def _collect_places(data: Any, places: set[Place], seen: set[Atom]) -> None:
    if isinstance(data, (Index, Position, Shifted)):
        places.add(data)
        if isinstance(data, Shifted):
            _collect_places(parts_of(data), places, seen)
    elif isinstance(data, Atom):
        if data not in seen:
            seen.add(data)
            _collect_places(data.data, places, seen)
    elif isinstance(data, Poly):
        for mono in data.terms:
            _collect_places(mono, places, seen)
    elif isinstance(data, tuple):
        for part in data:
            _collect_places(part, places, seen)


def atoms_within(data: object, enter: Callable[[Atom], bool] = lambda atom: True) -> Iterator[Atom]:
    """The atoms in an atom or a polynomial, and those in what they hold where one enters; each once, however often it
    is shared: an atom that holds another twice, at every depth, has 2ⁿ paths into it.
    """
    seen: set[Atom] = set()
    work = [data]
    while work:
        part = work.pop()
        if isinstance(part, Atom):
            if part in seen:
                continue
            seen.add(part)
            yield part
            part = part.data if enter(part) else ()
        if isinstance(part, (Poly, tuple)):
            work.extend(part.terms if isinstance(part, Poly) else part)


class Late:
    """A function that a later file defines: rules need one another, and files stand in one order."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._function: Callable[..., Any] | None = None

    def define(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Decorates the definition."""
        self._function = function
        return function

    def __call__(self, *arguments: Any) -> Any:
        assert self._function is not None, f"{self.name} is defined nowhere"
        return self._function(*arguments)
