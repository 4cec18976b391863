"""Formulas as MathML Core, and the characters that a font needs to show them."""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from ...expr.errors import NotationError

TAG = re.compile(r"<[^>]*>")
VARIATION = "\ufe00"
"""Asks for another shape of a script letter.  The font has one shape; a browser would look for the other elsewhere."""


class Mathematics:
    """The converter of one page.  It remembers what it has converted, and so which characters the page shows."""

    def __init__(self) -> None:
        self._converter = LatexToMathML(fancy_error=False)
        self._done: dict[tuple[str, bool], Markup] = {}

    def inline(self, latex: str) -> Markup:
        """A formula inside a sentence.  NotationError, quoting it, for what the converter refuses."""
        return self._convert(latex, displayed=False)

    def displayed(self, latex: str) -> Markup:
        """A formula on lines of its own."""
        return self._convert(latex, displayed=True)

    def characters(self) -> frozenset[str]:
        """Every character of every formula so far."""
        return frozenset(char for each in self._done.values() for char in unescape(TAG.sub("", each)))

    def _convert(self, latex: str, displayed: bool) -> Markup:
        key = (" ".join(latex.split()), displayed)
        if key not in self._done:
            try:
                made = self._converter.convert_with_local_state(key[0], displaystyle=displayed)
            except LatexError as error:
                raise NotationError(f"the MathML converter refuses {key[0]}: {error}") from error
            self._done[key] = Markup(made.replace(VARIATION, ""))
        return self._done[key]
