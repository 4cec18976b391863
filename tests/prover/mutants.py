"""Small mistakes, made on purpose: every way to get one sign, coefficient, index, exponent or factor of a tree
wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from proofnotes import Expr
from proofnotes.expr.indices import Index, Place, variables
from proofnotes.expr.nodes import (
    Add,
    Apply,
    Delta,
    Diff,
    Div,
    Entry,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Sum,
    children,
    free_indices,
    map_children,
    wrap,
)


def mutants(e: Expr, others: frozenset[Index] = frozenset()) -> Iterator[tuple[str, Expr]]:
    """The kind of each mistake and the tree with it.  others are further indices that may be put in by mistake."""
    yield from _here(e, others | free_indices(e))
    if isinstance(e, Diff):
        return  # what is differentiated by is not the place for a mistake in the right-hand side
    inside = others | free_indices(e) | ({e.index} if isinstance(e, Sum) else set())
    for place, child in enumerate(children(e)):
        for kind, changed in mutants(child, inside):
            yield kind, _with_child(e, place, changed)


def _with_child(e: Expr, place: int, changed: Expr) -> Expr:
    seen = iter(range(len(children(e))))
    return map_children(e, lambda child: changed if next(seen) == place else child)


def _here(e: Expr, names: frozenset[Index]) -> Iterator[tuple[str, Expr]]:
    match e:
        case Neg(arg):
            yield "sign", arg
        case Add(terms):
            for place, term in enumerate(terms):
                flipped = term.arg if isinstance(term, Neg) else Neg(term)
                yield "sign", Add(terms[:place] + (flipped,) + terms[place + 1 :])
        case Number(value, _):
            yield "coefficient", wrap(value + 1)
        case Pow(base, Number(value, _)):
            yield "exponent", Pow(base, wrap(value + 1))
        case Mul(factors, dotted):
            for place in range(len(factors)):
                rest = factors[:place] + factors[place + 1 :]
                yield "dropped factor", rest[0] if len(rest) == 1 else Mul(rest, dotted)
        case Div(num, _):
            yield "dropped denominator", num
        case Apply("exp", (arg,)):
            yield "exponent", Apply("exp", (Neg(arg),))
        case Delta():
            yield "dropped factor", wrap(1)
        case Entry(tensor, places):
            for moved in _moved(places, names):
                yield "index", Entry(tensor, moved)
        case Named(quantity, places, arguments):
            for moved in _moved(places, names):
                yield "index", Named(quantity, moved, arguments)


def _moved(places: tuple[Place, ...], names: frozenset[Index]) -> Iterator[tuple[Place, ...]]:
    """One place at a time replaced by another index over the same dimension."""
    for axis, place in enumerate(places):
        for index in sorted(names, key=str):
            if index.over == place.over and index not in variables(place):
                yield places[:axis] + (index,) + places[axis + 1 :]
