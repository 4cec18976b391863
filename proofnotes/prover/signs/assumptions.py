"""Hypotheses for the normal form: sizes, symmetries, rewriting rules and signs.

An equation between a dimension and a number gives its size, T_ij = ±T_ji a symmetry of a tensor.  Any other equation is
solved for an atom in which it is linear (an entry, a scalar, a sum), or read as a rule for a power of it (y² = y);
where it cannot be solved it is a fact like an inequality: left − right is 0.  A free index in a hypothesis means: for
every value of it.

What cannot be used is left out, which can only make the answer weaker, and is listed in `Context.unused`: also a
hypothesis whose value is not known to be the one of its normal form, such as a product of factors of unknown sign.  A
contradiction is an error only where it is shown: by an equation that comes to a false one between numbers, or by a sign
that the other hypotheses rule out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from ...expr.errors import HypothesisError, TooHardError, UndefinedError
from ...expr.indices import Index, fresh
from ...expr.nodes import Dim, Entry, Neg, Number, Relation, walk
from ..kinks import spelled_out
from ..normal_form.algebra import moved
from ..normal_form.masks import TRUE_MASKS
from ..normal_form.normal import NeedSplit, normal
from ..normal_form.signs import fact, poly_sign
from ..normal_form.squares import followed
from ..normal_form.symbols import closure
from ..normal_form.terms import Context, Poly, Symmetry
from .domain import DefinedHypothesis
from .lemmas import LEMMAS
from .solving import solve

MOST_CROSS_CHECKED = 8
"""With more hypotheses they are not held against one another: that a contradiction goes unnoticed is no error."""


def context(assuming: tuple[Relation, ...], deadline: float) -> Context:
    """What is known under the hypotheses.  HypothesisError where they are shown to contradict one another."""
    ctx = _context(assuming, deadline)
    if len(assuming) <= MOST_CROSS_CHECKED:
        for relation in assuming:
            _check_against_others(relation, assuming, deadline)
    return ctx


def _context(assuming: tuple[Relation, ...], deadline: float) -> Context:
    ctx = Context(sizes=_sizes(assuming), lemmas=LEMMAS, deadline=deadline)
    ctx.symmetries = _symmetries(assuming, ctx.check_time)
    inequalities = [relation for relation in spelled_out(assuming) if relation.sign != "="]
    inequalities = sorted(_definedness(ctx, assuming) + inequalities, key=_length)
    equations = [relation for relation in assuming if relation.sign == "=" and not _is_structural(relation)]
    _add_facts(ctx, inequalities)
    unsolved = []
    for relation in equations:
        extended = _with_rule(ctx, relation)
        if extended is None:
            unsolved.append(relation)
        else:
            ctx = extended
    if ctx.rules or unsolved:
        ctx = replace(ctx, facts=[], signs={}, normal_forms={}, unused=())
        _add_facts(ctx, [*inequalities, *unsolved])
    return ctx


def _length(relation: Relation) -> int:
    """The short ones are facts first: under known signs roots and powers of the others are taken apart."""
    return sum(1 for side in (relation.left, relation.right) for _ in walk(side))


def _definedness(ctx: Context, assuming: tuple[Relation, ...]) -> list[Relation]:
    """What a hypothesis says by having a value: a/b = 1 says b ≠ 0 as well."""
    said = DefinedHypothesis(ctx)
    for relation in assuming:
        for side in (relation.left, relation.right):
            try:
                said.visit(side)
            except (NeedSplit, TooHardError, UndefinedError):
                continue
    return [each.relation for each in said.conditions.values() if each.relation in said.needed and not each.discharged]


def _difference(ctx: Context, relation: Relation) -> Poly:
    """left − right of a hypothesis.  TooHardError where its normal form is not known to be its value."""
    said = DefinedHypothesis(ctx)
    said.visit(relation.left)
    said.visit(relation.right)
    for condition in said.conditions.values():
        if not condition.discharged and condition.relation not in said.needed:
            raise TooHardError(f"it is not known that {condition.relation}")
    return normal(ctx, relation.left) - normal(ctx, relation.right)


def _is_structural(relation: Relation) -> bool:
    """Whether it is used as a size or as a symmetry."""
    return _size_of(relation) is not None or _symmetry_of(relation) is not None


def _size_of(relation: Relation) -> tuple[Dim, Fraction] | None:
    """The dimension and the number that an equation says it is."""
    for dim, number in ((relation.left, relation.right), (relation.right, relation.left)):
        plain = isinstance(dim, Dim) and isinstance(dim.blocks, int)  # that 6 = G M says the size of neither
        if relation.sign == "=" and isinstance(dim, Dim) and plain and isinstance(number, Number):
            return dim, number.value
    return None


def _sizes(assuming: tuple[Relation, ...]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for relation in assuming:
        if (given := _size_of(relation)) is not None:
            dim, value = given[0], given[1] / given[0].over.copies
            before = dim.size if dim.size is not None else sizes.get(dim.name, value)
            if value.denominator != 1 or value < 1 or before != value:
                raise HypothesisError(f"{relation}: a dimension is one positive integer")
            sizes[dim.name] = int(value)
    return sizes


def _symmetry_of(relation: Relation) -> tuple[str, Symmetry] | None:
    """T_ij = ±T_ji: the tensor, and which axes are exchanged with which sign."""
    left, right, sign = relation.left, relation.right, 1
    if isinstance(right, Neg):
        right, sign = right.arg, -1
    if (
        relation.sign != "="
        or not isinstance(left, Entry)
        or not isinstance(right, Entry)
        or left.tensor != right.tensor
    ):
        return None
    own = [place for place in left.places if isinstance(place, Index) and not place.fixed]
    if len(set(own)) < len(left.places) or set(own) != set(right.places) or own == list(right.places):
        return None
    order = tuple(own.index(place) for place in right.places if isinstance(place, Index))
    return left.tensor.name, Symmetry(order, sign)


def _symmetries(assuming: tuple[Relation, ...], check_time: Callable[[], None]) -> dict[str, tuple[Symmetry, ...]]:
    """For each tensor all exchanges that follow, with one sign each."""
    given: dict[str, list[Symmetry]] = {}
    for relation in assuming:
        if (symmetry := _symmetry_of(relation)) is not None:
            given.setdefault(symmetry[0], []).append(symmetry[1])
    return {name: closure(symmetries, check_time) for name, symmetries in given.items()}


def _check_against_others(relation: Relation, assuming: tuple[Relation, ...], deadline: float) -> None:
    """HypothesisError where the other hypotheses leave no sign of left − right at which it holds."""
    if _is_structural(relation):
        return
    others = _context(tuple(other for other in assuming if other is not relation), deadline)
    try:
        possible = poly_sign(others, _difference(others, relation))
    except (NeedSplit, TooHardError, UndefinedError):
        return
    if not possible & TRUE_MASKS[relation.sign]:
        raise HypothesisError(f"contradictory hypotheses: {relation} cannot hold{_beside(relation, assuming)}")


def _beside(relation: Relation, assuming: tuple[Relation, ...]) -> str:
    others = ", ".join(str(other) for other in assuming if other is not relation)
    return f" beside {others}" if others else ""


def _add_facts(ctx: Context, relations: list[Relation]) -> None:
    """Remember the sign of left − right of each; what needs the others to be used is tried again after them."""
    failed = _added(ctx, relations)
    ctx.unused = (*ctx.unused, *(_added(ctx, [relation for relation, _ in failed]) if failed else ()))


def _added(ctx: Context, relations: list[Relation]) -> list[tuple[Relation, str]]:
    """Those of which no fact could be made, each with the reason."""
    failed = []
    for relation in relations:
        try:
            poly, every = _for_every(ctx, relation)
        except (NeedSplit, TooHardError, UndefinedError) as reason:
            why = "the side of a kink in it is not known" if isinstance(reason, NeedSplit) else str(reason)
            failed.append((relation, why))
            continue
        ctx.facts.append(fact(ctx, poly, TRUE_MASKS[relation.sign], every))
        ctx.signs.clear()
    return failed


def _for_every(ctx: Context, relation: Relation) -> tuple[Poly, tuple[Index, ...]]:
    """left − right with its free indices renamed to ones that stand for every value."""
    poly = _difference(ctx, relation)
    every = {index: fresh(index) for index in sorted(poly.free, key=str) if not index.fixed}
    return moved(ctx, poly, dict(every)), tuple(every.values())


def _with_rule(ctx: Context, relation: Relation) -> Context | None:
    """The context with an equation made into a rule; None where it cannot be solved."""
    try:
        poly, every = _for_every(ctx, relation)
        preferred = normal(ctx, relation.left).single
    except (NeedSplit, TooHardError, UndefinedError):
        return None
    if not poly:
        return ctx
    if poly.constant is not None:
        raise HypothesisError(f"contradictory hypotheses: {relation} cannot hold")
    rule = solve(ctx, poly, every, preferred[0] if preferred else ())
    if rule is None:
        return None
    return replace(ctx, rules=(*ctx.rules, rule, *followed(ctx, rule)), normal_forms={}, signs={})
