"""Elementary functions: each a row that says what the normal form of its value is.

What stands under exp is split into monomials, each a multiple of the unit of its kind, so that exp of a sum is a
product of powers of atoms; ln goes the other way; tanh is written with exp, Rpower with exp and ln, angles are split by
the addition theorems.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .known import pattern_of
from .lemmas import inline
from .rational import ONE, ZERO, FunAtom, Mono, Rational, Stuck, num, of
from .signs import POSITIVE, is_positive, need, signed
from .sums import right_nested
from .trees import Fun, IntPow, Inv, Minus, Num, Opp, Over, Plus, ProdOver, RealPow, SumOver, Times, Tree
from .workings import Workings, normal_form_of, simple_form_of

Row = Callable[[Workings, Fun], Rational]
AtNumber = Callable[[Workings, Rational], Rational]

ROWS: dict[str, Row] = {}
"""The normal form of a function of a tree, by its name in Coq."""

VALUES: dict[str, AtNumber] = {}
"""What a function of a polynomial is, for the atoms whose indices are renamed."""


@normal_form_of(Fun)
def _function(w: Workings, tree: Fun) -> Rational:
    if tree.name not in ROWS:
        raise Stuck(f"no normal form of {tree.text}")
    return ROWS[tree.name](w, tree)


@simple_form_of(FunAtom)
def _simple_call(w: Workings, atom: FunAtom) -> Rational:
    return VALUES[atom.name](w, atom.argument) if atom.name in VALUES else of(atom)


def _instead(w: Workings, tree: Tree, same: Tree, script: str) -> Rational:
    """The normal form of another tree that is the same number; the script makes the goal say so."""
    same = w.built(same)
    return w.record(tree, w.normal_form(same), f"{script} {w.rewriting(same)}by_field.")


def only_log(mono: Mono) -> FunAtom | None:
    """The logarithm that a monomial is."""
    if len(mono) == 1 and mono[0][1] == 1 and isinstance(mono[0][0], FunAtom) and mono[0][0].name == "ln":
        return mono[0][0]
    return None


# ---- exp ----


def kind_of(mono: Mono) -> str:
    """A monomial with its indices as numbers: they all have one unit."""
    return pattern_of(Rational({mono: Fraction(1)}))


def _generator(w: Workings, mono: Mono, c: Fraction) -> tuple[Rational, int]:
    """(g, n) such that exp(c mono) = exp(g)^n."""
    unit = w.units.get(kind_of(mono), Fraction(1, c.denominator))
    n = c / unit
    if n.denominator != 1:
        raise Stuck("exponents without a common unit")
    return Rational({mono: unit}), int(n)


def exp_of(w: Workings, p: Rational) -> Rational:
    """exp p: a power of an atom for each monomial; exp(n ln a) = aⁿ."""
    out = ONE
    for mono, c in p.ordered():
        log = only_log(mono)
        if log is not None and c.denominator == 1:
            factor = w.ring.power(log.argument, int(c))
        else:
            g, n = _generator(w, mono, c)
            factor = of(FunAtom("exp", g), n)
        out = w.ring.mul(out, factor)
    return out


def _exp(w: Workings, tree: Fun) -> Rational:
    p = w.normal_form(tree.arg)
    if w.silent:
        for mono, c in p.terms.items():
            w.exponents.setdefault(kind_of(mono), []).append(c)
    out = exp_of(w, p)
    words = []
    for mono, c in p.ordered():
        log = only_log(mono)
        text, n = (log.key, int(c)) if log is not None and c.denominator == 1 else _named(*_generator(w, mono, c))
        words.append(f"(INR {n} * {text})" if n > 0 else f"(- (INR {-n} * {text}))")
    same = f"apply f_equal; {inline(w.rewriting(tree.arg))}numerals; by_field"
    script = (
        f"transitivity (exp ({right_nested(words)})); [{same}|]. "
        "rewrite ?exp_plus, ?exp_Ropp, ?exp_INR_mult, ?exp_0; rewrite ?exp_ln by positive; by_field."
    )
    return w.record(tree, out, script)


def _named(g: Rational, n: int) -> tuple[str, int]:
    return g.text, n


# ---- ln ----


def ln_of(w: Workings, p: Rational) -> Rational:
    """ln p: the sum of the logarithms of its factors; ln(exp u) = u."""
    c, parts = signed(w, p)
    if c <= 0:
        raise Stuck(f"the logarithm of {p}")
    out = ZERO
    for prime, n in _primes(c):
        out = out + of(FunAtom("ln", num(prime))).scaled(n)
    for factor, n in parts:
        if not is_positive(w, factor) and len(parts) > 1:
            raise Stuck(f"the logarithm of a product: is {factor} positive?")
        inside = _exponent(factor)
        out = out + (inside if inside is not None else of(FunAtom("ln", factor))).scaled(n)
    return out


def _primes(c: Fraction) -> list[tuple[int, int]]:
    """A positive number as a product of powers of primes."""
    found: dict[int, int] = {}
    for number, sign in ((c.numerator, 1), (c.denominator, -1)):
        p = 2
        while number > 1:
            if p * p > number:
                p = number
            while number % p == 0:
                number //= p
                found[p] = found.get(p, 0) + sign
            p += 1
    return list(found.items())


def _exponent(factor: Rational) -> Rational | None:
    """u where the factor is exp u."""
    if factor.single is None:
        return None
    atom = factor.single[0][0][0]
    return atom.argument if isinstance(atom, FunAtom) and atom.name == "exp" else None


def _ln(w: Workings, tree: Fun) -> Rational:
    arg = tree.arg
    if isinstance(arg, ProdOver):
        k, body = arg.binder, arg.body
        need(w, POSITIVE, body)
        product = f"(ln_prod (fun {k} => {body.text}) {arg.extent.text})"
        same = SumOver(k, arg.extent, Fun("ln", body))
        return _instead(w, tree, same, f"rewrite {product} by (intros {k} lt'{k}; positive).")
    p = w.normal_form(arg)
    need(w, POSITIVE, arg)
    out = ln_of(w, p)
    c, parts = signed(w, p)
    if c == 1 and len(parts) == 1 and parts[0][1] == 1 and _exponent(parts[0][0]) is None:
        return w.record(tree, out, f"apply f_equal. {w.rewriting(arg)}by_field.")
    factors = [*((str(prime), n) for prime, n in _primes(c)), *((factor.text, n) for factor, n in parts)]
    words = [f"({factor} ^ {n})" if n > 0 else f"(/ ({factor} ^ {-n}))" for factor, n in factors]
    script = (
        f"transitivity (ln ({' * '.join(words) or '1'})); [apply f_equal; {inline(w.rewriting(arg))}by_field|]. "
        "rewrite ?ln_mult by positive; rewrite ?ln_inverse by positive; rewrite ?ln_power by positive; "
        "rewrite ?ln_exp, ?ln_1; numerals; by_field."
    )
    return w.record(tree, out, script)


# ---- powers ----


@normal_form_of(RealPow)
def _power(w: Workings, tree: RealPow) -> Rational:
    base, exponent = tree.base, tree.exponent
    need(w, POSITIVE, base)
    if isinstance(exponent, Num) and exponent.value.denominator == 2 and exponent.value < 0:
        n = -exponent.value.numerator
        half = f"replace {exponent.text} with (- (INR {n} / 2)) by (simpl; field). "
        return _instead(w, tree, Inv(IntPow(Fun("sqrt", base), n)), f"{half}rewrite Rpower_minus_half by positive.")
    return _instead(w, tree, Fun("exp", Times(exponent, Fun("ln", base))), "unfold Rpower.")


def _tanh(w: Workings, tree: Fun) -> Rational:
    up, down = Fun("exp", tree.arg), Fun("exp", Opp(tree.arg))
    return _instead(w, tree, Over(Minus(up, down), Plus(up, down)), "rewrite tanh_exp.")


# ---- erf ----


def erf_of(w: Workings, p: Rational) -> Rational:
    """erf is odd."""
    if not p.terms:
        return ZERO
    return -of(FunAtom("erf", -p)) if p.ordered()[0][1] < 0 else of(FunAtom("erf", p))


def _erf(w: Workings, tree: Fun) -> Rational:
    p = w.normal_form(tree.arg)
    out = erf_of(w, p)
    same = f"apply f_equal; {inline(w.rewriting(tree.arg))}by_field"
    if not p.terms:
        return w.record(tree, out, f"transitivity (erf 0); [{same} | apply erf_0].")
    if p.ordered()[0][1] < 0:
        return w.record(tree, out, f"transitivity (erf (- {(-p).text})); [{same}|]. rewrite erf_opp. by_field.")
    return w.record(tree, out, f"{same}.")


ROWS |= {"exp": _exp, "ln": _ln, "tanh": _tanh, "erf": _erf}
VALUES |= {"exp": exp_of, "ln": ln_of, "erf": erf_of}
