"""Softmax: what the temperature does to it, and its Jacobian as a heat map."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...expr.calculus import inputs_of
from ...expr.errors import NotationError
from ...expr.indices import Index, Size
from ...expr.nodes import Diff, Entry, Expr, Named, Scalar, Tensor
from ...lowering import lower
from ...printing.latex import latex
from ...printing.latex_names import plain
from ...statements.statement import Definition
from .picture import Drawing
from .picture_source import PictureSource
from .sampling import Floats, numeric, short
from .style import HEIGHT, SERIES, math, new_figure

SCORES = (0.0, 0.5, 1.0, 2.0)
COLDEST = 30
CLASSES = 6
SPREAD = 2.0
STRONGEST = 0.7
"""How opaque a cell is at most: the number in it stays legible."""


def sharpening(source: PictureSource, id: str) -> Drawing:
    """softmax(t z) for fixed scores z, from hot (t small: all alike) to cold (t large: all on the largest)."""
    sharp = source.link(id, "each").left
    if not isinstance(sharp, Named):
        raise NotationError(f"{id}: expected softmax(t z)_i on the left of its chain 'each', got {sharp}")
    (t,) = (each for each in inputs_of(sharp) if isinstance(each, Scalar))
    z, (i,) = _tensor(sharp), sharp.places
    points = np.geomspace(1 / COLDEST, COLDEST, 301)
    shares = numeric(sharp, (t, z), (_index(i),))(points, np.tile(SCORES, (points.size, 1)))
    figure, (axes,) = new_figure()
    few = Tensor(z.name, Size(z.over[0].name, len(SCORES)), latex=z.latex)
    for place, score in enumerate(SCORES):
        axes.plot(points, shares[:, place], label=math(f"{latex(few[place + 1])} = {score:g}"))
    axes.set(xscale="log", xlim=(points[0], points[-1]), xlabel=math(latex(t)), ylabel=math(latex(sharp)))
    axes.legend(loc="upper left")
    facts = {"scores": ", ".join(f"{score:g}" for score in SCORES), "hottest": short(points[0])}
    return Drawing(figure, facts | {"coldest": short(COLDEST), "evenly": short(float(shares[0, -1]))})


def jacobian(source: PictureSource, id: str) -> Drawing:
    """∂y_i/∂z_j for scores that rise evenly: colour for the sign, strength for the size, and the number."""
    entry = source.link(id).left
    if not isinstance(entry, Diff) or not isinstance(entry.body, Named):
        raise NotationError(f"{id}: expected dy_i/dz_j on its left side, got {entry}")
    y, scores = entry.body, np.linspace(0, SPREAD, CLASSES)
    function = Definition("value", y, inputs=(_tensor(y),), indices=tuple(map(_index, y.places)))
    values = np.asarray(lower(function, vjp=True)(np.eye(CLASSES), np.tile(scores, (CLASSES, 1))))
    figure, (axes,) = new_figure(height=1.25 * HEIGHT)
    _heat_map(axes, values)
    places = (*map(_index, y.places), *_places(entry.wrt))
    axes.set(ylabel=math(plain(places[0])), xlabel=math(plain(places[1])))
    axes.set_title(math(latex(entry)), pad=10)
    most = short(round(float(values.max()), 2))
    return Drawing(figure, {"size": str(CLASSES), "spread": short(SPREAD), "most": most})


def _heat_map(axes: Axes, values: Floats) -> None:
    """Matrix order: the first row on top."""
    rows, columns = values.shape
    for (row, column), value in np.ndenumerate(values):
        strength = STRONGEST * abs(value) / np.abs(values).max()
        colour = SERIES[0] if value > 0 else SERIES[1]
        axes.add_patch(Rectangle((column + 0.5, row + 0.5), 1, 1, facecolor=colour, alpha=strength, linewidth=0))
        axes.text(column + 1, row + 1, f"{value + 0.0:.2f}".replace("-", "−"), ha="center", va="center", fontsize=9)
    axes.grid(False)
    axes.set(xlim=(0.5, columns + 0.5), ylim=(rows + 0.5, 0.5), aspect="equal")
    axes.set(xticks=range(1, columns + 1), yticks=range(1, rows + 1))
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _tensor(e: Expr) -> Tensor:
    (found,) = (each for each in inputs_of(e) if isinstance(each, Tensor))
    return found


def _index(place: object) -> Index:
    assert isinstance(place, Index)
    return place


def _places(e: Expr) -> tuple[Index, ...]:
    assert isinstance(e, Entry)
    return tuple(map(_index, e.places))
