"""Cases and their conditions, and indicator functions."""

from __future__ import annotations

from collections.abc import Callable

from ...expr.nodes import Both, Cases, Delta, Expr, Relation, SameIndex, When, wrap
from ..codes import NotUnderstood, Span
from ..grammar.nodes import (
    TexBranch,
    TexCases,
    TexChain,
    TexGroup,
    TexNode,
    TexOperator,
    TexWords,
    walk,
)
from .elaborate import Bindings, Elaboration, reads
from .letters import operator_letter, uses_letter
from .model import ArrayValue
from .places import as_index
from .values import joined, number

Condition = Callable[[], When]

RELATIONS = {"=": "=", "≡": "=", ":=": "=", "<": "<", "≤": "<=", ">": ">", "≥": ">=", "≠": "!=", "≈": "="}
"""Signs of the document as relations of the language; what ≈ claims is for others to say."""

NEGATED = {"<": "≥", "≥": "<", ">": "≤", "≤": ">", "=": "≠", "≠": "="}
MIRRORED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤", "=": "=", "≠": "≠"}
OTHERWISE = ("otherwise", "else", "其他", "其它", "否则", "其余")


@reads(TexCases)
def read_cases(e: Elaboration, node: TexCases, env: Bindings) -> ArrayValue:
    """A definition by cases, of which the last is whatever the others leave."""
    branches = _in_order(node)
    for branch in branches:
        _check_letters(branch)
    values = [e.value(branch.value, env) for branch in branches]
    if any(value.rank for value in values):
        raise NotUnderstood("T03", "cases with arrays", node.span)
    conditions = [condition(e, branch.condition, env) for branch in branches[:-1] if branch.condition is not None]
    last = "complement" if len(branches) == 2 else "otherwise"

    def entry() -> Expr:
        found = tuple((value.entry(), each()) for value, each in zip(values[:-1], conditions, strict=True))
        return Cases(found, values[-1].entry(), last)

    return number(entry)


def _in_order(node: TexCases) -> list[TexBranch]:
    """The branches with the one that needs no condition last."""
    branches = [TexBranch(each.value, _without_words(each.condition), span=each.span) for each in node.branches]
    if len(branches) == 2 and complementary(branches[0].condition, branches[1].condition):
        first, second = branches
        if isinstance(first.condition, TexChain) and first.condition.signs == ("≠",):
            first, second = second, first
        branches = [first, TexBranch(second.value, None, span=second.span)]
    if len(branches) < 2 or branches[-1].condition is not None or any(each.condition is None for each in branches[:-1]):
        raise NotUnderstood("E29", "cases that may leave values out", node.span)
    return branches


def _without_words(node: TexNode | None) -> TexNode | None:
    """Nothing for `otherwise`."""
    if isinstance(node, TexWords):
        if any(word in node.text.lower() for word in OTHERWISE):
            return None
        raise NotUnderstood("E30", f"the condition {node.text}", node.span)
    return node.inner if isinstance(node, TexGroup) else node


def complementary(one: TexNode | None, other: TexNode | None) -> bool:
    """Whether exactly one of two conditions holds: x > 0 and x ≤ 0."""
    if not isinstance(one, TexChain) or not isinstance(other, TexChain):
        return False
    if len(one.signs) != 1 or len(other.signs) != 1:
        return False
    wanted = NEGATED.get(one.signs[0])
    if one.parts == other.parts:
        return wanted == other.signs[0]
    return one.parts == other.parts[::-1] and wanted == MIRRORED.get(other.signs[0])


def _check_letters(branch: TexBranch) -> None:
    """An index that the condition leaves free must not be bound in the value: nobody could say which is meant."""
    if branch.condition is None:
        return
    for each in walk(branch.value):
        letter = operator_letter(each) if isinstance(each, TexOperator) else ""
        if letter and uses_letter(branch.condition, letter):
            raise NotUnderstood("E39", f"{letter} is bound in the value and free in its condition", branch.span)


def condition(e: Elaboration, node: TexNode, env: Bindings) -> Condition:
    """A condition: i = j between indices, a relation between numbers, or several that hold together."""
    if isinstance(node, TexGroup):
        return condition(e, node.inner, env)
    if not isinstance(node, TexChain):
        raise NotUnderstood("E30", "a condition that is no relation", node.span)
    links = zip(node.parts, node.signs, node.parts[1:], strict=False)
    found = [_link(e, left, sign, right, env) for left, sign, right in links]
    return found[0] if len(found) == 1 else lambda: together([each() for each in found])


def together(conditions: list[When]) -> When:
    """Conditions that hold at once."""
    parts = [part for each in conditions for part in (each.parts if isinstance(each, Both) else (each,))]
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _link(e: Elaboration, left: TexNode, sign: str, right: TexNode, env: Bindings) -> Condition:
    one, other = as_index(e, left, env), as_index(e, right, env)
    if one is not None and other is not None and sign in ("=", "≡"):
        e.sizes.unify(one.axis, other.axis, "a condition between indices", left.span)
        return lambda: SameIndex(e.index(one), e.index(other))
    if sign not in RELATIONS or sign == "≈":
        raise NotUnderstood("E30", f"a condition with {sign}", left.span)
    if one is not None and other is not None:
        e.sizes.unify(one.axis, other.axis, "a condition between indices", left.span)
        return lambda: Relation(wrap(e.index(one)), RELATIONS[sign], wrap(e.index(other)))
    first, second = e.number(left, env), e.number(right, env)
    return lambda: Relation(first.entry(), RELATIONS[sign], second.entry())


def indicator(e: Elaboration, node: TexNode, env: Bindings) -> ArrayValue:
    """1 where the condition holds, else 0; of two indices, Kronecker's δ."""
    inner = node.inner if isinstance(node, TexGroup) else node
    if isinstance(inner, TexChain) and inner.signs == ("=",):
        one, other = (as_index(e, part, env) for part in inner.parts)
        if one is not None and other is not None:
            e.sizes.unify(one.axis, other.axis, "an indicator", inner.span)
            return number(lambda: Delta(e.index(one), e.index(other)))
    found = _indicated(e, inner, env)
    e.note("1 where the condition holds, else 0")
    return found


def _indicated(e: Elaboration, node: TexNode, env: Bindings) -> ArrayValue:
    """Entry by entry, where one side is a vector: 𝟙(x > 0)."""
    if isinstance(node, TexChain) and len(node.signs) == 1 and node.signs[0] in RELATIONS:
        sides = [as_index(e, part, env) for part in node.parts]
        if None in sides:
            values = [e.value(part, env) for part in node.parts]
            if any(value.rank for value in values):
                sign = RELATIONS[node.signs[0]]
                _one_shape(e, values, node.span)
                return joined(lambda a, b: Cases(((wrap(1), Relation(a, sign, b)),), wrap(0), "otherwise"), values)
    found = condition(e, node, env)
    return number(lambda: Cases(((wrap(1), found()),), wrap(0), "otherwise"))


def _one_shape(e: Elaboration, values: list[ArrayValue], span: Span) -> None:
    arrays = [value for value in values if value.rank]
    for other in arrays[1:]:
        if other.rank != arrays[0].rank:
            raise NotUnderstood("T09", "a condition between arrays of different shape", span)
        for one, axis in zip(arrays[0].axes, other.axes, strict=True):
            e.sizes.unify(one, axis, "a condition", span)
