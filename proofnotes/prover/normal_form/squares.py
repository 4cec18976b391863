"""AB = I says BA = I where A and B are square: a left inverse of a square matrix is its right inverse, too.

QᵀQ = I therefore says QQᵀ = I for a square Q, and only for a square one.
"""

from __future__ import annotations

from ...expr.indices import Index, fresh
from ...expr.nodes import Tensor
from .algebra import multiply
from .deltas import delta_of
from .matrices import Square, det_of
from .sums import open_sum, sum_out
from .symbols import entry_of
from .terms import ONE, Atom, Context, Poly, Rule, power_of

Factor = tuple[Tensor, int, Index]
"""A matrix, the axis on which the summed index stands, and the index on the other one."""


def followed(ctx: Context, rule: Rule) -> tuple[Rule, ...]:
    """What Σ_k A_ik B_kj = δ_ij says, whichever axes i, j, k stand on: Σ_k B_ik A_kj = δ_ij and det A det B = 1."""
    read = _factors(ctx, rule)
    if read is None:
        return ()
    (first, axis, _), (second, other_axis, _) = read
    k, left, right = (fresh(Index(name, first.over[0])) for name in "kij")
    product = multiply(ctx.bare, _entry(ctx, first, axis, left, k), _entry(ctx, second, other_axis, right, k))
    whole = sum_out(ctx.bare, product, (k,)).single
    found = []
    if whole is not None and whole[1] == 1 and len(whole[0]) == 1 and whole[0][0][1] == 1:
        found.append(Rule(whole[0][0][0], 1, delta_of(left, right), (left, right)))
    one, other = (_determinant(ctx, tensor) for tensor in (first, second))
    if one is not None and other is not None:
        found.append(Rule(one, 2, ONE, ()) if one is other else Rule(one, 1, power_of(other, -1), ()))
    return tuple(found)


def _factors(ctx: Context, rule: Rule) -> tuple[Factor, Factor] | None:
    """A and B of a rule Σ_k A_ik B_kj = δ_ij."""
    if rule.atom.kind != "sum" or rule.power != 1 or len(rule.atom.data[0]) != 1 or len(rule.every) != 2:
        return None
    body, (summed,) = open_sum(ctx.bare, rule.atom)
    read = [] if body.single is None or body.single[1] != 1 else [_read(*pair, summed) for pair in body.single[0]]
    if len(read) != 2 or read[0] is None or read[1] is None:
        return None
    i, j = read[0][2], read[1][2]
    given = {i, j} == set(rule.every) and i.over == summed.over and rule.value == delta_of(i, j)
    return (read[0], read[1]) if given else None


def _determinant(ctx: Context, tensor: Tensor) -> Atom | None:
    """The determinant as an atom; what is written out is none."""
    row, column = fresh(Index("i", tensor.over[0])), fresh(Index("j", tensor.over[1]))
    whole = det_of(ctx.bare, Square(row, column, entry_of(ctx.bare, tensor, (row, column)))).single
    alone = whole is not None and whole[1] == 1 and len(whole[0]) == 1 and whole[0][0][1] == 1
    return whole[0][0][0] if whole is not None and alone and whole[0][0][0].kind == "det" else None


def _read(atom: Atom, power: object, summed: Index) -> Factor | None:
    """An entry of a matrix: the matrix, the axis on which the summed index stands, and the other index."""
    if atom.kind != "entry" or power != 1 or len(atom.data[1]) != 2:
        return None
    tensor, places = atom.data
    if summed not in places or places[0] == places[1]:
        return None
    axis = places.index(summed)
    other = places[1 - axis]
    return (tensor, axis, other) if isinstance(other, Index) else None


def _entry(ctx: Context, tensor: Tensor, axis: int, here: Index, there: Index) -> Poly:
    """The entry with one index on the axis and another on the other one."""
    return entry_of(ctx.bare, tensor, (here, there) if axis == 0 else (there, here))
