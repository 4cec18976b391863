"""True and false formulas by chance, in documents: what is true comes from rewriting, what is false from one slip.

Whether it is true or false says the oracle of the fuzz tests, which knows nothing of the library.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random

from tests.fuzz.language import (
    Arr,
    Axis,
    Bind,
    Der,
    Ent,
    Extent,
    Idx,
    Named,
    Num,
    Op,
    Part,
    Rel,
    Shift,
    Statement,
    Term,
    Var,
    num,
    op,
    total,
)
from tests.fuzz.oracle import everywhere, indices_of, truth
from tests.fuzz.points import situations
from tests.fuzz.rewriting import ALGEBRA, mistaken, rewritten
from tests.fuzz.terms import Vocabulary, slope, term
from tests.fuzz.truth import Truth
from tests.fuzz.walk import free, nodes, rebuilt

from .written_latex import TermWriter, WritingStyle

NOTHING, ONE = num(0), num(1)

K = Axis("K")
I, J, L = (Idx(name, K) for name in "ijk")
X, Y, T = Var("x"), Var("y"), Var("t", positive=True)
Z, A = Arr("z", (K,)), Arr("A", (K, K))
WORDS = Vocabulary((X, Y, T), (Z, A), (I, J, L), smooth=True)
KINKED = replace(WORDS, smooth=False)

LETTERS = (
    {"x": "x", "y": "y", "t": "t", "z": "z", "A": "A", "K": "K"},
    {"x": "a", "y": "b", "t": "c", "z": "x", "A": "W", "K": "n"},
    {"x": r"\alpha", "y": r"\beta", "t": r"\lambda", "z": "w", "A": "X", "K": "d"},
    {"x": "u", "y": "v", "t": r"\eta", "z": "y", "A": "M", "K": "N"},
    {"x": r"\gamma", "y": r"\hat{y}", "t": r"\tau", "z": "o", "A": "H", "K": "q"},
)
"""What authors call scalars, a vector, a matrix and a dimension."""

TIMES = r" \times "

OPENINGS = (
    "# Notes\n\nLet us look at a few formulas. ",
    "# 笔记\n\n下面是几个公式。",
    "## Exercises\n\nWe compute. ",
    "# 推导\n\n展开得到",
    "",
)
BEFORE = (
    "Then\n\n",
    "So we have\n\n",
    "于是\n\n",
    "It follows that\n\n",
    "由此可得：\n\n",
    "Hence\n\n",
    "\n\n",
    "即\n\n",
)
DISPLAYS = ("$$\n{}\n$$\n", "$$ {} $$\n", "\\[ {} \\]\n", "\\begin{{equation}}\n{}\n\\end{{equation}}\n", "${}$ 。\n")


@dataclass(frozen=True)
class LatexClaim:
    """A document with one claim at its end, and what the claim says; links in a chain are claims of their own."""

    text: str
    body: str
    chain: tuple[Statement, ...]


def drawn(rng: Random, *, spoilt: bool = False, letters: Mapping[str, str] | None = None) -> LatexClaim:
    """A document; spoilt: the last link has one slip, which may or may not make it false; letters: its names."""
    terms = rng.choice(KINDS)(rng)
    if rng.random() < 0.85:
        terms = [_term(tidied(each)) for each in terms]
    if spoilt:
        terms = [*terms[:-1], _slipped(terms[-1], rng)]
    return written(terms, rng, letters)


def _algebra(rng: Random) -> list[Term]:
    words = rng.choice((WORDS, WORDS, KINKED))
    e = term(words, rng.choice((1, 2, 2)), rng, tuple(rng.sample((I, J, L), 1)))
    return [e, *(rewritten(e, rng, often, ALGEBRA) for often in rng.choice(((0.3,), (0.3,), (0.2, 0.4))))]


def _slope(rng: Random) -> list[Term]:
    by = rng.choice((X, X, Y, Ent(Z, (J,)), Ent(Z, (J,)), Ent(Z, (I,))))
    words = WORDS if rng.random() < 0.7 else KINKED
    e = term(words, rng.choice((1, 2)), rng, tuple(rng.sample((I, J, L), 1)))
    found = slope(e, by)
    return [Der(e, by), found] if rng.random() < 0.5 else [Der(e, by), rewritten(found, rng, 0.2, ALGEBRA)]


def _entry_of_sum(rng: Random) -> list[Term]:
    """A derivative of a sum by an entry: the loss of a textbook."""
    e: Term = Bind("total", term(WORDS, rng.choice((1, 1, 2)), rng, (I,)), I)
    by = Ent(Z, (J,))
    return [Der(e, by), rewritten(slope(e, by), rng, 0.15, ALGEBRA)]


def _textbook(rng: Random) -> list[Term]:
    """A function of a chapter, differentiated or written otherwise."""
    p, q = rng.sample((I, J, L), 2)
    e = rng.choice(TEXTBOOK)(p, q)
    if rng.random() < 0.5:
        by = Ent(Z, (rng.choice((I, J, L)),))
        return [Der(e, by), rewritten(slope(e, by), rng, 0.1, ALGEBRA)]
    return [e, *(rewritten(e, rng, often, ALGEBRA) for often in rng.choice(((0.2,), (0.15, 0.3))))]


def _softmax(p: Idx, q: Idx) -> Term:
    return op("div", op("exp", Ent(Z, (p,))), total(op("exp", Ent(Z, (q,))), q))


def _mean(p: Idx) -> Term:
    return op("div", total(Ent(Z, (p,)), p), Extent(K))


TEXTBOOK: tuple[Callable[[Idx, Idx], Term], ...] = (
    _softmax,
    lambda p, q: op("log", total(op("exp", Ent(Z, (p,))), p)),
    lambda p, q: op("sub", op("log", total(op("exp", Ent(Z, (p,))), p)), Ent(Z, (q,))),
    lambda p, q: _mean(p),
    lambda p, q: op("div", total(op("pow", op("sub", Ent(Z, (q,)), _mean(p)), 2), q), Extent(K)),
    lambda p, q: op("div", 1, op("add", 1, op("exp", op("neg", Ent(Z, (p,)))))),
    lambda p, q: total(op("mul", Ent(Z, (p,)), total(op("mul", Ent(A, (p, q)), Ent(Z, (q,))), q)), p),
    lambda p, q: op("sqrt", op("add", total(op("pow", Ent(Z, (p,)), 2), p), T)),
    lambda p, q: op("add", op("div", total(op("pow", op("sub", Ent(Z, (p,)), X), 2), p), 2), op("mul", Y, T)),
    lambda p, q: op("neg", total(op("mul", Ent(Z, (p,)), op("log", op("exp", Ent(Z, (p,))))), p)),
    lambda p, q: total(op("tanh", total(op("mul", Ent(A, (p, q)), Ent(Z, (q,))), q)), p),
    lambda p, q: op("mul", op("div", X, 2), total(op("pow", total(op("mul", Ent(A, (q, p)), Ent(Z, (p,))), p), 2), q)),
    lambda p, q: op("log", op("add", 1, op("exp", op("mul", Y, Ent(Z, (p,)))))),
    lambda p, q: Bind("product", op("exp", op("mul", X, Ent(Z, (p,)))), p),
)
"""Softmax and its kin, means, quadratic forms, losses: of a vector z, a matrix A, numbers x, y, t."""

KINDS: tuple[Callable[[Random], list[Term]], ...] = (_algebra, _slope, _entry_of_sum, _textbook, _textbook, _textbook)


def _slipped(e: Term, rng: Random) -> Term:
    found = _term(mistaken(e, rng))
    return found if writable(found) else e


def _term(e: Part) -> Term:
    assert isinstance(e, Term)
    return e


def tidied(e: Part) -> Part:
    """Without what nobody writes: + 0, a factor 0 or 1, a sum of nothing."""
    e = rebuilt(e, tidied)
    match e:
        case Op("add", args):
            kept = tuple(each for each in args if each != NOTHING)
            return kept[0] if len(kept) == 1 else Op("add", kept) if kept else NOTHING
        case Op("sub", (a, b)) if b == NOTHING:
            return a
        case Op("sub", (a, b)) if a == NOTHING:
            return tidied(op("neg", b))
        case Op("mul", args) if NOTHING in args:
            return NOTHING
        case Op("mul", args):
            kept = tuple(each for each in args if each != ONE)
            return kept[0] if len(kept) == 1 else Op("mul", kept) if kept else ONE
        case Op("neg", (a,)) if a == NOTHING:
            return NOTHING
        case Bind("total", body, _) if body == NOTHING:
            return NOTHING
        case Op("div", (a, _)) if a == NOTHING:
            return NOTHING
        case Op("paren", (Var() | Ent() | Num() | Extent() as a,)):
            return a
    return e


def writable(e: Part) -> bool:
    """Whether the writer has words for it."""
    return not any(isinstance(each, (Shift, Named)) for each in nodes(e))


def written(terms: list[Term], rng: Random, names: Mapping[str, str] | None = None) -> LatexClaim:
    """The document: sometimes with a definition of what one side begins with, with declarations, or with neither."""
    chain = tuple(Statement(Rel(a, "=", b)) for a, b in zip(terms, terms[1:], strict=False))
    style, letters = WritingStyle.drawn(rng), rng.choice(LETTERS)
    letters = names or letters
    if any(isinstance(each, Extent) for e in terms for each in nodes(e)) and not style.limits:
        style = replace(style, limits=True)
    terms = [_renamed(each, letters) for each in terms]
    writer = TermWriter(style)
    defined, terms = _named(terms, writer, rng)
    sides = [writer.side(each) for each in terms]
    body = _aligned(sides) if len(sides) > 2 or rng.random() < 0.2 else " = ".join(sides)
    declared = _declared(terms, rng) if rng.random() < 0.4 else ""
    shown = rng.choice(DISPLAYS[:-1] if "aligned" in body else DISPLAYS).format(body)
    return LatexClaim(rng.choice(OPENINGS) + declared + defined + rng.choice(BEFORE) + shown, body, chain)


def _aligned(sides: list[str]) -> str:
    rows = "".join(rf" \\ &= {each}" for each in sides[2:])
    return rf"\begin{{aligned}} {sides[0]} &= {sides[1]}{rows} \end{{aligned}}"


def _declared(terms: list[Term], rng: Random) -> str:
    arrays = dict.fromkeys(each for e in terms for each in nodes(e) if isinstance(each, Arr))
    shapes = (rf"${each.name} \in \mathbb{{R}}^{{{TIMES.join(axis.name for axis in each.axes)}}}$" for each in arrays)
    return rng.choice(("Let {}. ", "设 {}。", "Here {}. ")).format(", ".join(shapes)) if arrays else ""


def _named(terms: list[Term], writer: TermWriter, rng: Random) -> tuple[str, list[Term]]:
    """The function that is differentiated gets a name, as in books: L = …, then ∂L/∂z_j."""
    first = terms[0]
    if not isinstance(first, Der) or rng.random() < 0.5:
        return "", terms
    left = free(first.body)
    head = rng.choice((r"L", r"\mathcal{L}", "f", "J", "E"))
    name = f"{head}_{{{''.join(sorted(each.name for each in left))}}}" if left else head
    text = rng.choice(("Define\n\n$$ {} = {} $$\n\n", "记 ${} = {}$。", "令\n\n$$\n{} = {}\n$$\n\n"))
    return text.format(name, writer.side(first.body)), [Der(Var(name), first.wrt), *terms[1:]]


def _renamed(e: Part, letters: Mapping[str, str]) -> Term:
    match e:
        case Var(name, positive):
            return Var(letters.get(name, name), positive)
        case Extent(axis):
            return Extent(_axis(axis, letters))
        case Arr(name, axes):
            return Arr(letters.get(name, name), tuple(_axis(each, letters) for each in axes))  # type: ignore[return-value]
        case Idx(name, over):
            return Idx(name, _axis(over, letters))  # type: ignore[return-value]
        case Num():
            return e
    found = rebuilt(e, lambda each: each if isinstance(each, int) else _renamed(each, letters))
    return found  # type: ignore[return-value]


def _axis(axis: Axis, letters: Mapping[str, str]) -> Axis:
    return replace(axis, name=letters.get(axis.name, axis.name))


def looks(statement: Statement, rng: Random, count: int = 6) -> Counter[Truth]:
    """What the oracle says of a statement at some points, everywhere."""
    found: Counter[Truth] = Counter()
    for situation in situations(statement, rng, count):
        found.update(truth(statement.claim, env) for env in everywhere(indices_of(statement.claim), situation))
    return found
