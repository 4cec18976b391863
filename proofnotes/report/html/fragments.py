"""Pieces of HTML on their way through Markdown: a mark stands in the text until the page is put together."""

from __future__ import annotations

import re

from markupsafe import Markup

MARK = re.compile("\ue000([0-9]+)\ue001")


class Fragments:
    """The pieces of one page.  A mark in anybody's text is taken out before the text comes here: see unmarked."""

    def __init__(self) -> None:
        self._held: list[Markup] = []

    def hold(self, fragment: Markup) -> str:
        """A mark that stands for the piece, in which no other stands."""
        self._held.append(Markup(unmarked(fragment)))
        return f"\ue000{len(self._held) - 1}\ue001"

    def released(self, html: str) -> Markup:
        """The text with every mark replaced."""
        return Markup(MARK.sub(lambda mark: self._held[int(mark[1])], html))


def unmarked(text: str) -> str:
    """Text from outside, without what could be taken for a mark."""
    return re.sub("[\ue000\ue001]", "", text)


def is_mark(text: str) -> bool:
    """Whether the text is one mark and nothing else."""
    return MARK.fullmatch(text.strip()) is not None
