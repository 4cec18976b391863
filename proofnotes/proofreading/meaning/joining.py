"""What the signs and words between the statements of one formula make of them: a = b, if c = d; a ⇒ b; a ⇔ b."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..grammar.nodes import TexChain, TexNode
from ..grammar.statements import TexStatement
from .model import Joined

CONDITIONS = re.compile(
    r"\b(?:if|when|whenever|unless|provided|subject|such\s+that)\b|若|如果|假设|假如|当(?!前)|条件|约束|使得|∵|s\.\s*t\.",
    re.I,
)
"""Between two statements: the second is a condition of the first."""

ALTERNATIVES = frozenset({"∨", "∃", "∄", "¬", "⇔", "⇐"})
CONCLUSIONS = frozenset({"⇒"})

_OR = re.compile(r"\bor\b(?!\s+(?:equivalent|simpl|written))|或者?(?!等价|写|记|简)", re.I)


def joined(statements: Sequence[TexStatement]) -> tuple[Joined, ...]:
    """What each statement of a formula is to its neighbours."""
    found = [_alone(statement) for statement in statements]
    for place, statement in enumerate(statements):
        if found[place] is Joined.CONDITION:
            for beside in (place - 1, place + 1):
                if 0 <= beside < len(found) and found[beside] is Joined.NOT and _near(statements, place, beside):
                    found[beside] = Joined.CONDITIONED
        if place and (_any(statement.before, ALTERNATIVES) or _one_of_several(statements[place - 1], statement)):
            found[place - 1] = found[place] = Joined.ALTERNATIVE
    return tuple(found)


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
    if isinstance(statement.node, TexChain) and CONDITIONS.search(" ".join(statement.before)):
        return Joined.CONDITION
    return Joined.CONCLUSION if _any(statement.before, CONCLUSIONS) else Joined.NOT


def _any(parts: Sequence[str], signs: frozenset[str]) -> bool:
    return any(part in signs for part in parts)
