"""Expressions as plain text, for error messages and the terminal."""

from __future__ import annotations

import re
from fractions import Fraction

from ..expr.faces import TEXT, prints
from ..expr.indices import Index, Place, Shifted
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
    SameIndex,
    Scalar,
    Sum,
    When,
    wrap,
)
from .abridged import Omitted, abridged, digits

ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 2, 3, 4
ZERO, ONE = wrap(0), wrap(1)
WORD = re.compile(r"[\w.'′″‴~#@]+")


@prints(Expr, TEXT)
def text(e: Expr) -> str:
    """The expression in one line: softmax(z)[i] * (delta(i, j) - softmax(z)[j]).

    What is too long to be read is abridged, with … for what is left out.
    """
    return _text(abridged(e))


def _text(e: Expr) -> str:
    return _write(e)[0]


def _at_least(e: Expr, level: int) -> str:
    written, own = _write(e)
    return written if own >= level else f"({written})"


def _write(e: Expr) -> tuple[str, int]:
    match e:
        case Number(value, decimal):
            return decimal or _number(value), ATOM if value.denominator == 1 and value >= 0 else MULTIPLICATIVE
        case Omitted():
            return "…", ATOM
        case Constant(name) | Scalar(name):
            return name, _level(name)
        case Dim():
            return str(e.over), _level(e.name) if e.blocks == 1 else MULTIPLICATIVE
        case Entry(tensor, places):
            return f"{_head(tensor.name)}[{_places(places)}]", ATOM
        case Counter(place):
            return str(place), ADDITIVE if isinstance(place, Shifted) and place.block else ATOM
        case Delta(left, right):
            return f"delta({left}, {right})", ATOM
        case Add(terms):
            return _sum(terms), ADDITIVE
        case Neg(Largest(Neg(body), index)):
            return f"min({_text(body)}, {index})", ATOM
        case Neg(arg):
            return f"-{_at_least(arg, MULTIPLICATIVE)}", ADDITIVE
        case Mul(factors, _):
            return "*".join(_at_least(factor, MULTIPLICATIVE) for factor in factors), MULTIPLICATIVE
        case Div(num, den):
            return f"{_at_least(num, MULTIPLICATIVE)}/{_at_least(den, POWER)}", MULTIPLICATIVE
        case Pow(base, exponent):
            return f"{_at_least(base, ATOM)}**{_at_least(exponent, ATOM)}", POWER
        case Apply(fn, args):
            return f"{fn}({', '.join(map(_text, args))})", ATOM
        case Group(arg, _):
            return f"({_text(arg)})", ATOM
        case Diff(body, wrt):
            return f"diff({_text(body)}, {_text(wrt)})", ATOM
        case Lim(body, variable, _, Expr() as point, side):
            told = "" if not side else f", side='{'+' if side > 0 else '-'}'"
            return f"limit({_text(body)}, {variable}, {_text(point)}{told})", ATOM
        case Lim(body, variable, upward):
            return f"limit({_text(body)}, {variable}, '{'+' if upward else '-'}oo')", ATOM
        case Sum(body, index):
            return _bound("total", body, index, ZERO), ATOM
        case Prod(body, index):
            return _bound("product", body, index, ONE), ATOM
        case Expectation(body, variable):
            return f"E({_text(body)}, {variable.name})", ATOM
        case Largest(body, index):
            return f"max({_text(body)}, {index})", ATOM
        case Inverted(matrix, places):
            return f"Inverse({_matrix(matrix)})[{_places(places)}]", ATOM
        case Determinant(matrix):
            return f"det({_matrix(matrix)})", ATOM
        case Cases():
            return _cases(e), ATOM
        case Named():
            return _named(e), ATOM
    return object.__repr__(e), ATOM


def _sum(terms: tuple[Expr, ...]) -> str:
    written = _at_least(terms[0], ADDITIVE)
    for term in terms[1:]:
        if isinstance(term, Neg):
            written += f" - {_at_least(term.arg, MULTIPLICATIVE)}"
        else:
            written += f" + {_at_least(term, MULTIPLICATIVE)}"
    return written


def _bound(name: str, body: Expr, index: Index, neutral: Expr) -> str:
    """Over the whole range of the index, or where a condition holds."""
    match body:
        case Cases(((value, condition),), otherwise, "where") if otherwise == neutral:
            return f"{name}({_text(value)}, {index}, where={condition_text(condition)})"
    return f"{name}({_text(body)}, {index})"


def _cases(e: Cases) -> str:
    branches = [f"({_text(value)}, {condition_text(condition)})" for value, condition in e.branches]
    return f"cases({', '.join(branches)}, {_text(e.otherwise)})"


def condition_text(condition: When) -> str:
    """A branch condition."""
    if isinstance(condition, Both):
        return str(condition)
    if isinstance(condition, SameIndex):
        return f"{condition.left} = {condition.right}"
    return f"{_text(condition.left)} {condition.sign} {_text(condition.right)}"


def _named(e: Named) -> str:
    inputs = [_argument(each) for each in e.arguments] or [each.name for each in e.quantity.inputs]
    name = _head(e.quantity.name)
    head = f"{name}({', '.join(inputs)})" if e.quantity.applied or e.arguments else name
    return f"{head}[{_places(e.places)}]" if e.places else head


def _argument(argument: Expr | Lambda) -> str:
    if isinstance(argument, Lambda):
        return f"[{_places(argument.indices)}: {_text(argument.body)}]"
    return _text(argument)


def _matrix(matrix: Lambda) -> str:
    """A matrix by its name where it has one."""
    if isinstance(matrix.body, Entry) and matrix.body.places == matrix.indices:
        return matrix.body.tensor.name
    return f"[{_places(matrix.indices)}: {_text(matrix.body)}]"


def _level(name: str) -> int:
    """A name with signs in it, x^*, is put in brackets where it would run into others."""
    return ATOM if WORD.fullmatch(name) else ADDITIVE


def _head(name: str) -> str:
    return name if WORD.fullmatch(name) else f"({name})"


def _number(value: Fraction) -> str:
    above = digits(value.numerator)
    return above if value.denominator == 1 else f"{above}/{digits(value.denominator)}"


def _places(places: tuple[Place, ...]) -> str:
    return ", ".join(map(str, places))
