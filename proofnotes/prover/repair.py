"""What is missing: the equation that would make an identity hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from time import monotonic

from ..expr.errors import HypothesisError, NotationError, OutOfTimeError
from ..expr.nodes import Relation, wrap
from .evaluation.clock import until
from .normal_form.masks import ZERO
from .normal_form.readable import factors_of, to_tree
from .normal_form.signs import poly_sign
from .normal_form.terms import ONE_MONO, Context, Poly, number
from .witnesses.search import find_point

EXAMPLE = 2.0
"""Seconds for a point that satisfies the equation: many more than the search takes, lest pages tell of load."""

Holds = Callable[[tuple[Relation, ...]], bool]


def missing_equations(
    statement: Relation, assuming: tuple[Relation, ...], ctx: Context, difference: Poly, holds: Holds
) -> tuple[Relation, ...]:
    """The equations, each a compound factor of left − right, each of which alone makes the identity hold.

    ŷ_i (Σ y_k − 1) names Σ y_k = 1.  Only what is true at some point that satisfies the other hypotheses is named.
    """
    return tuple(
        equation for equation in _candidates(ctx, difference) if _helps(statement, (*assuming, equation), holds)
    )


def _candidates(ctx: Context, poly: Poly) -> Iterator[Relation]:
    for factor, _ in factors_of(ctx, poly)[1:]:
        if factor.constant is None and poly_sign(ctx, factor) & ZERO:
            constant = factor.terms.get(ONE_MONO, Fraction(0))
            yield Relation(to_tree(ctx, factor - number(constant)), "=", wrap(-constant))


def _helps(statement: Relation, assuming: tuple[Relation, ...], holds: Holds) -> bool:
    try:
        if not holds(assuming):
            return False
        with until(monotonic() + EXAMPLE):
            return find_point((statement.left, statement.right), assuming) is not None
    except (NotationError, HypothesisError, OutOfTimeError):
        return False
