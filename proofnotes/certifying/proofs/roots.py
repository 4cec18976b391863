"""Square roots: each that is no number gets a name, an opaque function of its indices, with what is known of it.

√A stands in the script as s, with 0 < s and s² = A; and that equation is solved for an atom that is linear in A, which
is replaced wherever it stands.  Then A itself is s², and no identity needs reasoning modulo s² = A.  Where nothing in A
is linear, squares of s are reduced, or `field` is given the equation.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from .functions import ROWS, VALUES
from .known import AtomRule
from .lemmas import inline, range_of, shape
from .places import Free, Place
from .rational import ONE, ZERO, BigAtom, FunAtom, Leaf, Mono, Opaque, Rational, RootAtom, Stuck, num, of, tree_of
from .signs import NONNEGATIVE, POSITIVE, Factors, is_positive, need, positive_atom, signed, visible
from .trees import At, Fun, Plus, Tree, Var, canonical, reindexed
from .workings import NamedRoot, Workings, normal_form_of

# ---- roots that have a name ----


def matching_root(w: Workings, arg: Tree) -> tuple[NamedRoot, tuple[Place, ...]] | None:
    """The root of a tree, where it has a name, and its places."""
    if not w.roots_known:
        return None
    for root in w.roots.values():
        wanted, order = shape(root.arg.text, set(root.params))
        given, own = shape(arg.text, arg.names & w.extents.keys())
        if wanted != given or len(own) != len(order):
            continue
        at = dict(zip(order, own, strict=True))
        places: tuple[Place, ...] = tuple(Free(at[each]) for each in root.params)
        if root.arg_at(places) == arg:
            return root, places
    return None


def _square(w: Workings, root: NamedRoot, places: tuple[Place, ...]) -> str:
    """The lemma s² = A at these places."""
    use = [place.text for place in places]
    ranges = [
        f"ltac:(first [assumption | exact {range_of(text)}])" if text not in w.bound else "ltac:(assumption)"
        for text in use
    ]
    return " ".join([f"{root.name}_squared", *use, *ranges])


@normal_form_of(Plus)
def _sum_of_two(w: Workings, tree: Plus) -> Rational:
    """a + b; where it is what stands under a root, it is the square of the root."""
    out = w.normal_form(tree.left) + w.normal_form(tree.right)
    found = None if w.silent or tree in w.lemmas.equations else matching_root(w, tree)
    if found is not None and out == of(RootAtom(found[0].name, found[1]), 2):
        w.record(tree, out, f"symmetry. apply ({_square(w, *found)}).")
    return out


def written_out(w: Workings, p: Rational) -> Tree:
    """A normal form as a tree in which every root is written as a root."""
    named = {root.name: root for root in w.roots.values()}

    def out(tree: Tree) -> Tree:
        match tree:
            case At(name, places) if name in named:
                return Fun("sqrt", named[name].arg_at(places))
            case Var(name) if name in named:
                return Fun("sqrt", named[name].arg)
        return tree.remade(out)

    return out(tree_of(p))


# ---- the normal form of a root ----


def _sqrt(w: Workings, tree: Fun) -> Rational:
    if not w.silent and (found := matching_root(w, tree.arg)) is not None:
        return w.record(tree, of(RootAtom(found[0].name, found[1])), f"apply {found[0].name}_def.")
    need(w, NONNEGATIVE, tree.arg)
    return root_of(w, w.normal_form(tree.arg), tree)


def _by_square(w: Workings, tree: Fun, out: Rational, last: str) -> Rational:
    return w.record(tree, out, f"apply sqrt_eq; [positive | {inline(w.rewriting(tree.arg))}{last}].")


def root_of(w: Workings, p: Rational, tree: Fun | None = None) -> Rational:
    """√p, whose even powers are outside, and whose root of something that is no number has a name."""
    if not p.terms:
        if tree is None:
            return ZERO
        same = f"apply f_equal; {inline(w.rewriting(tree.arg))}by_field"
        return w.record(tree, ZERO, f"transitivity (sqrt 0); [{same} | apply sqrt_0].")
    c, parts = signed(w, p)
    if c <= 0:
        raise Stuck(f"the root of {p}")
    mul, power = w.ring.mul, w.ring.power
    outside, inside = ONE, num(c)
    for factor, n in parts:
        if is_positive(w, factor):
            half, odd = divmod(n, 2)
            outside = mul(outside, power(factor, half))
            inside = mul(inside, factor) if odd else inside
        else:
            inside = mul(inside, power(factor, n))
    k, core_parts = signed(w, inside)
    if _roots_of_factors(w, k, core_parts):
        out = mul(outside, number_root(w, k))
        for factor, n in core_parts:
            out = mul(out, power(w.normal_form(Fun("sqrt", tree_of(factor))), n))
        return out if tree is None else _by_square(w, tree, out, "equation")
    if not core_parts:
        out = mul(outside, number_root(w, k))
        return out if tree is None else _by_square(w, tree, out, "by_field" if _square_number(k) else "equation")
    core = w.ring.product([power(factor, n) for factor, n in core_parts])
    return _named_root(w, core, outside, k, tree)


def _roots_of_factors(w: Workings, k: Fraction, parts: Factors) -> bool:
    """Whether a root is taken factor by factor: where all are positive atoms, and there is more than one thing."""
    if not parts or not all(factor.single is not None and is_positive(w, factor) for factor, _ in parts):
        return False
    return len(parts) > 1 or parts[0][1] != 1 or k != 1


def _whole_root(n: int) -> int | None:
    root = isqrt(n)
    return root if root * root == n else None


def _square_number(k: Fraction) -> Fraction | None:
    """√k where it is rational."""
    above, below = _whole_root(k.numerator), _whole_root(k.denominator)
    return None if above is None or below is None else Fraction(above, below)


def number_root(w: Workings, k: Fraction) -> Rational:
    """√k: a number times the root of a number that no square divides."""
    n, outside = k.numerator * k.denominator, Fraction(1, k.denominator)
    d = 2
    while d * d <= n:
        while n % (d * d) == 0:
            n //= d * d
            outside *= d
        d += 1
    if n == 1:
        return num(outside)
    if not w.silent and n not in w.radicals:
        w.radicals.add(n)
        w.lemmas.lines.append(f"assert (sqrt'{n} : sqrt {n} ^ 2 = {n}) by (apply sqrt_squared; lra).")
    return of(FunAtom("sqrt", num(n))).scaled(outside)


def _named_root(w: Workings, core: Rational, outside: Rational, k: Fraction, tree: Fun | None) -> Rational:
    """√(k core) outside, with the name of the root whose core it is."""
    pattern, params = shape(core.text, core.free)
    root = w.roots.get(pattern)
    better = w.silent and tree is not None and root is not None and not visible(w, root.arg) and visible(w, tree.arg)
    if root is None or better:
        if tree is None:
            raise Stuck("a root that arises only by renaming")
        own = root.params if root is not None else _parameters(w, params)
        there: dict[str, Place] = {old: Free(new) for old, new in zip(params, own, strict=True)}
        root = w.roots[pattern] = NamedRoot(
            root.name if root is not None else f"s'{len(w.roots)}", own, w.renamed(core, there),
            w.renamed(outside, there), k, canonical(reindexed(tree.arg, there)),
        )  # fmt: skip
        w.bound.add(root.name)
    places: tuple[Place, ...] = tuple(Free(each) for each in params)
    ratio = _square_number(k / root.factor)
    if ratio is None:
        raise Stuck("two roots whose ratio is irrational")
    # The name is root.outside √(root.factor core); here stands outside √(k core).
    there_outside = w.renamed(root.outside, root.there(places))
    s = of(RootAtom(root.name, places))
    out = w.ring.mul(w.ring.mul(outside, w.ring.inverse(there_outside)), s).scaled(ratio)
    if tree is None or w.silent:
        return out
    if tree.arg == root.arg_at(places):
        return w.record(tree, out, f"apply {root.name}_def.")
    return _by_square(w, tree, out, "by_field")


def _parameters(w: Workings, params: tuple[str, ...]) -> tuple[str, ...]:
    """Names for the indices of a root."""
    own = []
    for n, param in enumerate(params):
        name = f"q{n}'{w.extents[param].slug}"
        w.extents[name] = w.extents[param]
        own.append(name)
    return tuple(own)


# ---- what is stated of the roots of a script ----


def name_roots(w: Workings) -> None:
    """After the silent go: the roots get their names in the script, their signs and squares, and rules for atoms."""
    roots = list(w.roots.values())
    w.lemmas.forget()
    w.lemmas.silent = False
    for root in roots:
        _introduce(w, root)
    rules = [rule for root in roots if (rule := _rule_of(w, root)) is not None]
    w.known.replacements += rules
    w.roots_known = True
    w.lemmas.forget()


def _introduce(w: Workings, root: NamedRoot) -> None:
    over, name, arg = w.lemmas.over(root.params), root.name, root.arg.text
    call = " ".join([name, *root.params])
    fun = f"fun {' '.join(f'({each} : nat)' for each in root.params)} => " if root.params else ""
    every = f"forall {' '.join(root.params)}, " if root.params else ""
    lines = w.lemmas.lines
    lines.append(f"pose ({name} := {fun}sqrt {arg}).")
    lines.append(f"assert ({name}_def : {every}sqrt {arg} = {call}) by reflexivity.")
    if not visible(w, root.arg):
        need(w, POSITIVE, root.arg)
    show = f"{over.start}unfold {name}."
    lines.append(f"assert ({name}_positive : {over.statement}0 < {call}).\n  {{ {show} apply sqrt_lt_R0. positive. }}")
    lines.append(
        f"assert ({name}_squared : {over.statement}{call} ^ 2 = {arg}).\n  {{ {show} apply sqrt_squared. positive. }}"
    )
    lines.append(f"clearbody {name}.")


def _rule_of(w: Workings, root: NamedRoot) -> AtomRule | None:
    """s² = A, solved for an atom of A."""
    under = w.normal_form(root.arg)
    solved = _solved(w, under, root)
    if solved is None:
        if not root.params and all(n >= 0 for mono in under.terms for _, n in mono):
            w.ring.squares[root.name] = under
        return None
    atom, value = solved
    over, lemma = w.lemmas.over(root.params), f"{root.name}_rule"
    w.lemmas.lines.append(
        f"assert ({lemma} : {over.statement}{atom.key} = {value.text}).\n"
        f"  {{ {over.start}rewrite {over.use(f'{root.name}_squared')}. {w.rewriting(root.arg)}by_field. }}"
    )
    return AtomRule(root.params, atom, value, lemma)


RANKS = {BigAtom: 2, At: 1, Var: 0}
"""Sums are replaced first, then entries; what is no scalar."""


def _solved(w: Workings, under: Rational, root: NamedRoot) -> tuple[Opaque, Rational] | None:
    """The atom that is linear in what stands under the root, and what it is in terms of the root."""
    best: tuple[tuple[int, int], Opaque, Mono, Fraction, dict[Mono, Fraction]] | None = None
    for mono, c in under.ordered():
        for atom, n in mono:
            kind = type(atom.tree) if isinstance(atom, Leaf) else type(atom)
            if n != 1 or kind not in RANKS or set(root.params) != set(atom.free):
                continue
            others = {other: value for other, value in under.terms.items() if other != mono}
            if any(_same_kind(atom, each) for other in others for each, _ in other):
                continue
            beside = tuple(each for each in mono if each[0] != atom)
            if not all(positive_atom(w, each) for each, _ in beside):
                continue
            rank = (RANKS[kind], len(atom.key))
            if best is None or rank > best[0]:
                best = rank, atom, beside, c, others
    if best is None:
        return None
    _, atom, beside, c, others = best
    if isinstance(atom, Leaf) and isinstance(atom.tree, Var):
        return None
    s = of(RootAtom(root.name, tuple(Free(each) for each in root.params)))
    value = w.ring.mul(w.ring.mul(s, s) - Rational(others), w.ring.inverse(Rational({beside: c})))
    return atom, value


def _same_kind(atom: Opaque, other: Opaque) -> bool:
    """Whether an atom holds another, or both are entries of one tensor."""
    if atom.key in other.key:
        return True
    if isinstance(atom, Leaf) and isinstance(other, Leaf):
        return isinstance(atom.tree, At) and isinstance(other.tree, At) and atom.tree.name == other.tree.name
    return False


ROWS["sqrt"] = _sqrt
VALUES["sqrt"] = root_of
