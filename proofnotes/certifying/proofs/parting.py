"""Signs of a sum by those of its parts: group by group, and term by term under one sum."""

from __future__ import annotations

from typing import Protocol

from .facts import SignAsker
from .lemmas import range_of
from .places import Extent, Free
from .rational import ZERO, Base, BigAtom, FunAtom, Opaque, Rational, tree_of
from .ring import mono_of
from .setting import RELATION
from .trees import SumOver, Tree
from .workings import Workings


class PartAsker(SignAsker, Protocol):
    """A search that also states what it finds."""

    def asserted(self, p: Rational, strict: bool, depth: int) -> str | None:
        """The sentence that states 0 < p, or 0 <= p, with its proof; None where nothing shows it."""
        ...

    def same(self, p: Rational, tree: Tree) -> str:
        """The sentence that puts a tree in the place of its normal form."""
        ...


def group_by_group(search: PartAsker, p: Rational, strict: bool, depth: int) -> list[str] | None:
    """The terms with the same entries in one group, whose exponentials and denominators come to one quotient."""
    groups: dict[tuple[tuple[str, int], ...], Rational] = {}
    for mono, c in p.ordered():
        key = tuple((atom.key, n) for atom, n in mono if not _comes_to_a_quotient(atom))
        groups[key] = groups.get(key, ZERO) + Rational({mono: c})
    if len(groups) < 2:
        return None
    facts, some = [], not strict
    for group in groups.values():
        fact = None if some else search.asserted(group, True, depth - 1)
        some = some or fact is not None
        fact = fact or search.asserted(group, False, depth - 1)
        if fact is None:
            return None
        facts.append(fact)
    return [*facts, "lra."] if some else None


def _comes_to_a_quotient(atom: Opaque) -> bool:
    return isinstance(atom, Base) or (isinstance(atom, FunAtom) and atom.name == "exp")


def term_by_term(search: PartAsker, p: Rational, strict: bool, depth: int) -> list[str] | None:
    """Σ_k of something that has the sign for every k; other sums go inside."""
    w = search.w
    for extent in sorted({each for mono in p.terms for each in _extents(mono)}, key=lambda each: each.text):
        k = f"k'{search.name()[2:]}"
        w.extents[k] = extent
        body = opened(w, p, extent, k)
        inner = search.show(body, strict, depth - 1) if body is not None else None
        if body is None or inner is None:
            continue
        same = search.same(p, SumOver(k, extent, tree_of(body)))
        lemma = "sum_pos; [first [assumption | lia] |]" if strict else "sum_nonneg"
        change = f"cbv beta; change (0 {RELATION[strict]} {body.text})"
        return [same, f"apply {lemma}. intros {k} {range_of(k)}. {change}.", *inner]
    return None


def opened(w: Workings, p: Rational, extent: Extent, k: str) -> Rational | None:
    """What Σ_k of is p; None where some term is no sum over this range."""
    body = ZERO
    for mono, c in p.ordered():
        for atom, n in mono:
            inside = _opened(w, atom, extent, k) if n == 1 and isinstance(atom, BigAtom) else None
            if inside is not None:
                beside = Rational({mono_of({other: m for other, m in mono if other is not atom}): c})
                body = body + w.ring.mul(beside, inside)
                break
        else:
            return None
    return body


def _opened(w: Workings, atom: BigAtom, extent: Extent, k: str) -> Rational | None:
    if atom.word != "sum":
        return None
    if atom.extent == extent:
        return w.renamed(atom.body, {atom.label: Free(k)})
    inside = opened(w, atom.body, extent, k)
    return None if inside is None else w.normal_form(w.built(SumOver(atom.label, atom.extent, tree_of(inside))))


def _extents(mono: tuple[tuple[Opaque, int], ...]) -> set[Extent]:
    """The ranges of the sums in a term, inner ones too."""
    found = set()
    for atom, n in mono:
        if n == 1 and isinstance(atom, BigAtom) and atom.word == "sum":
            found.add(atom.extent)
            found |= {each for inner in atom.body.terms for each in _extents(inner)}
    return found
