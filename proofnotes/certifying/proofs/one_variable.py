"""Inequalities in one variable, with numbers that no algebra gives: interval arithmetic.

The negative half of the line is reflected, so that everything is said of x >= 0.  What lies there is cut at kinks and
at one last point: between cuts Coq computes with intervals, beyond the last one the tail has a proof of its own
(`tails.py`).  erf is a polynomial, up to an error that the library has shown; the slope of a function is taken as the
rules write it, which is shorter than its normal form and better in intervals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from ...expr.nodes import Expr, walk
from ...expr.nodes import Number as Written
from ...statements.chains import Link
from .bounds import claimed
from .cases import DEFINED
from .floating import approximate
from .inequalities import TACTIC
from .known import Undecided
from .lemmas import inline
from .rational import FunAtom, Leaf, Rational, Stuck
from .roots import written_out
from .setting import RELATION, STRICT, Given, Setting, SignCase, prepare, workings_of
from .signs import factor_sign, product_text, signed
from .slopes import slant_of
from .tails import TailForm, gauss, unrooted
from .trees import (
    ZERO,
    AtNumber,
    Fun,
    IfElse,
    Larger,
    Minus,
    Num,
    Opp,
    Slope,
    Tree,
    Var,
    canonical,
    substituted,
    subterms,
)
from .workings import Workings

THEORY = {False: "OneVariable", True: "Gauss"}
"""What of the library a script needs, by whether there is erf in it."""

LAST_CUTS = (Fraction(2), Fraction(4), Fraction(8), Fraction(15), Fraction(30))
ERF_LIMIT = 3.49
"""erf_near of the library says something of arguments up to 7/2."""


def is_of_one_variable(link: Link, setting: Setting) -> bool:
    """Whether it is an inequality about a number, or closed."""
    claim = setting.claim
    return not claim.dims and not claim.tensors and len(claim.scalars) <= 1 and link.sign in STRICT


def has_decimals(link: Link) -> bool:
    """Whether a number in it is written as a decimal: then no algebra is expected to give it."""
    sides = [link.left, link.right, *(side for each in link.assuming for side in (each.left, each.right))]
    return any(isinstance(node, Written) and node.text is not None for side in sides for node in _nodes(side))


def _nodes(e: Expr) -> Iterator[object]:
    return iter(walk(e))


@dataclass(frozen=True)
class HalfLinePart:
    """Part of the half line x >= 0; high is None where it has no end."""

    low: Fraction
    high: Fraction | None

    @property
    def inside(self) -> Fraction:
        """A number in it."""
        return self.low + 1 if self.high is None else (self.low + self.high) / 2


def one_variable(setting: Setting) -> tuple[list[str], str]:
    """The sentences, and what of the library they need."""
    trees = [part for side in (setting.left, setting.right) for part in subterms(side)]
    theory = THEORY[any(isinstance(part, Fun) and part.name == "erf" for part in trees)]
    if not setting.bound:
        return _closed(setting), theory
    (x,) = setting.bound
    low, high = _range(setting, x)
    lines = [f"destruct (Rle_lt_dec 0 {x}) as [side'|side']."]
    here = replace(setting, given=(*setting.given, Given("side'", Var(x), ">=", ZERO)))
    lines.append(_half(here, x, low, high))
    y = f"minus'{x}"
    there = canonical_opposite(setting, x, y)
    opened = f"assert (opposite' : exists {y}, {x} = - {y} /\\ 0 < {y}) by (exists (- {x}); lra). "
    begun = f"{opened}destruct opposite' as [{y} [opposite' far']]. subst {x}."
    below = None if low is None else -low
    above = None if high is None else -high
    if x in setting.positive or (low is not None and low >= 0):
        lines.append("{ exfalso. lra. }")
    else:
        there = replace(there, given=(*there.given, Given("far'", Var(y), ">", ZERO)))
        lines.append("{ " + begun + "\n" + _half(there, y, above, below) + " }")
    return lines, theory


def canonical_opposite(setting: Setting, x: str, y: str) -> Setting:
    """The same about y with x = - y."""
    point = AtNumber(Opp(Var(y)))
    mapped = setting.mapped(lambda tree: canonical(substituted(tree, x, point)))
    return replace(mapped, bound=(y,), positive=())


def _range(setting: Setting, x: str) -> tuple[Fraction | None, Fraction | None]:
    """What the hypotheses say of the variable."""
    w = workings_of(setting)
    low = Fraction(0) if x in setting.positive else None
    high: Fraction | None = None
    for each in setting.given:
        if each.sign not in STRICT:
            continue
        big, small = each.larger
        line = _line(w.normal_form(Minus(big, small)), x)
        if line is None:
            continue
        slope, value = line
        if slope > 0:
            low = -value / slope if low is None else max(low, -value / slope)
        else:
            high = -value / slope if high is None else min(high, -value / slope)
    return low, high


def _line(p: Rational, x: str) -> tuple[Fraction, Fraction] | None:
    """(a, b) where p = a x + b with numbers a and b, a not 0."""
    slope = value = Fraction(0)
    for mono, c in p.terms.items():
        if not mono:
            value = c
        elif len(mono) == 1 and mono[0][1] == 1 and isinstance(mono[0][0], Leaf) and mono[0][0].tree == Var(x):
            slope = c
        else:
            return None
    return (slope, value) if slope else None


# ---- one half of the line ----


def _half(setting: Setting, x: str, low: Fraction | None, high: Fraction | None) -> str:
    """The proof for x >= 0, where x is between low and high besides."""
    if high is not None and high <= 0 and (low is None or low <= 0) and high < 0:
        return "{ exfalso. lra. }"
    start = max(Fraction(0), low if low is not None else Fraction(0))
    if high is not None:
        return _cut(setting, x, HalfLinePart(start, max(high, start)), {}, bounded=True)
    last = _last_cut(setting, x, start)
    if last <= start:
        return _cut(setting, x, HalfLinePart(start, None), {}, bounded=False)
    inner = _cut(setting, x, HalfLinePart(start, last), {}, bounded=True)
    outer = _cut(setting, x, HalfLinePart(last, None), {}, bounded=False)
    return _joined(x, last, inner, outer)


def _joined(x: str, at: Fraction, below: str, above: str) -> str:
    number = Num(at).text
    return f"{{ destruct (Rle_lt_dec {number} {x}) as [?|?].\n{above}\n{below} }}"


def _last_cut(setting: Setting, x: str, start: Fraction) -> Fraction:
    """From where on the tail has a proof; no further than the polynomial for erf goes."""
    trees = [part for side in (setting.left, setting.right) for part in subterms(side)]
    steep = [abs(approximate(arg, dict.fromkeys(arg.names, 1.0))) for arg in _erf_arguments(trees)]
    if steep:
        return max(start, Fraction(int(10 * ERF_LIMIT / max(steep)), 10))
    for cut in LAST_CUTS:
        if cut >= start and _has_tail(setting, x, cut):
            return cut
    return max(start, LAST_CUTS[-1])


def _erf_arguments(trees: list[Tree]) -> list[Tree]:
    return [part.arg for part in trees if isinstance(part, Fun) and part.name == "erf"]


def _has_tail(setting: Setting, x: str, cut: Fraction) -> bool:
    """Whether the tail beyond the cut has a proof, as far as floating point can see."""
    here = _within(setting, x, HalfLinePart(cut, None))
    try:
        w = workings_of(here)
        wholes = [canonical(whole) for whole, _ in _parts(here)]
        prepare(w, replace(here, left=wholes[0], right=wholes[-1]), *wholes)
        for whole in wholes:
            for factor in _unknown(w, w.normal_form(whole)):
                side = -1 if approximate(written_out(w, factor), {x: 2 * float(cut)}) < 0 else 1
                if not TailForm.of(w, factor.scaled(side), x, cut).holds():
                    return False
    except (Stuck, Undecided):
        return False
    return True


def _within(setting: Setting, x: str, stretch: HalfLinePart) -> Setting:
    """With what the cuts say of the variable."""
    given = [*setting.given]
    if stretch.low > 0:
        given.append(Given("positive'", Var(x), ">", ZERO))
        given.append(Given("begins'", Var(x), ">=", Num(stretch.low)))
    if stretch.high is not None:
        given.append(Given("ends'", Var(x), "<=", Num(stretch.high)))
    return replace(setting, given=tuple(given))


def _cut(setting: Setting, x: str, stretch: HalfLinePart, signs: dict[str, str], bounded: bool) -> str:
    """The proof on a stretch, cut further at kinks."""
    here = _within(setting, x, stretch)
    while True:
        try:
            w = workings_of(here, SignCase(signs))
            return "{ " + "\n".join(_on_stretch(here, w, x, stretch)) + " }"
        except Undecided as undecided:
            p = undecided.poly
        line = _line(p, x)
        if line is None or p.text in signs:
            raise Stuck(f"the sign of {p} decides")
        root = -line[1] / line[0]
        if stretch.low < root and (stretch.high is None or root < stretch.high):
            below = _cut(setting, x, HalfLinePart(stretch.low, root), dict(signs), True)
            above = _cut(setting, x, HalfLinePart(root, stretch.high), dict(signs), bounded)
            return _joined(x, root, below, above)
        signs[p.text] = "+" if line[0] * stretch.inside + line[1] > 0 else "-"


# ---- what is to be shown ----


def _parts(setting: Setting) -> list[tuple[Tree, str]]:
    """What is not negative, |a| <= b twice; and the sentence that leads to these goals."""
    strict = STRICT[setting.sign]
    whole = setting.difference
    big, small = whole.left, whole.right
    if isinstance(small, Fun) and small.name == "Rabs":
        opening = "apply Rabs_def1" if strict else "apply Rabs_le; split"
        first, second = Minus(big, small.arg), Minus(small.arg, Opp(big))
        return [(first, opening), (second, opening)] if strict else [(second, opening), (first, opening)]
    return [(whole, "")]


def _unknown(w: Workings, p: Rational) -> list[Rational]:
    """The factors whose sign decides."""
    _, parts = signed(w, p)
    return [factor for factor, n in parts if n % 2 and factor_sign(w, factor) is None]


def _on_stretch(setting: Setting, w: Workings, x: str, stretch: HalfLinePart) -> list[str]:
    strict, relation = STRICT[setting.sign], RELATION[STRICT[setting.sign]]
    parts = _parts(setting)
    wholes = [canonical(whole) for whole, _ in parts]
    for whole in wholes:
        for atom in _erf_atoms(w.normal_form(whole)):
            w.normal_form(gauss(w, atom))
    plain = replace(setting, left=wholes[0], right=wholes[-1])
    prepare(w, plain, *wholes)
    for whole in wholes:
        w.normal_form(whole)
    goals = []
    for whole in [canonical(setting.difference)] if stretch.high is not None and len(wholes) > 1 else wholes:
        enough = f"enough (shown' : 0 {relation} {whole.text}) by (revert shown'; lra)."
        if stretch.high is None:
            steps = _by_factors(w, whole, w.normal_form(whole), x, stretch, strict)
            goals.append(f"{{ {enough} {'. '.join(steps)}. }}")
        else:
            ways = [_by_intervals(w, whole, x)]
            if len(wholes) == 1 and not _erf_atoms(w.normal_form(whole)):
                ways.insert(0, f"({'; '.join(_by_factors(w, whole, w.normal_form(whole), x, stretch, strict))})")
            goals.append(f"{{ {enough} first [{' | '.join(ways)}]. }}")
    ends = [f"assert (positive' : 0 < {x}) by lra. assert (begins' : {Num(stretch.low).text} <= {x}) by lra."]
    low = ends if stretch.low > 0 else []
    if stretch.high is not None:
        low = [*low, f"assert (ends' : {x} <= {Num(stretch.high).text}) by lra."]
    opening = f"change ({claimed(setting)})."
    if stretch.high is None and parts[0][1]:
        opening += f" {parts[0][1]}."
    return [*low, *w.lemmas.lines, DEFINED, opening, *goals]


def _erf_atoms(p: Rational) -> list[FunAtom]:
    return [atom for atom in p.atoms if isinstance(atom, FunAtom) and atom.name == "erf"]


def _by_factors(w: Workings, whole: Tree, p: Rational, x: str, stretch: HalfLinePart, strict: bool) -> list[str]:
    """The sign of each factor, by intervals or as a tail, and so that of the product."""
    c, parts = signed(w, p)
    relation = RELATION[strict]
    lines, shown = [], []
    for number, (factor, n) in enumerate(parts):
        if n % 2 and factor_sign(w, factor) is None:
            if approximate(written_out(w, factor), {x: float(stretch.inside)}) < 0:
                factor, c = -factor, -c
            claim = f"assert (factor'{number} : 0 {relation} {factor.text})"
            if stretch.high is None:
                lines.append(f"{claim}. {{ {TailForm.of(w, factor, x, stretch.low).script(strict)} }} idtac")
            else:
                lines.append(f"{claim} by ({unrooted(w)}on_interval {x})")
        shown.append((factor, n))
    if c < 0:
        raise Stuck(f"{whole.text} is negative somewhere")
    product = product_text(c, shown)
    lines.append(f"replace {whole.text} with ({product}) by ({inline(w.rewriting(whole))}equation)")
    return [*lines, TACTIC[strict]]


def _by_intervals(w: Workings, whole: Tree, x: str) -> str:
    """With slopes as the rules write them, tanh by one exponential and erf as a polynomial."""
    steps = []
    for part in _outermost(whole):
        steps.append(_raw(w, part) if isinstance(part, Slope) else inline(w.rewriting(part)).rstrip("; "))
    steps.append("rewrite ?tanh_by_exp")
    slants = [slant_of(w, part)[1] for part in _outermost(whole) if isinstance(part, Slope)]
    erfs = set(_erf_arguments([part for tree in (whole, *slants) for part in _plain(tree)]))
    for number, arg in enumerate(sorted(erfs, key=lambda tree: tree.text)):
        steps.append(_erf_step(arg, x, number))
    closing = f"finely {x}" if erfs else f"on_interval {x}"
    steps.append(f"{unrooted(w)}{closing if x else 'numbers'}")
    return "(" + "; ".join(step for step in steps if step) + ")"


def _outermost(tree: Tree) -> Iterator[Tree]:
    """Slopes and kinks, which intervals do not know; they know absolute values."""
    if isinstance(tree, (Slope, Larger, IfElse)):
        yield tree
        return
    for each in tree.kids:
        yield from _outermost(each)


def _plain(tree: Tree) -> Iterator[Tree]:
    """The parts outside of slopes."""
    if not isinstance(tree, Slope):
        yield tree
        for each in tree.kids:
            yield from _plain(each)


def _raw(w: Workings, tree: Slope) -> str:
    """The slope replaced by what the rules write."""
    if not _by_rules(tree):
        return inline(w.rewriting(tree)).rstrip("; ")
    slant, at = slant_of(w, tree)[1], tree.point.text
    return f"rewrite (pd0_is (fun {tree.binder} => {tree.body.text}) {at} {slant.text}) by (slope (path_id {at}))"


def _by_rules(tree: Slope) -> bool:
    """Whether the rules write its slope at once: there is no slope inside."""
    return not tree.axes and not any(isinstance(part, Slope) for part in subterms(tree.body))


def _erf_step(arg: Tree, x: str, number: int) -> str:
    """erf at this argument as a polynomial and an error e."""
    positive = approximate(arg, {x: 1.0}) >= 0
    inside = arg.text if positive else f"(- {arg.text})"
    turned = "" if positive else f"replace (erf {arg.text}) with (- erf {inside}) by (rewrite erf_opp; ring); "
    e = f"error'{number}"
    return (
        f"{turned}let between := fresh in assert (between : 0 <= {inside} <= 7/2) by (split; numbers); "
        f"destruct (erf_with_error {inside} between) as [{e} [{e}' {e}'is]]; rewrite {e}'is; "
        "unfold erf_polynomial; cbv zeta"
    )


def _closed(setting: Setting) -> list[str]:
    """HalfLinePart numbers."""
    w = workings_of(setting)
    whole = canonical(setting.difference)
    slopes = [part for part in _outermost(whole) if isinstance(part, Slope)]
    long = [slope for slope in slopes if not _by_rules(slope)]
    prepare(w, replace(setting, left=ZERO, right=ZERO), *long)
    for slope in slopes:
        if slope in long:
            w.normal_form(slope)
        else:
            fun, at, slant = f"(fun {slope.binder} => {slope.body.text})", slope.point.text, slant_of(w, slope)[1].text
            shown = f"apply (ex0_is {fun} {at} {slant}). slope (path_id {at})."
            w.lemmas.state("X", (), f"ex0 {fun} {at}", shown)
    enough = f"enough (shown' : 0 {RELATION[STRICT[setting.sign]]} {whole.text}) by (revert shown'; lra)"
    return [*w.lemmas.lines, DEFINED, f"change ({claimed(setting)}). {enough}. {_by_intervals(w, whole, '')}."]
