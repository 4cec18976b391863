"""Displays that go on with the chain of the display before: `= …` after `a = b`, or after `a = b =`."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ..codes import Span
from ..grammar.nodes import TexChain, TexEmpty, TexNode


def goes_on(before: TexNode, after: TexNode) -> bool:
    """Whether the second display, as a tree, goes on with the first."""
    begins = isinstance(after, TexChain) and isinstance(after.parts[0], TexEmpty)
    ends = isinstance(before, TexChain) and isinstance(before.parts[-1], TexEmpty)
    return (begins or ends) and last_side(before) is not None


def last_side(node: TexNode) -> TexNode | None:
    """The last part of a chain that is not empty; an expression by itself."""
    if not isinstance(node, TexChain):
        return None if isinstance(node, TexEmpty) else node
    return next((part for part in reversed(node.parts) if not isinstance(part, TexEmpty)), None)


def going_on(node: TexNode, carried: TexNode) -> tuple[tuple[TexNode, ...], tuple[str, ...]]:
    """The parts and signs of a display with what it goes on with in front, which has its span there."""
    start = node.span[0]
    first = moved(carried, (start, start))
    if not isinstance(node, TexChain):
        return (first, node), ("=",)
    parts, signs = list(node.parts), list(node.signs)
    while len(parts) > 1 and isinstance(parts[-1], TexEmpty):
        parts.pop()
        signs.pop()
    if isinstance(parts[0], TexEmpty):
        return (first, *parts[1:]), tuple(signs)
    return (first, *parts), ("=", *signs)


def moved(node: TexNode, span: Span) -> TexNode:
    """The same tree, all of it at one place of another formula."""
    changed: dict[str, Any] = {each.name: _moved(getattr(node, each.name), span) for each in fields(node)}
    return replace(node, **{**changed, "span": span})


def _moved(part: Any, span: Span) -> Any:
    if isinstance(part, TexNode):
        return moved(part, span)
    return tuple(_moved(each, span) for each in part) if isinstance(part, tuple) else part
