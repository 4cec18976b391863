"""What a declaration says of the axes of a symbol: ℝ^{N×D}, z = [z_1, …, z_K], {0, 1}."""

from __future__ import annotations

from ..grammar.nodes import (
    TexDots,
    TexFactor,
    TexGroup,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexProduct,
    TexRows,
    TexScripted,
)
from .model import AxisExtent
from .names import letter_of, name_of, untransposed

NUMBER_SETS = frozenset({"R", "N", "Z", "Q"})
"""Blackboard letters whose elements are real numbers."""


def axes_of_membership(space: TexNode) -> tuple[AxisExtent, ...] | None:
    """The axes of an element of ℝ^{N×D}, ℝ, ℝ_+, ℤ, [0, 1]^n; None if the set says nothing of them."""
    if _is_number_set(space):
        return ()
    if not isinstance(space, TexScripted) or space.sup is None or space.sup.tree is None:
        return None
    if isinstance(space.base, TexScripted) and space.base.sup is None:
        carrier: TexNode = space.base.base
    else:
        carrier = space.base
    if not (_is_reals(carrier, powered=True) or isinstance(carrier, TexList)):
        return None
    if _is_sign(space.sup.text):
        return ()
    return axes_of_space(space.sup.tree)


def _is_sign(text: str) -> bool:
    return text in ("+", "-", "−", "++", "*")


def _is_number_set(space: TexNode) -> bool:
    if isinstance(space, TexScripted) and space.sup is None:
        space = space.base
    return _is_reals(space, powered=False)


def _is_reals(node: TexNode, *, powered: bool) -> bool:
    """ℝ; an italic or bold R only with a power."""
    if not isinstance(node, TexName) or node.accents:
        return False
    return node.font == "blackboard" and node.base in NUMBER_SETS or powered and node.base == "R"


def axes_of_space(power: TexNode) -> tuple[AxisExtent, ...]:
    """The axes that N×D stands for; one that is no letter, number or multiple is of any size."""
    if isinstance(power, TexList):
        return tuple(_extent([item]) for item in power.items)
    factors = power.factors if isinstance(power, TexProduct) else (TexFactor("", power),)
    groups: list[list[TexNode]] = [[]]
    for factor in factors:
        if factor.joint in ("×", "\\times") and groups[-1]:
            groups.append([])
        groups[-1].append(factor.value)
    return tuple(_extent(group) for group in groups)


def _extent(parts: list[TexNode]) -> AxisExtent:
    if len(parts) == 1:
        return _single(parts[0])
    if len(parts) == 2 and isinstance(parts[0], TexNumeral) and parts[0].text.isdigit():
        one = _single(parts[1])
        if one.letter:
            return AxisExtent(one.letter, times=int(parts[0].text))
    return AxisExtent()


def _single(part: TexNode) -> AxisExtent:
    if isinstance(part, TexGroup):
        return _single(part.inner)
    if isinstance(part, TexNumeral):
        return AxisExtent(number=int(part.text)) if part.text.isdigit() and int(part.text) else AxisExtent()
    letter = size_letter(part)
    return AxisExtent(letter) if letter else AxisExtent()


def size_letter(node: TexNode | None) -> str:
    """The name of a size: K, d_{\\text{in}} (`d_in`), n_x (`n_x`), \\mathcal{D} (`Dcal`); "" if it is none."""
    if isinstance(node, TexScripted):
        inner = size_letter(node.base)
        return f"{inner}_{node.sub.text.strip()}" if inner and node.sub and not node.sup and not node.primes else ""
    if letter := letter_of(node):
        return letter
    if isinstance(node, TexName) and not node.accents and node.font == "calligraphic":
        return f"{node.base}cal"
    return ""


def axes_of_list(node: TexNode) -> tuple[AxisExtent, ...] | None:
    """The axis of [z_1, …, z_K]ᵀ, also as a column; of [x_1, x_2, x_3] three places."""
    node = untransposed(node)
    if isinstance(node, TexList):
        items = node.items
    elif isinstance(node, TexRows) and (len(node.rows) == 1 or all(len(row) == 1 for row in node.rows)):
        items = tuple(item for row in node.rows for item in row)
    else:
        return None
    names = [name_of(item) for item in items if not isinstance(item, TexDots)]
    if not names or any(name is None or name != names[0] for name in names):
        return None
    last = _subscript(items[-1])
    if any(isinstance(item, TexDots) for item in items):
        letter = size_letter(last)
        if letter:
            return (AxisExtent(letter),)
        return (AxisExtent(number=int(last.text)),) if isinstance(last, TexNumeral) and last.text.isdigit() else None
    numbers = [sub.text for item in items if isinstance(sub := _subscript(item), TexNumeral)]
    return (AxisExtent(number=len(items)),) if numbers == [str(n + 1) for n in range(len(items))] else None


def _subscript(node: TexNode) -> TexNode | None:
    """The tree of the subscript of a name, below its superscripts."""
    while isinstance(node, TexScripted):
        if node.sub is not None:
            return node.sub.tree
        node = node.base
    return None
