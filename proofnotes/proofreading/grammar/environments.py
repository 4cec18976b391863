"""Cases and matrices."""

from __future__ import annotations

from ..codes import NotUnderstood
from .commands import ALIGNED, CASES, CLOSING, MATRICES, OPENING, word_set
from .nodes import TexBranch, TexCases, TexChain, TexDots, TexEmpty, TexList, TexNode, TexRows, TexWords, Token, walk
from .prose import ALTERNATIVE, OTHERWISE, is_prose
from .stream import TokenStream

_OLD = {r"\cases": "cases", r"\matrix": "matrix", r"\pmatrix": "pmatrix", r"\bmatrix": "bmatrix"}
_Cells = list[list[tuple[int, int]]]


def environment_name(token: Token) -> str:
    """`align` of \\begin{align*}."""
    return token.text[token.text.index("{") + 1 : -1].rstrip("*")


def read_environment(stream: TokenStream, start: int) -> TexNode:
    """An environment whose beginning was read; also the old \\cases{…} and \\pmatrix{…}."""
    token = stream.tokens[start]
    if token.kind == "environment":
        name, inner = environment_name(token), (start + 1, stream.partner[start])
        stream.at = inner[1] + 1
    else:
        name, inner = _OLD.get(token.text, "matrix"), stream.argument()
    rows = _rows(stream, *inner)
    if name in CASES:
        return TexCases(tuple(_branch(stream, row) for row in rows), span=stream.span(start))
    if name in MATRICES or name in ALIGNED:
        return TexRows(_cells(stream, rows), MATRICES.get(name, ""), span=stream.span(start))
    stream.fail("P13", f"the environment {name} is not known", token)


def read_behind_brace(stream: TokenStream, start: int) -> TexNode | None:
    """\\left\\{ \\begin{array} … \\end{array} \\right. is cases; the brace was read.  None if it is a set."""
    begin = stream.at
    end = stream.partner[begin]
    name = environment_name(stream.tokens[begin])
    behind = stream.tokens[end + 1] if end + 1 < stream.end else None
    if name in CASES or name not in MATRICES and name not in ALIGNED:
        return None
    if behind is not None and behind.text == r"\}":
        return None
    stream.at = end + 1
    if behind is not None and behind.text == r"\right.":
        stream.at += 1
    rows = _rows(stream, begin + 1, end)
    return TexCases(tuple(_branch(stream, row) for row in rows), span=stream.span(start))


def _rows(stream: TokenStream, start: int, end: int) -> _Cells:
    """The ranges of tokens of the cells, row by row; empty rows left out."""
    rows: _Cells = [[]]
    first = k = start
    level = 0
    while k < end:
        token = stream.tokens[k]
        if k in stream.partner:
            k = stream.partner[k]
        elif token.kind == "row" or token.kind == "sign" and token.text == "&":
            rows[-1].append((first, k))
            first = k + 1
            if token.kind == "row":
                rows.append([])
        elif token.text in OPENING or token.text in CLOSING:
            level += 1
        k += 1
    rows[-1].append((first, end))
    return [row for row in rows if any(a < b for a, b in row)]


def _cells(stream: TokenStream, rows: _Cells) -> tuple[tuple[TexNode, ...], ...]:
    cells = (tuple(_cell(stream, *cell) for cell in row) for row in rows)
    return tuple(row for row in cells if not all(isinstance(cell, TexEmpty) for cell in row))


def _cell(stream: TokenStream, start: int, end: int) -> TexNode:
    while end > start and stream.tokens[end - 1].text in (",", ";", ".") and stream.tokens[end - 1].kind == "sign":
        end -= 1
    while end > start and stream.tokens[end - 1].kind == "space":
        end -= 1
    while end > start and stream.tokens[start].kind == "space":
        start += 1
    tokens = stream.tokens[start:end]
    if tokens and all(token.kind == "dots" for token in tokens):
        return TexDots(span=(tokens[0].span[0], tokens[-1].span[1]))
    if tokens and all(token.kind == "word" for token in tokens):
        span = (tokens[0].span[0], tokens[-1].span[1])
        return TexWords(" ".join(token.text for token in tokens), span=span)
    if not tokens:
        place = stream.tokens[start].span[0] if start < len(stream.tokens) else 0
        return TexEmpty(span=(place, place))
    return stream.part(start, end).whole()


def _branch(stream: TokenStream, row: list[tuple[int, int]]) -> TexBranch:
    """A value and its condition, in two cells or behind a comma or a word in one."""
    row = row[next(k for k, (a, b) in enumerate(row) if a < b) :]
    first = stream.part(*row[0])
    start = row[0][0]
    value = first.chain() if not first.done else _cell(stream, *row[0])
    rest = [(first.at, row[0][1]), *row[1:]]
    tokens = [k for a, b in rest for k in range(a, b) if not _skipped(stream.tokens[k])]
    span = (stream.tokens[start].span[0], stream.tokens[max(row[-1][1] - 1, start)].span[1])
    if not tokens:
        return TexBranch(value, None, span=span)
    return TexBranch(value, _condition(stream, tokens), span=span)


def _skipped(token: Token) -> bool:
    return token.kind == "space" or token.kind == "sign" and token.text in (",", ";", ".", ":", "&")


def _condition(stream: TokenStream, places: list[int]) -> TexNode | None:
    """The relations of a condition; None if it says otherwise; its words if they say more than `if` and `and`."""
    tokens = [stream.tokens[k] for k in places]
    words = " ".join(token.text for token in tokens if token.kind == "word" and is_prose(token.text))
    span = (tokens[0].span[0], tokens[-1].span[1])
    if OTHERWISE.search(words):
        return None
    text = " ".join(token.text.lstrip("\\") for token in tokens if token.text not in "{}&")
    if ALTERNATIVE.search(words) or any(token.text == r"\lor" for token in tokens) or not _plain(words):
        return TexWords(text, span=span)
    relations: list[TexNode] = []
    inner = stream.part(places[0], places[-1] + 1)
    try:
        while not inner.done:
            token = inner.peek()
            if _skipped(token) or token.kind == "word" and is_prose(token.text) or token.text in (r"\land", r"\forall"):
                inner.at += 1
                continue
            relations.append(inner.chain())
    except NotUnderstood:
        return TexWords(text, span=span)
    if not relations or not all(isinstance(each, TexChain) for each in relations):
        return TexWords(text, span=span)
    if any(isinstance(node, TexWords) for each in relations for node in walk(each)):
        return TexWords(text, span=span)
    return relations[0] if len(relations) == 1 else TexList(tuple(relations), "", span=span)


_PLAIN = word_set("if for when where and 若 当 如果 且 时 和 并且 then 则 对于 with")


def _plain(words: str) -> bool:
    """Whether words only introduce a condition."""
    return all(word.strip(",.:;，。") in _PLAIN for word in words.split())
