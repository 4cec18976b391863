"""What stands in a subscript as a place on an axis: an index, a number, a class y_i, an index shifted by a number."""

from __future__ import annotations

from ...expr.indices import Computed, Place, Position, Size
from ...expr.nodes import Expr, Relation, wrap
from ..codes import NotUnderstood
from ..grammar.nodes import TexName, TexNode, TexNumeral, TexScripted, TexSum, TexTerm
from .elaborate import Bindings, Elaboration, PlaceOf, RunningIndex
from .letters import letter_of
from .model import ArrayValue


def place(e: Elaboration, node: TexNode, env: Bindings, axis: int | None = None) -> tuple[PlaceOf, int]:
    """The place that a subscript names, and the axis it is on; for a number the axis has to be known."""
    match node:
        case TexNumeral(text):
            return _numbered(e, node, text, axis)
        case TexSum(terms):
            return _shifted(e, node, terms, env)
    last = letter_of(node)
    if last and last not in env.indices and (end := e.letter_axis(last)) is not None:
        return (lambda: Computed(e.sizes.count(end), e.sizes.size(end))), end
    running = running_index(e, node, env)
    if running is None:
        raise NotUnderstood("S03", "a subscript that is no index", node.span)
    return (lambda: e.index(running)), running.axis


def running_index(e: Elaboration, node: TexNode, env: Bindings) -> RunningIndex | None:
    """The index that a letter, or a class y_i, names; None for anything else."""
    letter = letter_of(node)
    if letter in env.indices:
        return env.indices[letter]
    if letter.endswith("'"):
        return e.free_index(letter)
    match node:
        case TexName(base, (), _) if base in env.indices:
            return env.indices[base]
        case TexName(base, (), _):
            return e.free_index(base)
        case TexScripted(TexName(base, (), _), sub, None, 0) if sub is not None:
            return e.class_index(f"{base}_{sub.text}")
    return None


def as_index(e: Elaboration, node: TexNode, env: Bindings) -> RunningIndex | None:
    """The index that a side of a condition is: a letter that is one here, or a class."""
    match node:
        case TexName(base, (), font) if font in ("", "roman") and e.scope.is_index(base, env.indices):
            return running_index(e, node, env)
        case TexScripted(TexName(base, (), _), sub, None, 0) if sub and f"{base}_{sub.text}" in e.scope.classes:
            return running_index(e, node, env)
    return None


def _numbered(e: Elaboration, node: TexNode, text: str, axis: int | None) -> tuple[PlaceOf, int]:
    if axis is None or not text.isdigit():
        raise NotUnderstood("S03", f"subscript {text}", node.span)
    value, known = int(text), e.sizes.extent(axis).number
    if value < 1 or (known is not None and value > known):
        raise NotUnderstood("T06", f"entry number {value} of {known or 'an axis that begins at 1'}", node.span)
    if known is None and value > 1:
        e.doubt(f"entry number {value} of an axis of any size")
        e.assume(f"{axis} {value}", lambda: Relation(e.sizes.count(axis), ">=", wrap(value)))
    return (lambda: _position(value, e.sizes.size(axis))), axis


def _position(value: int, over: Size) -> Place:
    """The place with this number; in an axis of any size beyond the first it is computed."""
    return Position(value, over) if value == 1 or over.size is not None else Computed(wrap(value), over)


def _shifted(e: Elaboration, node: TexNode, terms: tuple[TexTerm, ...], env: Bindings) -> tuple[PlaceOf, int]:
    """i + 1, t - 2: inside for every value of the index, or refused."""
    offset, running = 0, None
    for term in terms:
        sign = -1 if term.sign == "-" else 1
        if isinstance(term.value, TexNumeral) and term.value.text.isdigit():
            offset += sign * int(term.value.text)
        elif running is None and sign > 0:
            running = as_index(e, term.value, env)
    if running is None or len(terms) != 2:
        raise NotUnderstood("S04", "arithmetic in a subscript", node.span)
    if running.first + offset < 1 or offset > running.short:
        end = "first" if offset < 0 else "last"
        raise NotUnderstood("S04", f"at the {end} value of {running.letter} this is outside the axis", node.span)
    found = running

    def shifted() -> Place:
        index = e.index(found)
        number: Expr = wrap(index) + offset if offset >= 0 else wrap(index) - -offset
        return Computed(number, index.over)

    return shifted, running.axis


def _on_last(e: Elaboration, value: ArrayValue, node: TexNode, env: Bindings, name: str) -> ArrayValue | None:
    """x_j of x in ℝ^{N×D} where j runs over D: the entries j, one for each of N; None where j may run over N."""
    if isinstance(node, TexNumeral):
        return None
    found, own = place(e, node, env)
    first, last = e.sizes.extent(value.axes[0]), e.sizes.extent(value.axes[-1])
    here = e.sizes.extent(own)
    if not here.letter or here == first or here != last:
        return None
    e.sizes.unify(own, value.axes[-1], f"an index of {name}", node.span)
    e.note(f"{name} with an index over {here.letter}: on its last axis")
    return ArrayValue(value.axes[:-1], lambda *before: value.entry(*before, found()))


def indexed(e: Elaboration, value: ArrayValue, nodes: tuple[TexNode, ...], env: Bindings, name: str) -> ArrayValue:
    """The array at the places of its first axes."""
    if not nodes:
        return value
    if len(nodes) > value.rank:
        raise NotUnderstood("T05", f"{name} has {value.rank} axes, {len(nodes)} indices are written", nodes[-1].span)
    if len(nodes) == 1 and value.rank > 1 and (last := _on_last(e, value, nodes[0], env, name)) is not None:
        return last
    places = []
    for node, axis in zip(nodes, value.axes, strict=False):
        found, own = place(e, node, env, axis)
        e.sizes.unify(own, axis, f"an index of {name}", node.span)
        places.append(found)
    left = value.axes[len(nodes) :]
    return ArrayValue(left, lambda *more: value.entry(*(each() for each in places), *more))
