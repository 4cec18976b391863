"""Numbers, brackets, sums as they are written, fractions, roots, powers, bars and norms."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import factorial

from ...expr.functions import Abs, Max, sqrt
from ...expr.indices import Index, Place
from ...expr.nodes import Determinant, Div, Expr, Inverted, Lambda, Number, Pow, Sum, wrap
from ..codes import NotUnderstood, Span
from ..grammar.nodes import (
    TexBars,
    TexFactorial,
    TexFraction,
    TexGroup,
    TexNode,
    TexNorm,
    TexNumeral,
    TexRoot,
    TexScript,
    TexSum,
    TexTerm,
)
from .elaborate import Bindings, Elaboration, reads
from .model import ArrayValue
from .sets import count, set_name
from .values import constant, described, mapped, number, same_shape

ROUND = ("(", "[", "\\{")
"""Brackets that only hold together; \\{ is {, as the parser may write either."""


@reads(TexNumeral)
def read_numeral(e: Elaboration, node: TexNumeral, env: Bindings) -> ArrayValue:
    """3, 0.5: exactly."""
    text = node.text
    return constant(Number(Fraction(text), text if "." in text else None))


@reads(TexFactorial)
def read_factorial(e: Elaboration, node: TexFactorial, env: Bindings) -> ArrayValue:
    """3! is 6; of what is no small number written as one, nothing is known."""
    argument = node.argument
    if not isinstance(argument, TexNumeral) or not argument.text.isdigit() or int(argument.text) > LARGEST_FACTORIAL:
        raise NotUnderstood("E09", "a factorial", node.span)
    return constant(factorial(int(argument.text)))


LARGEST_FACTORIAL = 20


@reads(TexGroup)
def read_group(e: Elaboration, node: TexGroup, env: Bindings) -> ArrayValue:
    """(x), [x], {x}."""
    if node.opening not in (*ROUND, "{"):
        raise NotUnderstood("E02", f"brackets {node.opening}", node.span)
    found = e.value(node.inner, env)
    return replace(found, origin=None) if found.rank == 0 else found


@reads(TexFraction)
def read_fraction(e: Elaboration, node: TexFraction, env: Bindings) -> ArrayValue:
    r"""\frac{a}{b}."""
    return divided(e, e.value(node.above, env), e.value(node.below, env), node.span)


def divided(e: Elaboration, above: ArrayValue, below: ArrayValue, span: Span) -> ArrayValue:
    """a / b; of two arrays of one shape, entry by entry."""
    if below.rank == 0:
        return ArrayValue(above.axes, lambda *places: Div(above.entry(*places), below.entry()), above.row)
    if above.rank == 0:
        if below.rank > 1:
            e.doubt("division by a matrix, entry by entry")
        e.note("division by an array, entry by entry")
        return ArrayValue(below.axes, lambda *places: Div(above.entry(), below.entry(*places)), below.row)
    same_shape(e.sizes, above, below, "a quotient", span)
    e.note("a quotient of arrays, entry by entry")
    return ArrayValue(above.axes, lambda *places: Div(above.entry(*places), below.entry(*places)), above.row)


@reads(TexRoot)
def read_root(e: Elaboration, node: TexRoot, env: Bindings) -> ArrayValue:
    """√x, entry by entry; ⁿ√x is x^{1/n}."""
    value = e.value(node.argument, env)
    if node.degree is None:
        return mapped(sqrt, value)
    degree = e.number(node.degree, env)
    return mapped(lambda x: Pow(x, Div(wrap(1), degree.entry())), value)


def raised(e: Elaboration, value: ArrayValue, exponent: TexNode, env: Bindings) -> ArrayValue:
    """value^exponent: of a vector entry by entry, of a matrix only −1."""
    if value.rank == 2 and is_minus_one(exponent):
        return inverse(e, value, exponent.span)
    if value.rank == 2 and not e.choose("a power of a matrix: a product, or entry by entry", 2):
        return _matrix_power(e, value, exponent)
    if value.rank == 2 and isinstance(exponent, TexNumeral):
        power = e.number(exponent, env)
        return mapped(lambda base: Pow(base, power.entry()), value)
    if value.rank and (value.rank > 1 or is_minus_one(exponent) or not isinstance(exponent, TexNumeral)):
        raise NotUnderstood("T07", f"a power of {described(value)}", exponent.span)
    power = e.number(exponent, env)
    if value.rank:
        e.note("a power of a vector, entry by entry")
    return mapped(lambda base: Pow(base, power.entry()), value)


def _matrix_power(e: Elaboration, value: ArrayValue, exponent: TexNode) -> ArrayValue:
    """A², A³ as products."""
    if not isinstance(exponent, TexNumeral) or exponent.text not in ("2", "3"):
        raise NotUnderstood("T07", "a power of a matrix that is not written 2, 3 or -1", exponent.span)
    e.sizes.unify(value.axes[0], value.axes[1], "a power of a square matrix", exponent.span)
    e.note("a power of a matrix: a product")
    found = summed(e, value, value)
    return found if exponent.text == "2" else summed(e, found, value)


def is_minus_one(node: TexNode) -> bool:
    """Whether an exponent is −1."""
    return node == TexSum((TexTerm("-", TexNumeral("1")),)) or node == TexSum((TexTerm("−", TexNumeral("1")),))


def inverse(e: Elaboration, value: ArrayValue, span: Span) -> ArrayValue:
    """A⁻¹."""
    e.sizes.unify(value.axes[0], value.axes[1], "the inverse of a square matrix", span)
    return ArrayValue(value.axes, lambda i, j: Inverted(as_matrix(e, value), (i, j)))


def determinant(e: Elaboration, value: ArrayValue, span: Span) -> ArrayValue:
    """det A."""
    if value.rank != 2:
        raise NotUnderstood("T08", f"the determinant of {described(value)}", span)
    e.sizes.unify(value.axes[0], value.axes[1], "the determinant of a square matrix", span)
    return number(lambda: Determinant(as_matrix(e, value)))


def trace(e: Elaboration, value: ArrayValue, span: Span) -> ArrayValue:
    """tr A."""
    if value.rank != 2:
        raise NotUnderstood("T08", f"the trace of {described(value)}", span)
    e.sizes.unify(value.axes[0], value.axes[1], "the trace of a square matrix", span)

    def entry() -> Expr:
        k = e.fresh("k", value.axes[0])
        return Sum(value.entry(k, k), k)

    return number(entry)


def as_matrix(e: Elaboration, value: ArrayValue) -> Lambda:
    """The matrix as a function of two indices that no author can write, always the same."""
    i, j = (Index(f"{name}~", e.sizes.size(axis)) for name, axis in zip("ij", value.axes, strict=True))
    return Lambda((i, j), value.entry(i, j))


@reads(TexBars)
def read_bars(e: Elaboration, node: TexBars, env: Bindings) -> ArrayValue:
    """|B| of a set, |x| of a number; of a matrix the determinant, or the absolute value entry by entry."""
    if name := set_name(e, node.argument):
        return count(e, name)
    value = e.value(node.argument, env)
    if value.rank == 2 and not e.choose("bars around a matrix: determinant, or entry by entry", 2):
        e.note("bars around a matrix: the determinant")
        return determinant(e, value, node.span)
    if value.rank == 1 and not e.choose("bars around a vector: its length, or entry by entry", 2):
        e.note("bars around a vector: its length")
        return norm(e, value, "2", node.span)
    return mapped(Abs, value)


@reads(TexNorm)
def read_norm(e: Elaboration, node: TexNorm, env: Bindings) -> ArrayValue:
    """‖x‖."""
    return norm(e, e.value(node.argument, env), "", node.span)


def scripted_norm(
    e: Elaboration, node: TexNorm, sub: TexScript | None, sup: TexScript | None, env: Bindings
) -> ArrayValue:
    """‖x‖_p^k; the square of a Euclidean norm is the sum of squares."""
    value = e.value(node.argument, env)
    kind = sub.text.strip() if sub is not None else ""
    if sup is None:
        return norm(e, value, kind, node.span)
    if sup.tree is None:
        raise NotUnderstood("E17", f"a norm with the superscript {sup.text}", node.span)
    if sup.tree == TexNumeral("2") and kind in ("", "2", "F"):
        return _square_norm(e, value, kind, node.span)
    return raised(e, norm(e, value, kind, node.span), sup.tree, env)


def norm(e: Elaboration, value: ArrayValue, kind: str, span: Span) -> ArrayValue:
    """The norm of this kind: 1, 2, F, ∞, or a number; nothing is 2."""
    if kind in ("", "2", "F"):
        square = _square_norm(e, value, kind, span)
        return number(lambda: sqrt(square.entry()))
    _check_norm(value, kind, span)
    if kind in ("\\infty", "infty", "∞"):
        return number(lambda: _largest(e, value))
    if kind == "1":
        return number(lambda: _over_all(e, value, Abs))
    if kind.isdigit() and kind != "0":
        power = wrap(int(kind))
        return number(lambda: Pow(_over_all(e, value, lambda x: Pow(Abs(x), power)), Div(wrap(1), power)))
    raise NotUnderstood("E17", f"a norm with the subscript {kind}", span)


def _check_norm(value: ArrayValue, kind: str, span: Span) -> None:
    if value.rank == 0:
        raise NotUnderstood("T08", "the norm of a number", span)
    if value.rank != 1 and kind != "F":
        raise NotUnderstood("E17", f"which norm of {described(value)}", span)


def _square_norm(e: Elaboration, value: ArrayValue, kind: str, span: Span) -> ArrayValue:
    _check_norm(value, kind, span)
    return number(lambda: _over_all(e, value, lambda x: Pow(x, wrap(2))))


def _over_all(e: Elaboration, value: ArrayValue, step: object) -> Expr:
    assert callable(step)
    own = tuple(e.fresh("k", axis) for axis in value.axes)
    found: Expr = step(value.entry(*own))
    for index in reversed(own):
        found = Sum(found, index)
    return found


def _largest(e: Elaboration, value: ArrayValue) -> Expr:
    k = e.fresh("k", value.axes[0])
    return Max(Abs(value.entry(k)), k)


def summed(e: Elaboration, value: ArrayValue, other: ArrayValue) -> ArrayValue:
    """Σ_k of the products along the last axis of one and the first of the other."""
    axis = value.axes[-1]
    own = value.rank - 1

    def entry(*places: Place) -> Expr:
        k = e.fresh("k", axis)
        return Sum(value.entry(*places[:own], k) * other.entry(k, *places[own:]), k)

    return ArrayValue(value.axes[:-1] + other.axes[1:], entry)
