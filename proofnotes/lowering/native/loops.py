"""Loops over vectors: a body is a macro that is used for whole vectors and for what is left at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent

UNROLL = 4
"""Vectors in flight where the body is light; a heavy one fills the machine alone, and takes two."""


def macro(name: str, parameters: str, lines: Iterable[str]) -> list[str]:
    """#define name(parameters) { lines }"""
    body = [f"    {line} \\" for line in lines]
    return [f"#define {name}({parameters}) {{ \\", *body, "}"]


def indented(lines: Iterable[str], deeper: str = "    ") -> list[str]:
    """The lines, preprocessor lines excepted, further to the right."""
    return [line if line.startswith("#") or not line else indent(line, deeper) for line in lines]


def mentions(lines: Iterable[str], name: str) -> bool:
    """Whether a name occurs."""
    return any(re.search(rf"\b{name}\b", line) for line in lines)
