"""Limits at infinity: a quotient of sums of terms, each of which is constant or goes to 0.

Numerator and denominator are divided by the term of the denominator that is largest far out.  A logarithm goes with
what of x it needs to have a limit: ln A + a x = ln(A e^{a x}).  The script says that the body is this form, and then
goes through it by the rules for sums, products and quotients.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ...expr.nodes import Lim
from ...statements.chains import Link
from ..claims import Claims
from .rational import ZERO as NOTHING
from .rational import FunAtom, Leaf, Mono, Opaque, Rational, Stuck, tree_of
from .setting import Setting, prepare, workings_of
from .trees import ONE, ZERO, Fun, IntPow, Inv, Num, Opp, Over, Plus, Times, Tree, Var
from .workings import Workings

UNIT = Fraction(1)
NO_GROWTH = (Fraction(0), Fraction(0), 0)


@dataclass(frozen=True)
class FarGrowth:
    """x^power e^{rate x + square x²}, the rate away from the point: negative where it falls."""

    square: Fraction
    rate: Fraction
    power: int

    @property
    def order(self) -> tuple[Fraction, Fraction, int]:
        return self.square, self.rate, self.power

    def beside(self, other: FarGrowth) -> FarGrowth:
        """Of the quotient."""
        return FarGrowth(self.square - other.square, self.rate - other.rate, self.power - other.power)


@dataclass(frozen=True)
class Towards:
    """A part of the form, the tactic that shows its limit, and this limit."""

    tree: Tree
    script: str
    limit: Tree


def limit(link: Link, setting: Setting, claims: Claims) -> list[str]:
    """Sentences that show a limit."""
    lim = link.left
    assert isinstance(lim, Lim)
    if lim.point is not None:
        raise Stuck("a limit at a point")
    x, up = claims.names.variable(lim.variable), lim.upward
    w = workings_of(setting)
    w.bound.add(x)
    w.known.signs[x] = "+" if up else "-"
    if up:
        w.known.positive.add(x)
    prepare(w, setting, setting.left, setting.right)
    body = w.normal_form(setting.left)
    end = _Form(w, x, up).of(body)
    form = w.built(end.tree)
    if w.ring.over_common(w.normal_form(form) - body)[0].terms:
        raise Stuck(f"the limit of {body.text}: {w.normal_form(form).text} is not the same")
    where, side = ("p_infty", f"0 < {x}") if up else ("m_infty", f"{x} < 0")
    far = f"exists 0; intros {x} far'."
    facts = "\n".join(w.lemmas.lines)
    same = f"{w.rewriting(setting.left, form)}equation."
    lines = [
        f"assert (same' : forall {x} : R, {side} -> {setting.left.text} = {form.text}).",
        f"{{ intros {x} far'.\n{facts}\n{same} }}",
        f"split. {{ {far}\n{facts}\nsolve [defined]. }}" if setting.claim.domain else "split; [exact I |].",
        f"change (is_lim (fun {x} => {setting.left.text}) {where} {setting.right.text}).",
        f"apply (is_lim_ext_loc (fun {x} => {form.text})); [{far[:-1]}; symmetry; now apply same' |].",
        f"assert (value' : {end.limit.text} = {setting.right.text}).\n{{ {_same_value(setting, end.limit)} }}",
        f"apply (lim_eq _ _ {end.limit.text}); [| apply f_equal; exact value'].",
        f"{end.script}.",
    ]
    return lines


def _same_value(setting: Setting, limit: Tree) -> str:
    """That the limit of the form is the one that is claimed."""
    w = workings_of(setting)
    limit = w.built(limit)
    prepare(w, setting, limit, setting.right)
    if w.normal_form(limit) != w.normal_form(setting.right):
        raise Stuck(f"the limit is {w.normal_form(limit).text}")
    return "\n".join([*w.lemmas.lines, f"{w.rewriting(limit, setting.right)}equation."])


class _Form:
    """The form of a body, with the limits of its parts."""

    def __init__(self, w: Workings, x: str, up: bool) -> None:
        self.w, self.x, self.up = w, x, up
        self.where = "p_infty" if up else "m_infty"

    def of(self, p: Rational) -> Towards:
        """The whole: logarithms one by one, and a quotient."""
        logs = [atom for atom in p.atoms if isinstance(atom, FunAtom) and atom.name == "ln" and self._moves(atom)]
        parts: list[Towards] = []
        for atom in logs:
            c = p.terms.get(((atom, 1),))
            if c is None or any(atom in dict(mono) and mono != ((atom, 1),) for mono in p.terms):
                raise Stuck(f"the limit of {p.text}")
            part, taken = self._logarithm(atom)
            parts.append(self._times(Num(c), part))
            p = p - taken.scaled(c)
        if p.terms or not parts:
            parts.append(self._quotient(p))
        out = parts[0]
        for each in parts[1:]:
            out = self._plus(out, each)
        return out

    def _moves(self, atom: Opaque) -> bool:
        return self.x in atom.tree.names

    def _logarithm(self, atom: FunAtom) -> tuple[Towards, Rational]:
        """ln(A e^{a x}), with the limit of what is inside; and what of the body that is."""
        largest = max((self._growth(mono) for mono in atom.argument.terms), key=lambda growth: growth.order)
        if largest.power or largest.square:
            raise Stuck(f"the limit of {atom.key}")
        shift = self._exponential(-largest.rate)
        inside = self.w.built(Times(tree_of(atom.argument), shift) if largest.rate else tree_of(atom.argument))
        part = self._quotient(self.w.normal_form(inside))
        tree = Fun("ln", part.tree)
        script = (
            f"apply (lim_at (fun {self.x} => {part.tree.text}) ln {self.where} {part.limit.text}); "
            f"[{part.script} | auto_derive; first [lra | positive]]"
        )
        taken = self.w.normal_form(self.w.built(tree))
        return Towards(tree, script, Fun("ln", part.limit)), taken

    # ---- quotients of sums ----

    def _quotient(self, p: Rational) -> Towards:
        above, below = self.w.ring.over_common(p)
        least: dict[Opaque, int] = {}
        for each in above.terms:
            for atom, n in each:
                if self._moves(atom) and n < 0:
                    least[atom] = min(least.get(atom, 0), n)
        for atom, n in least.items():
            raised = Rational({((atom, -n),): UNIT})
            above, below = self.w.ring.mul(above, raised), self.w.ring.mul(below, raised)
        largest = max((self._growth(mono) for mono in below.terms), key=lambda growth: growth.order)
        top, bottom = self._sum(above, largest), self._sum(below, largest)
        if bottom.tree == ONE:
            return top
        script = (
            f"apply (lim_div (fun {self.x} => {top.tree.text}) (fun {self.x} => {bottom.tree.text}) {self.where} "
            f"{top.limit.text} {bottom.limit.text}); [{top.script} | {bottom.script} | first [lra | nonzero]]"
        )
        return Towards(Over(top.tree, bottom.tree), script, Over(top.limit, bottom.limit))

    def _sum(self, p: Rational, largest: FarGrowth) -> Towards:
        """The terms divided by the largest one: those of its growth together, each other one by itself."""
        constant = NOTHING
        parts: list[Towards] = []
        for mono, c in p.ordered():
            growth = self._growth(mono)
            left = growth.beside(largest)
            if left.order > NO_GROWTH:
                raise Stuck(f"{p.text} grows faster than what it is divided by")
            beside = tuple((atom, n) for atom, n in mono if not self._moves(atom))
            if left.order == NO_GROWTH:
                constant = constant + Rational({beside: c})
            else:
                parts.append(self._times(tree_of(Rational({beside: c})), self._falling(left)))
        if constant.terms or not parts:
            tree = tree_of(constant)
            parts.insert(0, Towards(tree, "apply is_lim_const", tree))
        out = parts[0]
        for each in parts[1:]:
            out = self._plus(out, each)
        return out

    def _growth(self, mono: Mono) -> FarGrowth:
        rates, power = [Fraction(0), Fraction(0)], 0
        for atom, n in mono:
            if isinstance(atom, Leaf) and atom.tree == Var(self.x):
                power += n
            elif self._moves(atom):
                degree, rate = self._rate(atom)
                rates[degree - 1] += n * rate
        return FarGrowth(rates[1], rates[0], power)

    def _rate(self, atom: Opaque) -> tuple[int, Fraction]:
        """The power of x in an exponential, 1 or 2, and what is before it."""
        if isinstance(atom, FunAtom) and atom.name == "exp" and atom.argument.single is not None:
            mono, c = atom.argument.single
            if len(mono) == 1 and mono[0][0].tree == Var(self.x) and mono[0][1] in (1, 2):
                return mono[0][1], c if self.up or mono[0][1] == 2 else -c
        raise Stuck(f"the limit of {atom.key}")

    def _exponential(self, rate: Fraction) -> Tree:
        """e^{rate x}, the rate away from the point, as the lemmas about limits have it."""
        inside = Times(Num(abs(rate)), Var(self.x))
        return Fun("exp", Opp(inside) if (rate < 0) == self.up else inside)

    def _falling(self, growth: FarGrowth) -> Towards:
        """x^n e^{-u x}, x^-n or both, or anything with e^{-v x²}, which go to 0."""
        parts = []
        x = Var(self.x)
        if growth.power < 0:
            tree: Tree = IntPow(Inv(x), -growth.power)
            inverse = "lim_inv" if self.up else "lim_inv_m"
            script = (
                f"apply (lim_at (fun {self.x} => / {self.x}) (fun t => t ^ {-growth.power}) {self.where} 0); "
                f"[exact {inverse} | auto_derive; easy]"
            )
            parts.append(Towards(tree, script, IntPow(ZERO, -growth.power)))
        if growth.square:
            along, rate = Times(Num(-growth.square), IntPow(x, 2)), growth.rate if self.up else -growth.rate
            both = Times(Fun("exp", Times(Num(rate), x)), Fun("exp", Opp(along)))
            lemma = "lim_pow_exp_square" if self.up else "lim_pow_exp_square_m"
            parts.append(Towards(Times(IntPow(x, max(0, growth.power)), both), f"apply {lemma}; lra", ZERO))
        elif growth.rate:
            tree = Times(IntPow(x, max(0, growth.power)), self._exponential(growth.rate))
            lemma = "lim_pow_exp_minus" if self.up else "lim_pow_exp_plus"
            parts.append(Towards(tree, f"apply {lemma}; lra", ZERO))
        out = parts[0]
        for each in parts[1:]:
            out = self._product(out, each)
        return out

    # ---- rules ----

    def _times(self, c: Tree, part: Towards) -> Towards:
        return self._product(Towards(c, "apply is_lim_const", c), part)

    def _product(self, one: Towards, other: Towards) -> Towards:
        return self._by("lim_mult", Times, one, other)

    def _plus(self, one: Towards, other: Towards) -> Towards:
        return self._by("lim_plus", Plus, one, other)

    def _by(self, lemma: str, kind: type[Plus] | type[Times], one: Towards, other: Towards) -> Towards:
        script = (
            f"apply ({lemma} (fun {self.x} => {one.tree.text}) (fun {self.x} => {other.tree.text}) {self.where} "
            f"{one.limit.text} {other.limit.text}); [{one.script} | {other.script}]"
        )
        return Towards(kind(one.tree, other.tree), script, kind(one.limit, other.limit))
