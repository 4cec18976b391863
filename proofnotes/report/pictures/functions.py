"""The picture of a function of one number: the function and its derivative."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from ...expr.nodes import Named, Scalar
from ...expr.notation import diff
from ...lowering import lower
from ...printing.latex import latex
from ...statements.statement import Definition, Theorem
from .picture import Drawing, Picture
from .sampling import Floats, broken_at_jumps, samples, short, view
from .style import mark_origin, math, new_figure

SAYS = "function"


def function_picture(definition: Definition, theorems: Sequence[Theorem]) -> Picture:
    """f and f′ in one system of coordinates."""
    return Picture(definition.id, SAYS, partial(_draw, definition, tuple(theorems)))


def of_one_number(definition: Definition) -> bool:
    """Whether it takes one number, besides parameters, and gives one."""
    return not definition.indices and len(definition.inputs) == 1 and isinstance(definition.inputs[0], Scalar)


def _draw(definition: Definition, theorems: tuple[Theorem, ...]) -> Drawing:
    gradient = lower(definition, theorems, vjp=True)

    def slope(x: Floats) -> Floats:
        return np.asarray(gradient(np.ones_like(x), x))

    low, high = view(definition, slope)
    x = samples(low, high)
    value, head = lower(definition)(x), Named(definition.quantity)
    (variable,) = definition.inputs
    assert isinstance(variable, Scalar)
    figure, (axes,) = new_figure()
    mark_origin(axes)
    axes.plot(x, broken_at_jumps(value), label=math(latex(head)))
    axes.plot(x, broken_at_jumps(slope(x)), label=math(latex(diff(head, variable))))
    axes.set(xlabel=math(latex(variable)), xlim=(low, high))
    axes.legend()
    facts = {"name": definition.name, "low": short(low), "high": short(high)}
    return Drawing(figure, facts | _extremes("value", x, value) | _extremes("slope", x, slope(x)))


def _extremes(name: str, x: Floats, values: Floats) -> dict[str, str]:
    """The smallest and the largest, and where they are."""
    least, most = int(values.argmin()), int(values.argmax())
    return {
        f"least_{name}": short(round(float(values[least]), 3)),
        f"least_{name}_at": short(round(float(x[least]), 1)),
        f"most_{name}": short(round(float(values[most]), 3)),
        f"most_{name}_at": short(round(float(x[most]), 1)),
    }
