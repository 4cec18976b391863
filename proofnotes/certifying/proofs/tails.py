"""Tails: the sign of a polynomial of x and of exponentials for all x beyond a cut.

Each exponential is written by what falls to 0, V = exp(-a x^k) with a > 0; a common power of them is a positive factor.
What is left are terms without V, the main part, and small terms, each of which lies between 0 and a number beyond the
cut: x^n V falls from there on.  Then intervals say the sign, with a variable for each small thing.  erf u is
1 - t exp(-u^2) with 0 <= t <= 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, log10

from .floating import approximate
from .lemmas import inline
from .rational import ONE, FunAtom, Leaf, Mono, Rational, Stuck, num, of, tree_of
from .ring import mono_of
from .roots import written_out
from .trees import Fun, IntPow, Num, Opp, Tree, Var
from .workings import Workings

MARGIN = 1.01
"""By how much the number that a small thing stays below is rounded up."""

FAR = (1.0, 1.2, 1.5, 2.0, 4.0, 10.0, 100.0)
"""Multiples of the cut at which the sign is looked at before a script is written."""


def gauss(w: Workings, atom: FunAtom) -> Tree:
    """exp(-u^2) for erf u."""
    return w.built(Fun("exp", Opp(IntPow(tree_of(atom.argument), 2))))


def unrooted(w: Workings) -> str:
    """Tactics that write roots which have a name as roots again."""
    return "".join(f"try rewrite <- {root.name}_def; " for root in w.roots.values() if not root.params)


@dataclass(frozen=True)
class Fall:
    """V = exp(-(rate x^power)) by the atom of an exponential, or its inverse where that grows."""

    atom: FunAtom
    grows: bool
    rate: Rational
    power: int
    speed: float

    @property
    def text(self) -> str:
        return f"(/ {self.atom.key})" if self.grows else self.atom.key


@dataclass(frozen=True)
class Small:
    """x^n V: between 0 and a number beyond the cut."""

    fall: Fall
    n: int
    below: Fraction

    def text(self, x: str) -> str:
        return self.fall.text if not self.n else f"({x} ^ {self.n} * {self.fall.text})"


@dataclass(frozen=True)
class TailTerm:
    """c, numbers and shares t, x^n, and small things with their powers."""

    c: Fraction
    rest: Mono
    n: int
    small: tuple[tuple[Small, int], ...]


@dataclass(frozen=True)
class TailForm:
    """A polynomial beyond a cut: a positive factor times the terms; shares are those of erf, by their names."""

    w: Workings
    x: str
    cut: Fraction
    whole: Rational
    factor: Rational
    terms: tuple[TailTerm, ...]
    shares: Mapping[str, FunAtom]

    @classmethod
    def of(cls, w: Workings, p: Rational, x: str, cut: Fraction) -> TailForm:
        """Stuck where it has no such form."""
        shares: dict[str, FunAtom] = {}
        spread = _without_erf(w, p, shares)
        falls = {atom: _fall(w, atom, x) for atom in spread.atoms if isinstance(atom, FunAtom) and x in atom.tree.names}
        powers = [
            {atom: _exponent(falls[atom], dict(mono).get(atom, 0)) for atom in falls} for mono, _ in spread.ordered()
        ]
        least = {atom: min(each[atom] for each in powers) for atom in falls}
        factor = Rational({mono_of({atom: _exponent(falls[atom], least[atom]) for atom in falls}): Fraction(1)})
        terms = tuple(
            _term(mono, c, x, cut, [(falls[atom], own[atom] - least[atom]) for atom in falls])
            for (mono, c), own in zip(spread.ordered(), powers, strict=True)
        )
        return cls(w, x, cut, p, factor, terms, shares)

    # ---- numbers ----

    def holds(self) -> bool:
        """Whether the sign is plus as far as floating point can see."""
        return all(self._least(float(self.cut) * far) > 0 for far in FAR)

    def _least(self, at: float) -> float:
        total = 0.0
        for term in self.terms:
            tree = written_out(self.w, Rational({_without_shares(term.rest, self.shares): Fraction(1)}))
            size = float(term.c) * approximate(tree, {}) * at**term.n
            for small, n in term.small:
                size *= float(small.below) ** n
            shared = len(_without_shares(term.rest, self.shares)) < len(term.rest)
            total += min(0.0, size) if term.small or shared else size
        return total

    # ---- the script ----

    def script(self, strict: bool) -> str:
        """Sentences that show 0 < or 0 <= the polynomial."""
        relation = "<" if strict else "<="
        smalls = list(dict.fromkeys(small for term in self.terms for small, _ in term.small))
        names = {small: f"small'{number}" for number, small in enumerate(smalls)}
        lines = [self._share(name, atom) for name, atom in self.shares.items()]
        lines += [self._bounded(small, f"{names[small]}'bound") for small in smalls]
        abstract = self._text({small: names[small] for small in smalls})
        concrete = self._text({small: small.text(self.x) for small in smalls})
        typed = f"forall {' '.join(names.values())} : R, " if names else ""
        ranges = "".join(f"0 <= {names[small]} -> {names[small]} <= {Num(small.below).text} -> " for small in smalls)
        at = " ".join(["main'", *(small.text(self.x) for small in smalls)])
        sides = "; lra" if smalls else ""
        factor = self.factor.text
        erfs = "".join(f"rewrite {name}'is; " for name in self.shares)
        gaussians = inline(self.w.rewriting(*(gauss(self.w, atom) for atom in self.shares.values())))
        lines += [
            f"assert (main' : {typed}{ranges}0 {relation} {abstract}). {{ intros. {unrooted(self.w)}numbers. }}",
            f"assert (rest' : 0 {relation} {concrete}). {{ apply ({at}){sides}. }}",
            f"replace ({self.whole.text}) with ({factor} * {concrete}) by ({erfs}{gaussians}field; side_condition).",
            f"assert (factor' : 0 < {factor}) by positive. "
            + ("apply Rmult_lt_0_compat; assumption." if strict else "apply Rmult_le_pos; lra."),
        ]
        return " ".join(lines)

    def _text(self, names: Mapping[Small, str]) -> str:
        words = []
        for term in self.terms:
            factors = [Num(term.c).text] + ([Rational({term.rest: Fraction(1)}).text] if term.rest else [])
            factors += [f"{self.x} ^ {term.n}"] if term.n else []
            factors += [f"{names[small]} ^ {n}" if n > 1 else names[small] for small, n in term.small]
            words.append(" * ".join(factors))
        return f"({' + '.join(words)})"

    def _share(self, name: str, atom: FunAtom) -> str:
        """erf u = 1 - t exp(-u^2)."""
        side = f"{unrooted(self.w)}numbers"
        return (
            f"destruct (erf_share {atom.argument.text} ltac:({side})) as [{name} [{name}'range {name}'is]]. "
            f"destruct {name}'range as [{name}'low {name}'high]."
        )

    def _bounded(self, small: Small, name: str) -> str:
        """0 < x^n V <= a number."""
        fall, x, cut = small.fall, self.x, Num(self.cut).text
        rate, power, inside = fall.rate.text, fall.power, fall.atom.argument.text
        falling = f"(- ({rate} * {x} ^ {power}))"
        if fall.grows:
            same = f"replace {falling} with (- {inside}) by by_field; rewrite exp_Ropp; ring"
        else:
            same = f"replace {falling} with {inside} by by_field; ring"
        roots = unrooted(self.w)
        below = Num(small.below).text
        return (
            f"assert ({name} : 0 < {small.text(x)} <= {below}). "
            f"{{ destruct (tail_power {small.n} {power - 1} {rate} {cut} {x}) as [low'' high'']; "
            f"[{roots}numbers | lra | cbn [INR]; {roots}numbers |]. "
            f"assert (same'' : {x} ^ {small.n} * exp {falling} = {small.text(x)}) by ({same}). "
            f"rewrite same'' in low'', high''. split; [exact low'' |]. apply Rle_trans with (1 := high''). "
            f"{roots}numbers. }}"
        )


def _without_shares(mono: Mono, shares: Mapping[str, FunAtom]) -> Mono:
    """Without the shares of erf."""
    return tuple((atom, n) for atom, n in mono if atom.tree.text not in shares)


def _without_erf(w: Workings, p: Rational, shares: dict[str, FunAtom]) -> Rational:
    """Each erf u as 1 - t exp(-u^2)."""
    out = num(0)
    for mono, c in p.ordered():
        term = num(c)
        for atom, n in mono:
            if isinstance(atom, FunAtom) and atom.name == "erf":
                name = next((name for name, known in shares.items() if known == atom), f"share'{len(shares)}")
                shares[name] = atom
                share = w.ring.mul(of(Leaf(Var(name))), w.normal_form(gauss(w, atom)))
                term = w.ring.mul(term, w.ring.power(ONE - share, n))
            else:
                term = w.ring.mul(term, of(atom, n))
        out = out + term
    return out


def _fall(w: Workings, atom: FunAtom, x: str) -> Fall:
    """The atom of an exponential of one power of x."""
    if atom.name != "exp" or atom.argument.single is None:
        raise Stuck(f"the tail of {atom.key}")
    mono, c = atom.argument.single
    power = next((n for each, n in mono if each.tree == Var(x)), 0)
    beside = tuple((each, n) for each, n in mono if each.tree != Var(x))
    if power < 1 or any(x in each.tree.names for each, _ in beside):
        raise Stuck(f"the tail of {atom.key}")
    speed = float(c) * approximate(written_out(w, Rational({beside: Fraction(1)})), {})
    return Fall(atom, speed > 0, Rational({beside: abs(c)}), power, abs(speed))


def _exponent(fall: Fall, n: int) -> int:
    """The power of V for that of the atom, and back."""
    return -n if fall.grows else n


def _term(mono: Mono, c: Fraction, x: str, cut: Fraction, falls: list[tuple[Fall, int]]) -> TailTerm:
    """A term; the powers of x go to one of the small things, if there is any."""
    n = next((m for atom, m in mono if isinstance(atom, Leaf) and atom.tree == Var(x)), 0)
    rest = tuple((atom, m) for atom, m in mono if x not in atom.tree.names)
    falls = [(fall, e) for fall, e in falls if e]
    if n < 0:
        raise Stuck(f"{x} in a denominator")
    if not falls:
        return TailTerm(c, rest, n, ())
    fits = [fall for fall, _ in falls if n <= fall.power * fall.speed * float(cut) ** fall.power]
    if n and not fits:
        raise Stuck(f"{x} ^ {n} times what falls too slowly beyond {cut}")
    carrier = max(fits, key=lambda fall: fall.speed * float(cut) ** fall.power) if n else None
    small: list[tuple[Small, int]] = []
    for fall, e in falls:
        if fall is carrier:
            small.append((_small(fall, n, cut), 1))
            e -= 1
        if e:
            small.append((_small(fall, 0, cut), e))
    return TailTerm(c, rest, 0, tuple(small))


def _small(fall: Fall, n: int, cut: Fraction) -> Small:
    at = float(cut)
    value = MARGIN * at**n * exp(-fall.speed * at**fall.power)
    if value <= 0.0:
        value = 1e-300
    digits = max(0, 2 - ceil(log10(value)))
    return Small(fall, n, Fraction(ceil(value * 10**digits), 10**digits))
