"""Notebooks: the Markdown cells of an .ipynb file, each a source of its own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from json.decoder import JSONDecodeError, JSONDecoder

from ..codes import Span

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = JSONDecoder()


@dataclass(frozen=True)
class NotebookCell:
    """A Markdown cell: its number among all cells, from 1, its text, and where its source stands in the file."""

    number: int
    text: str
    span: Span


class NotebookError(ValueError):
    """The file is no notebook: why, and at which offset."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message, self.offset = message, offset


def markdown_cells(text: str) -> tuple[NotebookCell, ...]:
    """The Markdown cells of a notebook.  Raises NotebookError."""
    try:
        notebook = _members(text, _behind_space(text, 0))
        if "cells" in notebook:
            return _cells(text, notebook["cells"][0], 0)
        cells: list[NotebookCell] = []
        for start, _ in _items(text, notebook["worksheets"][0]) if "worksheets" in notebook else ():
            sheet = _members(text, start)
            cells += _cells(text, sheet["cells"][0], len(cells)) if "cells" in sheet else ()
    except JSONDecodeError as error:
        raise NotebookError(f"not a notebook: {error.msg}", error.pos) from None
    except RecursionError:
        raise NotebookError("not a notebook: nested too deep", 0) from None
    if "worksheets" not in notebook:
        raise NotebookError("not a notebook: it has no cells", 0)
    return tuple(cells)


def _cells(text: str, start: int, before: int) -> tuple[NotebookCell, ...]:
    cells: list[NotebookCell] = []
    for number, (begin, _) in enumerate(_items(text, start), before + 1):
        members = _members(text, begin)
        if "cell_type" not in members or "source" not in members:
            continue
        if json.loads(text[slice(*members["cell_type"])]) != "markdown":
            continue
        span = members["source"]
        said = json.loads(text[slice(*span)])
        lines = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        cells.append(NotebookCell(number, "".join(line for line in lines if isinstance(line, str)), span))
    return tuple(cells)


def _behind_space(text: str, offset: int) -> int:
    found = _SPACE.match(text, offset)
    return found.end() if found else offset


def _value(text: str, start: int) -> int:
    """The offset behind the value that begins at start."""
    return _DECODER.raw_decode(text, start)[1]


def _members(text: str, start: int) -> dict[str, Span]:
    """Where the values of an object stand, by name."""
    _expect(text, start, "{")
    members: dict[str, Span] = {}
    position = _behind_space(text, start + 1)
    while text[position : position + 1] != "}":
        name, position = _DECODER.raw_decode(text, position)
        position = _behind_space(text, position)
        _expect(text, position, ":")
        begin = _behind_space(text, position + 1)
        end = _value(text, begin)
        if isinstance(name, str):
            members[name] = (begin, end)
        position = _next(text, end, "}")
    return members


def _items(text: str, start: int) -> list[Span]:
    """Where the items of a list stand."""
    _expect(text, start, "[")
    items: list[Span] = []
    position = _behind_space(text, start + 1)
    while text[position : position + 1] != "]":
        end = _value(text, position)
        items.append((position, end))
        position = _next(text, end, "]")
    return items


def _next(text: str, end: int, closing: str) -> int:
    """Behind a value: at the next one, or at the closing bracket."""
    position = _behind_space(text, end)
    if text[position : position + 1] == closing:
        return position
    _expect(text, position, ",")
    return _behind_space(text, position + 1)


def _expect(text: str, offset: int, character: str) -> None:
    if text[offset : offset + 1] != character:
        raise JSONDecodeError(f"expected {character}", text, min(offset, max(len(text) - 1, 0)))
