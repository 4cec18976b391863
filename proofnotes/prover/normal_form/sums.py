"""Sums over a whole dimension, in normal form.

Σ is linear; factors free of the index move out; Σ_k δ_kj f(k) = f(j); Σ_k 1 = K; nested sums become one sum over
several indices, split into connected parts; what is left is an atom whose variables are labels, by height and place.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count, permutations

from ...expr.errors import TooHardError
from ...expr.indices import Index, Label, Place, Shifted, fresh
from ...expr.nodes import Expr, Sum, bound_indices
from ...expr.rewrite import rename
from .algebra import moved, moved_mono, multiply, settle
from .masks import summed
from .readable import to_tree
from .signs import poly_sign
from .terms import (
    ONE,
    ZERO,
    Atom,
    AtomKind,
    Context,
    Exponent,
    Late,
    Mono,
    Moves,
    Poly,
    monomial,
    number,
    register,
    total_of,
)

MOST_INDICES = 6  # more bound indices in one sum are not put in order: 6! orders are tried

_known_part = Late("known part")
"""subsums.py says which sums inside a larger one are known."""
define_known_part = _known_part.define

_counted = Late("counted out")
"""counting.py says what a sum over an index is that only counts."""
define_counted = _counted.define

_turned = Late("turned")
"""orientation.py says which of i < j and j < i stands in a sum."""
define_turned = _turned.define


def sum_out(ctx: Context, poly: Poly, indices: tuple[Index, ...]) -> Poly:
    """Σ over the indices, each over its whole range."""
    for index in indices:
        opened = _opened(ctx, poly, index, tuple(each for each in indices if each != index))
        if opened is not None:
            return opened
    return total_of(sum_mono(ctx, mono, indices).scaled(c) for mono, c in poly)


def _opened(ctx: Context, poly: Poly, index: Index, others: tuple[Index, ...]) -> Poly | None:
    """A sum over a dimension of known size written out, and one over stacked blocks taken block by block."""
    if ctx.size(index) is not None:
        ctx.check_time()
        if not poly.mentions((index,)):
            return sum_out(ctx, poly.scaled(Fraction(ctx.size(index) or 0)), others)
        parts = [moved(ctx, poly, {index: place}) for place in ctx.places(index)]
        return total_of(sum_out(ctx, part, others) for part in parts)
    if index.over.blocks > 1:
        inner = fresh(Index(index.name, index.over.base))
        blocks = [moved(ctx, poly, {index: Shifted(inner, b, index.over)}) for b in range(index.over.blocks)]
        return total_of(sum_out(ctx, block, (*others, inner)) for block in blocks)
    return None


def sum_mono(ctx: Context, mono: Mono, indices: tuple[Index, ...]) -> Poly:
    """Σ of one monomial, as it stands."""
    if not indices:
        return Poly({mono: Fraction(1)})
    flat, nested = _flattened(ctx, mono, frozenset(indices))
    if nested:
        return sum_out(ctx, flat, indices + nested)
    for atom, exponent in mono:
        if atom.kind == "delta" and exponent == 1:
            contracted = _contracted(ctx, mono, atom, indices)
            if contracted is not None:
                return contracted
    known: Poly | None = _known_part(ctx, mono, indices)
    if known is not None:
        return known
    closed: Poly | None = _counted(ctx, mono, indices)
    if closed is not None:
        return closed
    result = ONE
    for part, bound in _connected(mono, indices):
        result = multiply(ctx, result, _irreducible(ctx, part, bound))
    return result


def _contracted(ctx: Context, mono: Mono, atom: Atom, indices: tuple[Index, ...]) -> Poly | None:
    """Σ_k δ_kj f(k) = f(j): the index has the same dimension as j, so no range condition arises."""
    left, right = atom.data
    for gone, kept in ((left, right), (right, left)):
        if isinstance(gone, Index) and gone in indices:
            rest = Poly({tuple(pair for pair in mono if pair[0] is not atom): Fraction(1)})
            return sum_out(ctx, moved(ctx, rest, {gone: kept}), tuple(index for index in indices if index != gone))
    return None


def _flattened(ctx: Context, mono: Mono, bound: frozenset[Index]) -> tuple[Poly, tuple[Index, ...]]:
    """Sums that depend on a bound index, opened so that all indices stand in front."""
    kept: list[tuple[Atom, Exponent]] = []
    opened = ONE
    nested: list[Index] = []
    for atom, exponent in mono:
        if atom.kind == "sum" and isinstance(exponent, int) and exponent > 0 and not atom.free.isdisjoint(bound):
            for _ in range(exponent):
                body, inner = open_sum(ctx, atom)
                opened = multiply(ctx, opened, body)
                nested.extend(inner)
        else:
            kept.append((atom, exponent))
    if not nested:
        return ONE, ()
    return multiply(ctx, opened, settle(ctx, tuple(kept), Fraction(1))), tuple(nested)


def open_sum(ctx: Context, atom: Atom) -> tuple[Poly, tuple[Index, ...]]:
    """The body of a sum, with indices that nobody has used in the place of its labels."""
    labels, mono = atom.data
    apart = {label: fresh(Index("k", label.over)) for label in labels}
    return moved_mono(ctx, mono, apart), tuple(apart.values())


def _sign(ctx: Context, atom: Atom) -> int:
    """Of a sum of numbers of one sign.  The body is judged opened: what is known of every index is known of its own."""
    if atom not in ctx.openings:
        ctx.openings[atom] = open_sum(ctx, atom)
    body, _ = ctx.openings[atom]
    return summed(poly_sign(ctx, body))


def _connected(mono: Mono, indices: tuple[Index, ...]) -> list[tuple[Mono, tuple[Index, ...]]]:
    """The factors grouped so that groups share no bound index: Σ_k Σ_l f(k) g(l) is a product."""
    groups: list[tuple[list[tuple[Atom, Exponent]], set[Index]]] = [([], {index}) for index in indices]
    free: list[tuple[Atom, Exponent]] = []
    for pair in mono:
        mine = pair[0].free & set(indices)
        touching = [group for group in groups if group[1] & mine]
        if not touching:
            free.append(pair)
            continue
        merged = ([pair], set(mine))
        for factors, names in touching:
            merged[0].extend(factors)
            merged[1].update(names)
        groups = [group for group in groups if group not in touching] + [merged]
    parts = [(monomial(factors), tuple(index for index in indices if index in names)) for factors, names in groups]
    return [(tuple(free), ()), *parts]


def _irreducible(ctx: Context, mono: Mono, bound: tuple[Index, ...]) -> Poly:
    """An atom for Σ_bound mono; Σ_k 1 = K."""
    if not bound:
        return Poly({mono: Fraction(1)})
    if not mono:
        result = ONE
        for index in bound:
            result = multiply(ctx, result, dimension(ctx, index))
        return result
    turned: Poly | None = _turned(ctx, mono, bound)
    return _sum_atom(ctx, mono, bound) if turned is None else turned


def dimension(ctx: Context, index: Index) -> Poly:
    """The number of values of an index."""
    known = ctx.size(index)
    if known is not None:
        return number(known)
    return settle(ctx, ((Atom("dim", index.over.base), 1),), Fraction(index.over.blocks))


def _sum_atom(ctx: Context, mono: Mono, bound: tuple[Index, ...]) -> Poly:
    """The atom with labels for its indices, in the order that gives the smallest key."""
    height = 1 + max(atom.height for atom, _ in mono)
    orders = permutations(bound) if len(bound) <= MOST_INDICES else iter([bound])
    candidates: list[tuple[str, Atom, Fraction]] = []
    for order in orders:
        ctx.check_time()
        labels = tuple(Label(height, place, index.over) for place, index in enumerate(order))
        body = moved_mono(ctx.bare, mono, dict(zip(order, labels, strict=True)))
        if body.single is None:
            raise TooHardError("renaming the index of a sum changed its body")
        atom = Atom("sum", (labels, body.single[0]))
        candidates.append((atom.key, atom, body.single[1]))
    _, atom, coefficient = min(candidates, key=lambda candidate: candidate[0])
    if any(other is atom and c != coefficient for _, other, c in candidates):
        return ZERO  # the sum is a different multiple of itself: Σ xᵢ Aᵢⱼ xⱼ for A = −Aᵀ
    return settle(ctx, ((atom, 1),), coefficient)


def _moved_sum(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    body, inner = open_sum(ctx, atom)
    return sum_out(ctx, moved(ctx, body, moves), inner)


LETTERS = "klmnpqrsij"


def _tree(ctx: Context, atom: Atom) -> Expr:
    """The sum with letters for its indices that nothing inside it uses."""
    body, inner = open_sum(ctx.bare, atom)
    tree = to_tree(ctx, body)
    taken = {index.name for index in atom.free | bound_indices(tree)}
    letters = (name for number in count() for letter in LETTERS if (name := letter + "'" * number) not in taken)
    mapping: dict[Index, Place] = {index: Index(next(letters), index.over) for index in inner}
    tree = rename(tree, mapping)
    for index in mapping.values():
        assert isinstance(index, Index)
        tree = Sum(tree, index)
    return tree


register(AtomKind("sum", "b", _moved_sum, _sign, _tree, solved_for=2, compound=True))
