"""A picture: what it belongs to, how it is drawn, and what it says in each language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from matplotlib.figure import Figure

from . import svg
from .style import styled
from .words import Caption, caption_for


@dataclass(frozen=True)
class Drawing:
    """A figure, in which only mathematics is written, and numbers in it that the words around it mention."""

    figure: Figure
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """The picture of a statement.

    statement is the id of the statement that it belongs to, says the entry of templates/LANGUAGE/pictures.toml.
    """

    statement: str
    says: str
    draw: Callable[[], Drawing] = field(repr=False)

    @property
    def name(self) -> str:
        """For files and for ids in a page: gelu_tanh-error."""
        return self.statement.replace(".", "-")

    def title(self, language: str) -> str:
        """A caption."""
        return self._caption(language).title

    def alt(self, language: str) -> str:
        """What is to be seen, for those who do not see it."""
        return self._caption(language).alt

    def svg(self, language: str) -> str:
        """An element for an HTML page: text in currentColor, series in var(--series-1), …, ids beginning with name."""
        return svg.inline(self._svg, self.name, self.title(language), self.alt(language))

    def svg_file(self, language: str) -> str:
        """A file of its own, light or dark as the reader's system."""
        return svg.standalone(self._svg, self.name, self.title(language), self.alt(language)) + "\n"

    def pdf(self) -> bytes:
        """For LaTeX."""
        return self._written("pdf", {"CreationDate": None, "Producer": None, "Creator": None})

    def _caption(self, language: str) -> Caption:
        return caption_for(self.says, self._drawn.facts, language)

    @cached_property
    def _drawn(self) -> Drawing:
        """Laid out once: writing it, in whichever format, would do so again."""
        with styled():
            drawing = self.draw()
            drawing.figure.draw_without_rendering()
            drawing.figure.set_layout_engine("none")
            return drawing

    @cached_property
    def _svg(self) -> str:
        return self._written("svg", {"Date": None, "Creator": None}).decode()

    def _written(self, format: str, metadata: Mapping[str, None]) -> bytes:
        drawn, buffer = self._drawn, BytesIO()
        with styled():
            drawn.figure.savefig(buffer, format=format, metadata=dict(metadata))
        return buffer.getvalue()
