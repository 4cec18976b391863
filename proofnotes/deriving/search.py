"""The search for a form that is proved, and the steps that lead to it."""

from __future__ import annotations

from time import monotonic

from ..expr.calculus import add
from ..expr.errors import NotationError
from ..expr.indices import Index, fresh
from ..expr.nodes import Diff, Expr, Mul, Named, Relation, Sum
from ..prover.proof import Proof, Verdict
from ..prover.prover import prove
from .derivation import Derivation, Reasoned
from .simplifying import Simplifier

MOST_PROVED = 4
"""So many of the shortest forms are tried, until one is proved."""

SEARCH = 0.5
"""What part of the time the search may take; the rest is for the proof."""


def found(asked: Expr, hypotheses: tuple[Relation, ...], names: tuple[Named, ...], seconds: float) -> Derivation:
    """The shortest form that is proved."""
    deadline = monotonic() + seconds
    simplifier = Simplifier(hypotheses, names, monotonic() + SEARCH * seconds)
    proof = None
    under_conditions = None
    for form in simplifier.ranked(asked)[:MOST_PROVED]:
        answer, conditions = proved(asked, form, hypotheses, deadline)
        proof = proof or answer
        if answer.verdict is Verdict.PROVED and not conditions:
            return _derivation(simplifier, asked, form, answer, (), deadline)
        if answer.verdict is Verdict.PROVED and under_conditions is None:
            under_conditions = form, answer, conditions
        if monotonic() > deadline:
            break
    if under_conditions is not None:  # nothing is proved that holds wherever the expression is defined
        return _derivation(simplifier, asked, *under_conditions, deadline)
    if proof is None:
        proof = Proof(Relation(asked, "=", asked), hypotheses, Verdict.UNKNOWN, "", detail="no form was found")
    return Derivation(asked, asked, (), proof)


def _derivation(
    simplifier: Simplifier,
    asked: Expr,
    form: Expr,
    proof: Proof,
    conditions: tuple[Relation, ...],
    deadline: float,
) -> Derivation:
    steps = _steps(simplifier, asked, form, proof.assuming, deadline)
    return Derivation(asked, form, steps, proof, conditions)


def proved(
    left: Expr, right: Expr, assuming: tuple[Relation, ...], deadline: float
) -> tuple[Proof, tuple[Relation, ...]]:
    """The proof of left = right, and what had to be assumed besides for both sides to be defined."""
    proof = prove(left, right, assuming=assuming, seconds=max(0.1, deadline - monotonic()))
    if proof.verdict is Verdict.PROVED or proof.residual is not None or not proof.missing:
        return proof, ()
    conditions = proof.missing
    again = prove(left, right, assuming=(*assuming, *conditions), seconds=max(0.1, deadline - monotonic()))
    return (again, conditions) if again.verdict is Verdict.PROVED else (proof, ())


def _steps(
    simplifier: Simplifier, asked: Expr, form: Expr, assuming: tuple[Relation, ...], deadline: float
) -> tuple[Reasoned, ...]:
    """The way from what was asked to what was found; a step that is not proved is left out."""
    steps = []
    before = asked
    for expr, reason in (*_on_the_way(simplifier, asked), (form, simplifier.reason(form))):
        if expr in (before, asked):
            continue
        if expr == form and reason != simplifier.reason(form):
            continue
        if expr != form:
            left = max(0.1, min(1.0, deadline - monotonic()))
            try:
                proof = prove(expr, form, assuming=assuming, seconds=left)
            except NotationError:  # a quantity whose argument has an index cannot be differentiated by
                continue
            if proof.verdict is not Verdict.PROVED:
                continue
        steps.append(Reasoned(expr, reason))
        before = expr
    return tuple(steps)


def _on_the_way(simplifier: Simplifier, asked: Expr) -> list[tuple[Expr, str]]:
    """The chain rule as a person writes it, and then with what the inner derivatives come to."""
    inner = asked
    while isinstance(inner, (Sum, Mul)):
        inner = inner.body if isinstance(inner, Sum) else inner.factors[-1]
    if not isinstance(inner, Diff):
        return []
    body, wrt = inner.body, inner.wrt
    hidden = simplifier.letters.hidden(body)
    variable = simplifier.letters.hidden(wrt) if isinstance(wrt, Named) else wrt
    slopes = simplifier.slope_of(variable)
    through = [each for each in slopes.through(hidden) if each.named and each.letter != hidden]
    through = [each for each in through if simplifier.letters.shown(hidden) != each.pattern]
    if not through or hidden in simplifier.letters.of_symbol:
        return []
    terms: list[Expr] = []
    inserted: list[Expr] = []
    for each in through:
        indices = tuple(fresh(Index("k", index.over)) for index in each.formal)
        name = simplifier.letters.shown(each.at(indices))
        slope = simplifier.letters.shown(each.instance(slopes.slope(each), indices))
        outer = Diff(body, name)
        for product, kept in ((Mul((outer, Diff(name, wrt))), terms), (Mul((outer, slope)), inserted)):
            whole: Expr = product
            for index in reversed(indices):
                whole = Sum(whole, index)
            kept.append(whole)
    names = ", ".join(dict.fromkeys(str(each.pattern.quantity) for each in through if isinstance(each.pattern, Named)))

    def around(e: Expr) -> Expr:
        return _replaced(asked, inner, e)

    return [
        (around(add(*terms)), f"chain rule through {names}"),
        (around(add(*inserted)), f"the derivative of {names} inserted"),
    ]


def _replaced(whole: Expr, part: Expr, other: Expr) -> Expr:
    """The expression with another in the place of its innermost factor."""
    if whole is part:
        return other
    if isinstance(whole, Sum):
        return Sum(_replaced(whole.body, part, other), whole.index)
    assert isinstance(whole, Mul)
    return Mul((*whole.factors[:-1], _replaced(whole.factors[-1], part, other)))
