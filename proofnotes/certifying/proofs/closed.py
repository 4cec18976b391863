"""Sums with a closed form: over an index that only counts, over powers of one number, up to a place or over all."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .counting import cardinal, ordinal
from .known import Undecided
from .places import Free, Place
from .rational import ONE, BigAtom, FunAtom, Leaf, Rational, Stuck, WholeBracket, num, of, tree_of
from .signs import NONZERO, need, sign_of
from .trees import ONE as ONE_TREE
from .trees import Card, Fun, Minus, Ordinal, Over, Plus, Times, Tree
from .workings import Workings


@dataclass(frozen=True)
class Counting:
    """A sum over b of exp(b rate), or of 1 where there is no rate; before a place, or over the whole axis."""

    before: Place | None
    rate: Rational

    def last(self, w: Workings, atom: BigAtom) -> Rational:
        """The number of the first place that does not count."""
        return cardinal(w, atom.extent) + ONE if self.before is None else ordinal(w, self.before)


def _counting(w: Workings, atom: BigAtom) -> Counting | None:
    """The sum as one of these; None where it is none."""
    index = Leaf(Ordinal(Free(atom.label)))
    before: Place | None = None
    rate = num(0)
    for factor, n in atom.mono:
        match factor:
            case WholeBracket("<", excess) if before is None:
                place = _single_place(excess + of(index))
                if place is None or w.extent_of(place) != atom.extent:
                    return None
                before = place
            case FunAtom("exp", argument):
                for mono, c in argument.terms.items():
                    rest = tuple(each for each in mono if each != (index, 1))
                    if len(rest) == len(mono) or any(atom.label in each.free for each, _ in rest):
                        return None
                    rate = rate + Rational({rest: c * n})
            case _:
                return None
    return Counting(before, rate) if before is not None or rate.terms else None


def _single_place(p: Rational) -> Place | None:
    match p.single:
        case (((Leaf(Ordinal(Free() as place)), 1),), 1):
            return place
    return None


def closed_form(w: Workings, atom: BigAtom) -> Rational | None:
    """What the sum comes to; None where it is no such sum, or a geometric one whose ratio may be 1."""
    known = (atom.key, len(w.known.replacements))
    if known not in w.closed:
        w.closed[known] = _closed_form(w, atom)
    return w.closed[known]


def _closed_form(w: Workings, atom: BigAtom) -> Rational | None:
    if atom.mono == ((Leaf(Ordinal(Free(atom.label))), 1),):
        size = cardinal(w, atom.extent)
        return w.ring.mul(size, size + ONE).scaled(Fraction(1, 2))
    found = _counting(w, atom)
    if found is None:
        return None
    if not found.rate.terms:
        return found.last(w, atom) - ONE
    try:
        ratio = w.simple(FunAtom("exp", found.rate))
        if sign_of(w, ONE - ratio) not in ("+", "-"):
            return None
        power = w.simple(FunAtom("exp", w.ring.mul(found.rate, found.last(w, atom))))
    except (Stuck, Undecided):
        return None
    return w.ring.mul(ratio - power, w.ring.inverse(ONE - ratio))


def show_closed(w: Workings, atom: BigAtom) -> str:
    """The sentences that rewrite the atom by its closed form, with the lemma for it."""
    out = closed_form(w, atom)
    if out is None:
        return ""
    if atom.tree not in w.lemmas.equations:
        w.lemmas.equate(atom.tree, out.text, _script(w, atom))
    return w.rewriting(atom.tree)


def _script(w: Workings, atom: BigAtom) -> str:
    found = _counting(w, atom)
    if found is None:
        return "rewrite sum_numbers. by_field."
    b, size = atom.label, atom.extent.text
    bracket = "" if found.before is None else f"(if Z.ltb 0 (number {found.before.text} - number {b}) then 1 else 0)"
    if not found.rate.terms:
        same = f"transitivity (sum (fun {b} => {bracket}) {size}). {{ apply sum_ext; intros {b} lt'{b}. equation. }} "
        return f"{same}rewrite sum_below_number by in_range. ring."
    rate = tree_of(found.rate)
    ratio, term = w.built(Fun("exp", rate)), w.built(Fun("exp", Times(Ordinal(Free(b)), rate)))
    last = Plus(Card(atom.extent), ONE_TREE) if found.before is None else Ordinal(found.before)
    sum_of = w.built(Over(Minus(ratio, Fun("exp", Times(last, rate))), Minus(ONE_TREE, ratio)))
    _visit(w, ratio, term, sum_of)
    need(w, NONZERO, Minus(ONE_TREE, ratio))
    if found.before is None:
        power, end, shown = f"{ratio.text} ^ S {b}", f"S {size}", "apply sum_powers; nonzero"
        unfolded = f"rewrite <- exp_INR_mult, (S_INR {size})"
    else:
        power, end = f"{bracket} * {ratio.text} ^ S {b}", f"S {found.before.text}"
        shown, unfolded = "apply sum_powers_below; [in_range | nonzero]", "rewrite <- exp_INR_mult"
    return (
        f"transitivity (sum (fun {b} => {power}) {size}). "
        f"{{ apply sum_ext; intros {b} lt'{b}. rewrite <- exp_INR_mult. {w.rewriting(term)}equation. }} "
        f"transitivity (({ratio.text} - {ratio.text} ^ ({end})) / (1 - {ratio.text})). {{ {shown}. }} "
        f"transitivity {sum_of.text}. {{ {unfolded}. reflexivity. }} {w.rewriting(sum_of)}equation."
    )


def _visit(w: Workings, *trees: Tree) -> None:
    for tree in trees:
        w.normal_form(tree)
