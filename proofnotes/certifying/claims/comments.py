"""What a reader of the page knows a statement by, as comments of Coq."""

from __future__ import annotations

import re

STRANGE = (("(*", "( *"), ("*)", "* )"), ('"', "''"))
"""What opens or closes something in a comment, and what stands for it."""

MADE_UP = re.compile(r"~\d*")
"""The number of an index that nobody has named differs from run to run."""


def commented(text: str) -> str:
    """A comment, in which neither a bracket nor a quotation mark means anything."""
    plain = MADE_UP.sub("", text)
    for strange, safe in STRANGE:
        plain = plain.replace(strange, safe)
    return f"(* {plain} *)"
