"""Homogeneous functions: f(s x, s² ε) = s^k f(x, ε), so that x² need not overflow.

A norm does not change when its input is divided by s and its ε by s²; a gradient is multiplied by a power of s.  The
kernel divides each row by a power of two wherever squares might overflow.  The identity is one obligation for each
definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

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

LINEAR = ("add", "neg", "total", "mean", "largest", "first", "abs", "maximum", "minimum", "stack", "block", "rest")
"""Operations that keep the degree that their arguments have in common."""

Degree = Fraction | None
"""None: not homogeneous."""


@dataclass(frozen=True)
class Scaling:
    """Divide `tensor` by s and each of `parameters` by s²; statistics are taken over `axes`; outputs get s**degree."""

    tensor: str
    parameters: tuple[str, ...]
    axes: tuple[Axis, ...]
    degrees: tuple[int, ...]


def scaling(definition: Definition, outputs: tuple[Value, ...]) -> Scaling | None:
    """How the outputs scale with the first tensor and its tangent, if they sum its squares but do not grow with it."""
    tensors = [each for each in definition.inputs if isinstance(each, Tensor)]
    if not tensors:
        return None
    tensor = tensors[0].name
    parameters = tuple(each.name for each, _ in definition.parameters if each.positive)
    way = f"d{tensor}"
    weights = {tensor: Fraction(1), way: Fraction(1), **dict.fromkeys(parameters, Fraction(2))}
    degrees: dict[Value, Degree] = {}
    for each in walk(*outputs):
        degrees[each] = _degree(each, degrees, weights)
    squared = [each for each, degree in degrees.items() if each.op in v.REDUCTIONS and degree and degree >= 2]
    found = tuple(degrees[each] for each in outputs)
    leaves = [each for each in degrees if each.op == "input" and each.data == tensor]
    if not squared or len(leaves) > 1:
        return None
    if any(degree is None or degree.denominator > 1 or degree > 0 for degree in found):
        return None
    axes = tuple(dict.fromkeys(axis for each in squared for axis in each.data))
    return Scaling(tensor, parameters, axes, tuple(int(degree or 0) for degree in found))


def _degree(value: Value, degree_of: Mapping[Value, Degree], weights: Mapping[str, Fraction]) -> Degree:
    args = [degree_of[arg] for arg in value.args]
    if value.op == "input":
        return weights.get(value.data, Fraction(0))
    if any(degree is None for degree in args):
        return None
    degrees = [degree for degree in args if degree is not None]
    match value.op:
        case "mul":
            return sum(degrees, Fraction(0))
        case "div":
            return degrees[0] - degrees[1]
        case "pow" if value.args[1].op == "number":
            return degrees[0] * Fraction(value.args[1].data)
        case "sqrt":
            return degrees[0] / 2
        case op if op in LINEAR:
            return degrees[0] if len(set(degrees)) == 1 else None
        case _:
            return Fraction(0) if not any(degrees) else None


def scaled(program: Program, how: Scaling) -> Program:
    """The program on the scaled input."""
    leaves = [each for each in walk(*program.outputs) if each.op == "input"]
    leaf = next(each for each in leaves if each.data == how.tensor)
    scale = v.reduction("scale", leaf, how.axes)
    along = [each for each in leaves if each.data in (how.tensor, f"d{how.tensor}")]
    done = {each: made("scaled", each, scale) for each in along}
    done |= {each: v.apply("over_square", each, scale) for each in leaves if each.data in how.parameters}
    found = program.map(lambda made: made, done)
    outputs = tuple(_powered(each, scale, degree) for each, degree in zip(found.outputs, how.degrees, strict=True))
    return Program(outputs, found.hints, found.used)


def _powered(value: Value, scale: Value, degree: int) -> Value:
    """s**degree times the value, where arrays are small: in a denominator, or in a quotient that is a factor."""
    if degree == 0:
        return value
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
    tensor = next(each for each in definition.inputs if isinstance(each, Tensor) and each.name == how.tensor)
    indices = tuple(fresh(Index("k", over)) for over in tensor.over)
    body = unfold_all(definition.body)
    replacement: dict[Scalar | Tensor, Expr | Lambda] = {tensor: Lambda(indices, s * Entry(tensor, indices))}
    replacement |= {each: s**2 * each for each, _ in definition.parameters if each.name in how.parameters}
    right = s ** wrap(how.degrees[0]) * body if how.degrees[0] else body
    return Link(
        f"{definition.name}.scaling", "", 1, substitute(body, replacement), "=", right, "s cancels", definition.assuming
    )
