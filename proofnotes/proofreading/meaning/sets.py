"""Sets over whose elements sums run, as masks of zeros and ones over the whole axis of the index."""

from __future__ import annotations

from ...expr.indices import Place
from ...expr.nodes import Entry, Expr, Relation, Sum, Tensor, wrap
from ..grammar.nodes import TexName, TexNode, TexScripted
from .elaborate import Elaboration
from .model import ArrayValue
from .values import number


def set_name(e: Elaboration, node: TexNode | None) -> str:
    """The name of a set over whose elements sums run; nothing for anything else."""
    match node:
        case TexName(base, (), "calligraphic"):
            return base
        case TexName(base, (), ""):
            return base if base in e.scope.sets else ""
        case TexScripted(TexName(base, (), font), sub, None, 0) if sub is not None:
            named = font == "calligraphic" or base in e.scope.sets
            return base + "".join(each for each in sub.text if each.isalnum()) if named else ""
    return ""


def set_axis(e: Elaboration, name: str) -> int:
    """The axis of the index that runs over a set, and over more."""
    key = (e.scope.section.number, f"set {name}")
    if key not in e.sizes.inputs:
        e.sizes.inputs[key] = (e.sizes.new("set"),)
    return e.sizes.inputs[key][0]


def member(e: Elaboration, name: str, place: Place) -> Expr:
    """1 if the element is in the set, else 0."""
    return Entry(Tensor(f"in_{name}", e.sizes.size(set_axis(e, name))), (place,))


def count(e: Elaboration, name: str) -> ArrayValue:
    """|B|, the number of elements."""
    assume_bits(e, name)

    def entry() -> Expr:
        k = e.fresh("k", set_axis(e, name))
        return Sum(member(e, name, k), k)

    return number(entry)


def assume_bits(e: Elaboration, name: str) -> None:
    """A mask is 0 or 1 everywhere."""
    e.note(f"the set {name} is read as a mask of zeros and ones")

    def bits() -> Relation:
        k = e.fresh("k", set_axis(e, name))
        bit = member(e, name, k)
        return Relation(bit * (bit - 1), "=", wrap(0))

    e.assume(f"in_{name}", bits)
