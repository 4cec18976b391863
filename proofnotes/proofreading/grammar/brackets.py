"""Brackets and bars: groups, lists, sets, conditions, absolute values, norms."""

from __future__ import annotations

from typing import NoReturn

from ..codes import NotUnderstood
from .commands import BARS, CLOSING, OPENING
from .environments import read_behind_brace
from .nodes import (
    TexBars,
    TexConditional,
    TexEmpty,
    TexEvaluated,
    TexGroup,
    TexList,
    TexNode,
    TexNorm,
    TexRows,
    TexWords,
)
from .stream import DEEPEST, TokenStream

_PARTNER = {opening: closing for closing, opening in CLOSING.items()}
_HALF_OPEN = {"(": ("]",), "[": (")",)}
_GIVEN = ("|", r"\mid", r"\|", ":", r"\parallel", r"\lvert", r"\rvert", r"\lVert", r"\rVert")


def read_bracket(stream: TokenStream, start: int) -> TexNode:
    """What stands between a bracket, already read, and its partner."""
    token = stream.tokens[start]
    opening = OPENING[token.text]
    if token.text == r"\{" and stream.peek().kind == "environment" and stream.peek().text.startswith(r"\begin"):
        found = read_behind_brace(stream, start)
        if found is not None:
            return found
    bars, stream.bars = stream.bars, []
    bracketed, stream.bracketed = stream.bracketed, True
    labels, stream.labels = stream.labels, False
    stream.depth += 1
    if stream.depth > DEEPEST:
        stream.fail("P20", f"nested more than {DEEPEST} deep", token)
    node = _bracket(stream, start, opening)
    stream.depth -= 1
    stream.bars, stream.labels, stream.bracketed = bars, labels, bracketed
    return node


def _bracket(stream: TokenStream, start: int, opening: str) -> TexNode:
    if _closes(stream, opening) is not None:
        return TexList((), opening, span=stream.span(start))
    items = _items(stream, opening)
    if stream.sees(*_GIVEN):
        bar = BARS.get(stream.next().text, ":" if stream.tokens[stream.at - 1].text == ":" else "‖")
        if bar in "|‖" and stream.takes("|", r"\|"):
            bar = "‖"
        given = _items(stream, opening)
        if _closes(stream, opening) is None:
            _unclosed(stream, start)
        return TexConditional(tuple(items), tuple(given), bar, opening, span=stream.span(start))
    closing = _closes(stream, opening)
    if closing is None:
        _unclosed(stream, start)
    if len(items) > 1:
        return TexList(tuple(items), opening, closing, span=stream.span(start))
    if closing:
        stream.fail("P03", f"{opening} is closed by {closing}", stream.tokens[stream.at - 1])
    item = items[0]
    if isinstance(item, TexRows) and not item.opening and opening in "([":
        return TexRows(item.rows, opening, span=stream.span(start))
    return TexGroup(item, opening, span=stream.span(start))


def _items(stream: TokenStream, opening: str) -> list[TexNode]:
    items = [stream.item()]
    while True:
        separated = False
        while stream.takes(",", ";", "&", r"\land") or stream.peek().kind in ("space", "row"):
            separated = True
            if stream.peek().kind in ("space", "row"):
                stream.at += 1
        if not separated and stream.peek().kind != "word" and not isinstance(items[-1], TexWords):
            return items
        if stream.done or stream.peek().text in CLOSING or stream.sees(*_GIVEN):
            return items
        items.append(stream.item())


def _closes(stream: TokenStream, opening: str) -> str | None:
    """Takes the bracket that closes: "" if it is the partner, "]" or ")" of a half-open interval, None if none."""
    token = stream.peek()
    if token.kind not in ("sign", "command"):
        return None
    if CLOSING.get(token.text) == opening:
        stream.at += 1
        return ""
    if token.text in _HALF_OPEN.get(opening, ()):
        stream.at += 1
        return token.text
    if token.text == r"\right.":
        stream.at += 1
        return ""
    return None


