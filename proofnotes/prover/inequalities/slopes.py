"""Derivatives in one variable: a goal that grows away from a place, and Jensen's inequality for convex functions.

The variable is a scalar, or an entry of a tensor of which nothing else occurs.  It is moved along a segment, and only
what holds on all of that is used: what is affine in the variable and holds at both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...expr.calculus import derivative, substitute
from ...expr.indices import Index
from ...expr.nodes import Entry, Expr, Scalar, map_children, once_each, walk
from ..normal_form.algebra import multiply, power
from ..normal_form.brackets import everywhere
from ..normal_form.masks import ANY, NEGATIVE, NONNEGATIVE, NONPOSITIVE, POSITIVE
from ..normal_form.normal import normal
from ..normal_form.readable import to_tree
from ..normal_form.signs import instances, poly_sign
from ..normal_form.sums import sum_out
from ..normal_form.terms import ONE, Atom, Context, Fact, Poly, atoms_within, number, places_of, power_of
from .combination import Instance
from .instances import JENSEN
from .linear import ends_of, occurs
from .row import ask, has_steps
from .sums import known_sums, nonnegative_factors

MOST_VARIABLES, MOST_STARTS = 3, 4
CLOSED = {POSITIVE: NONNEGATIVE, NEGATIVE: NONPOSITIVE}


@dataclass(frozen=True)
class Segment:
    """A goal as a function of one variable x: its tree in x, and what is known of x (polynomials in x, with signs)."""

    x: Scalar
    e: Expr
    known: tuple[tuple[Poly, int], ...]
    others: tuple[Fact, ...]

    def at(self, ctx: Context, value: Poly) -> Poly:
        """The goal there."""
        return normal(ctx, substitute(self.e, {self.x: to_tree(ctx, value)}))


def segment(ctx: Context, e: Expr, atom: Atom) -> Segment | None:
    """The expression as a function of what the atom stands for; None where an equation speaks of that, too."""
    tree = to_tree(ctx, power_of(atom))
    x = Scalar(f"u{ctx.left}~")
    written = _replaced(e, tree, x)
    ruled = (part for rule in ctx.rules for part in (power_of(rule.atom), rule.value))
    if x in walk(e) or _mentions(written, tree) or any(_mentions(to_tree(ctx, part), tree) for part in ruled):
        return None
    if atom.kind == "entry" and atom.data[0].name in ctx.symmetries:
        return None
    known: list[tuple[Poly, int]] = []
    others: list[Fact] = []
    for fact in ctx.facts:
        if not _mentions(to_tree(ctx, fact.poly), tree):
            others.append(fact)
            continue
        for each in instances(ctx, fact, power_of(atom)):
            if not occurs(atom, tuple(each.terms)):
                continue
            there = _affine(ctx, each, atom, x)
            if there is not None and fact.mask != NEGATIVE | POSITIVE:  # what else is known may not hold on the way
                known.append((there, fact.mask))
    if atom.kind == "scalar" and atom.data.positive:
        known.append((power_of(Atom("scalar", x)), POSITIVE))
    return Segment(x, written, tuple(known), tuple(others))


def _replaced(e: Expr, tree: Expr, x: Scalar) -> Expr:
    return once_each(lambda again, each: x if each == tree else map_children(each, again))(e)


def _mentions(e: Expr, tree: Expr) -> bool:
    """Whether the scalar, or any entry of the tensor, is in it."""
    if isinstance(tree, Entry):
        return any(isinstance(node, Entry) and node.tensor == tree.tensor for node in walk(e))
    return any(node == tree for node in walk(e))


def _affine(ctx: Context, poly: Poly, atom: Atom, x: Scalar) -> Poly | None:
    """a x + b for a atom + b, where neither a nor b mentions the atom, or its tensor."""
    tree = to_tree(ctx, power_of(atom))
    found = Poly({})
    for mono, c in poly:
        exponent = dict(mono).get(atom, 0)
        rest = tuple(pair for pair in mono if pair[0] is not atom)
        if exponent not in (0, 1) or _mentions(to_tree(ctx, Poly({rest: Fraction(1)})), tree):
            return None
        factor = power_of(Atom("scalar", x)) if exponent else ONE
        (own, _), *_ = factor.terms.items()
        found = found + Poly({tuple(sorted((*rest, *own), key=lambda pair: pair[0].key)): c})
    return found


def _inside(ctx: Context, along: Segment, known: list[tuple[Poly, int]]) -> Context:
    """What is known along the segment."""
    facts = [*along.others, *(Fact(poly, mask, ()) for poly, mask in known)]
    inner = replace(ctx, facts=facts, signs={}, normal_forms={}, samples=())
    inner.left, inner.cited = ctx.left, ctx.cited
    return inner


def grows(ctx: Context, goal: Poly, strict: bool) -> int:
    """G ≥ 0 at x₀, and G′ has the sign of x − x₀ between x₀ and x."""
    if strict or has_steps(goal):
        return ANY
    inner = sorted(set(_numbers(goal)), key=lambda each: each.key)
    tree = to_tree(ctx, goal)
    for atom in inner[: 2 * MOST_VARIABLES]:
        found = segment(ctx, tree, atom)
        if found is None:
            continue
        for start in _starts(ctx, atom, inner):
            if not found.at(ctx, start) and _grows_from(ctx, found, atom, start):
                return NONNEGATIVE
    return ANY


def _numbers(data: object) -> Iterator[Atom]:
    """The scalars and entries at places in it, sums left out."""
    inside = atoms_within(data, lambda atom: atom.kind != "sum")
    return (atom for atom in inside if atom.kind in ("scalar", "entry") and not atom.loose)


def _starts(ctx: Context, atom: Atom, others: list[Atom]) -> list[Poly]:
    """Where the goal may vanish: at another number of the goal, at an end, at 0 or 1."""
    low, high = ends_of(ctx, atom)
    tree = to_tree(ctx, power_of(atom))
    numbers = [power_of(other) for other in others if other is not atom]
    found = dict.fromkeys([*numbers[:MOST_STARTS], *low, *high, number(0), number(1)])
    return [start for start in found if not _mentions(to_tree(ctx, start), tree)]


def _grows_from(ctx: Context, along: Segment, atom: Atom, start: Poly) -> bool:
    """Whether the goal does not fall from there to where the variable is."""
    known: list[tuple[Poly, int]] = []
    for poly, mask in along.known:
        own = poly_sign(ctx, normal(ctx, substitute(to_tree(ctx, poly), {along.x: to_tree(ctx, start)})))
        if own & ~mask == 0:
            known.append((poly, mask))
        elif own & ~CLOSED.get(mask, mask) == 0:
            known.append((poly, CLOSED.get(mask, mask)))
        else:
            return False
    moving = power_of(Atom("scalar", along.x))
    sides = poly_sign(ctx, power_of(atom) - start)
    for side, mask, sign in ((POSITIVE, NONNEGATIVE, 1), (NEGATIVE, NONPOSITIVE, -1)):
        if not sides & side:
            continue
        inner = _inside(ctx, along, [*known, (moving - start, mask)])
        whole, slope = normal(inner, along.e), normal(inner, derivative(along.e, along.x))
        if not (everywhere(inner, whole) and everywhere(inner, slope)) or has_steps(slope):
            return False
        if ask(inner, slope.scaled(Fraction(sign)), False) & NEGATIVE:
            return False
    return True


def convex(ctx: Context, goal: Poly) -> Iterator[Instance]:
    """Σ w f(x) ≥ W f(Σ w x / W) where f″ ≥ 0, and the other way round where f″ ≤ 0."""
    for body, index, whole in known_sums(ctx, goal):
        for weight in dict.fromkeys((ONE, *nonnegative_factors(ctx, body, index))):
            f = multiply(ctx, body, power(ctx, weight, Fraction(-1)))
            own = [atom for atom in dict.fromkeys(_numbers(f)) if index in atom.free]
            if len(own) != 1 or f in (power_of(own[0]), power_of(own[0], 2)) or has_steps(f):
                continue
            yield from _jensen(ctx, index, weight, whole, f, own[0])


def _jensen(ctx: Context, index: Index, weight: Poly, whole: Poly, f: Poly, atom: Atom) -> Iterator[Instance]:
    found = segment(ctx, to_tree(ctx, f), atom)
    mass = sum_out(ctx, weight, (index,))
    if found is None or index in places_of(normal(ctx, found.e)) or poly_sign(ctx, mass) != POSITIVE:
        return
    if any(index in places_of(poly) for poly, _ in found.known):
        return
    inner = _inside(ctx, found, list(found.known))
    slope = derivative(found.e, found.x)
    bend = normal(inner, derivative(slope, found.x))
    if has_steps(bend) or not all(
        everywhere(inner, each) for each in (normal(inner, found.e), normal(inner, slope), bend)
    ):
        return
    mean = multiply(ctx, sum_out(ctx, multiply(ctx, weight, power_of(atom)), (index,)), power(ctx, mass, Fraction(-1)))
    gap = whole - multiply(ctx, mass, found.at(ctx, mean))
    if not ask(inner, bend, False) & NEGATIVE:
        yield Instance(gap, False, JENSEN)
    elif not ask(inner, bend.scaled(Fraction(-1)), False) & NEGATIVE:
        yield Instance(gap.scaled(Fraction(-1)), False, JENSEN)
