"""Expressions as LaTeX, exactly as written: one rule for each kind of node.

Brackets are printed where the reader needs them and where the author wrote them, and nowhere else.  Indices keep their
names; one that was made up to avoid a capture (i~8) is written i, or i' where i stands for something else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..expr.arrays import Array
from ..expr.chance import LAWS
from ..expr.elementary import Style
from ..expr.faces import LATEX, prints
from ..expr.functions import row_of
from ..expr.indices import Index, Shifted
from ..expr.nodes import (
    Add,
    Apply,
    Both,
    Cases,
    Constant,
    Counter,
    Delta,
    Determinant,
    Diff,
    Dim,
    Div,
    Entry,
    Expectation,
    Expr,
    Group,
    Inverted,
    Lambda,
    Largest,
    Lim,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    When,
    free_indices,
    wrap,
)
from ..expr.signs import SIGNS
from .abridged import Omitted, abridged
from .glyphs import PLAIN, Glyph, Notation, script
from .latex_names import LatexNames, plain
from .lettering import glyph_of
from .written import ADDITIVE, ATOM, MULTIPLICATIVE, POWER, Written, bracketed, number, raised, size

FROM = {1: "^{+}", -1: "^{-}", 0: ""}
"""From where a limit is taken."""

CLOSED = (Scalar, Entry, Named, Number, Constant, Dim, Counter)
"""What stands without brackets after a function of Style.BARE; Σ and Π too, but those run on to the right."""


def latex(e: Expr | Array | Relation, notation: Notation = PLAIN) -> str:
    """The expression, array or relation as LaTeX for math mode."""
    sides = (e.left, e.right) if isinstance(e, Relation) else (e,)
    writer = writer_for(sides, notation)
    return f" {SIGNS[e.sign].latex} ".join(map(writer.latex, sides)) if isinstance(e, Relation) else writer.latex(e)


@prints(Expr, LATEX)
def _for_a_notebook(e: Expr) -> str:
    return f"$\\displaystyle {latex(e)}$"


def writer_for(terms: Iterable[Expr | Array], notation: Notation = PLAIN) -> LatexWriter:
    """A writer in which every free index of the terms has one name of its own."""
    writer = LatexWriter(notation, {})
    free = {index for term in terms if isinstance(term, Expr) for index in free_indices(abridged(term))}
    for index in sorted(free, key=lambda each: ("~" in each.name, each.name)):
        if plain(index) in notation.hidden:
            writer = replace(writer, names={**writer.names, index: ""})
        else:
            writer = writer.naming(index, set(writer.names.values()))
    return writer


class LatexWriter(LatexNames):
    """The rules, with the names of the indices in scope."""

    def latex(self, e: Expr | Array) -> str:
        """The LaTeX alone, abridged where it is too long to be read."""
        if isinstance(e, Array):
            from .latex_arrays import array_latex

            return array_latex(self, e)
        return self.inner(abridged(e))

    def inner(self, e: Expr) -> str:
        """The LaTeX of a part."""
        return self.write(e).text

    def by_kind(self, e: Expr) -> Written:
        """One rule for each kind of node."""
        match e:
            case Number():
                return number(e)
            case Omitted():
                return Written(r"\ldots")
            case Constant(name):
                return Written(str(glyph_of(name)))
            case Dim(_, _, glyph, _):
                return size(e.over, glyph)
            case Scalar(name, _, given):
                return self.placed(name, given)
            case Entry(tensor, places):
                return self.placed(tensor.name, tensor.latex, places)
            case Counter(place):
                return Written(self.place(place), ADDITIVE if isinstance(place, Shifted) and place.block else ATOM)
            case Delta(left, right):
                return Written(str(Glyph(r"\delta").with_below(self.places((left, right)))))
            case Named():
                return self.named(e)
            case Add(terms):
                return self.addition(terms)
            case Neg(Largest(Neg(body), index)):
                return self.extreme(r"\min", index, body)
            case Neg(arg):
                open = self.write(arg).open
                return Written(f"-{self.factor(arg, first=False)}", MULTIPLICATIVE, minus=True, open=open)
            case Mul(factors, dotted):
                return self.product(factors, dotted)
            case Div(num, den):
                return Written(rf"\frac{{{self.inner(num)}}}{{{self.inner(den)}}}", POWER)
            case Pow(base, exponent):
                return self.power(base, exponent)
            case Apply(fn, args):
                return self.elementary(fn, args)
            case Sum(body, index):
                return self.big(r"\sum", index, body, wrap(0))
            case Prod(body, index):
                return self.big(r"\prod", index, body, wrap(1))
            case Expectation():
                return self.expectation(e)
            case Largest(body, index):
                return self.extreme(r"\max", index, body)
            case Inverted(matrix, places):
                inverse = raised(self.matrix(matrix), "-1")
                return Written(str(Glyph(bracketed(inverse)).with_below(self.places(places))))
            case Determinant(matrix):
                return Written(rf"\det {self.matrix(matrix).text}", POWER, open=True)
            case Cases():
                return self.cases(e)
            case Diff():
                return self.derivative(e)
            case Lim(body, variable, upward, point, side):
                end = rf"{'' if upward else '-'}\infty" if point is None else self.inner(point)
                toward = rf"\lim_{{{self.inner(variable)} \to {end}{FROM[side]}}}"
                return Written(f"{toward} {self.factor(body, first=False)}", MULTIPLICATIVE, open=True)
            case Group(arg, brackets):
                return Written(bracketed(self.inner(arg), brackets))
        raise TypeError(f"no LaTeX for {e!r}")

    def factor(self, e: Expr, *, first: bool, last: bool = True) -> str:
        """As a factor of a product."""
        found = self.write(e)
        if found.level == ADDITIVE or (found.minus and not first) or (found.open and not last):
            return bracketed(found.text)
        return found.text

    def addition(self, terms: tuple[Expr, ...]) -> Written:
        """a + b − c."""
        first, last = self.write(terms[0]), self.write(terms[-1])
        written = first.text if first.level > ADDITIVE else bracketed(first.text)
        for term in terms[1:]:
            sign, rest = (" - ", term.arg) if isinstance(term, Neg) else (" + ", term)
            written += sign + self.factor(rest, first=False)
        return Written(written, ADDITIVE, minus=first.minus, open=last.open)

    def product(self, factors: tuple[Expr, ...], dotted: bool) -> Written:
        """a b; a · b where the author wants it, or where two numbers would run together."""
        last = len(factors) - 1
        alone = [self.write(each) for each in factors]
        written = self.factor(factors[0], first=True, last=last == 0)
        for place, each in enumerate(factors[1:], start=1):
            text = self.factor(each, first=False, last=place == last)
            dot = dotted or text[0].isdigit() or (_numeric(each) and _numeric(factors[place - 1]))
            written += (r" \cdot " if dot else " ") + text
        return Written(written, MULTIPLICATIVE, minus=alone[0].minus, open=alone[-1].open)

    def power(self, base: Expr, exponent: Expr) -> Written:
        """Base and exponent."""
        below = self.write(base)
        return Written(raised(below, self.inner(exponent)), POWER)

    def elementary(self, fn: str, args: tuple[Expr, ...]) -> Written:
        """An elementary function."""
        inner, row = ", ".join(map(self.inner, args)), row_of(fn)
        match row.style:
            case Style.EXPONENT:
                return Written(row.latex + script("^", inner), POWER)
            case Style.ROOT:
                return Written(rf"{row.latex}{{{inner}}}")
            case Style.BARS:
                return Written(rf"\left\lvert {inner} \right\rvert")
            case Style.BARE if isinstance(args[0], (*CLOSED, Sum, Prod, Largest)):
                return Written(rf"{row.latex} {inner}", POWER, open=True)
            case Style.BARE:
                return Written(rf"{row.latex} {inner if isinstance(args[0], Group) else bracketed(inner)}")
        return Written(row.latex + bracketed(inner))

    def big(self, sign: str, index: Index, body: Expr, neutral: Expr) -> Written:
        """Σ and Π over the whole range of an index, or with the condition for it below."""
        inside = self.binding(index, body)
        match body:
            case Cases(((value, condition),), otherwise, "where") if otherwise == neutral:
                written, limits = inside.factor(value, first=False), f"_{{{inside.below(condition)}}}"
            case _:
                written = inside.factor(body, first=False)
                limits = f"_{{{inside.place(index)}=1}}^{{{size(index.over).text}}}"
        return Written(f"{sign}{limits} {written}", MULTIPLICATIVE, open=True)

    def expectation(self, e: Expectation) -> Written:
        """E with the law below it: of a Gaussian by mean and variance."""
        name, law = self.placed(e.variable.name.rstrip("~"), e.variable.latex).text, LAWS[e.law]
        if not law.latex:
            return Written(rf"\mathbb{{E}}_{{{name}}} {bracketed(self.inner(e.body), '[]')}")
        given = [each.body if isinstance(each, Lambda) else each for each in e.parameters]
        if e.law == "normal":
            given[1] = given[1].args[0] if isinstance(given[1], Apply) and given[1].fn == "sqrt" else given[1] ** 2
        below = f"{name} \\sim {law.latex}{bracketed(', '.join(map(self.inner, given)))}"
        return Written(rf"\mathbb{{E}}_{{{below}}} {bracketed(self.inner(e.body), '[]')}")

    def matrix(self, matrix: Lambda) -> Written:
        """A matrix by its name where it has one, else its entries in brackets."""
        row, column = matrix.indices
        if isinstance(matrix.body, Entry) and matrix.body.places in ((row, column), (column, row)):
            alone = self.placed(matrix.body.tensor.name, matrix.body.tensor.latex)
            return alone if matrix.body.places == (row, column) else Written(raised(alone, "T"), POWER)
        inside = self.binding(row, matrix.body)
        inside = inside.binding(column, matrix.body)
        entries = bracketed(inside.inner(matrix.body), "[]")
        return Written(str(Glyph(entries).with_below(inside.places((row, column)))))

    def below(self, condition: When) -> str:
        """A condition below Σ, without words."""
        if isinstance(condition, Both):
            return r",\, ".join(map(self.below, condition.parts))
        if isinstance(condition, SameIndex):
            return f"{self.place(condition.left)} = {self.place(condition.right)}"
        return self.condition(condition)

    def extreme(self, sign: str, index: Index, body: Expr) -> Written:
        """The largest and the least value over an index."""
        inside = self.binding(index, body)
        written = inside.factor(body, first=False)
        return Written(f"{sign}_{{{inside.place(index)}}} {written}", MULTIPLICATIVE, open=True)

    def cases(self, e: Cases) -> Written:
        """A definition by cases."""
        rows = [f"{self.inner(value)}, & {self.condition(condition)}" for value, condition in e.branches]
        final = self.condition(e.branches[0][1], opposite=True) if e.last == "complement" else r"\text{otherwise}"
        rows.append(f"{self.inner(e.otherwise)}, & {final}")
        return Written(r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}", MULTIPLICATIVE, open=True)

    def condition(self, condition: When, opposite: bool = False) -> str:
        """When a branch is taken; between indices it is a phrase."""
        if isinstance(condition, Both):
            return r",\ ".join(self.condition(part) for part in condition.parts)
        if isinstance(condition, SameIndex):
            sign = r"\ne" if opposite else "="
            return rf"\text{{if }} {self.place(condition.left)} {sign} {self.place(condition.right)}"
        sign = SIGNS[condition.sign].negated if opposite else condition.sign
        return f"{self.inner(condition.left)} {SIGNS[sign].latex} {self.inner(condition.right)}"

    def derivative(self, e: Diff) -> Written:
        """dL/dz of a name, d/dx σ(x) of anything else; ∂ where the variable has indices."""
        by, body = [e.wrt], e.body
        while isinstance(body, Diff):
            by, body = [body.wrt, *by], body.body
        d = r"\partial" if any(_indexed(each) for each in by) else "d"
        above = _times(Written(d), len(by))
        below = " ".join(f"{d} {_times(self.write(each), times)}" for each, times in _counted(by))
        if (name := self.bare(body)) is not None:
            return Written(rf"\frac{{{above} {name}}}{{{below}}}", POWER)
        inner = self.write(body)
        text = inner.text if inner.level >= POWER and not inner.open else bracketed(inner.text)
        return Written(rf"\frac{{{above}}}{{{below}}} {text}", MULTIPLICATIVE, open=True)


def _times(variable: Written, times: int) -> str:
    return raised(variable, str(times)) if times > 1 else variable.text


def _numeric(e: Expr) -> bool:
    return isinstance(e, Number) or (isinstance(e, Div) and _numeric(e.num) and _numeric(e.den))


def _indexed(wrt: Expr) -> bool:
    return isinstance(wrt, (Entry, Named)) and bool(wrt.places)


def _counted(by: list[Expr]) -> list[tuple[Expr, int]]:
    counted: list[tuple[Expr, int]] = []
    for variable in by:
        if counted and counted[-1][0] == variable:
            counted[-1] = (variable, counted[-1][1] + 1)
        else:
            counted.append((variable, 1))
    return counted
