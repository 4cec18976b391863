"""A true statement near one that is not: with a hypothesis that was missing, or with what was meant on the right.

First what is missing is assumed; then what is one slip of the pen away from the right side; then the form that is found
for the left side.  Whatever is offered is proved.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from ..expr.calculus import carry_out, inputs_of
from ..expr.errors import HypothesisError, NotationError, OutOfTimeError, TooHardError, UndefinedError
from ..expr.nodes import Apply, Delta, Dim, Div, Expr, Lim, Mul, Relation, Sum, map_children, walk, wrap
from ..prover.extremes import Increasing
from ..prover.normal_form.normal import NeedSplit, is_zero, normal
from ..prover.proof import Proof, Repaired, Verdict
from ..prover.prover import prove
from ..prover.signs.assumptions import context
from .edits import Slips
from .search import found

SECONDS, EACH, DERIVED = 3.0, 0.1, 2.0
"""For the slips, for one of them, and for the form of the left side."""

MOST_HYPOTHESES = 3
"""So many hypotheses that would help are tried."""

WEAKER = {"<": ("<=",), ">": (">=",), "<=": (">=",), ">=": ("<=",), "!=": ()}
"""What may have been meant where an inequality does not hold."""

NOT_THIS_ONE = (NeedSplit, TooHardError, UndefinedError, HypothesisError, NotationError, RecursionError, AssertionError)


def repair(proof: Proof) -> Repaired | None:
    """The first of the repairs that is proved."""
    statement = proof.statement
    if proof.verdict is Verdict.PROVED or isinstance(statement, Increasing) or isinstance(statement.left, Lim):
        return None
    if not inputs_of(statement.left) | inputs_of(statement.right):
        return None  # between numbers there is nothing to be meant
    try:
        for candidate, hypotheses, changed in _candidates(proof):
            again = prove(candidate, assuming=hypotheses, seconds=DERIVED)
            if again.verdict is Verdict.PROVED:
                return Repaired(candidate, hypotheses, changed, again)
    except (HypothesisError, NotationError):
        return None  # of hypotheses that contradict each other nothing follows that is worth saying
    return None


Candidate = tuple[Relation, tuple[Relation, ...], str]


def _candidates(proof: Proof) -> Iterator[Candidate]:
    statement, assuming = proof.statement, proof.assuming
    if proof.residual is None and proof.missing:
        yield statement, (*assuming, *proof.missing), f"it is assumed that {', '.join(map(str, proof.missing))}"
    helpful = [(statement, (*assuming, each), f"it is assumed that {each}") for each in proof.missing[:MOST_HYPOTHESES]]
    yield from (each for each in helpful if _is_natural(each[1][-1]))
    if statement.sign != "=":
        for sign in WEAKER[statement.sign]:
            yield Relation(statement.left, sign, statement.right), assuming, f"{statement.sign} is {sign}"
        return
    yield from _slips(statement, assuming)
    derivation = found(statement.left, assuming, (), DERIVED)
    if derivation.found and derivation.expr != statement.left:
        hypotheses = derivation.proof.assuming
        yield Relation(statement.left, "=", derivation.expr), hypotheses, "the right side is what is found for the left"
    yield from (each for each in helpful if not any(isinstance(node, Apply) for node in walk(each[1][-1].left)))


def _is_natural(hypothesis: Relation) -> bool:
    """Σ t_k = 1: what authors leave unsaid, and not the statement over again."""
    whole = hypothesis.left - hypothesis.right
    return any(isinstance(node, Sum) for node in walk(whole)) and not any(
        isinstance(node, (Apply, Delta, Dim)) for node in walk(whole)
    )


def _slips(statement: Relation, assuming: tuple[Relation, ...]) -> Iterator[Candidate]:
    """The right sides one slip away whose normal form is that of the left side."""
    deadline = monotonic() + SECONDS
    try:
        ctx = context(assuming, deadline)
        left = normal(ctx, carry_out(statement.left))
    except (*NOT_THIS_ONE, OutOfTimeError):
        return
    seen = {statement.right, statement.left}
    for right, changed in Slips(statement.left, statement.right).edits(statement.right):
        if right in seen:
            continue
        seen.add(right)
        if _without_ones(right) == _without_ones(statement.left):
            continue
        try:
            if is_zero(ctx, left - normal(ctx, right)):
                yield Relation(statement.left, "=", right), assuming, changed
        except NOT_THIS_ONE:
            continue
        except OutOfTimeError:
            return


def _without_ones(e: Expr) -> Expr:
    """The expression without factors and denominators that are 1."""
    e = map_children(e, _without_ones)
    match e:
        case Mul(factors, _):
            kept = tuple(each for each in factors if each != wrap(1))
            return kept[0] if len(kept) == 1 else Mul(kept) if kept else wrap(1)
        case Div(num, den) if den == wrap(1):
            return num
    return e
