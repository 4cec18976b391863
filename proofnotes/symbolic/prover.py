"""prove: the one door for equations and inequalities.

PROVED only by the normal form or by signs, which hold for every dimension, with every condition discharged; REFUTED
only with a witness; else UNKNOWN.  A proof is confirmed at one point that satisfies the hypotheses, by an evaluation
that shares no code with the normal form: a disagreement is an error in this library and is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product as cartesian
from time import monotonic, perf_counter
from typing import TYPE_CHECKING

from .errors import HypothesisError, NotationError, OutOfTimeError, TooHardError, UndefinedError
from .indices import Index, Place, Shifted, fresh
from .names import names_in
from .normal_form.assumptions import context, solve
from .normal_form.context import Context
from .normal_form.domain import Domain
from .normal_form.normal import TRUE_MASKS, NeedSplit, is_zero, normal, split_point
from .normal_form.signs import NEGATIVE, POSITIVE, ZERO, fact, poly_sign, undecided
from .normal_form.sums import position
from .normal_form.terms import Poly
from .points import find_point
from .proof import Condition, Proof, Verdict
from .refute import confirm, find_witness
from .relations import Relation
from .rewrite import bound_indices, free_indices, rename
from .tree import Expr, Operand, wrap

if TYPE_CHECKING:
    from ..statements import Link

MOST_SPLITS = 8
MOST_POSITIONS = 64


def prove(
    left: Operand | Relation,
    right: Operand | None = None,
    *,
    assuming: Sequence[Relation] = (),
    seconds: float = 10.0,
) -> Proof:
    """Prove left = right, or a relation such as a <= b, under hypotheses, for all dimensions.

    PROVED means: wherever the hypotheses hold, both sides are defined and the relation is true.  Raises
    NotationError for an expression that is not well formed and HypothesisError for hypotheses that contradict each
    other.
    """
    started = perf_counter()
    statement = _statement(left, right)
    hypotheses = tuple(assuming)
    for each in hypotheses:
        if not isinstance(each, Relation):
            raise HypothesisError(f"expected a relation such as x > 0 or Eq(a, b), got {each!r}")
    _check_indices(statement)
    _check_names((statement, *hypotheses))
    if hypotheses and find_point((statement.left, statement.right), hypotheses) is None:
        written = ", ".join(map(str, hypotheses))
        raise HypothesisError(f"contradictory hypotheses: no point satisfies {written}")
    proof = _attempt(statement, hypotheses, monotonic() + seconds)
    if proof.verdict is Verdict.PROVED:
        confirm(statement.left, statement.sign, statement.right, hypotheses)
    else:
        proof = _refuted(proof, seconds)
    return replace(proof, seconds=perf_counter() - started)


def prove_link(link: Link) -> Proof:
    """One obligation of a definition or theorem."""
    return prove(Relation(link.left, link.sign, link.right), assuming=link.assuming)


def _statement(left: Operand | Relation, right: Operand | None) -> Relation:
    if isinstance(left, Relation):
        if right is not None:
            raise NotationError(f"prove({left}, {right}): expected one relation, or two expressions")
        return left
    if right is None:
        raise NotationError(f"prove({left}): expected a relation, or two expressions")
    return Relation(wrap(left), "=", wrap(right))


def _check_indices(statement: Relation) -> None:
    """An index that is summed over on one side and free only on the other is a slip of the pen."""
    for one, other in ((statement.left, statement.right), (statement.right, statement.left)):
        stray = (free_indices(one) - free_indices(other)) & bound_indices(other)
        if stray:
            names = ", ".join(sorted(map(str, stray)))
            raise NotationError(f"{statement}: the index {names} is free on one side and bound on the other")


def _check_names(relations: Sequence[Relation]) -> None:
    """One name, one meaning: K cannot be any integer here and 3 there."""
    meanings: dict[tuple[type, str], object] = {}
    for relation in relations:
        for name, meaning in (*names_in(relation.left), *names_in(relation.right)):
            known = meanings.setdefault((type(meaning), name), meaning)
            if known != meaning:
                raise NotationError(f"{relation}: {name} means {known!r} and {meaning!r}")


def _attempt(statement: Relation, assuming: tuple[Relation, ...], deadline: float) -> Proof:
    """Decide by normal form and signs; whatever goes wrong on the way is UNKNOWN, with its reason."""
    unknown = Proof(statement, assuming, Verdict.UNKNOWN, "normal form")
    try:
        ctx = context(assuming, deadline)
        parts = [_decide(ctx, part, 0) for part in _instances(ctx, statement)]
    except (OutOfTimeError, TooHardError, UndefinedError, RecursionError) as stopped:
        return replace(unknown, detail=f"{type(stopped).__name__}: {stopped}")
    return _together(unknown, [leaf for part in parts for leaf in part])


def _instances(ctx: Context, statement: Relation) -> Iterator[Relation]:
    """The statement for each block of a stacked dimension, and for each position where a size is known."""
    free = sorted(free_indices(statement.left) | free_indices(statement.right), key=str)
    choices: list[list[tuple[Index, Place]]] = []
    for index in free:
        size = ctx.size(index)
        if size is not None:
            choices.append([(index, position(index, value)) for value in range(1, size + 1)])
        elif index.over.blocks > 1:
            inner = fresh(Index(index.name, index.over.base))
            choices.append([(index, Shifted(inner, block, index.over)) for block in range(index.over.blocks)])
    for number, choice in enumerate(cartesian(*choices)):
        if number >= MOST_POSITIONS:
            raise TooHardError(f"more than {MOST_POSITIONS} positions to look at")
        mapping = dict(choice)
        yield Relation(rename(statement.left, mapping), statement.sign, rename(statement.right, mapping))


Leaf = tuple[bool, str, tuple[Condition, ...], "Poly | None"]


def _decide(ctx: Context, statement: Relation, depth: int) -> list[Leaf]:
    """The outcome for each case: holds, how, under which conditions, and what is left over."""
    try:
        return [_leaf(ctx, statement)]
    except NeedSplit as split:
        if depth >= MOST_SPLITS:
            raise TooHardError(f"more than {MOST_SPLITS} case distinctions") from None
        return [leaf for case in _cases(ctx, split.poly) for leaf in _decide(case, statement, depth + 1)]


def _cases(ctx: Context, poly: Poly) -> Iterator[Context]:
    """The contexts in which the polynomial is positive, negative and zero."""
    poly = undecided(ctx, poly)
    possible = poly_sign(ctx, poly)
    for mask in (POSITIVE, NEGATIVE, ZERO):
        if not mask & possible:
            continue
        facts = [*ctx.facts, fact(ctx, poly, mask)]
        rules = ctx.rules
        if mask == ZERO and (rule := solve(ctx, poly, ())) is not None:
            rules = (*rules, rule)
        yield replace(ctx, facts=facts, rules=rules, normal_forms={}, signs={})


def _leaf(ctx: Context, statement: Relation) -> Leaf:
    domain = Domain(ctx)
    domain.visit(statement.left)
    domain.visit(statement.right)
    difference = normal(ctx, statement.left) - normal(ctx, statement.right)
    conditions = tuple(domain.conditions.values())
    if statement.sign == "=":
        zero = is_zero(ctx, difference)
        if not zero:
            _split_kinks(difference)
        return zero, "normal form", conditions, None if zero else difference
    wanted = TRUE_MASKS[statement.sign]
    mask = poly_sign(ctx, difference) & domain.sign(_difference(statement))
    return mask & ~wanted == 0, "signs", conditions, None if mask & ~wanted == 0 else difference


def _difference(statement: Relation) -> Expr:
    return statement.left - statement.right


def _split_kinks(difference: Poly) -> None:
    """A kink that a contraction has brought out of its sum can be split now."""
    for mono in difference.terms:
        for atom, _ in mono:
            if atom.kind == "kinked":
                raise NeedSplit(split_point(atom))


def _together(unknown: Proof, leaves: list[Leaf]) -> Proof:
    conditions = tuple(dict.fromkeys(condition for leaf in leaves for condition in leaf[2]))
    open_ones = [condition for condition in conditions if not condition.discharged]
    method = leaves[0][1] + (f", {len(leaves)} cases" if len(leaves) > 1 else "")
    if all(leaf[0] for leaf in leaves) and not open_ones:
        return replace(unknown, verdict=Verdict.PROVED, method=method, conditions=conditions)
    missing = "; ".join(str(each.relation) for each in open_ones)
    detail = f"would need {missing}" if missing else "the two sides have different normal forms"
    return replace(unknown, method=method, conditions=conditions, detail=detail)


def _refuted(proof: Proof, seconds: float) -> Proof:
    """A counterexample, where one is found."""
    statement = proof.statement
    witness = find_witness(statement.left, statement.sign, statement.right, proof.assuming, seconds=min(2.0, seconds))
    if witness is None:
        return proof
    return replace(proof, verdict=Verdict.REFUTED, method="witness", witness=witness)
