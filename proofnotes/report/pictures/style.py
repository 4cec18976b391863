"""How pictures look: one figure size, one ink, and colours that are legible on white and on black."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.rcsetup import cycler

INK = "#010203"
"""Text and axes; in an SVG it becomes currentColor, the colour of the text around."""

SERIES = ("#1f7fc4", "#d55e00", "#009e73", "#cc79a7")
"""After Okabe and Ito, whose colours colour-blind readers tell apart; each has a contrast of 3 on white and black."""

DASHES = ("-", (0, (5, 2)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)))
"""Lines differ by more than their colour."""

FRACTION, LARGE_FRACTION = r"\frac", r"\dfrac"
WIDTH, HEIGHT = 4.6, 2.9
FAINT = 0.25

LOOK: dict[Any, Any] = {
    "axes.edgecolor": INK,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.labelsize": 11,
    "axes.linewidth": 0.8,
    "axes.prop_cycle": cycler(color=SERIES) + cycler(linestyle=DASHES),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "figure.constrained_layout.use": True,
    "font.family": "STIXGeneral",
    "font.size": 10,
    "grid.alpha": FAINT,
    "grid.color": INK,
    "grid.linewidth": 0.5,
    "legend.fontsize": 11,
    "legend.frameon": False,
    "legend.labelcolor": INK,
    "lines.linewidth": 1.8,
    "mathtext.fontset": "stix",
    "pdf.compression": 9,
    "savefig.transparent": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "proofnotes",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


@contextmanager
def styled() -> Iterator[None]:
    """Inside it figures are made and written as above, whatever the reader's own settings of matplotlib are."""
    with rc_context():
        rcdefaults()
        rcParams.update(LOOK)
        yield


def new_figure(rows: int = 1, height: float = HEIGHT) -> tuple[Figure, list[Axes]]:
    """A figure with that many axes one below the other."""
    figure = Figure(figsize=(WIDTH, height))
    return figure, list(figure.subplots(rows, 1, squeeze=False)[:, 0])


def math(tex: str) -> str:
    """A formula as a label, with fractions as large as in a display."""
    return f"${tex.replace(FRACTION, LARGE_FRACTION)}$"


def mark_origin(axes: Axes, *, upright: bool = True) -> None:
    """The axes of coordinates; upright says whether the vertical one too."""
    axes.axhline(0, color=INK, linewidth=0.6, linestyle="-", zorder=0.5)
    if upright:
        axes.axvline(0, color=INK, linewidth=0.6, linestyle="-", zorder=0.5)
