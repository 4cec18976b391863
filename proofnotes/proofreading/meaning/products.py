"""Products: what two arrays side by side mean, and what a slash divides by."""

from __future__ import annotations

from ...expr.indices import Place, Position
from ...expr.nodes import Expr, Mul, Sum
from ..codes import NotUnderstood, Span
from .arithmetic import divided, summed
from .elaborate import Elaboration
from .model import ArrayValue
from .values import described, entry_of, number, same_shape

Item = tuple[str, ArrayValue]
"""What joins a factor to the one before, and the factor."""

DOTS = ("·", "*", "×")
ENTRYWISE = ("⊙", "∘")
MULTIPLIED = ("", "⊗", *DOTS, *ENTRYWISE)
"""Signs of a product; ⊕, ∪, ∩, ∖, ⋆ and mod are none."""

DIVIDED = ("/", "÷")


def multiplied(e: Elaboration, items: list[Item], span: Span) -> ArrayValue:
    """The factors from left to right; what a slash divides by may be all that stands behind it."""
    found = items[0][1]
    for place, (joint, value) in enumerate(items[1:], 1):
        if joint in DIVIDED:
            following = items[place + 1 :]
            if following and following[0][0] == "" and e.choose("what a slash divides by", 2):
                return _by_all_behind(e, found, items[place:], span)
            found = divided(e, found, value, span)
        elif joint == "⊘":
            found = divided(e, found, value, span)
        else:
            found = product(e, found, joint, value, span)
    return found


def _by_all_behind(e: Elaboration, above: ArrayValue, items: list[Item], span: Span) -> ArrayValue:
    below = items[0][1]
    place = 1
    while place < len(items) and items[place][0] == "":
        below = product(e, below, "", items[place][1], span)
        place += 1
    return multiplied(e, [("", divided(e, above, below, span)), *items[place:]], span)


def product(e: Elaboration, left: ArrayValue, joint: str, right: ArrayValue, span: Span) -> ArrayValue:
    """One product.  Numbers multiply anything; of two arrays the joint and the shapes decide, or it is refused."""
    if joint not in MULTIPLIED or joint == "∘" and left.rank == right.rank == 0:
        raise NotUnderstood("E36", f"the sign {joint}", span)
    if left.rank == 0 or right.rank == 0:
        top = left if left.rank else right
        return ArrayValue(top.axes, lambda *p: Mul((entry_of(left, p), entry_of(right, p))), top.row)
    if joint in ENTRYWISE:
        return entrywise(e, left, right, span)
    if joint == "⊗":
        return _tensor(e, left, right, span)
    if left.rank == 1 and right.rank == 1:
        return _of_vectors(e, left, joint, right, span)
    if joint in DOTS and left.rank == right.rank:
        raise NotUnderstood("T12", "a dot between matrices: entry by entry, or their product?", span)
    return _matrix_product(e, left, right, span)


def entrywise(e: Elaboration, left: ArrayValue, right: ArrayValue, span: Span) -> ArrayValue:
    """⊙; a vector beside a matrix is refused."""
    same_shape(e.sizes, left, right, "a product entry by entry", span)
    return ArrayValue(left.axes, lambda *p: Mul((left.entry(*p), right.entry(*p))), left.row)


def outer(left: ArrayValue, right: ArrayValue) -> ArrayValue:
    """x yᵀ."""
    return ArrayValue(left.axes + right.axes, lambda i, j: Mul((left.entry(i), right.entry(j))))


def inner(e: Elaboration, left: ArrayValue, right: ArrayValue, span: Span) -> ArrayValue:
    """Σ_k x_k y_k."""
    e.sizes.unify(left.axes[0], right.axes[0], "an inner product", span)

    def entry() -> Expr:
        k = e.fresh("k", left.axes[0])
        return Sum(Mul((left.entry(k), right.entry(k))), k)

    return number(entry)


def _tensor(e: Elaboration, left: ArrayValue, right: ArrayValue, span: Span) -> ArrayValue:
    if left.rank == right.rank and left.row == right.row and not e.choose("⊗: entry by entry, or outer", 2):
        return entrywise(e, left, right, span)
    if left.rank == right.rank == 1:
        return outer(left, right)
    raise NotUnderstood("E36", f"⊗ of {described(left)} and {described(right)}", span)


def _of_vectors(e: Elaboration, left: ArrayValue, joint: str, right: ArrayValue, span: Span) -> ArrayValue:
    if left.row != right.row:
        return inner(e, left, right, span) if left.row else outer(left, right)
    if joint not in DOTS:
        raise NotUnderstood("T11", f"{described(left)} beside {described(right)}", span)
    if joint == "·" and e.choose("a dot between two vectors: entry by entry, or inner", 2):
        return inner(e, left, right, span)
    e.note(f"{joint} of two vectors, entry by entry")
    return entrywise(e, left, right, span)


def _matrix_product(e: Elaboration, left: ArrayValue, right: ArrayValue, span: Span) -> ArrayValue:
    if left.rank == 1 and not left.row and not e.sizes.is_one(right.axes[0]):
        raise NotUnderstood("T13", "a column times a matrix", span)
    if right.rank == 1 and right.row:
        raise NotUnderstood("T13", "a matrix times a row", span)
    if left.rank == 1 and not left.row:
        return _column_times_one_row(e, left, right)
    e.sizes.unify(left.axes[-1], right.axes[0], "a matrix product", span)
    found = summed(e, left, right)
    return ArrayValue(found.axes, found.entry, row=left.rank == 1 and left.row and right.rank == 2)


def _column_times_one_row(e: Elaboration, left: ArrayValue, right: ArrayValue) -> ArrayValue:
    """A column times a matrix with one row."""

    def entry(i: Place, j: Place) -> Expr:
        return Mul((left.entry(i), right.entry(Position(1, e.sizes.size(right.axes[0])), j)))

    return ArrayValue((left.axes[0], right.axes[1]), entry)
