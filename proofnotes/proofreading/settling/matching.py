"""Inputs of a definition in notes matched with those of a function of the catalogue: by name, by order, by shape.

Notes often leave an index out (μ = 1/N Σ_i x_i of one feature) or carry one more (L_n of each sample), take a number
where the catalogue has a vector (one γ for all features), and leave a small constant out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from ...expr.application import apply
from ...expr.calculus import inputs_of, unfold_all
from ...expr.dimensions import read_size
from ...expr.errors import NotationError
from ...expr.indices import Index, Place, Size, fresh
from ...expr.nodes import (
    Applied,
    Dim,
    Entry,
    Expr,
    Input,
    Lambda,
    Named,
    Quantity,
    Scalar,
    Tensor,
    free_indices,
    map_children,
    wrap,
)

ATTEMPTS = 12
"""So many ways to match are tried."""

FEW = 4
"""With more inputs than this, only those are matched whose names or order say so."""

SAME = {"eps": "epsilon"}
"""Names of the catalogue that are spelled otherwise in notes."""


@dataclass(frozen=True)
class NotedFunction:
    """What notes define: the value at its places, in terms of what it depends on.

    order are the names of its parameters, where it is a function.
    """

    body: Expr
    places: tuple[Index, ...]
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matched:
    """The catalogue's value in the terms of the notes, with what is called differently.

    by_name: every input is called as in the catalogue, or stands where the catalogue has it.
    """

    value: Expr
    body: Expr
    by_name: bool
    left_out: tuple[str, ...] = ()
    """Small constants that the notes leave out: they are 0."""


def plain_name(name: str) -> str:
    """A name without its font, in one order of its parts: hat_y and y_hat, x^{bold} and x are the same."""
    parts = [SAME.get(part, part) for part in re.split(r"[\W_]+", name) if part not in ("", "bold", "cal", "bb")]
    return "_".join(sorted(parts))


def matches(
    noted: NotedFunction, quantity: Quantity, parameters: Sequence[Scalar], *, everything: bool = False
) -> Iterator[Matched]:
    """The ways to read a quantity of the catalogue in the terms of the notes, the likeliest first.

    parameters are those of the catalogue's inputs that notes may leave out.  A quantity of the notes stands for itself
    where an input of the catalogue is called like it, and everything says that all do; others are written out.
    """
    wanted = _inputs(quantity, parameters)
    names = {plain_name(each.name) for each in wanted} | {plain_name(name) for name in noted.order}

    def stays(name: Named) -> bool:
        return not name.arguments and (everything or plain_name(name.quantity.name) in names)

    body = _opaque(unfold_all(noted.body, stays))
    given = sorted(inputs_of(body), key=lambda each: each.name)
    left = ATTEMPTS
    for assignment, by_name in _assignments(noted, wanted, parameters, given):
        for value in _values(noted, quantity, wanted, assignment):
            missing = tuple(each.name for each in wanted if assignment.get(each) is None)
            yield Matched(value, body, by_name, missing)
            left -= 1
            if not left:
                return


def _inputs(quantity: Quantity, parameters: Sequence[Scalar]) -> tuple[Input, ...]:
    """What the quantity depends on: as its author lists it, then what else there is."""
    found = inputs_of(unfold_all(quantity.body))
    listed = [each for each in quantity.inputs if each in found]
    others = sorted(found.difference(listed), key=lambda each: (each in parameters, each.name))
    return (*listed, *others)


def _opaque(e: Expr) -> Expr:
    """Quantities that are left stand for whatever they are: ŷ in a loss, although ŷ has a definition."""
    if isinstance(e, Named):
        quantity = e.quantity
        if not quantity.indices:
            return Scalar(quantity.name)
        return Entry(Tensor(quantity.name, *(index.over for index in quantity.indices)), e.places)
    return map_children(e, _opaque)


Assignment = Mapping[Input, Input | None]
"""For each input of the catalogue one of the notes; None for a constant that is left out."""


def _assignments(
    noted: NotedFunction, wanted: Sequence[Input], parameters: Sequence[Scalar], given: Sequence[Input]
) -> Iterator[tuple[Assignment, bool]]:
    """Names and order are taken at their word: y and ŷ are not exchanged.

    Without them every input of the notes is used once; where all are called as in the catalogue, there may be more.
    """
    required = [each for each in wanted if each not in parameters]
    optional = [each for each in wanted if each in parameters]
    seen: list[Assignment] = []
    by_name = {plain_name(each.name): each for each in given}
    by_order = [by_name.get(plain_name(name)) for name in noted.order]
    called = [by_name.get(plain_name(each.name)) for each in required]
    candidates: list[list[Input | None]]
    if None not in called:
        candidates, named = [called], True
    elif len(by_order) == len(required) and None not in by_order:
        candidates, named = [by_order], True
    else:
        some = permutations(given, len(required)) if len(given) <= FEW else ()
        candidates, named = [list(each) for each in some], len(required) == 1
    for found in candidates:
        rest = [each for each in given if each not in found]
        assignment: dict[Input, Input | None] = dict(zip(required, found, strict=True))
        assignment |= _constants(optional, rest)
        complete = set(given) == {each for each in assignment.values() if each is not None}
        if len(set(found)) == len(found) and assignment not in seen and (complete or found is called):
            seen.append(assignment)
            yield assignment, named


def _constants(optional: Sequence[Input], rest: Sequence[Input]) -> Assignment:
    """Small constants by name, else in order; those that are left out are None."""
    found = {
        each: next((one for one in rest if plain_name(one.name) == plain_name(each.name)), None) for each in optional
    }
    others = [each for each in rest if each not in found.values() and isinstance(each, Scalar)]
    for each in optional:
        if found[each] is None and others:
            found[each] = others.pop(0)
    return found


def _values(
    noted: NotedFunction, quantity: Quantity, wanted: Sequence[Input], assignment: Assignment
) -> Iterator[Expr]:
    """The quantity of these arguments, with each choice of the dimensions that the notes leave out."""
    own = dict.fromkeys(size for each in wanted if isinstance(each, Tensor) for size in each.over)
    bases = list(dict.fromkeys(size.base for size in own))
    whole = Quantity(quantity.name, unfold_all(quantity.body), quantity.indices, tuple(wanted))
    for count in range(len(bases) + 1):
        for hidden in combinations(bases, count):
            value = _value(noted, whole, assignment, frozenset(hidden))
            if value is not None:
                yield value


def _value(noted: NotedFunction, whole: Quantity, assignment: Assignment, hidden: frozenset[Size]) -> Expr | None:
    """The quantity at the places of the notes; None where the shapes do not fit."""
    dimensions = _dimensions(whole, assignment, hidden)
    free = [index for index in whole.indices if index.over.base not in hidden]
    if dimensions is None or len(free) > len(noted.places):
        return None
    batch = noted.places[: len(noted.places) - len(free)]
    arguments = [_argument(each, assignment.get(each), batch, hidden, dimensions) for each in whole.inputs]
    values = [value for value, _ in filter(None, arguments)]
    used = {place for _, places in filter(None, arguments) for place in places}
    if len(values) < len(arguments) or used != set(batch):
        return None
    own = iter(noted.places[len(batch) :])
    places = tuple(
        fresh(Index("h", dimensions[index.over.base])) if index.over.base in hidden else next(own)
        for index in whole.indices
    )
    try:
        found = apply(whole, tuple(values))
        value = unfold_all(found[places] if isinstance(found, Applied) else found)
    except NotationError:
        return None
    return value if free_indices(value) <= set(noted.places) else None


def _dimensions(whole: Quantity, assignment: Assignment, hidden: frozenset[Size]) -> dict[Size, Size] | None:
    """What each dimension of the catalogue is called in the notes; one that they leave out has a name of its own."""
    found = {size: Dim(f"{size.name}_hidden").over for size in hidden}
    for wanted in whole.inputs:
        given = assignment.get(wanted)
        if not isinstance(wanted, Tensor) or not isinstance(given, Tensor):
            continue
        axes = [size for size in wanted.over if size.base not in hidden]
        if len(given.over) < len(axes):
            return None
        for size, own in zip(axes, given.over[len(given.over) - len(axes) :], strict=True):
            if size.blocks != 1 and size.blocks != own.blocks:
                return None
            read = own if size.blocks == 1 else own.base
            if found.setdefault(size.base, read) != read:
                return None
    known = all(size.base in found for each in whole.inputs if isinstance(each, Tensor) for size in each.over)
    return found if known else None


def _argument(
    wanted: Input,
    given: Input | None,
    batch: Sequence[Index],
    hidden: frozenset[Size],
    dimensions: Mapping[Size, Size],
) -> tuple[Expr | Lambda, tuple[Index, ...]] | None:
    """An input of the notes in the place of one of the catalogue, with the places of the batch that stand in it.

    Axes that are one too many are those of the batch, in front; along an axis that the notes leave out, and everywhere
    where they have a number, the argument is the same.
    """
    if given is None:
        return (wrap(0), ())
    over = given.over if isinstance(given, Tensor) else ()
    if isinstance(wanted, Scalar):
        outer = _batch(over, batch)
        return None if outer is None else (_entry(given, outer), outer)
    inner = tuple(fresh(Index("k", read_size(size, dimensions))) for size in wanted.over)
    own = [index for index, size in zip(inner, wanted.over, strict=True) if size.base not in hidden]
    if isinstance(given, Scalar):
        return (Lambda(inner, given), ())
    outer = _batch(over[: len(over) - len(own)], batch)
    return None if outer is None else (Lambda(inner, _entry(given, (*outer, *own))), outer)


def _batch(over: Sequence[Size], batch: Sequence[Index]) -> tuple[Index, ...] | None:
    """The places of the batch for these axes, each once."""
    found: list[Index] = []
    for size in over:
        index = next((each for each in batch if each.over == size and each not in found), None)
        if index is None:
            return None
        found.append(index)
    return tuple(found)


def _entry(given: Input, places: Sequence[Place]) -> Expr:
    return given if isinstance(given, Scalar) else Entry(given, tuple(places))
