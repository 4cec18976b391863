"""One statement decided by normal form and signs: the cases that it splits into, and the outcome of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product as cartesian

from ..expr.calculus import unfold_all
from ..expr.errors import TooHardError, UndefinedError
from ..expr.indices import Index, Place
from ..expr.names import tidy
from ..expr.nodes import Largest, Relation, free_indices, walk, wrap
from ..expr.rewrite import rename
from .inequalities.engine import deeper
from .normal_form.brackets import open_steps
from .normal_form.extremes import closed, reached
from .normal_form.masks import NEGATIVE, POSITIVE, TRUE_MASKS, ZERO
from .normal_form.matrices import multiplied_out
from .normal_form.normal import NeedSplit, inside_of_abs, is_zero, normal
from .normal_form.readable import to_tree
from .normal_form.signs import by_rows, poly_sign, undecided
from .normal_form.terms import Context, Poly
from .proof import Condition, Point
from .signs.assumptions import context
from .signs.domain import Definedness
from .signs.solving import case

MOST_SPLITS = 8
MOST_POSITIONS = 64
MOST_FACTORS = 2
"""By so many matrices a difference is multiplied to get rid of their inverses."""


@dataclass(frozen=True)
class DecidedCase:
    """The outcome of one case: whether the relation holds, how, under which conditions, and left − right."""

    holds: bool
    method: str
    conditions: tuple[Condition, ...]
    ctx: Context
    difference: Poly

    @property
    def settled(self) -> bool:
        """Whether the relation holds and both sides are defined."""
        return self.holds and all(condition.discharged for condition in self.conditions)


def decide(
    statement: Relation, assuming: tuple[Relation, ...], deadline: float, samples: tuple[Point, ...] | None = None
) -> list[DecidedCase]:
    """Every case of the statement, with the rows of inequalities where there are samples, be they none.

    Raises what stopped it: out of time, too hard, undefined.
    """
    ctx = context(assuming, deadline)
    if samples is not None:
        ctx = replace(
            ctx, deeper=deeper, samples=samples, given=(len(ctx.facts), len(ctx.rules)), signs={}, normal_forms={}
        )
    return _by_squares(ctx, statement) or _in_all_instances(ctx, statement)


def _in_all_instances(ctx: Context, statement: Relation) -> list[DecidedCase]:
    return [case for part in _instances(ctx, statement) for case in _decide(ctx, part, 0)]


def _by_squares(ctx: Context, statement: Relation) -> list[DecidedCase]:
    """The cases of an inequality where the largest ∣f∣ is taken as √max f², if they settle it; else none."""
    nodes = (node for side in (statement.left, statement.right) for node in walk(unfold_all(side)))
    if statement.sign == "=" or not any(isinstance(e, Largest) and inside_of_abs(e.body) is not None for e in nodes):
        return []
    try:
        found = _in_all_instances(replace(ctx, by_squares=True, signs={}, normal_forms={}), statement)
    except (TooHardError, UndefinedError):
        return []
    return found if all(each.settled for each in found) else []


def _instances(ctx: Context, statement: Relation) -> Iterator[Relation]:
    """The statement for each block of a stacked dimension, and for each position where a size is known."""
    free = sorted(free_indices(statement.left) | free_indices(statement.right), key=str)
    choices: list[list[tuple[Index, Place]]] = []
    for index in free:
        places = ctx.covering(index)
        if places is not None:
            choices.append([(index, place) for place in places])
    for number, choice in enumerate(cartesian(*choices)):
        if number >= MOST_POSITIONS:
            raise TooHardError(f"more than {MOST_POSITIONS} positions to look at")
        mapping = dict(choice)
        yield Relation(rename(statement.left, mapping), statement.sign, rename(statement.right, mapping))


def _decide(ctx: Context, statement: Relation, depth: int) -> list[DecidedCase]:
    """The outcome for each case: holds, how, under which conditions, and what is left over."""
    try:
        case = _decided_case(ctx, statement)
        return _at_its_place(case, statement, depth) or [case]
    except NeedSplit as split:
        if depth >= MOST_SPLITS:
            raise TooHardError(f"more than {MOST_SPLITS} case distinctions") from None
        return [case for within in _cases(ctx, split.poly) for case in _decide_at(within, split.poly, statement, depth)]


def _decide_at(within: Context, poly: Poly, statement: Relation, depth: int) -> list[DecidedCase]:
    """One of the cases; where a side has no value because the polynomial is zero, that it is not zero is missing."""
    try:
        return _decide(within, statement, depth + 1)
    except UndefinedError:
        if poly_sign(within, poly) != ZERO:
            raise
        missing = Condition(Relation(tidy(to_tree(within.bare, poly)), "!=", wrap(0)), False)
        return [DecidedCase(True, "normal form", (missing,), within, Poly({}))]


def _at_its_place(case: DecidedCase, statement: Relation, depth: int) -> list[DecidedCase] | None:
    """The cases where a largest value is taken to be the one at its place, wherever that is, if they settle it."""
    largest = None if case.settled or depth >= MOST_SPLITS else closed(case.difference)
    if largest is None:
        return None
    try:
        within = _decide(reached(case.ctx, largest), statement, depth + 1)
    except TooHardError:
        return None
    return within if all(each.settled for each in within) else None


def _cases(ctx: Context, poly: Poly) -> Iterator[Context]:
    """The contexts in which the polynomial is positive, negative and zero."""
    poly = undecided(ctx, poly)
    for mask in (POSITIVE, NEGATIVE, ZERO):
        inside = case(ctx, poly, mask)
        if inside is not None:
            yield inside


def _decided_case(ctx: Context, statement: Relation) -> DecidedCase:
    """The outcome, with all angles of a kind measured in the same part."""
    refined = ctx.refined
    case = _outcome(ctx, statement)
    if ctx.refined == refined:
        return case
    ctx.normal_forms.clear()
    return _decided_case(ctx, statement)


def _outcome(ctx: Context, statement: Relation) -> DecidedCase:
    domain = Definedness(ctx)
    domain.visit(statement.left)
    domain.visit(statement.right)
    difference = normal(ctx, statement.left) - normal(ctx, statement.right)
    conditions = tuple(domain.conditions.values())
    if statement.sign == "=":
        zero = is_zero(ctx, difference) or _vanishes_multiplied(ctx, difference, MOST_FACTORS)
        if not zero:
            _split_steps(difference)
        return DecidedCase(zero, "normal form", conditions, ctx, difference)
    mask = poly_sign(ctx, difference) & domain.sign(statement.left - statement.right)
    if mask & ~TRUE_MASKS[statement.sign]:
        mask &= by_rows(ctx, difference, statement.sign)
    true = mask & ~TRUE_MASKS[statement.sign] == 0
    if not true:
        _split_steps(difference)
    return DecidedCase(true, ", ".join(("signs", *dict.fromkeys(ctx.cited))), conditions, ctx, difference)


def _vanishes_multiplied(ctx: Context, difference: Poly, factors: int) -> bool:
    """Whether M times the difference is zero, for invertible matrices M whose inverses stand in it."""
    return factors > 0 and any(
        is_zero(ctx, product) or _vanishes_multiplied(ctx, product, factors - 1)
        for product in multiplied_out(ctx, difference)
    )


def _split_steps(difference: Poly) -> None:
    """A bracket that a contraction has brought out of its sum can be split on now."""
    for deciding in open_steps(difference):
        raise NeedSplit(deciding)
