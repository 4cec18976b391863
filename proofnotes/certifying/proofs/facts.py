"""Inequalities at the atoms of a polynomial: what is given, tangents of exp and ln, terms of sums, squares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from typing import Protocol

from .known import Undecided
from .lemmas import inline, range_of
from .places import Free, Place
from .rational import ONE, BigAtom, FunAtom, Leaf, Mono, Rational, Stuck, num, of, tree_of
from .ring import mono_of
from .setting import STRICT, Given, Setting
from .signs import is_positive
from .trees import ONE as ONE_TREE
from .trees import Card, Fun, Minus, Over, SumOver, Times, reindexed
from .weights import plainly_nonnegative
from .workings import Workings


class SignAsker(Protocol):
    """A search for signs, of which a fact may ask about another polynomial."""

    w: Workings
    setting: Setting

    def name(self) -> str:
        """A name that nothing else has."""
        ...

    def show(self, p: Rational, strict: bool, depth: int) -> list[str] | None:
        """The sentences that prove 0 < p, or 0 <= p; None where nothing does."""
        ...


MOST_PAIRS = 6


@dataclass(frozen=True)
class Inequation:
    """A polynomial that is not negative, or positive where strict, and the sentences that prove it."""

    poly: Rational
    strict: bool
    script: str


def facts_about(search: SignAsker, p: Rational, depth: int) -> list[Inequation]:
    """All that is known of the atoms of p."""
    found: list[Inequation] = []
    for supply in SUPPLIES:
        try:
            found += supply(search, p, depth)
        except (Stuck, Undecided):
            continue
    return [fact for fact in found if fact.poly.terms and fact.poly.constant is None]


def _same(w: Workings, p: Rational, tree_text: str, rewriting: str) -> str:
    return f"replace ({p.text}) with ({tree_text}) by ({inline(rewriting)}by_field)."


# ---- what is given ----


def _given(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    w = search.w
    for given in search.setting.given:
        if given.sign not in STRICT:
            continue
        for there in _instances(w, p, given):
            big, small = (w.built(reindexed(side, there)) for side in given.larger)
            q = w.normal_form(big) - w.normal_form(small)
            places = " ".join(there[index].text for index in given.indices)
            used = f"({given.name} {places})" if places else given.name
            if given.indices:
                proofs = " ".join("ltac:(first [assumption | lia])" for _ in given.indices)
                used = f"({given.name} {places} {proofs})"
            whole = f"{big.text} - {small.text}"
            script = f"{_same(w, q, whole, w.rewriting(big, small))} pose proof {used}. lra."
            yield Inequation(q, STRICT[given.sign], script)


def _instances(w: Workings, p: Rational, given: Given) -> list[dict[str, Place]]:
    """The places of the polynomial at which a hypothesis may be used."""
    if not given.indices:
        return [{}]
    if len(given.indices) > 1:
        return []
    (index,) = given.indices
    names = sorted(_places(p))
    extent = w.extents.get(index)
    return [{index: Free(name)} for name in names if w.extents.get(name) == extent]


def _places(p: Rational) -> set[str]:
    return set(p.free)


def _dimensions(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """N >= 1."""
    for atom in p.atoms:
        if isinstance(atom, Leaf) and isinstance(atom.tree, Card) and isinstance(atom.tree.extent.base, str):
            yield Inequation(of(atom) - ONE, False, f"enough (1 <= {atom.key}) by lra. apply (le_INR 1). lia.")


# ---- tangents ----


def _exp_tangents(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """e^u >= 1 + u, for products of exponentials in the polynomial and their quotients."""
    w = search.w
    monos: dict[Mono, Rational] = {(): num(0)}
    for mono in p.terms:
        own = [(atom, n) for atom, n in mono if isinstance(atom, FunAtom) and atom.name == "exp"]
        exponent = num(0)
        for atom, n in own:
            exponent = exponent + atom.argument.scaled(n)
        monos[tuple(own)] = exponent
    for (one, a), (other, b) in permutations(list(monos.items())[:MOST_PAIRS], 2):
        # e^b (1 + (a - b)) <= e^a
        q = Rational({one: Fraction(1)}) - w.ring.mul(Rational({other: Fraction(1)}), ONE + a - b)
        up, down = tree_of(a), tree_of(b)
        tree = w.built(Minus(Fun("exp", up), Times(Fun("exp", down), Minus(tree_of(ONE + a), down))))
        if w.normal_form(tree) != q:
            continue
        script = f"{_same(w, q, tree.text, w.rewriting(tree))} pose proof (exp_tangent_at {up.text} {down.text}). lra."
        yield Inequation(q, False, script)


def _exponentials_beside_1(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """e^u >= 1 or <= 1, where the sign of u is known."""
    for atom in p.atoms:
        if not isinstance(atom, FunAtom) or atom.name != "exp":
            continue
        for side in (ONE, num(-1)):
            u = search.w.ring.mul(side, atom.argument)
            q = search.w.ring.mul(side, of(atom) - ONE)
            for strict in (True, False):
                found = search.show(u, strict, min(depth - 2, 2))
                if found is None:
                    continue
                relation = "<" if strict else "<="
                word = "exp_increasing" if strict else "exp_le"
                inside = atom.argument.text
                order = f"0 {relation} {inside}" if side == ONE else f"{inside} {relation} 0"
                one, other = ("0", inside) if side == ONE else (inside, "0")
                script = (
                    f"assert (0 {relation} {u.text}). {{ {' '.join(found)} }} assert ({order}) by lra. "
                    f"assert (exp {one} {relation} exp {other}) by (apply {word}; lra). rewrite exp_0 in *. lra."
                )
                yield Inequation(q, strict, script)
                break


def _log_tangents(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """a / b - 1 - (ln a - ln b) >= 0."""
    w = search.w
    arguments = [atom.argument for atom in p.atoms if isinstance(atom, FunAtom) and atom.name == "ln"]
    arguments = [each for each in arguments if is_positive(w, each)][:MOST_PAIRS]
    for a, b in permutations([*arguments, ONE], 2):
        above, below = tree_of(a), tree_of(b)
        tree = w.built(Minus(Minus(Over(above, below), ONE_TREE), Minus(Fun("ln", above), Fun("ln", below))))
        q = w.normal_form(tree)
        script = f"{_same(w, q, tree.text, w.rewriting(tree))} apply ln_tangent_ratio; positive."
        yield Inequation(q, False, script)


# ---- sums ----


def _sums(p: Rational) -> list[BigAtom]:
    return [atom for atom in p.atoms if isinstance(atom, BigAtom) and atom.word == "sum"]


def _terms_of_sums(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """Σ f >= f(i) for f >= 0."""
    w = search.w
    for atom in _sums(p):
        body = w.renamed(atom.body, {})
        if not (is_positive(w, body) or plainly_nonnegative(w, body)):
            continue
        for name in sorted(set(p.free) | set(search.setting.bound)):
            if w.extents.get(name) != atom.extent:
                continue
            one = w.renamed(atom.body, {atom.label: Free(name)})
            fun = f"(fun {atom.label} => {atom.body.text})"
            side = "first [assumption | lia]"
            script = (
                f"replace ({one.text}) with ({fun} {name}) by (cbv beta; by_field). enough ({fun} {name} <= "
                f"{atom.key}) by lra. apply (sum_ge_term {fun} {atom.extent.text} {name}); [{side} |]. "
                "intros; cbv beta; nonnegative."
            )
            yield Inequation(of(atom) - one, False, script)


def _log_tangents_summed(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """Σ w (a / b - 1 - (ln a - ln b)) >= 0 for w > 0, where the polynomial has sums of w ln a."""
    w = search.w
    logs: list[tuple[Rational, Rational, BigAtom]] = []
    for atom in _sums(p):
        for mono in atom.body.terms:
            for each, n in mono:
                if n == 1 and isinstance(each, FunAtom) and each.name == "ln":
                    weight = Rational({mono_of({a: m for a, m in mono if a is not each}): Fraction(1)})
                    logs.append((weight, each.argument, atom))
    for (weight, a, atom), (other, b, second) in permutations(logs[:MOST_PAIRS], 2):
        if weight != other or atom.extent != second.extent or atom.label != second.label:
            continue
        if not is_positive(w, weight):
            continue
        k = f"k'{search.name()[2:]}"
        w.extents[k] = atom.extent
        there: dict[str, Place] = {atom.label: Free(k)}
        wk, ak, bk = (tree_of(w.renamed(each, there)) for each in (weight, a, b))
        inside = Minus(Minus(Over(ak, bk), ONE_TREE), Minus(Fun("ln", ak), Fun("ln", bk)))
        tree = w.built(SumOver(k, atom.extent, Times(wk, inside)))
        q = w.normal_form(tree)
        step = f"apply sum_nonneg; intros {k} {range_of(k)}; apply Rmult_le_pos"
        step = f"{step}; [nonnegative | apply ln_tangent_ratio; positive]"
        yield Inequation(q, False, f"{_same(w, q, tree.text, w.rewriting(tree))} {step}.")


# ---- squares ----


def _squares(search: SignAsker, p: Rational, depth: int) -> Iterator[Inequation]:
    """(a + b)^2 and (a - b)^2 for products whose squares occur, and for factors of a product that occurs."""
    roots = [root for mono, c in p.ordered() if (root := _root(mono)) is not None][:MOST_PAIRS]
    products = [pair for mono, c in p.ordered() if (pair := _two_factors(mono)) is not None][:MOST_PAIRS]
    for one, other in dict.fromkeys([*combinations(roots, 2), *products]):
        for side in (1, -1):
            both = Rational({one: Fraction(1)}) + Rational({other: Fraction(side)})
            q = search.w.ring.mul(both, both)
            yield Inequation(q, False, f"replace ({q.text}) with (({both.text}) ^ 2) by by_field. apply pow2_ge_0.")


def _root(mono: Mono) -> Mono | None:
    if any(n % 2 for _, n in mono):
        return None
    return tuple((atom, n // 2) for atom, n in mono)


def _two_factors(mono: Mono) -> tuple[Mono, Mono] | None:
    """a r and b r of a b r^2."""
    odd = [atom for atom, n in mono if n % 2]
    if len(odd) != 2:
        return None
    root = {atom: n // 2 for atom, n in mono}
    one, other = ({**root, atom: root[atom] + 1} for atom in odd)
    return mono_of(one), mono_of(other)


SUPPLIES = (
    _given,
    _dimensions,
    _terms_of_sums,
    _exponentials_beside_1,
    _exp_tangents,
    _log_tangents,
    _log_tangents_summed,
    _squares,
)
