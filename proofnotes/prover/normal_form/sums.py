"""Sums over a whole dimension, in normal form.

Σ is linear; factors free of the index move out; Σ_k δ_kj f(k) = f(j); Σ_k 1 = K; nested sums become one sum over
several indices, split into connected parts; what is left is an atom whose variables are labels, by height and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import count, permutations

from ...expr.errors import TooHardError, UndefinedError
from ...expr.indices import Index, Label, Place, fresh, variables
from ...expr.nodes import Expr, Sum, bound_indices
from ...expr.rewrite import rename
from .algebra import moved, moved_mono, multiply, settle
from .brackets import turned, upright, without_zeros
from .masks import summed
from .readable import to_tree
from .signs import poly_sign
from .terms import (
    ONE,
    STEPS,
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

_oriented = Late("oriented")
"""orientation.py says which of i < j and j < i stands in a sum."""
define_oriented = _oriented.define


def sum_out(ctx: Context, poly: Poly, indices: tuple[Index, ...]) -> Poly:
    """Σ over the indices, each over its whole range."""
    for index in indices:
        opened = _opened(ctx, poly, index, tuple(each for each in indices if each != index))
        if opened is not None:
            return opened
    return total_of(sum_mono(ctx, mono, indices).scaled(c) for mono, c in poly)


def _opened(ctx: Context, poly: Poly, index: Index, others: tuple[Index, ...]) -> Poly | None:
    """A sum over a dimension of known size written out, and one over stacked blocks or over groups taken apart."""
    if ctx.size(index) is not None and not poly.mentions((index,)):
        return sum_out(ctx, poly.scaled(Fraction(ctx.size(index) or 0)), others)
    places = by_values(ctx, index)
    if places is None:
        return None
    return total_of(sum_out(ctx, moved(ctx, poly, {index: place}), (*others, *further)) for place, further in places)


def by_values(ctx: Context, index: Index) -> list[tuple[Place, tuple[Index, ...]]] | None:
    """The values of an index, with what each still ranges over: known ones, or one in each of several blocks, or one in
    the groups of a split axis.
    """
    places = ctx.covering(index)
    if places is None:
        return None
    ctx.check_time()
    return [(place, tuple(sorted(variables(place), key=str))) for place in places]


def sum_mono(ctx: Context, mono: Mono, indices: tuple[Index, ...]) -> Poly:
    """Σ of one monomial, as it stands."""
    if not indices:
        return Poly({mono: Fraction(1)})
    for atom, exponent in mono:
        if atom.kind == "delta" and exponent == 1:
            contracted = _contracted(ctx, mono, atom, indices)
            if contracted is not None:
                return contracted
    flat, nested = _flattened(ctx, mono, frozenset(indices))
    if nested:
        return sum_out(ctx, flat, indices + nested)
    reduced = _without_zeros(ctx, mono, indices)
    if reduced is not None:
        return sum_out(ctx, reduced, indices)
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


def _without_zeros(ctx: Context, mono: Mono, indices: tuple[Index, ...]) -> Poly | None:
    """u[u = 0] = 0 inside the sum; which term of u leads must not hang on what its indices are called."""
    if not any(atom.kind == "zero" and exponent == 1 for atom, exponent in mono):
        return None
    height = 1 + max(atom.height for atom, _ in mono)
    labels = {index: Label(height, place, index.over) for place, index in enumerate(indices)}

    def leading(poly: Poly) -> Mono:
        there = {moved_mono(ctx.bare, each, labels): each for each in poly.terms}
        first = moved(ctx.bare, poly, labels).sorted()[0][0]
        return there.get(Poly({first: Fraction(1)}), ())

    return without_zeros(ctx, mono, leading)


def _contracted(ctx: Context, mono: Mono, atom: Atom, indices: tuple[Index, ...]) -> Poly | None:
    """Σ_k δ_kj f(k) = f(j): the index has the same dimension as j, so no range condition arises."""
    left, right = atom.data
    for gone, kept in ((left, right), (right, left)):
        if isinstance(gone, Index) and gone in indices:
            rest = Poly({tuple(pair for pair in mono if pair[0] is not atom): Fraction(1)})
            try:
                there = moved(ctx, rest, {gone: kept})
            except UndefinedError:
                continue
            return sum_out(ctx, there, tuple(index for index in indices if index != gone))
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
    behind = _subtracted(mono)
    apart = {label: fresh(Index(LAST if label in behind else "k", label.over)) for label in labels}
    return moved_mono(ctx, mono, apart), tuple(apart.values())


LAST = "zz"
"""The name of an index that is to stand behind all others: outside sums the names decide between s < t and t < s, and
an opened sum that turned its conditions round would be a sum of other ones, with a term for s = t that may lead back.
"""


def _subtracted(mono: Mono) -> set[Label]:
    """The labels that are subtracted in a condition: s in t − s > 0."""
    conditions = (atom.data[0] for atom, _ in mono if atom.kind == "above")
    terms = ((found[0][0], c) for poly in conditions for found, c in poly if len(found) == 1)
    return {atom.data for atom, c in terms if atom.kind == "counter" and c < 0 and isinstance(atom.data, Label)}


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
    oriented: Poly | None = _oriented(ctx, mono, bound)
    return _sum_atom(ctx, mono, bound) if oriented is None else oriented


def dimension(ctx: Context, index: Index) -> Poly:
    """The number of values of an index."""
    known = ctx.size(index)
    if known is not None:
        return number(known)
    result = number(index.over.copies)
    for over in index.over.factors:
        size = ctx.size(Index(index.name, over))
        one = settle(ctx, ((Atom("dim", over), 1),), Fraction(1)) if size is None else number(size)
        result = multiply(ctx, result, one)
    return result


def _sum_atom(ctx: Context, mono: Mono, bound: tuple[Index, ...]) -> Poly:
    """The atom with labels for its indices, in the order that gives the smallest key."""
    height = 1 + max(atom.height for atom, _ in mono)
    orders = permutations(bound) if len(bound) <= MOST_INDICES else iter([bound])
    candidates: list[tuple[str, int, Atom, Fraction, dict[Index, Label]]] = []
    for order in orders:
        ctx.check_time()
        labels = tuple(Label(height, place, index.over) for place, index in enumerate(order))
        moves = dict(zip(order, labels, strict=True))
        body = moved_mono(ctx.bare, mono, moves)
        if body.single is None:
            raise TooHardError("renaming the index of a sum changed its body")
        atom = Atom("sum", (labels, body.single[0]))
        key, turns = _orientation(atom)
        candidates.append((key, turns, atom, body.single[1], moves))
    _, turns, atom, coefficient, moves = min(candidates, key=lambda candidate: candidate[:2])
    if any(other is atom and c != coefficient for _, _, other, c, _ in candidates):
        return ZERO  # the sum is a different multiple of itself: Σ xᵢ Aᵢⱼ xⱼ for A = −Aᵀ
    if turns:
        return sum_out(ctx, _turned(ctx, mono, moves), bound)
    return settle(ctx, ((atom, 1),), coefficient)


def _orientation(atom: Atom) -> tuple[str, int]:
    """The key of a sum whichever way its brackets are written, and how many of them are not the way they shall be."""
    labels, mono = atom.data
    if not any(each.kind in STEPS for each, _ in mono):
        return atom.key, 0
    as_they_shall = monomial((upright(each), exponent) for each, exponent in mono)
    return Atom("sum", (labels, as_they_shall)).key, sum(upright(each) is not each for each, _ in mono)


def _turned(ctx: Context, mono: Mono, moves: dict[Index, Label]) -> Poly:
    """Brackets written by those of the opposite, where they are not as they shall be with labels for indices."""
    result = ONE
    for atom, exponent in mono:
        there = moved_mono(ctx.bare, ((atom, 1),), moves).single if atom.kind in STEPS else None
        turns = there is not None and upright(there[0][0][0]) is not there[0][0][0]
        result = multiply(ctx, result, turned(atom) if turns else Poly({((atom, exponent),): Fraction(1)}))
    return result


def _moved_sum(ctx: Context, atom: Atom, moves: Moves) -> Poly:
    body, inner = open_sum(ctx, atom)
    return sum_out(ctx, moved(ctx, body, moves), inner)


Settler = Callable[[Context, Mono, Atom, Exponent], Poly | None]
SETTLERS: list[Settler] = []
"""Rules for a monomial at a power of a sum in it."""


def _settled(ctx: Context, mono: Mono, atom: Atom, exponent: Exponent) -> Poly | None:
    for settler in SETTLERS if isinstance(exponent, int) and exponent > 0 else ():
        if (found := settler(ctx, mono, atom, exponent)) is not None:
            return found
    return None


LETTERS = "klmnpqrsij"


def letters_for(taken: set[str]) -> Iterator[str]:
    """Names for bound indices that are not taken."""
    return (name for number in count() for letter in LETTERS if (name := letter + "'" * number) not in taken)


def _tree(ctx: Context, atom: Atom) -> Expr:
    """The sum with letters for its indices that nothing inside it uses."""
    body, inner = open_sum(ctx.bare, atom)
    tree = to_tree(ctx, body)
    letters = letters_for({index.name for index in atom.free | bound_indices(tree)})
    mapping: dict[Index, Place] = {index: Index(next(letters), index.over) for index in inner}
    tree = rename(tree, mapping)
    for index in mapping.values():
        assert isinstance(index, Index)
        tree = Sum(tree, index)
    return tree


register(
    AtomKind("sum", "b", _moved_sum, _sign, _tree, _settled, solved_for=2, compound=True, binds=True, cleared=False)
)
