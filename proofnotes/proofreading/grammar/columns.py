"""Equations side by side in one row: which & stands between two of them, and which only aligns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .commands import ARROWS, CONNECTIVES, JOINTS, RELATIONS, STACKED
from .nodes import Token

_BINDING = frozenset((*RELATIONS, *JOINTS, *STACKED, *ARROWS, *CONNECTIVES, "+", "-", r"\pm", r"\mp"))
"""Signs that & stands beside without a statement ending there: a & = & b, and a row broken before its +."""


def side_by_side(tokens: Sequence[Token], partner: dict[int, int]) -> dict[int, int]:
    """Every & between two columns of statements, and where what follows begins: behind a remark like (1), if any.

    Alignments set their columns in pairs, so that every other & of a row ends one; a & between two cells that hold a
    relation each ends one wherever it stands.
    """
    found: dict[int, int] = {}
    for start, end in ((-1, len(tokens)), *partner.items()):
        for cells in _rows(tokens, partner, start + 1, end):
            for number, ((first, last), (begin, stop)) in enumerate(zip(cells, cells[1:], strict=False), 1):
                if _beside_sign(tokens, last, end):
                    continue
                both = _relates(tokens, partner, first, last) and _relates(tokens, partner, begin, stop)
                if both or number % 2 == 0:
                    found[last] = stop if _remark(tokens[begin:stop]) else begin
    return found


def _rows(tokens: Sequence[Token], partner: dict[int, int], start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The ranges of the cells, row by row; what groups and environments hold is left to them."""
    cells: list[tuple[int, int]] = []
    first = k = start
    while k < end:
        token = tokens[k]
        if k in partner:
            k = partner[k]
        elif token.kind == "row" or token.kind == "sign" and token.text == "&":
            cells.append((first, k))
            first = k + 1
            if token.kind == "row":
                yield cells
                cells = []
        k += 1
    yield [*cells, (first, end)]


def _beside_sign(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a relation, an operation or words stand beside a &, other & between them not counted."""
    for step in (-1, 1):
        k = place + step
        while 0 <= k < end and (tokens[k].kind == "space" or tokens[k].kind == "sign" and tokens[k].text == "&"):
            k += step
        if 0 <= k < end and (tokens[k].kind == "word" or tokens[k].text in _BINDING):
            return True
    return False


def _relates(tokens: Sequence[Token], partner: dict[int, int], start: int, end: int) -> bool:
    """Whether a relation stands in a cell, outside of groups."""
    k = start
    while k < end:
        if k in partner:
            k = partner[k]
        elif tokens[k].text in RELATIONS:
            return True
        k += 1
    return False


def _remark(cell: Sequence[Token]) -> bool:
    """(1), (*), (by convexity): a number or a reason at the end of a row, no statement."""
    inner = [token for token in cell if token.kind != "space"]
    if len(inner) < 3 or inner[0].text != "(" or inner[-1].text != ")":
        return False
    held = inner[1:-1]
    return (
        all(token.kind == "word" for token in held)
        or len(held) == 1
        and (held[0].kind == "number" or held[0].text == "*")
    )
