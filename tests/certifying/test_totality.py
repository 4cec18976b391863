"""What only Coq's total functions make true: the printed conclusion holds everywhere, the printed domain does not."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from proofnotes import prove
from proofnotes.expr.nodes import Lim
from proofnotes.statements.chains import Kind

from .false_statements import FALSE, TOTALITY
from .numbers_of_coq import Unclear, accurately
from .readback import arbitrary, environment, printed

IDENTITIES = {name: link for name, link in TOTALITY.items() if not isinstance(link.left, Lim)}
UNDECIDED = ("E of what has no mean",)
"""Where only integrability fails, which no quadrature tells."""

ROUGH = ("∂²(x|x|) at 0",)
"""Differences of differences at a seam are only near to what Coq has there."""

FAR_AWAY = ("far away, rows that add up to 1", "a weighted diagonal")
"""What is false only where no small number leads."""


@pytest.mark.parametrize("name", [*TOTALITY, *FALSE])
def test_ours_settles_none(name: str) -> None:
    link = {**TOTALITY, **FALSE}[name]
    assert prove(link.relation, assuming=link.assuming, seconds=2).verdict.value != link.expected


@pytest.mark.parametrize("name", [name for name in TOTALITY if name not in UNDECIDED])
def test_the_domain_stands_in_the_way(name: str) -> None:
    statement = printed(TOTALITY[name])
    assert statement.domain is not None
    held = []
    with accurately():
        for point in arbitrary(TOTALITY[name], 24):
            env = environment(statement, point)
            with suppress(Unclear):
                if all(statement.theory.value(premise, env) for premise in statement.premises):
                    held.append(statement.theory.value(statement.domain, env))
    assert held
    assert not all(held)


@pytest.mark.parametrize("name", [name for name in IDENTITIES if name not in ROUGH])
def test_the_conclusion_alone_would_hold(name: str) -> None:
    """So that it is the domain alone that keeps it from being proved, and not a slip of ours."""
    statement = printed(IDENTITIES[name])
    with accurately():
        for point in arbitrary(IDENTITIES[name], 12):
            env = environment(statement, point)
            with suppress(Unclear):
                if all(statement.theory.value(premise, env) for premise in statement.premises):
                    assert statement.theory.value(statement.conclusion, env), point


@pytest.mark.parametrize("name", [name for name, link in FALSE.items() if link.kind is not Kind.COUNTEREXAMPLE])
def test_what_is_printed_is_false_somewhere(name: str) -> None:
    """The printed statement itself, at points that satisfy the printed premises."""
    statement = printed(FALSE[name])
    answers = []
    with accurately():
        for point in arbitrary(FALSE[name], 150):
            env = environment(statement, point)
            with suppress(Unclear):
                if all(statement.theory.value(premise, env) for premise in statement.premises):
                    defined = statement.domain is None or statement.theory.value(statement.domain, env)
                    answers.append(defined and statement.theory.value(statement.conclusion, env))
            if False in answers:
                break
    assert False in answers or name in FAR_AWAY


@pytest.mark.parametrize("name", [name for name, link in FALSE.items() if link.kind is Kind.COUNTEREXAMPLE])
def test_no_point_is_a_counterexample(name: str) -> None:
    """Neither inside nor outside the ranges of the indices."""
    statement = printed(FALSE[name])
    assert statement.domain is None
    with accurately():
        for point in arbitrary(replace(FALSE[name], kind=Kind.IDENTITY), 40):
            env = environment(statement, point)
            for index in statement.claim.free:
                env[statement.names.index(index)] += point.sizes[index.over.name] * (point.scalars.get("x", 0) == 0)
            with suppress(Unclear):
                holding = all(statement.theory.value(premise, env) for premise in statement.premises)
                assert not (holding and not statement.theory.value(statement.conclusion, env)), point
