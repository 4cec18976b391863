"""X(ŷ) = X(softmax(z)), where the words say to substitute: what is put in the place of ŷ, as the author wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from ..grammar.nodes import TexName, TexNode, TexNumeral, TexScripted, bare, walk

BRACKETS = "([{⌊⌈⟨"
"""Every kind of them."""


@dataclass(frozen=True)
class Substituted:
    """The name that the left side has where the right side has something else."""

    name: TexNode
    by: TexNode


def substituted(left: TexNode, right: TexNode) -> Substituted | None:
    """The one name for which something else is put, wherever it stands; None where there is anything else different.

    A whole side is no place: y = f(x) is an equation.
    """
    if any(isinstance(bare(side, BRACKETS), (TexName, TexScripted)) for side in (left, right)):
        return None
    pairs = set(_different(left, right))
    if len(pairs) != 1:
        return None
    pair = pairs.pop()
    if not _is_name(pair.name):
        pair = Substituted(pair.by, pair.name)
    says_more = not _is_name(pair.by) and not isinstance(pair.by, TexNumeral)
    return pair if _is_name(pair.name) and says_more and pair.name not in set(walk(pair.by)) else None


def _different(left: TexNode, right: TexNode) -> Iterator[Substituted]:
    """The outermost places in which two trees differ."""
    left, right = bare(left, BRACKETS), bare(right, BRACKETS)
    if left == right:
        return
    if type(left) is not type(right) or _is_name(left) or _is_name(right):
        yield Substituted(left, right)
        return
    pairs = [(getattr(left, each.name), getattr(right, each.name)) for each in fields(left) if each.compare]
    inside = list(_of_parts(pairs))
    yield from [Substituted(left, right)] if None in inside else [each for each in inside if each is not None]


def _of_parts(pairs: list[tuple[object, object]]) -> Iterator[Substituted | None]:
    """Of fields or items in pairs; None where they differ in what is no tree."""
    for one, other in pairs:
        if isinstance(one, TexNode) and isinstance(other, TexNode):
            yield from _different(one, other)
        elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
            yield from _of_parts(list(zip(one, other, strict=True)))
        elif one != other:
            yield None


def _is_name(node: TexNode) -> bool:
    """A name, with scripts or without."""
    return isinstance(node, TexName) or (
        isinstance(node, TexScripted) and isinstance(node.base, (TexName, TexScripted))
    )
