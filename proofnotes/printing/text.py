"""Expressions as plain text, for error messages and the terminal."""

from __future__ import annotations

from ..expr.faces import TEXT, prints
from ..expr.indices import Place
from ..expr.nodes import (
    Add,
    Apply,
    Cases,
    Constant,
    Delta,
    Diff,
    Dim,
    Div,
    Entry,
    Expr,
    Group,
    Lambda,
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
)

ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 2, 3, 4


@prints(Expr, TEXT)
def text(e: Expr) -> str:
    """The expression in one line: softmax(z)[i] * (delta(i, j) - softmax(z)[j])."""
    return _write(e)[0]


def _at_least(e: Expr, level: int) -> str:
    written, own = _write(e)
    return written if own >= level else f"({written})"


def _write(e: Expr) -> tuple[str, int]:
    match e:
        case Number(value, decimal):
            return decimal or str(value), ATOM if value.denominator == 1 and value >= 0 else MULTIPLICATIVE
        case Constant(name) | Scalar(name):
            return name, ATOM
        case Dim():
            return str(e.over), ATOM if e.blocks == 1 else MULTIPLICATIVE
        case Entry(tensor, places):
            return f"{tensor.name}[{_places(places)}]", ATOM
        case Delta(left, right):
            return f"delta({left}, {right})", ATOM
        case Add(terms):
            return _sum(terms), ADDITIVE
        case Neg(arg):
            return f"-{_at_least(arg, MULTIPLICATIVE)}", ADDITIVE
        case Mul(factors, _):
            return "*".join(_at_least(factor, MULTIPLICATIVE) for factor in factors), MULTIPLICATIVE
        case Div(num, den):
            return f"{_at_least(num, MULTIPLICATIVE)}/{_at_least(den, POWER)}", MULTIPLICATIVE
        case Pow(base, exponent):
            return f"{_at_least(base, ATOM)}**{_at_least(exponent, ATOM)}", POWER
        case Apply(fn, args):
            return f"{fn}({', '.join(map(text, args))})", ATOM
        case Group(arg, _):
            return f"({text(arg)})", ATOM
        case Diff(body, wrt):
            return f"diff({text(body)}, {text(wrt)})", ATOM
        case Lim(body, variable, upward):
            return f"limit({text(body)}, {variable}, '{'+' if upward else '-'}oo')", ATOM
        case Sum(body, index):
            return f"total({text(body)}, {index})", ATOM
        case Prod(body, index):
            return f"product({text(body)}, {index})", ATOM
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


def _cases(e: Cases) -> str:
    branches = [f"({text(value)}, {condition_text(condition)})" for value, condition in e.branches]
    return f"cases({', '.join(branches)}, {text(e.otherwise)})"


def condition_text(condition: Relation | SameIndex) -> str:
    """A branch condition."""
    return str(condition) if isinstance(condition, Relation) else f"{condition.left} = {condition.right}"


def _named(e: Named) -> str:
    inputs = [_argument(each) for each in e.arguments] or [each.name for each in e.quantity.inputs]
    head = f"{e.quantity.name}({', '.join(inputs)})" if e.quantity.applied or e.arguments else e.quantity.name
    return f"{head}[{_places(e.places)}]" if e.places else head


def _argument(argument: Expr | Lambda) -> str:
    if isinstance(argument, Lambda):
        return f"[{_places(argument.indices)}: {text(argument.body)}]"
    return text(argument)


def _places(places: tuple[Place, ...]) -> str:
    return ", ".join(map(str, places))
