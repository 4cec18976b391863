"""Atoms that bind indices in a polynomial, Π and max over whole dimensions; their variables are labels, as in a sum."""

from __future__ import annotations

from itertools import permutations

from ...expr.indices import Index, Label, Place, fresh
from ...expr.nodes import Expr, Largest, Prod, bound_indices
from ...expr.rewrite import rename
from .algebra import moved
from .readable import to_tree
from .sums import MOST_INDICES, letters_for
from .terms import Atom, Context, Poly

Indices = tuple[Index, ...]


def bound_atom(ctx: Context, kind: str, body: Poly, bound: Indices) -> Atom:
    """The atom with labels for its indices, in the order that gives the smallest key; one inside another is one."""
    alone = body.single
    if alone is not None and alone[1] == 1 and len(alone[0]) == 1 and alone[0][0][1] == 1:
        atom = alone[0][0][0]
        if atom.kind == kind and atom.mentions(bound):
            inside, own = opened(ctx, atom)
            return bound_atom(ctx, kind, inside, (*bound, *own))
    height = 1 + max((atom.height for mono in body.terms for atom, _ in mono), default=0)
    found: list[Atom] = []
    for order in permutations(bound) if len(bound) <= MOST_INDICES else iter([bound]):
        ctx.check_time()
        labels = tuple(Label(height, place, index.over) for place, index in enumerate(order))
        found.append(Atom(kind, (labels, moved(ctx.bare, body, dict(zip(order, labels, strict=True))))))
    return min(found, key=lambda atom: atom.key)


def opened(ctx: Context, atom: Atom) -> tuple[Poly, Indices]:
    """The body, with indices that nobody has used in the place of its labels."""
    labels, body = atom.data
    apart = {label: fresh(Index("k", label.over)) for label in labels}
    return moved(ctx, body, apart), tuple(apart.values())


def body_of(ctx: Context, atom: Atom) -> Poly:
    """The body, opened once in this context."""
    if atom not in ctx.openings:
        ctx.openings[atom] = opened(ctx, atom)
    return ctx.openings[atom][0]


def bound_tree(ctx: Context, atom: Atom, binder: type[Prod] | type[Largest]) -> Expr:
    """How it reads, with letters for its indices that nothing inside it uses."""
    body, inner = opened(ctx.bare, atom)
    tree = to_tree(ctx, body)
    letters = letters_for({index.name for index in atom.free | bound_indices(tree)})
    named = [Index(next(letters), index.over) for index in inner]
    mapping: dict[Index, Place] = dict(zip(inner, named, strict=True))
    tree = rename(tree, mapping)
    for index in named:
        tree = binder(tree, index)
    return tree
