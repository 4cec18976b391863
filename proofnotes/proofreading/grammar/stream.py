"""A cursor over tokens, and what the parts of the grammar ask of each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NoReturn, Self

from ..codes import NotUnderstood, Span
from .nodes import TexNode, Token

DEEPEST = 40
"""How deep brackets, braces and environments may nest."""


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """For every { and \\begin the number of its } or \\end.  Raises NotUnderstood (P02)."""
    found: dict[int, int] = {}
    open_ones: list[int] = []
    for k, token in enumerate(tokens):
        if token.kind == "sign" and token.text == "{" or token.kind == "environment" and token.text[1] == "b":
            open_ones.append(k)
        elif token.kind == "sign" and token.text == "}" or token.kind == "environment":
            if not open_ones:
                raise NotUnderstood("P02", f"{token.text} without its beginning", token.span)
            start = tokens[open_ones[-1]]
            if token.text != ("}" if start.text == "{" else start.text.replace("begin", "end", 1)):
                raise NotUnderstood("P02", f"{start.text} is closed by {token.text}", token.span)
            found[open_ones.pop()] = k
    if open_ones:
        raise NotUnderstood("P02", f"{tokens[open_ones[-1]].text} without its end", tokens[open_ones[-1]].span)
    return found


class TokenStream(ABC):
    """Tokens from `at` up to `end`; a part of a formula is read by a stream of its own over the same tokens."""

    def __init__(self, tokens: Sequence[Token], partner: dict[int, int], at: int, end: int, depth: int = 0) -> None:
        self.tokens, self.partner, self.at, self.end, self.depth = tokens, partner, at, end, depth
        self.bars: list[str] = []  # the bars that are open in this bracket
        self.bracketed = False  # whether a bar may stand for "given"
        self.labels = False  # whether words are names whatever they say: in a script
        if depth > DEEPEST:
            raise NotUnderstood("P20", f"nested more than {DEEPEST} deep", self.peek().span)

    def part(self, start: int, end: int) -> Self:
        """A stream over some of the tokens."""
        inner = type(self)(self.tokens, self.partner, start, end, self.depth + 1)
        inner.labels = self.labels
        return inner

    def peek(self, ahead: int = 0) -> Token:
        k = self.at + ahead
        if k < self.end:
            return self.tokens[k]
        last = self.tokens[self.end - 1].span[1] if self.end else 0
        return Token("end", "", (last, last))

    def next(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def sees(self, *texts: str) -> bool:
        """Whether the next token is one of these signs or commands."""
        token = self.peek()
        return token.text in texts and token.kind in ("sign", "command")

    def takes(self, *texts: str) -> bool:
        if self.sees(*texts):
            self.at += 1
            return True
        return False

    @property
    def done(self) -> bool:
        return self.at >= self.end

    def fail(self, code: str, message: str, token: Token | None = None) -> NoReturn:
        raise NotUnderstood(code, message, (token or self.peek()).span)

    def unexpected(self) -> NoReturn:
        token = self.peek()
        if token.kind == "end":
            self.fail("P04", "something is missing at the end")
        self.fail("P05", f"{token.text} is not expected here")

    def span(self, start: int) -> Span:
        """The place of the tokens from start up to the cursor."""
        used = self.tokens[start : self.at]
        if not used:
            place = self.peek().span[0]
            return place, place
        return min(token.span[0] for token in used), max(token.span[1] for token in used)

    def braced(self) -> tuple[int, int] | None:
        """The range of tokens within the {...} that comes next; the cursor goes behind it."""
        if not self.sees("{"):
            return None
        close = self.partner[self.at]
        inner = (self.at + 1, close)
        self.at = close + 1
        return inner

    @abstractmethod
    def argument(self) -> tuple[int, int]:
        """The range of the tokens of {...}, or of one token with its own arguments."""

    @abstractmethod
    def whole(self) -> TexNode:
        """One value or chain, up to the end."""

    @abstractmethod
    def chain(self) -> TexNode:
        """A value, or values with relation signs between them."""

    @abstractmethod
    def expression(self) -> TexNode:
        """A sum."""

    @abstractmethod
    def item(self) -> TexNode:
        """What may stand between two commas."""
