"""From the text of a formula to its tokens: canonical spelling, no spacing, words in one piece."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping

from ..codes import NotUnderstood, Span
from ..sources.model import Macro
from .characters import is_ideograph
from .commands import (
    ALIASES,
    DOTS,
    DROPPED,
    SPACES,
    SPELLED,
    SPELLED_ALONE,
    SPELLED_COMMANDS,
    SWITCHES,
    TRANSPARENT,
    TWO_ARGUMENTS,
    WIDE_SPACES,
    WITH_COLUMNS,
    WORDS,
    word_set,
)
from .macros import Expanded, closing_brace, expand
from .nodes import Token

_LENGTH = r"\s*-?(?:\d+\.?\d*|\.\d+)\s*(?:pt|em|ex|mm|cm|in|px|mu|sp|bp|pc)"
_TOKEN = re.compile(
    r"""
    (?P<escaped>\\\\\{(?=(?:[^{}\\]|\\[^\\])*\\\\\})|(?<=[^\\])\\\\\})
  | (?P<condition>(?<=&)\s*if(?![A-Za-z]))
  | (?P<blank>[\s~]+|%[^\n]*)
  | (?P<word>(?<![A-Za-z\\])(?:(?:otherwise|elsewhere|else|where|when)(?![A-Za-z])|s\.t\.|w\.r\.t\.|i\.i\.d\.))
  | (?P<spelled>(?<![A-Za-z\\_^])(?<!_\{)(?:(?:"""
    + "|".join(sorted(SPELLED, key=len, reverse=True))
    + r""")(?=\s*(?:\\left|\\[bB]igg?l?)?\s*[(\[]|_(?:[{\\0-9]|[A-Za-z](?![A-Za-z])))
    |(?:"""
    + "|".join(sorted(SPELLED_ALONE, key=len, reverse=True))
    + r""")(?![A-Za-z_])))
  | (?P<environment>\\(?:begin|end)\s*\{\s*[A-Za-z]+\*?\s*\})
  | (?P<row>\\\n|\\\\\*?(?:\s*\["""
    + _LENGTH
    + r"""\s*\])?)
  | (?P<command>\\(?:(?:operatorname|tag|hspace|vspace)\*|[A-Za-z]+|.))
  | (?P<dots>\.\.+)
  | (?P<number>\d+(?:(?:\{,\}|\\,)\d{3}(?!\d))*(?:\.\d+)?(?:[eE][-+]\d+)?|\.\d+)
  | (?P<letter>[A-Za-z])
  | (?P<sign>:=|=:|<=|>=|==|->|=>|.)
    """,
    re.X | re.S,
)
_LONG_SIGNS = {"<=": r"\le", ">=": r"\ge", "==": "=", "->": r"\to", "=>": r"\Rightarrow", ":=": ":=", "=:": "=:"}
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3}){1,4}(?![\d,])")
_SEPARATOR = re.compile(r"\{,\}|\\,")
_TAG_NUMBER = re.compile(r"\s*\d+(?:\.\d+)*")
_EQUATION_NUMBER = re.compile(
    r"(?:\s|~|\\[,;:! ]|\\q?quad(?![A-Za-z])){0,12}\((?:\d+(?:[.-]\d+)*[a-z]?|\*+)\)\s*(?=\\\\(?!\{)|\\end|$)"
)
"""(3.2) behind spaces at the end of a row: no factor."""
_BRACKET = re.compile(r"\s*\[[^\]]*\]")
_LENGTH_BEHIND = re.compile(_LENGTH)
_DELIMITER = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)", re.S)
_LEFT = {"|": r"\lvert", r"\|": r"\lVert", ".": r"\left.", "<": r"\langle", ">": r"\rangle"}
_RIGHT = {"|": r"\rvert", r"\|": r"\rVert", ".": r"\right.", "<": r"\langle", ">": r"\rangle"}
_MIDDLE = {"|": r"\mid", r"\|": r"\|", ".": r"\right."}
_SIZED = {r"\left": _LEFT, r"\right": _RIGHT, r"\middle": _MIDDLE}
_SIZED |= {"\\" + size + "l": _LEFT for size in ("big", "Big", "bigg", "Bigg")}
_SIZED |= {"\\" + size + "r": _RIGHT for size in ("big", "Big", "bigg", "Bigg")}
_SIZED |= {"\\" + size + "m": _MIDDLE for size in ("big", "Big", "bigg", "Bigg")}
_TEXT = word_set(r"\text \mbox \hbox \textbf \textrm \textit \textnormal \textsf \texttt \emph \textsc \textup")
_INNER_MATH = re.compile(r"\$([^$]*)\$|\\\((.*?)\\\)", re.S)
_NEGATED = {"=": r"\ne", r"\in": r"\notin", r"\ni": r"\notin", r"\equiv": r"\ne", r"\exists": r"\nexists"}
_UPRIGHT = re.compile(r"\\rm\b\s*")


def tokenize(body: str, macros: Mapping[str, Macro] = {}) -> tuple[Token, ...]:
    """The tokens of a formula, macros written out.  Raises NotUnderstood (P01, P02, P04, P18, P19)."""
    expanded = expand(body, macros)
    scanner = _Scanner(expanded)
    return _switched(_negated(tuple(scanner.tokens(0, len(expanded.text)))))


_Tokens = Generator[Token, None, int]
"""Tokens one by one, and at last where they end."""


class _Scanner:
    """One text while it is cut."""

    def __init__(self, expanded: Expanded) -> None:
        self.expanded = expanded
        self.text = expanded.text

    def token(self, kind: str, text: str, start: int, end: int) -> Token:
        return Token(kind, text, self.expanded.span(start, end))

    def fail(self, code: str, message: str, start: int, end: int) -> NotUnderstood:
        return NotUnderstood(code, message, self.expanded.span(start, end))

    def tokens(self, at: int, stop: int, *, upright: bool = False) -> Iterator[Token]:
        """The tokens between two offsets; upright: letters side by side are one word."""
        digits = 0  # how many arguments of one digit may follow: x^12 is x^1 2
        inside = 0
        while at < stop:
            if digits and self.text[at].isdigit():
                yield self.token("number", self.text[at], at, at + 1)
                digits, at = digits - 1, at + 1
                continue
            found = _TOKEN.match(self.text, at, stop)
            if found is None:
                return
            kind, text, end = found.lastgroup or "sign", found.group(), found.end()
            if kind == "blank":
                at = end
                continue
            if kind == "escaped":  # \\\\{ of Markdown that escapes twice
                kind, text = ("command", text[1:]) if self.opens_set(text, at) else ("row", text[:2])
                end -= kind == "row"
            if kind == "command":
                text = ALIASES.get(text, text)
                digits = 2 if text.endswith("frac") else 1 if text == r"\sqrt" else 0
                end = yield from self.command(text, at, end, stop)
            elif kind == "condition":
                yield self.token("word", "if", end - 2, end)
            elif kind == "spelled":
                digits = 0
                command = "\\" + text in SPELLED_COMMANDS
                yield self.token("command" if command else "word", "\\" + text if command else text.strip(), at, end)
            elif kind == "environment":
                digits = 0
                name = re.sub(r"\s", "", text)
                yield self.token("environment", name, at, end)
                if name.startswith(r"\begin") and name[7:-1].rstrip("*") in WITH_COLUMNS:
                    end = self.skip_argument(end)
            elif kind == "number":
                digits = 0
                thousands = _THOUSANDS.match(self.text, at, stop) if not inside else None
                if thousands:
                    text, end = thousands.group().replace(",", ""), thousands.end()
                yield self.token("number", _SEPARATOR.sub("", text), at, end)
            elif kind == "letter" and upright:
                digits = 0
                word = re.compile(r"[A-Za-z][A-Za-z0-9]*").match(self.text, at, stop)
                end = word.end() if word else end
                yield self.token("word", self.text[at:end], at, end)
            elif kind == "sign":
                digits = 1 if text in ("^", "_") else 0
                inside += (text in ("(", "[", "{")) - (text in (")", "]", "}"))
                end = yield from self.sign(text, at, end, stop)
            else:
                digits = 0
                yield self.token(kind, "…" if kind == "dots" else text, at, end)
            at = end

    def opens_set(self, text: str, at: int) -> bool:
        """Whether \\\\{ or \\\\} is a bracket that was escaped twice: it comes with its partner."""
        return text == r"\\{" or r"\\{" in self.text[:at]

    def sign(self, text: str, at: int, end: int, stop: int) -> _Tokens:
        if is_ideograph(text):
            while end < stop and is_ideograph(self.text[end]):
                end += 1
            yield self.token("word", self.text[at:end], at, end)
            return end
        long = _LONG_SIGNS.get(text)
        yield self.token("command" if long and long[0] == "\\" else "sign", long or text, at, end)
        return end

    def command(self, text: str, at: int, end: int, stop: int) -> _Tokens:
        if text in _SIZED:
            return (yield from self.delimiter(text, at, end, stop))
        if text in SPACES or text in WIDE_SPACES:
            number = _EQUATION_NUMBER.match(self.text, end, stop)
            if number is not None:
                yield self.token("space", r"\quad", at, number.end())
                return number.end()
        if text in WIDE_SPACES:
            length = _LENGTH_BEHIND.match(self.text, end, stop)
            behind = length.end() if length else self.skip_argument(end) if text.startswith(r"\hspace") else end
            yield self.token("space", r"\quad", at, behind)
            return behind
        if text in SPACES:
            return end
        if text == r"\rm":
            return (yield from self.upright_group(at, end, stop))
        if text in WORDS:
            return (yield from self.word(text, at, end, stop))
        if text in DROPPED:
            number = _TAG_NUMBER.match(self.text, end, stop) if text.startswith(r"\tag") else None
            return number.end() if number else self.skip_argument(end)
        if text in TRANSPARENT:
            return self.skip_argument(end) if text in TWO_ARGUMENTS else end
        if text in DOTS:
            yield self.token("dots", "…", at, end)
        elif text == r"\\":
            yield self.token("row", text, at, end)
        elif text == r"\_" and self.text[end : end + 1] == "{":
            yield self.token("sign", "_", at, end)
        else:
            yield self.token("command" if text[0] == "\\" else "sign", text, at, end)
        return end

    def delimiter(self, text: str, at: int, end: int, stop: int) -> _Tokens:
        """What \\left and its like stand before."""
        found = _DELIMITER.match(self.text, end, stop)
        if found is None:
            return end
        sign = ALIASES.get(found.group(1), found.group(1))
        meant = _SIZED[text].get(sign)
        if meant is None:
            return end
        yield self.token("command", meant, at, found.end())
        return found.end()

    def skip_argument(self, at: int) -> int:
        """Behind [..] and {..}, if they follow."""
        bracket = _BRACKET.match(self.text, at)
        brace = re.compile(r"\s*\{").match(self.text, bracket.end() if bracket else at)
        if brace is None:
            return at
        end = closing_brace(self.text, brace.end() - 1)
        if end is None:
            raise self.fail("P02", "a { without its }", brace.end() - 1, brace.end())
        return end + 1

    def upright_group(self, at: int, end: int, stop: int) -> _Tokens:
        """{\\rm softmax}: letters up to the end of the group are one word; of anything else nothing changes."""
        found = re.compile(r"\s*(?:\{([A-Za-z][A-Za-z ]*)\}|([A-Za-z][A-Za-z ]*)(?=[}_^(\[]|\s*$))").match(
            self.text, end, stop
        )
        if found is None:
            return end
        word = (found.group(1) or found.group(2)).strip()
        yield self.token("word", word, at, found.end())
        return found.end()

    def word(self, text: str, at: int, end: int, stop: int) -> _Tokens:
        found = re.compile(r"\s*(\{|\\[A-Za-z]+|\S)").match(self.text, end, stop)
        if found is None:
            raise self.fail("P01", f"{text} without an argument", at, end)
        opening = found.start(1)
        if self.text[opening] != "{":
            if self.text[opening].isalnum():
                yield self.token("word", self.text[opening], at, found.end())
                return found.end()
            return opening
        close = closing_brace(self.text, opening)
        if close is None or close >= stop:
            raise self.fail("P02", "a { without its }", opening, opening + 1)
        inner = self.text[opening + 1 : close]
        if text in _TEXT:
            yield from self.prose(at, opening + 1, close)
        elif _is_word(inner):
            yield self.token("word", _cleaned(inner), at, close + 1)
        else:
            yield self.token("sign", "{", opening, opening + 1)
            yield from self.tokens(opening + 1, close, upright=True)
            yield self.token("sign", "}", close, close + 1)
        return close + 1

    def prose(self, command: int, at: int, stop: int) -> Iterator[Token]:
        """Words with formulas among them: \\text{if $x > 0$}.  The first and the last reach over command and brace."""
        first = command
        for found in _INNER_MATH.finditer(self.text, at, stop):
            yield from self.plain(at, found.start(), (first, found.start()))
            group = 1 if found.group(1) is not None else 2
            yield from self.tokens(found.start(group), found.end(group))
            first = at = found.end()
        yield from self.plain(at, stop, (first, stop + 1))

    def plain(self, at: int, stop: int, place: Span) -> Iterator[Token]:
        text = _cleaned(self.text[at:stop])
        if text:
            yield self.token("word", text, *place)


def _is_word(text: str) -> bool:
    """Whether an argument of \\mathrm is one word, not a formula."""
    plain = _without_spacing(text).strip()
    return re.fullmatch(r"[^\W\d_][\w .-]*[*+]?", plain) is not None and re.search(r"(?<!\\)_", text) is None


def _without_spacing(text: str) -> str:
    return re.sub(r"\\[,;:! ]|~", " ", text).replace(r"\_", "_")


def _cleaned(text: str) -> str:
    """Words without the commands, braces and spacing between them."""
    text = re.sub(r"\\[A-Za-z]+\*?|[{}$]", "", _without_spacing(text)).replace("\\", "")
    return re.sub(r"\s+", " ", text).strip()


def _negated(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """\\not and the sign behind it as one."""
    if not any(token.text == r"\not" for token in tokens):
        return tokens
    out: list[Token] = []
    for token in tokens:
        if out and out[-1].text == r"\not" and out[-1].kind == "command":
            start = out.pop().span[0]
            meant = _NEGATED.get(token.text)
            if meant is None:
                raise NotUnderstood("P12", f"\\not before {token.text}", (start, token.span[1]))
            out.append(Token("command", meant, (start, token.span[1])))
        else:
            out.append(token)
    return tuple(out)


def _switched(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """{\\bf x} as {\\mathbf{x}}: a switch holds up to the end of its group."""
    if not any(token.text in SWITCHES for token in tokens):
        return tokens
    out: list[Token] = []
    open_groups: list[int] = [0]  # for each open brace, how many switches are to be closed with it
    for token in tokens:
        if token.kind == "command" and token.text in SWITCHES:
            out += [Token("command", SWITCHES[token.text], token.span), Token("sign", "{", (token.span[1],) * 2)]
            open_groups[-1] += 1
            continue
        if token.kind == "sign" and token.text == "{":
            open_groups.append(0)
        ends = token.kind in ("row", "environment") or token.text == "&"
        if ends or (token.kind == "sign" and token.text == "}"):
            count = open_groups[-1] if ends or len(open_groups) == 1 else open_groups.pop()
            if ends:
                open_groups[-1] = 0
            out += [Token("sign", "}", (token.span[0],) * 2)] * count
        out.append(token)
    last = tokens[-1].span[1]
    return (*out, *[Token("sign", "}", (last, last))] * open_groups[0])
