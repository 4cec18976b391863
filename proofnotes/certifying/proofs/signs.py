"""The signs of trees and of polynomials, and the facts about them that a script states.

`visible` is what the tactic `positive` of the library sees by itself; what it does not see gets a fact, which is shown
on the factored normal form.
"""

from __future__ import annotations

from fractions import Fraction

from .known import Undecided, pattern_of
from .lemmas import inline
from .rational import Base, BigAtom, FunAtom, Leaf, Opaque, Rational, RootAtom, Stuck
from .trees import (
    At,
    Card,
    Fun,
    IntPow,
    Inv,
    Minus,
    Num,
    Opp,
    Ordinal,
    Over,
    Pi,
    Plus,
    Slope,
    SumOver,
    Times,
    Tree,
    Var,
    number_text,
    subterms,
)
from .workings import Workings

Factors = list[tuple[Rational, int]]

NONZERO, POSITIVE, NONNEGATIVE = "nonzero", "positive", "nonnegative"
CLAIM = {NONZERO: "{} <> 0", POSITIVE: "0 < {}", NONNEGATIVE: "0 <= {}"}
"""What is claimed of a tree, by the library's tactic that shows it."""

POSITIVE_CALLS = ("exp", "sqrt")
NONNEGATIVE_FUNCTIONS = ("sqrt", "Rabs")

# ---- what hypotheses say ----


def _said(w: Workings, tree: Tree, patterns: set[str], tensors: set[str]) -> bool:
    return w.pattern(tree) in patterns or (isinstance(tree, At) and tree.name in tensors)


def said_positive(w: Workings, tree: Tree) -> bool:
    """Whether a hypothesis says so."""
    return _said(w, tree, w.known.positive, w.known.positive_tensors)


def said_nonnegative(w: Workings, tree: Tree) -> bool:
    """Whether a hypothesis says so."""
    return _said(w, tree, w.known.nonneg, w.known.nonneg_tensors)


# ---- trees: what the library's tactics see ----


def visible(w: Workings, tree: Tree) -> bool:
    """Whether `positive` sees that a tree is positive."""
    if said_positive(w, tree):
        return True
    match tree:
        case Num(value):
            return value > 0
        case Pi() | Card() | Ordinal():
            return True
        case Fun(name, arg):
            return name == "exp" or (name == "sqrt" and visible(w, arg))
        case Plus(left, right):
            one, other = visible(w, left), visible(w, right)
            return (one and other) or (one and not_negative(w, right)) or (other and not_negative(w, left))
        case Times(left, right) | Over(left, right):
            return visible(w, left) and visible(w, right)
        case Inv(arg) | IntPow(arg):
            return visible(w, arg)
        case SumOver():
            return visible(w, tree.body)
        case Minus() if not any(isinstance(part, (Slope, Over, Inv)) for part in subterms(tree)):
            return pattern_of(w.normal_form(tree)) in w.known.positive_polys
    return False


def not_negative(w: Workings, tree: Tree) -> bool:
    """Whether `nonnegative` sees that a tree is not negative."""
    if visible(w, tree):
        return True
    match tree:
        case Num(value):
            return value >= 0
        case IntPow(base, exponent):
            return exponent == 2 or not_negative(w, base)
        case Fun(name):
            return name in NONNEGATIVE_FUNCTIONS
        case Plus(left, right) | Times(left, right):
            return not_negative(w, left) and not_negative(w, right)
        case Over(left, right):
            return not_negative(w, left) and visible(w, right)
        case SumOver():
            return not_negative(w, tree.body)
    return said_nonnegative(w, tree)


# ---- polynomials ----


def positive_atom(w: Workings, atom: Opaque) -> bool:
    """Whether an atom is positive whatever its arguments are, or by a hypothesis."""
    match atom:
        case RootAtom():
            return True
        case FunAtom(name):
            return name in POSITIVE_CALLS
        case Leaf(Card() | Pi() | Ordinal()):
            return True
        case Leaf(At() | Var() as tree):
            return said_positive(w, tree)
        case BigAtom(word, body=body):
            return word != "prod" and is_positive(w, body)
        case Base(poly):
            return is_positive(w, poly)
    return False


def is_positive(w: Workings, p: Rational) -> bool:
    """Whether a polynomial is positive: by its case, by a hypothesis, or term by term."""
    known = w.known
    if known.signs.get(p.text) == "+" or known.signs.get((-p).text) == "-":
        return True
    if p.text in known.positive or pattern_of(p) in known.positive_polys:
        return True
    if not all(c > 0 and all(_nonnegative_atom(w, a) for a, _ in m) for m, c in p.terms.items()):
        return False
    return any(all(positive_atom(w, a) for a, _ in m) for m in p.terms)


