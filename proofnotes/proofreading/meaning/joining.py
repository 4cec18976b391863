"""What the signs and words between the statements of one formula make of them: a = b, if c = d; a ⇒ b; a ⇔ b."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..grammar.nodes import TexChain, TexName, TexNode, TexNumeral, TexSum
from ..grammar.statements import TexStatement
from .model import Joined

CONDITIONS = re.compile(
    r"\b(?:if|when|whenever|unless|provided|subject|such\s+that)\b|若|如果|假设|假如|当(?!前)|条件|约束|使得|∵|s\.\s*t\.",
    re.I,
)
"""Between two statements: the second is a condition of the first."""

ALTERNATIVES = frozenset({"∨", "∃", "∄", "¬", "⇔", "⇐"})
EXISTENCE = frozenset({"∃", "∄"})
CONCLUSIONS = frozenset({"⇒"})

_SOME = re.compile(r"\bfor\s+(?:some|a\s+certain|at\s+least)\b|存在|某个", re.I)
"""Between two statements: the first need not hold of everything."""

_AT = re.compile(r"\b(?:at|where)\s*$|处|其中", re.I)
"""Before x = 0: there the statement before it is said to hold."""

_OR = re.compile(r"\bor\b(?!\s+(?:equivalent|simpl|written))|或者?(?!等价|写|记|简)", re.I)


def joined(statements: Sequence[TexStatement]) -> tuple[Joined, ...]:
    """What each statement of a formula is to its neighbours."""
    found = [_alone(statement) for statement in statements]
    for place, statement in enumerate(statements):
        if found[place] is Joined.CONDITION:
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(found) and found[beside] is Joined.NOT and _near(statements, place, beside):
                    found[beside] = Joined.CONDITIONED
        if place and _SOME.search(" ".join(statement.before)):
            found[place - 1] = found[place] = Joined.ALTERNATIVE
        if place and (_any(statement.before, ALTERNATIVES) or _one_of_several(statements[place - 1], statement)):
            found[place - 1] = found[place] = Joined.ALTERNATIVE
    for place in _under_some(statements):
        found[place] = Joined.ALTERNATIVE
    return tuple(found)


def _under_some(statements: Sequence[TexStatement]) -> Iterator[int]:
    """∃ x: what follows in its row is said of some x."""
    some = False
    for place, statement in enumerate(statements):
        some = (some and "row" not in statement.before) or _any(statement.before, EXISTENCE)
        if some:
            yield place


def _near(statements: Sequence[TexStatement], place: int, beside: int) -> bool:
    """Whether a neighbour stands in the row of a condition; one behind it only if the condition comes first."""
    between = statements[max(place, beside)].before
    return "row" not in between and (beside < place or not place)


def _one_of_several(one: TexStatement, other: TexStatement) -> bool:
    """x = 1 or x = 2; «or equivalently» joins two claims."""
    first, second = _left(one.node), _left(other.node)
    return first is not None and first == second and _OR.search(" ".join(other.before)) is not None


def _left(node: TexNode) -> TexNode | None:
    return node.parts[0] if isinstance(node, TexChain) else None


def _alone(statement: TexStatement) -> Joined:
    if _any(statement.before, ALTERNATIVES):
        return Joined.ALTERNATIVE
    between = " ".join(statement.before)
    if isinstance(statement.node, TexChain) and CONDITIONS.search(between):
        return Joined.CONDITION
    if _is_place(statement.node) and _AT.search(between):
        return Joined.CONDITION
    return Joined.CONCLUSION if _any(statement.before, CONCLUSIONS) else Joined.NOT


def _is_place(node: TexNode) -> bool:
    """x = 0, x = -1: where something is."""
    if not isinstance(node, TexChain) or node.signs != ("=",) or not isinstance(node.parts[0], TexName):
        return False
    value = node.parts[1]
    if isinstance(value, TexSum) and len(value.terms) == 1:
        value = value.terms[0].value
    return isinstance(value, TexNumeral)


def _any(parts: Sequence[str], signs: frozenset[str]) -> bool:
    return any(part in signs for part in parts)
