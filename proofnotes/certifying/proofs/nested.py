"""Sums inside sums: the atom of a sum, and one order for what is summed over several indices.

Of Σ_i a_i Σ_j b_ij, Σ_j Σ_i a_i b_ij and so on, the shortest is the normal form, with every factor as far outside as
it gets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, permutations

from .known import AtomRule
from .places import Extent, Free, Place
from .rational import BigAtom, Leaf, Mono, Opaque, Rational, RootAtom, Stuck, of, tree_of
from .ring import mono_mul, mono_of
from .trees import SumOver, Times, Tree
from .workings import Workings, instance_of

UNIT = Fraction(1)

MOST_LABELS = 12
"""So many labels are tried for a sum."""

DEEPEST, MOST_ORDERS = 3, 16
"""So many sums inside each other are exchanged at once, and so many orders are looked at."""


def split(mono: Mono, k: str) -> tuple[Mono, Mono]:
    """What does not depend on the index, and what does."""
    return tuple(each for each in mono if k not in each[0].free), tuple(each for each in mono if k in each[0].free)


def _labelled(w: Workings, atom: Opaque) -> Rational:
    """Another name of an index changes nothing in an entry, nor the order of sums."""
    plain = isinstance(atom, BigAtom) and set(atom.body.terms.values()) == {UNIT}
    return of(atom) if plain or isinstance(atom, (Leaf, RootAtom)) else w.simple(atom)


def raw_sum(w: Workings, bound: Mono, k: str, extent: Extent) -> tuple[BigAtom, Fraction]:
    """The atom of a sum, whatever is known of it, and a number beside it.

    The label that stands for the index says how high the sum is, so that no sum around it binds the same; what is in
    the body may become higher once it is renamed, and a label around the sum may be free in it."""
    term, height = Rational({bound: UNIT}), 1 + max(atom.height for atom, _ in bound)
    for _ in range(MOST_LABELS):
        label = f"b{height}{extent.slug}"
        w.extents[label] = extent
        body = term if label in term.free else w.ring.renamed(term, {k: Free(label)}, lambda atom: _labelled(w, atom))
        if label not in term.free and body.height < height:
            break
        height = max(height, body.height) + 1
    else:
        raise Stuck("a sum without a label")
    if body.single is None:  # its form depends on the name of the index: then the one it has
        body = w.ring.renamed(term, {k: Free(label)}, of)
    if body.single is None:
        raise Stuck(f"{Rational({bound: UNIT}).text} changes when the index {k} is renamed")
    mono, c = body.single
    return BigAtom("sum", label, extent, Rational({mono: UNIT})), c


def rule_for(w: Workings, atom: Opaque) -> tuple[AtomRule, dict[str, Place]] | None:
    """The lemma that says what an atom is, and the indices at which it is used."""
    for rule in w.known.replacements:
        found = instance_of(rule, atom)
        if found is not None:
            return rule, found
    return None


@dataclass(frozen=True)
class Layer:
    """One of several sums inside each other: its index, what stands beside the next one, and that one."""

    index: str
    extent: Extent
    beside: Mono
    inner: BigAtom | None


def _with(atom: BigAtom, inner: BigAtom) -> Layer:
    """The layer of a sum around an inner one."""
    powers = dict(atom.mono)
    powers[inner] -= 1
    return Layer(atom.label, atom.extent, mono_of(powers), inner)


def ways(atom: BigAtom) -> Iterator[list[Layer]]:
    """Each way through sums of which each is in the body of the one before, outermost first."""
    yield [Layer(atom.label, atom.extent, atom.mono, None)]
    for inner, n in atom.mono:
        if isinstance(inner, BigAtom) and inner.word == "sum" and n > 0 and atom.label in inner.free:
            for way in ways(inner):
                yield [_with(atom, inner), *way]


@dataclass(frozen=True)
class Exchange:
    """Sums in one order, layer by layer, and in another: which layers come when, and how they are then."""

    given: list[Layer]
    places: tuple[int, ...]
    wanted: list[Layer]
    atom: BigAtom


@dataclass(frozen=True)
class Order:
    """The normal form of sums inside each other, and the exchanges that lead there."""

    atom: BigAtom
    exchanges: tuple[Exchange, ...]

    @property
    def rank(self) -> tuple[int, int, str]:
        """The least is the normal form."""
        return self.atom.height, len(self.atom.key), self.atom.key


def order_of(w: Workings, atom: BigAtom) -> Order | None:
    """Another order of the sums of an atom, where that is their normal form."""
    known = (atom.key, len(w.known.replacements))
    if known not in w.orders:
        w.orders[known] = _order_of(w, atom)
    found: Order | None = w.orders[known]
    return found


def _order_of(w: Workings, atom: BigAtom) -> Order | None:
    """The least of the orders that are found, the most promising first."""
    met = {atom.key: Order(atom, ())}
    waiting = [met[atom.key]]
    while waiting and len(met) < MOST_ORDERS:
        waiting.sort(key=lambda each: each.rank)
        here = waiting.pop(0)
        for exchange in _exchanges(w, here.atom):
            if exchange.atom.key not in met:
                met[exchange.atom.key] = Order(exchange.atom, (*here.exchanges, exchange))
                waiting.append(met[exchange.atom.key])
    best = min(met.values(), key=lambda each: each.rank)
    return None if best.atom.key == atom.key else best


def _exchanges(w: Workings, atom: BigAtom) -> Iterator[Exchange]:
    for way in ways(atom):
        if 2 <= len(way) <= DEEPEST:
            marked = _marked(w, way)
            if marked is None:
                continue
            mono, over = marked
            for places in permutations(range(len(way))):
                found = _nest(w, mono, [over[place] for place in places])
                if found is not None:
                    yield Exchange(way, places, _layers(found), found[0])


def _marked(w: Workings, over: list[Layer]) -> tuple[Mono, list[Layer]] | None:
    """The product of all layers and the layers, with indices that nothing else has: labels come again."""
    height = len(over)
    marked = [replace(layer, index=w.fresh(layer.extent, height - n)) for n, layer in enumerate(over)]
    there = {old.index: Free(new.index) for old, new in zip(over, marked, strict=True)}
    p = w.ring.renamed(Rational({_flat(over): UNIT}), there, lambda atom: _labelled(w, atom))
    return None if p.single is None or p.single[1] != 1 else (p.single[0], marked)


def _flat(over: list[Layer]) -> Mono:
    """The product of what all the layers hold."""
    out: Mono = ()
    for layer in over:
        out = mono_mul(out, layer.beside)
    return out


def _nest(w: Workings, mono: Mono, order: list[Layer]) -> list[BigAtom] | None:
    """The product summed in this order, each sum in the body of the one before, outermost first; None if it is not."""
    chain: list[BigAtom] = []
    for layer in reversed(order):
        free, bound = split(mono, layer.index)
        if not bound or (chain and all(atom != chain[0] for atom, _ in bound)):
            return None
        try:
            atom, c = raw_sum(w, bound, layer.index, layer.extent)
        except Stuck:
            return None
        there = {layer.index: Free(atom.label)}
        inside = [w.ring.renamed(of(each), there, lambda atom: _labelled(w, atom)) for each in chain]
        chain = [atom]
        for p in inside:
            found = next((each for each in p.atoms if isinstance(each, BigAtom)), None)
            if found is None or p != of(found):
                return None
            chain.append(found)
        if c != 1 or any(inner not in dict(outer.mono) for outer, inner in pairwise(chain)):
            return None
        mono = mono_mul(free, ((atom, 1),))
    return chain if len(mono) == 1 else None


def _layers(chain: list[BigAtom]) -> list[Layer]:
    last = chain[-1]
    return [*(_with(*each) for each in pairwise(chain)), Layer(last.label, last.extent, last.mono, None)]


# ---- the lemma ----


def show_order(w: Workings, atom: BigAtom) -> str:
    """The sentences that rewrite the atom by its sums in order, with the lemma for it."""
    order = order_of(w, atom)
    if order is None:
        return ""
    if atom.tree not in w.lemmas.equations:
        script = "".join(map(_script, order.exchanges))
        w.lemmas.equate(atom.tree, order.atom.tree.text, f"{script}reflexivity.")
    return w.rewriting(atom.tree)


def _script(exchange: Exchange) -> str:
    """All factors inside, the sums in the other order, and the factors outside again."""
    given, wanted = exchange.given, exchange.wanted
    inwards, outwards = _inwards(given), _inwards(wanted)[::-1]
    out = "".join(_step(here, over, tactic) for here, over, tactic in inwards)
    product, places = _product(given), list(range(len(given)))
    for place, at in _swaps(places, exchange.places):
        places[at], places[at + 1] = places[at + 1], places[at]
        assert places[at] == place
        order_now = [given[each] for each in places]
        out += _step(_summed(order_now, product), order_now[:at], "apply sum_swap")
    out += _step(_summed(wanted, _product(wanted)), wanted, "first [unfold Rdiv; ring | equation]")
    befores = [exchange.atom.tree, *(_summed(wanted[: n + 1], _partly(wanted, n)) for n in range(1, len(wanted) - 1))][
        ::-1
    ]
    for here, (_, depth, tactic) in zip(befores, outwards, strict=True):
        out += _step(here, depth, f"symmetry; {tactic}")
    return out


def _swaps(places: list[int], wanted: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Neighbours that change places, one after the other: which comes forward, and to where."""
    order = list(places)
    for goal, place in enumerate(wanted):
        for at in range(order.index(place) - 1, goal - 1, -1):
            order[at], order[at + 1] = order[at + 1], order[at]
            yield place, at


