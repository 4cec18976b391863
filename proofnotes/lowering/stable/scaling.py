"""Homogeneous functions: f(s x, s² ε) = s^k f(x, ε), so that x² need neither overflow nor be lost.

A norm does not change when its input is divided by s and its ε by s²; a gradient is multiplied by a power of s.  The
kernel divides by a power of two wherever squares might overflow and, where no ε outweighs them, wherever they might
underflow.  Inputs that are added have one scale together; others have one each.  The identity is one obligation for
each definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce

from ...expr.calculus import substitute, unfold_all
from ...expr.indices import Index, fresh
from ...expr.nodes import Entry, Expr, Lambda, Scalar, Tensor, wrap
from ...statements.chains import Link
from ...statements.statement import Definition
from ..program import values as v
from ..program.axes import Axis
from ..program.nodes import Value, made
from ..program.program import Program
from ..program.traverse import walk

LINEAR = (
    "add", "neg", "total", "mean", "largest", "first", "abs", "maximum", "minimum", "stack", "block", "rest",
    "hypot", "item", "unless_nan",
)  # fmt: skip
"""Operations that keep the degree that their arguments have in common."""

GUARDED = ("annihilated", "carried")
"""Operations that keep the degree of their first argument."""

Degree = Fraction | None
"""None: not homogeneous."""


@dataclass(frozen=True)
class Scaling:
    """Divide the tensors by s and each of `parameters` by s²; statistics are over `axes`; outputs get s**degree."""

    tensors: tuple[str, ...]
    parameters: tuple[str, ...]
    axes: tuple[Axis, ...]
    degrees: tuple[int, ...]


def scalings(definition: Definition, outputs: tuple[Value, ...]) -> tuple[Scaling, ...]:
    """One for each input with which the outputs are homogeneous, and one for all others together, where that helps."""
    tensors = [each.name for each in definition.inputs if isinstance(each, Tensor)]
    parameters = tuple(each.name for each, _ in definition.parameters if each.positive)
    found = {name: _scaling((name,), parameters, outputs) for name in tensors}
    others = tuple(name for name in tensors if found[name] is None)
    together = _scaling(others, parameters, outputs) if len(others) > 1 else None
    return tuple(each for each in (*found.values(), together) if each is not None)


def _scaling(tensors: tuple[str, ...], parameters: tuple[str, ...], outputs: tuple[Value, ...]) -> Scaling | None:
    """How the outputs scale with the tensors and their tangents, if they sum squares but do not grow like squares."""
    weights = dict.fromkeys((*tensors, *(f"d{each}" for each in tensors)), Fraction(1))
    weights |= dict.fromkeys(parameters, Fraction(2))
    degrees: dict[Value, Degree] = {}
    for each in walk(*outputs):
        degrees[each] = _degree(each, degrees, weights)
    leaves = [each for each in degrees if each.op == "input" and each.data in tensors]
    reduced = {each: degree for each, degree in degrees.items() if each.op in v.REDUCTIONS and degree}
    axes = tuple(dict.fromkeys(axis for each in reduced for axis in each.data))
    found = tuple(degrees[each] for each in outputs)
    if not any(degree >= 2 for degree in reduced.values()) or sorted(each.data for each in leaves) != sorted(tensors):
        return None
    if any(degree is None or degree.denominator > 1 or degree > 1 for degree in found):
        return None
    if len({each.axes for each in leaves}) > 1 or not set(axes) <= set(leaves[0].axes):
        return None
    used = tuple(name for name in parameters if any(each.data == name for each in degrees if each.op == "input"))
    if used and any(degree and degree > 0 for degree in found):
        return None
    return Scaling(tensors, used, axes, tuple(int(degree or 0) for degree in found))


def _degree(value: Value, degree_of: Mapping[Value, Degree], weights: Mapping[str, Fraction]) -> Degree:
    if value.op == "input":
        return weights.get(value.data, Fraction(0))
    counted = value.args[:1] if value.op in GUARDED else tuple(arg for arg in value.args if arg != v.ZERO)
    args = [degree_of[arg] for arg in counted]
    if any(degree is None for degree in args):
        return None
    degrees = [degree for degree in args if degree is not None]
    match value.op:
        case "mul" | "contract":
            return sum(degrees, Fraction(0))
        case "div":
            return degrees[0] - degrees[1]
        case "pow" if value.args[1].op == "number":
            return degrees[0] * Fraction(value.args[1].data)
        case "sqrt":
            return degrees[0] / 2
        case "where" if not degree_of[value.args[0]]:
            return degrees[1] if len(set(degrees[1:])) == 1 else None
        case "compare" if value.args[1] == v.ZERO:
            return Fraction(0)
        case "compare":
            return Fraction(0) if len(set(degrees)) == 1 else None
        case op if op in LINEAR or op in GUARDED:
            return degrees[0] if len(set(degrees)) == 1 else None
        case _:
            return Fraction(0) if not any(degrees) else None


def scaled(program: Program, how: Scaling) -> Program:
    """The program on the scaled inputs."""
    leaves = [each for each in walk(*program.outputs) if each.op == "input"]
    own = [each for each in leaves if each.data in how.tensors]
    size = own[0] if len(own) == 1 else reduce(partial(v.apply, "maximum"), [v.apply("abs", each) for each in own])
    scale = v.reduction("scale" if how.parameters else "balance", size, how.axes)
    along = [each for each in leaves if each.data in (*how.tensors, *(f"d{name}" for name in how.tensors))]
    done = {each: made("scaled", each, scale) if how.parameters else v.div(each, scale) for each in along}
    done |= {each: v.apply("over_square", each, scale) for each in leaves if each.data in how.parameters}
    found = program.map(lambda made: made, done)
    outputs = tuple(_powered(each, scale, degree) for each, degree in zip(found.outputs, how.degrees, strict=True))
    return Program(outputs, found.hints, found.used)


def _powered(value: Value, scale: Value, degree: int) -> Value:
    """s**degree times the value, where arrays are small: in a denominator, or in a quotient that is a factor."""
    if degree == 0:
        return value
    if degree > 0:
        return v.mul(value, scale)
    divisor = v.power(scale, v.number(-degree))
    if value.op == "div":
        return v.div(value.args[0], v.mul(value.args[1], divisor))
    if value.op == "mul":
        small = min(range(len(value.args)), key=lambda place: len(value.args[place].axes))
        return v.mul(*(v.div(each, divisor) if place == small else each for place, each in enumerate(value.args)))
    return v.div(value, divisor)


def scaling_link(definition: Definition, how: Scaling) -> Link:
    """f(s x, s² ε) = f(x, ε) for every s > 0: the obligation behind the scaling of a forward kernel."""
    s = Scalar("s", positive=True)
    body = unfold_all(definition.body)
    replacement: dict[Scalar | Tensor, Expr | Lambda] = {
        each: _times(s, each) for each in definition.inputs if isinstance(each, Tensor) and each.name in how.tensors
    }
    replacement |= {each: s**2 * each for each, _ in definition.parameters if each.name in how.parameters}
    right = s ** wrap(how.degrees[0]) * body if how.degrees[0] else body
    name = f"{definition.name}.scaling"
    return Link(name, "", 1, substitute(body, replacement), "=", right, "s cancels", definition.assuming)


def _times(s: Scalar, tensor: Tensor) -> Lambda:
    indices = tuple(fresh(Index("k", over)) for over in tensor.over)
    return Lambda(indices, s * Entry(tensor, indices))
