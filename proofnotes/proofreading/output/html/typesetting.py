"""Formulas of other people's notes as MathML; where the converter cannot, their LaTeX.

The converter is native code with a stack of its own: what is nested or expands without end does not get there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup
from math_core import LatexError, LatexToMathML

from ...sources.model import Macro

LONGEST, LONGEST_MACRO, MOST_EXPANSIONS = 3000, 120, 50

_WITHOUT = re.compile(r"\\(?:label|tag|tag\*|eqref|ref)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])|(?<!\\)%[^\n]*")
_ENVIRONMENT = re.compile(
    r"\\(begin|end)\{(equation|displaymath|math|dmath|multline|align|gather|eqnarray|flalign)\*?\}"
)
_WITHIN = {
    "align": "aligned",
    "flalign": "aligned",
    "eqnarray": "aligned",
    "gather": "gathered",
    "multline": "gathered",
}
"""Environments that number their lines, and what stands for them within a formula."""

_TAG = re.compile(r"<[^<>]*>")
_HARMLESS = re.compile(
    r"</?m[a-z]+(?: (?!on|href|src)[a-z]+=\"[^\"<>]*\")*/?>|<span class=\"[\w-]+\">|</?(?:span|code|i|b)>"
)
_ID = re.compile(r" id=\"[^\"]*\"")


class Typesetter:
    """The converter of one page, with the macros of its document."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        known = {
            name[1:]: macro.body
            for name, macro in macros.items()
            if name[1:].isalpha() and macro.default is None and len(macro.body) <= LONGEST_MACRO
        }
        try:
            self._converter = LatexToMathML(fancy_error=False, macros=known, max_expansions=MOST_EXPANSIONS)
        except LatexError:  # a macro that the converter does not take: then it has none
            self._converter = LatexToMathML(fancy_error=False)

    def typeset(self, latex: str, *, display: bool) -> Markup:
        """The formula; its source where it cannot be typeset."""
        body = _ENVIRONMENT.sub(_inner_environment, _WITHOUT.sub(" ", latex))
        made = self._converted(" ".join(body.split()), display) if len(body) <= LONGEST else None
        return made if made is not None else Markup("<code class='tex'>{}</code>").format(latex.strip())

    def _converted(self, body: str, display: bool) -> Markup | None:
        try:
            made = self._converter.convert_with_local_state(body, displaystyle=display)
        except (LatexError, ValueError):
            return None
        made = _ID.sub("", made)
        return Markup(made) if all(map(_HARMLESS.fullmatch, _TAG.findall(made))) else None


def _inner_environment(found: re.Match[str]) -> str:
    inner = _WITHIN.get(found[2])
    return f"\\{found[1]}{{{inner}}}" if inner else ""