def _step(tree: Tree, over: list[Layer], tactic: str) -> str:
    """The goal's left side is this tree: under these sums, the tactic shows it."""
    inside = "".join(f"apply sum_ext; intros {layer.index} lt'{layer.index}; cbv beta; " for layer in over)
    return f"transitivity {tree.text}. {{ {inside}{tactic}. }} "


def _summed(over: list[Layer], body: Tree) -> Tree:
    for layer in reversed(over):
        body = SumOver(layer.index, layer.extent, body)
    return body


def _times(over: list[Layer], last: Tree) -> Tree:
    """What stands beside the layers, times the last factor."""
    for layer in reversed(over):
        last = Times(tree_of(Rational({layer.beside: UNIT})), last)
    return last


def _partly(over: list[Layer], n: int) -> Tree:
    """The body once n sums stand in front of it: the factors of n layers, times all of the next."""
    inner = over[n - 1].inner
    assert inner is not None
    return _times(over[:n], tree_of(inner.body))


def _product(over: list[Layer]) -> Tree:
    return _partly(over, len(over) - 1)


def _inwards(over: list[Layer]) -> list[tuple[Tree, list[Layer], str]]:
    """Factors go inside, one sum after the other: the tree, under which sums it is shown, and by what."""
    steps: list[tuple[Tree, list[Layer], str]] = []
    for n in range(1, len(over)):
        inner = over[n - 1].inner
        assert inner is not None
        body = tree_of(inner.body)
        beside = tree_of(Rational({over[n - 1].beside: UNIT}))
        factors = _times(over[: n - 1], beside)
        apart = Times(factors, SumOver(inner.label, inner.extent, body))
        together = SumOver(inner.label, inner.extent, Times(factors, body))
        shown = (
            f"transitivity {apart.text}; [unfold Rdiv; ring | symmetry; transitivity {together.text}; "
            "[apply sum_ext; intros; unfold Rdiv; ring | apply sum_scal_l]]"
        )
        steps.append((_summed(over[: n + 1], _partly(over, n)), over[:n], shown))
    return steps
