"""True inequalities changed a little, most of them into false ones, and a look at many points at what is proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from random import Random

from proofnotes import Expr, Rational, Relation
from proofnotes.prover.evaluation.evaluate import evaluate
from proofnotes.prover.witnesses.search import extreme_points, points

STRICT = {">=": ">", "<=": "<", ">": ">", "<": "<"}
REVERSED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}
FACTORS = (Rational(9, 10), Rational(11, 10), Rational(1, 2), Rational(2))
SHIFTS = (Rational(1, 10), Rational(-1, 10), Rational(1, 1000), Rational(-1, 1000))

Statement = tuple[Relation, tuple[Relation, ...]]


def neighbours(relation: Relation, assuming: Sequence[Relation]) -> Iterator[Statement]:
    """The statement with another sign, factor or constant, or without a hypothesis."""
    left, sign, right, given = relation.left, relation.sign, relation.right, tuple(assuming)
    yield Relation(left, STRICT[sign], right), given
    yield Relation(left, REVERSED[sign], right), given
    for factor in FACTORS:
        yield Relation(left, sign, factor * right), given
        yield Relation(factor * left, sign, right), given
    for shift in SHIFTS:
        yield Relation(left, sign, right + shift), given
    for place in range(len(given)):
        yield relation, given[:place] + given[place + 1 :]
    yield relation, ()


def violated(relation: Relation, assuming: Sequence[Relation], count: int, seed: int) -> str | None:
    """A point among so many at which the values, as floats, clearly violate it."""
    sides: tuple[Expr, Expr] = (relation.left, relation.right)
    sampled = points(sides, assuming, rng_seed=seed, tries=count)
    extreme = extreme_points(sides, assuming, rng_seed=seed, tries=count)
    for point in chain(sampled, extreme):
        try:
            left, right = (float(evaluate(side, point)) for side in sides)
        except ArithmeticError:
            continue
        except Exception as error:  # what is proved has a value wherever the hypotheses hold
            if "no value" in str(error) or "undefined" in str(error).lower():
                return f"{error} at {point}"
            continue
        gap = (left - right) * (1 if relation.sign[0] == ">" else -1)
        if gap < -1e-9 * (1 + abs(left) + abs(right)):
            return f"{left} {relation.sign} {right} at {point}"
    return None


def shuffled(statements: Sequence[Statement], seed: int) -> list[Statement]:
    """In an order that a seed gives."""
    found = list(statements)
    Random(seed).shuffle(found)
    return found
