"""Which formulas stand in one sentence."""

from __future__ import annotations

import re

from ..meaning.scopes import Paper
from ..sources.model import Formula

END = re.compile(r"[.!?](?=\s|$)|[。！？]|\$\$\s*\n\s*(?=[A-Z])")
"""The end of a sentence; behind a display a line that begins with a capital letter begins one."""


def same_sentence(paper: Paper, one: Formula, other: Formula) -> bool:
    """Whether no sentence ends between two formulas."""
    if one is other:
        return True
    first, second = sorted((one, other), key=lambda formula: (formula.source, formula.start))
    text = paper.document.sources[first.source].text
    if first.source != second.source or END.search(first.body.rstrip()[-1:]):
        return False
    return END.search(text[first.end : second.start]) is None