def _unclosed(stream: TokenStream, start: int) -> NoReturn:
    opening = stream.tokens[start]
    if stream.done:
        stream.fail("P03", f"{opening.text} without {_PARTNER[OPENING[opening.text]]}", opening)
    stream.fail("P03", f"{stream.peek().text} where {_PARTNER[OPENING[opening.text]]} was expected")


def read_bars(stream: TokenStream, start: int) -> TexNode:
    """|x|, ‖x‖, or what stands between \\left. and \\right|, its first token already read."""
    token = stream.tokens[start]
    if token.text == r"\left.":
        return _between_invisible(stream, start)
    if token.text == "|" and _double(stream, start):
        stream.at += 1
        return _barred(stream, start, "||")
    return _barred(stream, start, token.text)


def _double(stream: TokenStream, start: int) -> bool:
    """Whether || opens a norm: the next bar is a double one, too.  ||x| - |y|| begins with two single ones."""
    if not _adjacent(stream, start):
        return False
    for k in range(start + 2, stream.end):
        if stream.tokens[k].text == "|" and stream.tokens[k].kind == "sign":
            return _adjacent(stream, k)
    return False


def _adjacent(stream: TokenStream, k: int) -> bool:
    if k + 1 >= stream.end:
        return False
    first, second = stream.tokens[k], stream.tokens[k + 1]
    return second.text == "|" and second.kind == "sign" and first.span[1] == second.span[0]


_CLOSING_BARS = {r"\lvert": (r"\rvert", "|"), r"\lVert": (r"\rVert", r"\|"), "|": ("|", r"\rvert")}


def _barred(stream: TokenStream, start: int, bar: str) -> TexNode:
    opening = stream.tokens[start]
    stream.bars.append(bar)
    stream.depth += 1
    if stream.depth > DEEPEST:
        stream.fail("P20", f"nested more than {DEEPEST} deep", opening)
    inner = stream.item()
    if isinstance(inner, TexEmpty):
        stream.fail("P03", f"nothing between {opening.text} and its partner", opening)
    stream.depth -= 1
    stream.bars.pop()
    if bar == "||":
        if not (stream.takes("|") and stream.takes("|")):
            stream.fail("P03", "|| without ||", opening)
    elif not stream.takes(*_CLOSING_BARS.get(bar, (bar,))):
        stream.fail("P03", f"{opening.text} without its partner", opening)
    if isinstance(inner, TexRows) and not inner.opening:
        return TexRows(inner.rows, "‖" if _is_norm(bar) else "|", span=stream.span(start))
    return (TexNorm if _is_norm(bar) else TexBars)(inner, span=stream.span(start))


def _is_norm(bar: str) -> bool:
    return bar == "||" or BARS.get(bar) == "‖"


def _between_invisible(stream: TokenStream, start: int) -> TexNode:
    """\\left. … \\right|_{x=0}; with another bracket behind, the half of a pair that says nothing."""
    bars, stream.bars = stream.bars, ["\\left."]
    inner = stream.chain()
    stream.bars = bars
    if not stream.takes(r"\rvert", "|", r"\rVert", ")", "]", r"\}", r"\right."):
        stream.fail("P03", r"\left. without its \right")
    if stream.tokens[stream.at - 1].text not in (r"\rvert", "|") or not stream.sees("_", "^"):
        return inner
    sub: TexNode | None = None
    sup: TexNode | None = None
    while stream.sees("_", "^"):
        side = stream.next().text
        first, last = stream.argument()
        part = stream.part(first, last)
        part.labels = True
        if side == "_":
            sub = part.whole()
        else:
            sup = part.whole()
    if sub is None:
        raise NotUnderstood("P17", "a bar with an upper limit only", stream.span(start))
    return TexEvaluated(inner, sub, sup, span=stream.span(start))
