"""The inverse and the determinant of a square matrix whose entries are polynomials over atoms.

A matrix is a polynomial in two labels, for its row and its column.  Of the matrix and its transpose the one with the
smaller key stands for both, and what has a simple inverse or determinant is rewritten: multiples, diagonal matrices,
products of square ones, an inverse itself, anything up to three rows.  Everything else is an atom, of which it is known
that Σ_k M_ik (M⁻¹)_kj = δ_ij = Σ_k (M⁻¹)_ik M_kj: rules that subsums.py puts into larger sums.

That a matrix is invertible is asked for elsewhere, wherever an inverse is written (`domain.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from ...expr.indices import Index, Label, Place, Position, Spot, fresh, moved_spot
from ...expr.nodes import Determinant, Expr, Inverted, Lambda
from .algebra import moved, multiply, power, settled_atom
from .content import split_content
from .deltas import delta_of
from .functions import exp_of, log_of
from .masks import ANY, NONZERO, POSITIVE
from .readable import to_tree
from .signs import mono_sign, steps_of
from .subsums import AXIOMS, extent
from .sums import dimension, open_sum, sum_out
from .symbols import always
from .terms import (
    ONE,
    Atom,
    AtomKind,
    Context,
    Mono,
    Moves,
    Poly,
    Rule,
    monomial,
    number,
    power_of,
    register,
    total_of,
)

WRITTEN_OUT = 3
"""Matrices of known size up to so many rows are written out."""


@dataclass(frozen=True)
class Square:
    """A matrix: its entry at the place (row, column), which are indices that nobody else uses."""

    row: Index
    column: Index
    entry: Poly

    def at(self, ctx: Context, row: Spot, column: Spot) -> Poly:
        """The entry at another place."""
        return moved(ctx, self.entry, {self.row: row, self.column: column})  # type: ignore[dict-item]

    def with_entry(self, entry: Poly) -> Square:
        """Another matrix over the same indices."""
        return Square(self.row, self.column, entry)


def inverse_of(ctx: Context, matrix: Square, row: Spot, column: Spot) -> Poly:
    """An entry of the inverse."""
    factor, rest = _factored(ctx, matrix)
    if factor != ONE:
        return multiply(ctx, power(ctx, factor, Fraction(-1)), inverse_of(ctx, rest, row, column))
    if (small := _small(ctx, matrix)) is not None and isinstance(row, Position) and isinstance(column, Position):
        return _cofactors(ctx, matrix, small, row, column)
    if (diagonal := _diagonal(ctx, matrix)) is not None:
        below = moved(ctx, diagonal, _to(matrix.row, row))
        return multiply(ctx, delta_of(row, column), power(ctx, below, Fraction(-1)))
    if (inner := _of_inverse(ctx, matrix)) is not None:
        return inner.at(ctx, row, column)
    if (parts := _parts(ctx, matrix)) is not None:
        left, right = parts
        between = fresh(matrix.row)
        first, second = inverse_of(ctx, right, row, between), inverse_of(ctx, left, between, column)
        return sum_out(ctx, multiply(ctx, first, second), (between,))
    labels, entry, turned, symmetric = _labelled(ctx, matrix)
    if turned or (symmetric and str(column) < str(row)):
        row, column = column, row
    return settled_atom(ctx, "inverse", (labels, entry, row, column))


def det_of(ctx: Context, matrix: Square) -> Poly:
    """The determinant."""
    factor, rest = _factored(ctx, matrix)
    if factor != ONE:
        size = dimension(ctx, matrix.row)
        if size.constant is not None:
            return multiply(ctx, power(ctx, factor, size.constant), det_of(ctx, rest))
        return multiply(ctx, exp_of(ctx, multiply(ctx, size, log_of(ctx, factor))), det_of(ctx, rest))
    if (small := _small(ctx, matrix)) is not None:
        return _leibniz(ctx, matrix, small, small)
    if (diagonal := _diagonal(ctx, matrix)) is not None and mono_sign_of(ctx, diagonal) == POSITIVE:
        return exp_of(ctx, sum_out(ctx, log_of(ctx, diagonal), (matrix.row,)))
    if (inner := _of_inverse(ctx, matrix)) is not None:
        return power(ctx, det_of(ctx, inner), Fraction(-1))
    if (parts := _parts(ctx, matrix)) is not None:
        return multiply(ctx, *(det_of(ctx, part) for part in parts))
    labels, entry, _, _ = _labelled(ctx, matrix)
    return settled_atom(ctx, "det", (labels, entry))


def mono_sign_of(ctx: Context, poly: Poly) -> int:
    """The sign of a single term; of more nothing is said."""
    if poly.single is None or poly.single[1] <= 0:
        return ANY
    return mono_sign(ctx, poly.single[0])


def _to(index: Index, spot: Spot) -> Moves:
    return {index: spot}  # type: ignore[dict-item]


def _labelled(ctx: Context, matrix: Square) -> tuple[tuple[Label, Label], Poly, bool, bool]:
    """The labels and the entry in them, of the transpose where its key is smaller, and whether both are the same."""
    height = 1 + max((atom.height for mono in matrix.entry.terms for atom, _ in mono), default=0)
    row, column = (Label(height, place, matrix.row.over) for place in (0, 1))
    straight = moved(ctx.bare, matrix.entry, {matrix.row: row, matrix.column: column})
    across = moved(ctx.bare, matrix.entry, {matrix.row: column, matrix.column: row})
    turned = repr(across) < repr(straight)
    return (row, column), across if turned else straight, turned, across == straight


def opened(ctx: Context, atom: Atom) -> Square:
    """The matrix in an atom, with indices that nobody has used in the place of its labels."""
    (row, column), entry = atom.data[0], atom.data[1]
    r, c = fresh(Index("i", row.over)), fresh(Index("j", column.over))
    return Square(r, c, moved(ctx, entry, {row: r, column: c}))


def _small(ctx: Context, matrix: Square) -> list[Place] | None:
    """The places of a matrix that is written out."""
    size = ctx.size(matrix.row)
    return ctx.places(matrix.row) if size is not None and size <= WRITTEN_OUT else None


def _leibniz(ctx: Context, matrix: Square, rows: list[Place], columns: list[Place]) -> Poly:
    """Σ_σ sgn σ Π_i M_iσ(i)."""
    terms = []
    for order in permutations(range(len(columns))):
        swaps = sum(order[a] > order[b] for a in range(len(order)) for b in range(a + 1, len(order)))
        product = number((-1) ** swaps)
        for row, place in zip(rows, order, strict=True):
            product = multiply(ctx, product, matrix.at(ctx, row, columns[place]))
        terms.append(product)
    return total_of(terms)


def _cofactors(ctx: Context, matrix: Square, places: list[Place], row: Position, column: Position) -> Poly:
    """(M⁻¹)_rc = (−1)^{r+c} det(M without row c and column r) / det M."""
    rows = [place for place in places if place != column]
    columns = [place for place in places if place != row]
    sign = Fraction(-1) ** (row.value + column.value)
    below = power(ctx, _leibniz(ctx, matrix, places, places), Fraction(-1))
    return multiply(ctx, _leibniz(ctx, matrix, rows, columns).scaled(sign), below)


def _factored(ctx: Context, matrix: Square) -> tuple[Poly, Square]:
    """M = c N with a positive number c, drawn out as far as signs allow."""

    def apart(atom: Atom) -> bool:
        return not atom.mentions((matrix.row, matrix.column)) and mono_sign(ctx, ((atom, 1),)) == POSITIVE

    if not matrix.entry:
        return ONE, matrix
    (mono, coefficient), rest = split_content(matrix.entry, apart, keep_sign=True)
    return Poly({mono: coefficient}), matrix.with_entry(rest)


def _diagonal(ctx: Context, matrix: Square) -> Poly | None:
    """d of δ_ij d_i, in the row."""
    delta = delta_of(matrix.row, matrix.column).single
    assert delta is not None, "a row is not its column"
    ((atom, _),) = delta[0]
    if not matrix.entry or not all(dict(mono).get(atom) == 1 for mono in matrix.entry.terms):
        return None
    entry = Poly({tuple(pair for pair in mono if pair[0] is not atom): c for mono, c in matrix.entry})
    return moved(ctx, entry, {matrix.column: matrix.row})


def _of_inverse(ctx: Context, matrix: Square) -> Square | None:
    """The matrix whose inverse this one is, or whose inverse is its transpose."""
    if matrix.entry.single is None or matrix.entry.single[1] != 1 or len(matrix.entry.single[0]) != 1:
        return None
    ((atom, exponent),) = matrix.entry.single[0]
    if atom.kind != "inverse" or exponent != 1 or {matrix.row, matrix.column} != set(atom.data[2:]):
        return None
    inner = opened(ctx, atom)
    if inner.entry.free & {matrix.row, matrix.column}:
        return None
    places = (matrix.row, matrix.column) if atom.data[2] == matrix.row else (matrix.column, matrix.row)
    return matrix.with_entry(inner.at(ctx, *places))


def _parts(ctx: Context, matrix: Square) -> tuple[Square, Square] | None:
    """A and B of M_ij = Σ_k A_ik B_kj, both square."""
    if matrix.entry.single is None or matrix.entry.single[1] != 1 or len(matrix.entry.single[0]) != 1:
        return None
    ((atom, exponent),) = matrix.entry.single[0]
    if atom.kind != "sum" or exponent != 1:
        return None
    body, inner = open_sum(ctx, atom)
    if body.single is None or body.single[1] != 1:
        return None
    for between in inner:
        if between.over != matrix.row.over:
            continue
        left = _reached(body.single[0], matrix.row, between)
        right = tuple(pair for pair in body.single[0] if pair not in left)
        if _mentions(left, matrix.column) or _mentions(right, matrix.row) or not _mentions(right, matrix.column):
            continue
        if not _mentions(left, between) or not _mentions(right, between):
            continue
        halves = []
        for part, row, column in ((left, matrix.row, between), (right, between, matrix.column)):
            own = tuple(each for each in inner if each != between and _mentions(part, each))
            halves.append(Square(row, column, sum_out(ctx, Poly({monomial(part): Fraction(1)}), own)))
        return halves[0], halves[1]
    return None


def _mentions(mono: Mono, index: Index) -> bool:
    return any(atom.mentions((index,)) for atom, _ in mono)


def _reached(mono: Mono, start: Index, wall: Index) -> Mono:
    """The factors that hang together with those in which an index occurs, but for one index between."""
    known, found = {start}, set[Atom]()
    while True:
        touching = {atom for atom, _ in mono if atom not in found and atom.free & known - {wall}}
        if not touching:
            return tuple(pair for pair in mono if pair[0] in found)
        found |= touching
        known |= {index for atom in touching for index in atom.free}


def _moved_inverse(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    matrix = opened(ctx, atom)
    row, column = (moved_spot(place, moves) for place in atom.data[2:])
    return inverse_of(ctx, matrix.with_entry(moved(ctx, matrix.entry, moves)), row, column)


def _moved_det(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    matrix = opened(ctx, atom)
    return det_of(ctx, matrix.with_entry(moved(ctx, matrix.entry, moves)))


def _function(ctx: Context, atom: Atom) -> Lambda:
    matrix = opened(ctx.bare, atom)
    return Lambda((matrix.row, matrix.column), to_tree(ctx, matrix.entry))


def _inverse_tree(ctx: Context, atom: Atom) -> Expr:
    return Inverted(_function(ctx, atom), atom.data[2:])


def _det_sign(ctx: Context, atom: Atom) -> int:
    """Not 0 where its square is known, or what it is the reciprocal of."""
    for rule in ctx.rules:
        if rule.atom is atom and rule.power == 2 and (rule.value.constant or 0) != 0:
            return NONZERO
        if rule.value == power_of(atom, -1):
            return NONZERO
    return ANY


register(AtomKind("inverse", "c", _moved_inverse, always(ANY), _inverse_tree, binds=True))
register(
    AtomKind(
        "det",
        "d",
        _moved_det,
        _det_sign,
        lambda ctx, atom: Determinant(_function(ctx, atom)),
        solved_for=4,
        binds=True,
    )
)


def _axioms(ctx: Context, mono: Mono) -> Iterator[Rule]:
    """What is known of the inverses in a product: M M⁻¹ = M⁻¹ M = I, solved for the longest term of it."""
    for atom, exponent in mono:
        if atom.kind == "inverse" and exponent > 0:
            yield from _of_matrix(ctx, atom)


AXIOMS.append(_axioms)


def _of_matrix(ctx: Context, atom: Atom) -> tuple[Rule, ...]:
    key = atom.data[:2]
    if key not in ctx.axioms:
        ctx.axioms[key] = ()  # none are used while they are worked out
        matrix = opened(ctx, atom)
        a, b, between = fresh(matrix.row), fresh(matrix.row), fresh(matrix.row)
        found = []
        for left, right in ((_entry, _inverse), (_inverse, _entry)):
            product = multiply(ctx, left(ctx, matrix, a, between), right(ctx, matrix, between, b))
            rule = _solved(sum_out(ctx, product, (between,)) - delta_of(a, b), (a, b))
            if rule is not None:
                found.append(rule)
        ctx.axioms[key] = tuple(found)
    return ctx.axioms[key]


def _entry(ctx: Context, matrix: Square, row: Index, column: Index) -> Poly:
    return matrix.at(ctx, row, column)


def _inverse(ctx: Context, matrix: Square, row: Index, column: Index) -> Poly:
    return inverse_of(ctx, matrix, row, column)


def _solved(poly: Poly, every: tuple[Index, Index]) -> Rule | None:
    """poly = 0 as a rule for its longest sum that stands alone."""
    alone = [
        (extent(mono), mono[0][0].key, mono[0][0], c)
        for mono, c in poly
        if len(mono) == 1 and mono[0][0].kind == "sum" and mono[0][1] == 1 and mono[0][0].free >= set(every)
    ]
    if not alone:
        return None
    _, _, atom, coefficient = max(alone, key=lambda each: each[:2])
    return Rule(atom, 1, (power_of(atom).scaled(coefficient) - poly).scaled(1 / coefficient), every)


def _inverses(mono: Mono) -> Iterator[Atom]:
    """The entries of inverses among the factors, and in the sums among them."""
    for atom, exponent in mono:
        if atom.kind == "inverse" and exponent == 1:
            yield atom
        elif atom.kind == "sum" and exponent == 1:
            yield from _inverses(atom.data[1])


def multiplied_out(ctx: Context, poly: Poly) -> Iterator[Poly]:
    """What vanishes for every i if and only if the polynomial does, which has an inverse (M⁻¹)_i· in it: M times it.

    i is an index of the statement, of which nothing is known: the statement is about every value of it.  With brackets
    in it the polynomial may be about some values only.
    """
    if steps_of(poly):
        return
    known = {index for fact in ctx.facts for index in fact.poly.free - set(fact.every)}
    known |= {index for rule in ctx.rules for index in rule.value.free | rule.atom.free if index not in rule.every}
    inverses = {atom for mono in poly.terms for atom in _inverses(mono)}
    for atom in sorted(inverses, key=lambda each: each.key):
        matrix = opened(ctx, atom)
        for axis, place in enumerate(atom.data[2:]):
            if not isinstance(place, Index) or place.fixed or place in known or place in matrix.entry.free:
                continue
            outer, inner = fresh(place), fresh(place)
            row, column = (outer, inner) if axis == 0 else (inner, outer)
            factor = matrix.at(ctx, row, column)
            product = multiply(ctx, factor, moved(ctx, poly, {place: inner}))
            yield sum_out(ctx, product, (inner,))
