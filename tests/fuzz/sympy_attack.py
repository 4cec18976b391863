"""An attack in SymPy's notation, judged by what SymPy's own tree means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import sympy
from sympy import Product, Sum, Symbol
from sympy.tensor.indexed import Idx, IndexedBase

from proofnotes import Proof, Relation

from . import arithmetic as ar
from .judge import Source
from .points import DRAWS
from .sympy_values import SIGNS, Meaning, every, value
from .truth import Truth, settled

K, N = (Symbol(name, integer=True, positive=True) for name in "KN")
SHAPES: dict[Any, tuple[Any, ...]] = {
    IndexedBase("z", shape=(K,)): (K,),
    IndexedBase("u", shape=(N,)): (N,),
    IndexedBase("A", shape=(K, K)): (K, K),
    IndexedBase("B", shape=(K, N)): (K, N),
}


LINES = (
    "from sympy import *",
    "from sympy.functions.elementary.piecewise import ExprCondPair",
    "from sympy.tensor.indexed import *",
)


VOCABULARY: dict[str, Any] = {}


def read_back(e: Any) -> Any:
    """What the source of it says: SymPy simplifies some things as it reads them."""
    if not VOCABULARY:
        exec("\n".join(LINES), VOCABULARY)
    return eval(sympy.srepr(e), VOCABULARY)


@dataclass(frozen=True)
class InSympy:
    """An attack in SymPy's notation."""

    claim: Any
    assuming: tuple[Any, ...] = ()
    refused: bool = False
    first: int = 1  # from which number its indices count

    def source(self) -> Source:
        return Source(LINES, sympy.srepr(self.claim), tuple(map(sympy.srepr, self.assuming)))

    def violation(self, rng: Random, count: int) -> str | None:
        for meaning in self._situations(rng, count):
            for each in every(_free(self.claim), meaning):
                found = _truth(self.claim, each)
                if found in (Truth.FALSE, Truth.UNDEFINED):
                    return f"{found.value} at {_described(each)}"
        return None

    def satisfiable(self, rng: Random) -> bool:
        return next(self._situations(rng, 10), None) is not None

    def _situations(self, rng: Random, count: int) -> Iterator[Meaning]:
        found = 0
        for _ in range(20 * count):
            meaning = _proposed((self.claim, *self.assuming), rng)
            if all(_truth(rel, each) is Truth.TRUE for rel in self.assuming for each in every(_free(rel), meaning)):
                yield meaning
                found += 1
            if found == count:
                return

    def fault(self, proof: Proof, assuming: Sequence[Relation]) -> str | None:
        assert proof.witness is not None
        point = proof.witness.point
        if point.equations or point.root is not None:
            return None
        names = {each: each.name for each in _symbols((self.claim, *self.assuming))}
        symbols = {
            each: Fraction((point.sizes if each.is_integer else point.scalars).get(name, 1))
            for each, name in names.items()
        }
        bases = {base: _reader(point.tensors.get(str(base), {}), self.first) for base in SHAPES}
        meaning = Meaning(symbols, bases)
        for rel in self.assuming:
            if any(_truth(rel, each) in (Truth.FALSE, Truth.UNDEFINED) for each in every(_free(rel), meaning)):
                return f"the witness breaks {rel}: {point}"
        here = {each: Fraction(point.indices.get(str(each), 1) + self.first - 1) for each in _free(self.claim)}
        found = _truth(self.claim, Meaning({**symbols, **here}, bases))
        return f"{found.value} at the witness {point}" if found in (Truth.TRUE, Truth.UNDEFINED) else None


def _reader(entries: Any, first: int) -> Any:
    return lambda places: Fraction(entries.get(tuple(place - first + 1 for place in places), 0))


def _free(e: Any, bound: frozenset[Any] = frozenset()) -> dict[Any, Any]:
    """The symbols of free indices and what they range over; a sum over the symbol of an Idx binds the Idx."""
    if isinstance(e, Idx):
        return {} if e.label in bound else {e.label: (e.lower, e.upper)}
    if isinstance(e, (Sum, Product)):
        bound |= {limit[0] for limit in e.limits}
    found: dict[Any, Any] = {}
    for each in e.args:
        found |= _free(each, bound)
    return dict(sorted(found.items(), key=str))


def _symbols(relations: Sequence[Any]) -> list[Any]:
    found = {each for rel in relations for each in rel.free_symbols | rel.atoms(Symbol) if isinstance(each, Symbol)}
    return sorted(found, key=lambda each: (str(each), type(each).__name__, each.assumptions0.get("real") or False))


def _proposed(relations: Sequence[Any], rng: Random) -> Meaning:
    symbols: dict[Any, Any] = {}
    draw = rng.choice(DRAWS)
    for each in [*_symbols(relations), K, N]:
        if each.is_integer:
            symbols[each] = Fraction(rng.choice((1, 2, 2, 3, 3, 4)))
        else:
            drawn = (draw if rng.random() < 0.7 else rng.choice(DRAWS))(rng)
            symbols[each] = (abs(drawn) or Fraction(1)) if each.is_positive else drawn
    bases = {}
    for base in SHAPES:
        bases[base] = _remembered({}, rng.choice(DRAWS), rng)
    return Meaning(symbols, bases)


def _remembered(entries: dict[tuple[int, ...], Fraction], style: Any, rng: Random) -> Any:
    def read(places: tuple[int, ...]) -> Fraction:
        if places not in entries:
            entries[places] = style(rng)
        return entries[places]

    return read


def _truth(rel: Any, m: Meaning) -> Truth:
    if rel in (sympy.true, sympy.false):
        return Truth.TRUE if rel else Truth.FALSE
    return settled(lambda: ar.sub(value(rel.lhs, m), value(rel.rhs, m)), SIGNS[type(rel)])


def _described(m: Meaning) -> str:
    entries = {str(base): read.__closure__[0].cell_contents for base, read in m.bases.items()}
    return ", ".join(
        [
            *(f"{each} = {number}" for each, number in m.symbols.items()),
            *(f"{name} = {cells}" for name, cells in entries.items() if cells),
        ]
    )
