"""What is known while one statement is proved: rules, signs, sizes, and what has been worked out so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product as cartesian
from math import inf
from time import monotonic

from ...expr.errors import OutOfTimeError
from ...expr.indices import Index, Place, variable
from ...expr.nodes import Expr
from .terms import Atom, Poly


@dataclass(frozen=True)
class Rule:
    """atom ** power → value, for every value of the indices in `every` (a hypothesis, solved)."""

    atom: Atom
    power: int
    value: Poly
    every: tuple[Index, ...]


@dataclass(frozen=True)
class Fact:
    """The possible signs of a polynomial (a mask of signs.py), for every value of the indices in `every`."""

    poly: Poly
    mask: int
    every: tuple[Index, ...]


@dataclass
class Context:
    """What is known while one statement is proved."""

    rules: tuple[Rule, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    sizes: Mapping[str, int] = field(default_factory=dict)
    normal_forms: dict[Expr, Poly] = field(default_factory=dict)
    signs: dict[Poly, int] = field(default_factory=dict)
    deadline: float = inf
    instances: dict[tuple[Poly, frozenset[tuple[Index, Place]]], Poly] = field(default_factory=dict, init=False)
    _bare: Context | None = field(default=None, init=False, repr=False)

    @property
    def bare(self) -> Context:
        """The same without rules, to put indices into a rule without applying it."""
        if not self.rules:
            return self
        if self._bare is None:
            self._bare = Context(facts=self.facts, sizes=self.sizes, deadline=self.deadline)
        return self._bare

    def check_time(self) -> None:
        """Every product passes here: a statement that is too large ends as UNKNOWN and never hangs."""
        if monotonic() > self.deadline:
            raise OutOfTimeError("the time for this statement is used up")

    def size(self, index: Index) -> int | None:
        """How many values the index has, where that is known."""
        base = index.over.size if index.over.size is not None else self.sizes.get(index.over.name)
        return None if base is None else base * index.over.blocks


def bindings(every: tuple[Index, ...], places: Iterable[Place]) -> Iterable[dict[Index, Place]]:
    """All ways to put the given places in for the indices."""
    found = list(places)
    choices = [[place for place in found if place.over == index.over] for index in every]
    return (dict(zip(every, choice, strict=True)) for choice in cartesian(*choices))


def places_of(atom: Atom) -> set[Place]:
    """The places that occur in an atom, for matching a rule."""
    found: set[Place] = set()

    def visit(data: object) -> None:
        if isinstance(data, Place):
            found.add(data)
            inner = variable(data)
            if inner is not None:
                found.add(inner)
        elif isinstance(data, Atom):
            visit(data.data)
        elif isinstance(data, Poly):
            for mono in data.terms:
                visit(mono)
        elif isinstance(data, tuple):
            for each in data:
                visit(each)

    visit(atom.data)
    return found