def _nonnegative_atom(w: Workings, atom: Opaque) -> bool:
    """Whether it is not negative: what is 0 or 1, or a sum of such."""
    if isinstance(atom, BigAtom) and atom.word == "sum":
        return all(_nonnegative_atom(w, each) for each, _ in atom.mono)
    return atom.idempotent or positive_atom(w, atom)


def signed(w: Workings, p: Rational) -> tuple[Fraction, Factors]:
    """A number and the factors of a polynomial, each with the sign that makes it positive where that is known."""
    c, parts = w.ring.factored(p)
    out: Factors = []
    for factor, n in parts:
        if not is_positive(w, factor) and (is_positive(w, -factor) or (c < 0 and n % 2)):
            factor, c = -factor, c * (-1) ** n
        out.append((factor, n))
    return c, out


def product_text(c: Fraction, parts: Factors) -> str:
    """A product as the library's tactics see its sign: factor by factor."""
    out = [number_text(c)] if c != 1 or not parts else []
    for factor, n in parts:
        text = factor.text if abs(n) == 1 else f"({factor.text} ^ {abs(n)})"
        out.append(text if n > 0 else f"(/ {text})")
    return " * ".join(out)


def factor_sign(w: Workings, p: Rational) -> str | None:
    """+ - 0 >= or <=, as a case, a hypothesis, or its terms say; None where it is not known."""
    if p.text in w.known.signs:
        return w.known.signs[p.text]
    if is_positive(w, p):
        return "+"
    if is_positive(w, -p):
        return "-"
    if pattern_of(p) in w.known.nonneg_polys:
        return ">="
    if pattern_of(-p) in w.known.nonneg_polys:
        return "<="
    return None


def sign_of(w: Workings, p: Rational, strict: bool = False) -> str:
    """+ - 0 >= or <=; Undecided where it is not known."""
    if p.constant is not None:
        return "0" if p.constant == 0 else "+" if p.constant > 0 else "-"
    c, parts = w.ring.factored(p)
    up, weak = c > 0, False
    for factor, n in parts:
        if n % 2 == 0 and not strict:
            weak = True
            continue
        sign = factor_sign(w, factor)
        if sign is None:
            raise Undecided(factor, strict)
        if sign == "0":
            return "0"
        if sign in ("-", "<=") and n % 2:
            up = not up
        weak = weak or "=" in sign
    return (">=" if up else "<=") if weak else ("+" if up else "-")


# ---- facts ----


def need(w: Workings, what: str, tree: Tree) -> None:
    """A fact about a denominator, or what stands under a logarithm or a root, unless it is plain to see."""
    lemmas = w.lemmas
    if w.silent or (what, tree) in lemmas.facts:
        return
    lemmas.facts.add((what, tree))
    if visible(w, tree):
        return
    p = w.normal_form(tree)
    if what == NONZERO and p.constant:
        return
    c, parts = signed(w, p)
    shown = product_text(c, parts)
    compound = isinstance(tree, (Plus, Minus)) and len(parts) > 1 and tree not in lemmas.equations
    if what == NONZERO and compound and not any(isinstance(part, Slope) for part in subterms(tree)):
        lemmas.equate(tree, shown, f"{w.rewriting(tree)}by_field.", "D")
    lemmas.state(
        "P",
        lemmas.quantified(tree.names),
        CLAIM[what].format(tree.text),
        f"replace {tree.text} with ({shown}) by ({inline(w.rewriting(tree))}by_field). {what}.",
    )


def sign_fact(w: Workings, tree: Tree, strict: bool) -> None:
    """The fact that a tree is positive, or not negative, for what has a kink there."""
    what, lemmas = POSITIVE if strict else NONNEGATIVE, w.lemmas
    if w.silent or (f"kink {what}", tree) in lemmas.facts:
        return
    lemmas.facts.add((f"kink {what}", tree))
    c, parts = signed(w, w.normal_form(tree))
    shown = product_text(c, parts) if c else "0"
    lemmas.state(
        "K",
        lemmas.quantified(tree.names),
        CLAIM[what].format(tree.text),
        "first [lra | solve [at_indices; lra] | "
        f"replace {tree.text} with ({shown}) by ({inline(w.rewriting(tree))}by_field); {what}].",
    )


def side(w: Workings, tree: Tree, strict: bool = False) -> int:
    """1 where the tree is not negative, -1 where it is not positive; with the fact that says so.

    Where only a strict sign counts, 0 where it is 0."""
    sign = sign_of(w, w.normal_form(tree), strict)
    if strict and sign == "0":
        return 0
    if strict and "=" in sign:
        raise Stuck(f"a derivative where {tree.text} may be 0")
    up = sign in ("+", ">=", "0")
    sign_fact(w, tree if up else Opp(tree), sign in ("+", "-"))
    return 1 if up else -1
