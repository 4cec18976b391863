"""Outcomes as records of text and numbers: what --json prints.  The keys are stable."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..printing.sentences import plain_point, tidy
from ..prover.proof import Witness
from .model import LinkOutcome, Outcome, Recheck, Without

Record = dict[str, Any]


def record(outcome: Outcome) -> Record:
    """A statement with its links, and what becomes of it without each hypothesis.

    verdict is PROVED, REFUTED, UNKNOWN, or ERROR where the prover rejected a link; settled says whether every link came
    out as it was claimed, which for a counterexample is REFUTED.
    """
    return {
        "id": outcome.id,
        "kinds": [each.value for each in outcome.kinds],
        "verdict": outcome.verdict,
        "settled": outcome.settled,
        "method": outcome.method,
        "seconds": outcome.seconds,
        "links": [_link(each) for each in outcome.links],
        "without": [_without(each) for each in outcome.without],
        "table": None if outcome.table is None else asdict(outcome.table),
    }


def recheck_record(recheck: Recheck) -> Record:
    """A statement with the second engine's answers."""
    return {"id": recheck.id, "expected": not recheck.unexpected, "links": [asdict(each) for each in recheck.links]}


def _link(outcome: LinkOutcome) -> Record:
    """conditions are what rules needed, witness the values at which the two sides differ, missing the hypotheses that
    would make it hold.
    """
    link = outcome.link
    left, right, *assuming = tidy(str(link.left), str(link.right), *map(str, link.assuming))
    return {
        "name": link.name,
        "chain": link.chain,
        "place": link.place,
        "left": left,
        "sign": link.sign,
        "right": right,
        "reason": link.reason,
        "assuming": assuming,
        "kind": link.kind.value,
        "expected": link.expected,
        **_answer(outcome),
    }


def _without(without: Without) -> Record:
    """need: needed, not needed, or undecided; link is the one that shows it, undefined a point without a value."""
    found, gap = without.outcome, without.undefined
    return {
        "hypothesis": str(without.hypothesis),
        "need": without.need.value,
        "link": found.name,
        "undefined": None if gap is None else {**plain_point(gap.point), "why": gap.why},
        **_answer(found),
    }


def _answer(outcome: LinkOutcome) -> Record:
    proof = outcome.proof
    return {
        "verdict": outcome.verdict,
        "method": proof.method,
        "seconds": proof.seconds,
        "conditions": [{"relation": str(each.relation), "discharged": each.discharged} for each in proof.conditions],
        "witness": None if proof.witness is None else _witness(proof.witness),
        "residual": None if proof.residual is None else tidy(str(proof.residual))[0],
        "missing": tidy(*map(str, proof.missing)),
        "detail": proof.detail,
    }


def _witness(witness: Witness) -> Record:
    return {**plain_point(witness.point), "left": witness.left, "right": witness.right}
