"""AB = I says BA = I where A and B are square: a left inverse of a square matrix is its right inverse, too.

QᵀQ = I therefore says QQᵀ = I for a square Q, and only for a square one.
"""

from __future__ import annotations

from ...expr.indices import Index, fresh
from ...expr.nodes import Tensor
from .algebra import multiply
from .deltas import delta_of
from .sums import open_sum, sum_out
from .symbols import entry_of
from .terms import Atom, Context, Poly, Rule


def turned(ctx: Context, rule: Rule) -> Rule | None:
    """From Σ_k A_ik B_kj = δ_ij, whichever axes i, j and k stand on, the rule Σ_k B_ik A_kj = δ_ij."""
    if rule.atom.kind != "sum" or rule.power != 1 or len(rule.atom.data[0]) != 1 or len(rule.every) != 2:
        return None
    body, (summed,) = open_sum(ctx.bare, rule.atom)
    read = [] if body.single is None or body.single[1] != 1 else [_square(*pair, summed) for pair in body.single[0]]
    if len(read) != 2 or read[0] is None or read[1] is None:
        return None
    (first, axis, i), (second, other_axis, j) = read[0], read[1]
    if {i, j} != set(rule.every) or i.over != summed.over or rule.value != delta_of(i, j):
        return None
    k, left, right = (fresh(Index(name, summed.over)) for name in "kij")
    product = multiply(ctx.bare, _entry(ctx, first, axis, left, k), _entry(ctx, second, other_axis, right, k))
    whole = sum_out(ctx.bare, product, (k,)).single
    if whole is None or whole[1] != 1 or len(whole[0]) != 1 or whole[0][0][1] != 1:
        return None
    return Rule(whole[0][0][0], 1, delta_of(left, right), (left, right))


def _square(atom: Atom, power: object, summed: Index) -> tuple[Tensor, int, Index] | None:
    """An entry of a square matrix: the matrix, the axis on which the summed index stands, and the other index."""
    if atom.kind != "entry" or power != 1 or len(atom.data[1]) != 2:
        return None
    tensor, places = atom.data
    if tensor.over[0] != tensor.over[1] or summed not in places or places[0] == places[1]:
        return None
    axis = places.index(summed)
    other = places[1 - axis]
    return (tensor, axis, other) if isinstance(other, Index) else None


def _entry(ctx: Context, tensor: Tensor, axis: int, here: Index, there: Index) -> Poly:
    """The entry with one index on the axis and another on the other one."""
    return entry_of(ctx.bare, tensor, (here, there) if axis == 0 else (there, here))
