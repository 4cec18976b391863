"""What a proof attempt and its parts say, in words: for print, the terminal, the notebook and the notes.

A point is told in one way everywhere, `assignments`: an equation of the point, or what a number is a root of, stands in
place of the number that was computed from it, which is no exact one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from ..expr.faces import TEXT, prints
from ..expr.nodes import Relation
from ..prover.bounds.intervals import Interval
from ..prover.bounds.search import Enclosed
from ..prover.proof import Condition, Point, Proof, Repaired, Tried, Witness

FRESH = re.compile(r"\b(\w+)~\d+")
EVERYWHERE = "every point"
"""Where a claim fails that mentions nothing to choose."""

LEAST, MOST = 3, 25
"""How many digits the ends of an interval have: as many as it takes to make it no more than WIDER wider."""
WIDER = Fraction(3, 2)
PLAIN = 7
"""Numbers with fewer digits before the point, or zeros behind it, are written without a power of 10."""

PlainPoint = Mapping[str, Mapping[str, Any]]


def tidy(*texts: str) -> list[str]:
    """The texts with short names for the indices that the machinery made up: i~17 is i again, or i1 if i is taken."""
    taken = set(re.findall(r"\b\w+\b(?!~)", " ".join(texts)))
    names: dict[str, str] = {}
    for match in FRESH.finditer(" ".join(texts)):
        if match.group() not in names:
            options = (match.group(1) + (str(n) if n else "") for n in count())
            names[match.group()] = next(option for option in options if option not in taken)
            taken.add(names[match.group()])
    return [FRESH.sub(lambda match: names[match.group()], text) for text in texts]


def plain_point(point: Point) -> dict[str, dict[str, Any]]:
    """The point as plain data: what travels between processes and into JSON."""
    shown = point.shown
    return {
        "sizes": dict(shown.sizes),
        "indices": dict(shown.indices),
        "scalars": {name: str(value) for name, value in shown.scalars.items()},
        "tensors": {
            name: {",".join(map(str, place)): str(value) for place, value in entries.items()}
            for name, entries in shown.tensors.items()
        },
        "equations": dict(tidy(name, value) for name, value in shown.described.items()),
    }


def assignments(point: PlainPoint) -> tuple[tuple[str, str], ...]:
    """What each name stands for, in order: ("K", "2"), ("t[1, 2]", "-3/2"), ("x", "sqrt(y)")."""
    numbers = {**point["sizes"], **point["indices"], **point["scalars"]}
    entries = {
        f"{name}[{place.replace(',', ', ')}]": value
        for name, values in point["tensors"].items()
        for place, value in values.items()
    }
    return tuple((name, str(value)) for name, value in (numbers | entries | dict(point["equations"])).items())


def place_of(point: PlainPoint) -> str:
    """K = 2, t[1] = -3/2."""
    return ", ".join(f"{name} = {value}" for name, value in assignments(point)) or EVERYWHERE


def against(left: str, right: str) -> str:
    """The two sides at a point."""
    return f"{left} against {right}"


@prints(Point, TEXT)
def point_told(point: Point) -> str:
    """The point by itself."""
    return place_of(plain_point(point))


@prints(Witness, TEXT)
def witness_told(witness: Witness) -> str:
    """x = 1/5: 1/25 against 1/5."""
    return f"{point_told(witness.point)}: {against(witness.left, witness.right)}"


@prints(Proof, TEXT)
def proof_told(proof: Proof) -> str:
    """The verdict, on what, and why, as a sentence."""
    claim = ", assuming ".join(filter(None, (str(proof.statement), _listed(proof.assuming))))
    middle = "," if proof.assuming else ""
    if proof.witness is not None:
        values = against(proof.witness.left, proof.witness.right)
        claim += f"{middle} fails at {point_told(proof.witness.point)} ({values})"
    elif proof.verdict.value == "PROVED":
        claim += f", by {proof.method}" if proof.method else ""
    told = "; ".join(tidy("\n".join([claim, *_reasons(proof)]))[0].split("\n"))
    return f"{proof.verdict.value}: {told}" + (f" ({proof.seconds:.3f} s)" if proof.verdict.value == "PROVED" else "")


def _reasons(proof: Proof) -> Iterator[str]:
    """What a proof needed, or what stands in its way.  An inequality is not helped by the difference of its sides."""
    needed, unshown = (
        tuple(condition.relation for condition in proof.conditions if condition.discharged is discharged)
        for discharged in (True, False)
    )
    refuted = proof.witness is not None
    missing = tuple(relation for relation in proof.missing if relation not in unshown)
    left_over = proof.residual is not None and (proof.statement.sign == "=" or not refuted)
    if needed and proof.verdict.value == "PROVED":
        yield f"needs {_listed(needed)}, which {'follows' if len(needed) == 1 else 'follow'}"
    if left_over:
        yield f"left over: {proof.residual}"
    if unshown:
        yield f"not shown: {_listed(unshown)}"
        yield from dict.fromkeys(each.why for each in proof.conditions if each.why and not each.discharged)
    if missing:
        yield f"would hold with {_listed(missing)}"
    if proof.tried and proof.verdict.value == "UNKNOWN" and left_over and not missing:
        yield f"tried {', '.join(each.way for each in proof.tried)}"
    if proof.repaired is not None and proof.repaired.statement != proof.statement:
        yield f"what holds is {repair_told(proof.repaired)}"
    if proof.detail and not (refuted or left_over or unshown or missing):
        yield proof.detail


@prints(Repaired, TEXT)
def repair_told(repaired: Repaired) -> str:
    """The statement that holds, and what is different in it."""
    claim = ", assuming ".join(filter(None, (str(repaired.statement), _listed(repaired.assuming))))
    return f"{claim} ({repaired.changed})"


def _listed(relations: tuple[Relation, ...]) -> str:
    return ", ".join(map(str, relations))


@prints(Tried, TEXT)
def tried_told(tried: Tried) -> str:
    """normal form: does not settle it."""
    return f"{tried.way}: {tried.outcome}"


@prints(Enclosed, TEXT)
def enclosed_told(enclosed: Enclosed) -> str:
    """The interval of the value, and where it is reached."""
    places = " or ".join(interval_told(low, high) for low, high in enclosed.places)
    return f"{enclosed.value}, reached only in {places}" if places else str(enclosed.value)


@prints(Interval, TEXT)
def _interval(interval: Interval) -> str:
    return interval_told(*interval.ends) if interval.finite else "the whole line"


@prints(Condition, TEXT)
def _condition(condition: Condition) -> str:
    return f"{tidy(str(condition.relation))[0]}{'' if condition.discharged else ' (not shown)'}"


def interval_told(low: Fraction, high: Fraction) -> str:
    """[0.000473237, 0.000473238]: as few digits as show how wide it is, rounded outward; one number if it is exact."""
    for digits in range(LEAST, MOST + 1):
        below, above = _rounded(low, digits, ROUND_FLOOR), _rounded(high, digits, ROUND_CEILING)
        if Fraction(above) - Fraction(below) <= WIDER * (high - low):
            break
    return _written(below) if below == above else f"[{_written(below)}, {_written(above)}]"


def _rounded(value: Fraction, digits: int, rounding: str) -> Decimal:
    context = Context(prec=digits, rounding=rounding)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator)).normalize(context)


def _written(number: Decimal) -> str:
    return f"{number:f}" if abs(number.adjusted()) < PLAIN else str(number)
