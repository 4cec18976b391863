"""Pieces of HTML on their way through Markdown: a mark stands in the text until the page is put together."""

from __future__ import annotations

import re

from markupsafe import Markup

MARK = re.compile("\ue000([0-9]+)\ue001")


class Fragments:
    """The pieces of one page.  Only what was handed to hold() comes out again, whatever else the text may contain."""

    def __init__(self) -> None:
        self._held: list[Markup] = []

    def hold(self, fragment: Markup) -> str:
        """A mark that stands for the piece."""
        self._held.append(fragment)
        return f"\ue000{len(self._held) - 1}\ue001"

    def released(self, html: str) -> Markup:
        """The text with every mark replaced; a mark that nobody made is dropped."""
        return Markup(MARK.sub(lambda mark: self._piece(int(mark[1])), html))

    def _piece(self, place: int) -> str:
        return self.released(self._held[place]) if place < len(self._held) else ""


def is_mark(text: str) -> bool:
    """Whether the text is one mark and nothing else."""
    return MARK.fullmatch(text.strip()) is not None
