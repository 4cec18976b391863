"""What is measured of the statistics of a batch, against its size."""

from __future__ import annotations

import numpy as np

from ...expr.errors import NotationError
from ...expr.functions import sqrt
from ...expr.nodes import Named, Quantity, Scalar
from ...printing.latex import latex
from ...statements.statement import Definition
from .picture import Drawing
from .picture_source import PictureSource
from .sampling import numeric, short
from .style import FAINT, INK, math, new_figure

MARKERS = ("o", "s", "^", "v")
SIZE = Scalar("N", positive=True)
RATE = 1 / sqrt(SIZE)
"""How the mean of N independent draws of variance 1 strays."""


def batch_statistics(source: PictureSource, id: str) -> Drawing:
    """How far mean, variance and outputs stray from batch to batch, and the rate at which the mean does."""
    columns = source.columns(id)
    sizes, mean = np.array(columns["N"]), columns["spread of μ"]
    figure, (axes,) = new_figure()
    for (name, label), marker in zip(_series(source).items(), MARKERS, strict=True):
        axes.plot(sizes, columns[name], label=math(label), marker=marker, markersize=4)
    rate = numeric(RATE, (SIZE,))(sizes)
    axes.plot(sizes, rate, color=INK, linestyle="-", linewidth=6, alpha=FAINT, zorder=1, label=math(latex(RATE)))
    axes.set_xscale("log", base=2)
    axes.set(xlabel=math(latex(SIZE)), ylabel=math(r"\text{std}"), xlim=(sizes[0], sizes[-1]), ylim=(-0.03, 1.03))
    axes.legend()
    return Drawing(figure, {"most": short(sizes[-1]), "first": short(mean[0]), "last": short(mean[-1])})


def _series(source: PictureSource) -> dict[str, str]:
    """The columns that are drawn, each with what it measures."""
    batch, layer = (source.definition(f"{name}.definition") for name in ("batch_norm", "layer_norm"))
    return {
        "spread of μ": _head(_part(batch, "mu")),
        "spread of σ²": _head(_part(batch, "sigma2")),
        "spread of BatchNorm's output": _head(batch.quantity),
        "spread of LayerNorm's": _head(layer.quantity),
    }


def _part(definition: Definition, name: str) -> Quantity:
    for each in definition.where:
        if each.name == name:
            return each
    raise NotationError(f"{definition.id}: a picture shows its {name!r}, and it has no quantity of that name")


def _head(quantity: Quantity) -> str:
    return latex(Named(quantity, quantity.indices))
