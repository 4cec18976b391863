"""Two functions against each other: an approximation with its error, one gradient with another."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from ...expr.calculus import substitute
from ...expr.errors import NotationError
from ...expr.functions import Abs
from ...expr.nodes import Apply, Diff, Named, Number, Quantity, Scalar, walk, wrap
from ...printing.latex import latex
from ...prover.extremes import enclose_max
from ...statements.chains import Link
from .picture import Drawing
from .picture_source import PictureSource
from .sampling import numeric, samples, short
from .style import HEIGHT, INK, mark_origin, math, new_figure

CERTAIN = 1
"""The label that the gradients are drawn for."""

REACH = 8


def approximation_error(source: PictureSource, id: str) -> Drawing:
    """A function and its approximation, which look the same; below it the error, and the bound that is proved."""
    gap, bound = _bounded(source.link(id, "value"))
    (x,) = gap.inputs
    assert isinstance(x, Scalar)
    places = enclose_max(Abs(Named(gap)), x).places
    at = max(float(end) for place in places for end in place)
    points = samples(-np.ceil(2 * at), np.ceil(2 * at))
    figure, (above, below) = new_figure(2, 1.5 * HEIGHT)
    for each in dict.fromkeys(node for node in walk(gap.body) if isinstance(node, Named)):
        above.plot(points, numeric(each, (x,))(points), label=math(latex(each)))
    error = numeric(Named(gap), (x,))(points)
    below.plot(points, error, color="C2", label=math(latex(gap.body)))
    _bound_lines(below, bound)
    for axes in (above, below):
        mark_origin(axes, upright=axes is above)
        axes.set_xlim(points[0], points[-1])
    above.legend(loc="upper left")
    below.legend(loc="upper center", ncols=2)
    below.set_xlabel(math(latex(x)))
    return Drawing(figure, {"bound": f"{bound:.4g}", "at": short(round(at, 1))})


def _bounded(link: Link) -> tuple[Quantity, float]:
    """f and c of ∣f(t)∣ ≤ c."""
    match link.left, link.sign, link.right:
        case Apply("abs", (Named(quantity),)), "<=", Number(value):
            return quantity, float(value)
    raise NotationError(f"{link.name}: expected |f(t)| <= number, got {link.left} {link.sign} {link.right}")


def _bound_lines(axes: Axes, bound: float) -> None:
    """The proved bound on both sides."""
    label = math(rf"\pm {latex(wrap(bound))}")
    for side, told in ((bound, label), (-bound, None)):
        axes.axhline(side, color=INK, linestyle=(0, (4, 3)), linewidth=1, label=told)
    axes.set_ylim(-1.25 * bound, 1.9 * bound)
    axes.ticklabel_format(axis="y", style="sci", scilimits=(0, 0), useMathText=True)


def gradients(source: PictureSource, id: str) -> Drawing:
    """The gradient of cross-entropy and that of the squared error, through the same sigmoid, where the label is 1."""
    squared = source.link(id, "slope").left
    entropy = source.link("binary_cross_entropy.chain", "logit").left
    assert isinstance(squared, Diff)
    assert isinstance(squared.wrt, Scalar)
    z, y = squared.wrt, Scalar("y")
    points = samples(-REACH, REACH)
    figure, (axes,) = new_figure()
    mark_origin(axes)
    values = []
    for each in (entropy, squared):
        values.append(numeric(substitute(each, {y: wrap(CERTAIN)}), (z,))(points))
        axes.plot(points, values[-1], label=math(latex(each)))
    axes.set(xlabel=math(latex(z)), xlim=(-REACH, REACH))
    axes.legend(title=math(f"{latex(y)} = {CERTAIN}"), loc="lower right")
    facts = {"low": short(-REACH), "entropy": short(round(float(values[0][0]), 2))}
    return Drawing(figure, facts | {"squared": f"{abs(values[1][0]):.1g}", "label": str(CERTAIN)})
