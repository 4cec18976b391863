"""Sums: taken apart term by term, so that each term is a constant, a delta that contracts, or an atom.

The normal form of Σ_k body is the sum of what its terms come to.  The script says the same in three steps: the body is
its terms (`sum_ext`), the sum of the terms is the terms summed (`linear_sum`), and that is the normal form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .closed import closed_form, show_closed
from .known import AtomRule
from .nested import UNIT, order_of, raw_sum, rule_for, show_order, split
from .places import Block, Extent, Free, Next, Nth, Place
from .rational import ZERO, BigAtom, KronAtom, Leaf, Mono, Rational, num, of, tree_of
from .trees import Card, Slope, SumOver, Tree, binder_name, canonical, reindexed, subterms
from .workings import Workings, normal_form_of, simple_form_of


@dataclass(frozen=True)
class Piece:
    """A term of a sum: as it stands under the sum, what its sum is, and that as a normal form.

    there is what a delta leaves of it; turned rewrites the delta as it is arranged."""

    arranged: str
    summed: str
    value: Rational
    there: Tree | None = None
    turned: str = ""


def right_nested(words: list[str]) -> str:
    """a + (b + …), as `linear_sum` wants it."""
    if not words:
        return "0"
    out = words[-1]
    for word in reversed(words[:-1]):
        out = f"{word} + ({out})"
    return out


def contracted(w: Workings, mono: Mono, k: str, extent: Extent) -> tuple[KronAtom, Place] | None:
    """A delta that says what the index is, and the place that it is."""
    for atom, _ in mono:
        if isinstance(atom, KronAtom) and k in atom.free:
            for one, other in ((atom.left, atom.right), (atom.right, atom.left)):
                if one == Free(k) and k not in other.names and _over(w, other, extent):
                    return atom, other
    return None


def _over(w: Workings, place: Place, extent: Extent) -> bool:
    match place:
        case Free():
            return w.extent_of(place) == extent
        case Next(Free(name)):
            return w.extent_of(place) == extent and name in w.followed
        case Block(base, Free() as block, _):
            return extent == Extent(base.base, w.extent_of(block) or 1)
    return isinstance(place, Nth) and (place.value == 0 or extent.total is not None)


def size_of(w: Workings, extent: Extent) -> Rational:
    """How many terms a sum has."""
    return w.normal_form(Card(extent))


def pieces(w: Workings, p: Rational, k: str, extent: Extent) -> Iterator[Piece]:
    """The terms of a polynomial that is summed over k."""
    mul = w.ring.mul
    for mono, c in w.ring.cancelled(p, k).ordered():
        if (found := contracted(w, mono, k, extent)) is not None:
            delta, there = found
            rest = Rational({tuple(each for each in mono if each[0] is not delta): c})
            body = tree_of(rest)
            at = reindexed(body, {k: there})
            turned = "" if delta.left == Free(k) else f"try rewrite (delta_sym {there.text} {k}). "
            yield Piece(f"delta {k} {there.text} * {body.text}", at.text, w.renamed(rest, {k: there}), at, turned)
            continue
        free, bound = split(mono, k)
        outside = Rational({free: c})
        if not bound:
            value = mul(outside, size_of(w, extent))
            yield Piece(outside.text, f"{outside.text} * INR {extent.text}", value)
        else:
            inner = Rational({bound: UNIT}).text
            summed = f"{outside.text} * sum (fun {k} => {inner}) {extent.text}"
            yield Piece(f"{outside.text} * {inner}", summed, mul(outside, sum_atom(w, bound, k, extent)))


def summed(w: Workings, p: Rational, k: str, extent: Extent) -> Rational:
    """The sum of a polynomial over k."""
    out = ZERO
    for piece in pieces(w, p, k, extent):
        out = out + piece.value
    return out


def sum_atom(w: Workings, bound: Mono, k: str, extent: Extent) -> Rational:
    """The sum of a monomial that depends on its index in every factor."""
    atom, c = raw_sum(w, bound, k, extent)
    found = rule_for(w, atom)
    if found is not None:
        return w.renamed(found[0].value, found[1]).scaled(c)
    closed = closed_form(w, atom)
    if closed is not None:
        return closed.scaled(c)
    order = order_of(w, atom)
    return of(atom if order is None else order.atom).scaled(c)


@simple_form_of(BigAtom)
def _simple_sum(w: Workings, atom: BigAtom) -> Rational:
    if atom.word != "sum":
        return of(atom)
    k = w.fresh(atom.extent, atom.height)
    return summed(w, w.renamed(atom.body, {atom.label: Free(k)}), k, atom.extent)


@normal_form_of(SumOver)
def _sum(w: Workings, tree: SumOver) -> Rational:
    if tree.extent.total is not None:
        return _written_out(w, tree, tree.extent.total)
    if tree.extent.blocks == 2:
        return _two_blocks(w, tree)
    if isinstance(tree.extent.blocks, Extent):
        return _split_axis(w, tree, tree.extent.blocks)
    k, extent = tree.binder, tree.extent
    inner = w.normal_form(tree.body)
    terms = list(pieces(w, inner, k, extent))
    out = ZERO
    for piece in terms:
        out = out + piece.value
    by_rules = _rules_used(w, inner, k, extent)
    if w.silent:
        return out
    arranged = right_nested([piece.arranged for piece in terms])
    result = right_nested([piece.summed for piece in terms])
    turned = "".join(dict.fromkeys(piece.turned for piece in terms))
    by_rules += w.rewriting(Card(extent)) + _at_deltas(w, terms)
    script = (
        f"transitivity (sum (fun {k} => {arranged}) {extent.text}). "
        f"{{ apply sum_ext; intros {k} lt'{k}. {w.rewriting(tree.body)}{turned}equation. }} "
        f"transitivity ({result}). {{ linear_sum. }} {by_rules}equation."
    )
    return w.record(tree, out, script)


def _rules_used(w: Workings, inner: Rational, k: str, extent: Extent) -> str:
    """Rewrites of the sums that a lemma replaces, or that come in another order."""
    out, seen = "", set()
    for mono, _ in w.ring.cancelled(inner, k).ordered():
        _, bound = split(mono, k)
        if not bound or any(isinstance(atom, KronAtom) for atom, _ in bound):
            continue
        atom, _ = raw_sum(w, bound, k, extent)
        found = rule_for(w, atom)
        if found is not None and atom not in seen:
            seen.add(atom)
            out += f"{rewrite_by(*found)}. "
        elif found is None and atom not in seen:
            seen.add(atom)
            out += show_closed(w, atom) or show_order(w, atom)
    return out


def _at_deltas(w: Workings, terms: list[Piece]) -> str:
    """Rewrites of what deltas leave, where it has another form at the place that they say."""
    left = [w.built(piece.there) for piece in terms if piece.there is not None]
    changed = [tree for tree in left if tree != canonical(tree_of(w.normal_form(tree)))]
    return w.rewriting(*changed)


def rewrite_by(rule: AtomRule, there: dict[str, Place]) -> str:
    """The rewriting by a rule at these places."""
    if not rule.indices:
        return f"rewrite {rule.lemma}"
    return f"rewrite ({rule.lemma} {' '.join(there[each].text for each in rule.indices)}) by (first [assumption | lia])"


def _visited(w: Workings, body: Tree) -> None:
    """Lemmas for the derivatives in the body of a sum that is taken apart: their existence has to be shown there."""
    for part in subterms(body):
        if isinstance(part, Slope):
            w.normal_form(part)


def _written_out(w: Workings, tree: SumOver, total: int) -> Rational:
    """A sum with a known number of terms."""
    parts = [w.built(reindexed(tree.body, {tree.binder: Nth(place)})) for place in range(total)]
    _visited(w, tree.body)
    out = ZERO
    for part in parts:
        out = out + w.normal_form(part)
    words = " + ".join(part.text for part in parts)
    return w.record(tree, out, f"transitivity ({words}); [unfold sum; ring|]. {w.rewriting(*parts)}by_field.")


def _two_blocks(w: Workings, tree: SumOver) -> Rational:
    """A sum over two blocks stacked."""
    k, base = tree.binder, Extent(tree.extent.base)
    first = w.built(SumOver(k, base, tree.body))
    second = w.built(SumOver(k, base, reindexed(tree.body, {k: Block(base, 1, Free(k))})))
    _visited(w, tree.body)
    out = w.normal_form(first) + w.normal_form(second)
    script = (
        f"transitivity ({first.text} + {second.text}); [apply (sum_two (fun {k} => {tree.body.text}))|]. "
        f"{w.rewriting(first, second)}by_field."
    )
    return w.record(tree, out, script)


def _split_axis(w: Workings, tree: SumOver, groups: Extent) -> Rational:
    """A sum over groups of entries: over the groups, and over the entries of each."""
    k, base = tree.binder, Extent(tree.extent.base)
    g = binder_name(tree.body, groups, frozenset({k}))
    body = reindexed(tree.body, {k: Block(base, Free(g), Free(k))})
    same = SumOver(g, groups, SumOver(k, base, body))
    made = w.built(same)
    _visited(w, tree.body)
    out = w.normal_form(made)
    first = f"transitivity {same.text}; [apply (sum_blocks (fun {k} => {tree.body.text}))|]. "
    return w.record(tree, out, f"{first}{w.rewriting(made)}by_field.")


@normal_form_of(Card)
def _size(w: Workings, tree: Card) -> Rational:
    """The size of an axis: a product of sizes, where it has blocks."""
    extent = tree.extent
    if extent.blocks == 1:
        return of(Leaf(tree)) if isinstance(extent.base, str) else num(extent.base)
    base = w.normal_form(Card(Extent(extent.base)))
    if isinstance(extent.blocks, Extent):
        out = w.ring.mul(w.normal_form(Card(extent.blocks)), base)
    else:
        out = base.scaled(Fraction(extent.blocks))
    return w.record(tree, out, "rewrite ?mult_INR. numerals. by_field.")
