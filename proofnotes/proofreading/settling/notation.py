"""What the prover says, in the notation of the notes: ŷ_1 for hat_y[1], Σ_k y_k for total(y[k], k)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import count
from typing import Any
from unicodedata import normalize

from ...expr.spelling import GREEK
from ...printing.sentences import assignments
from ..meaning.model import Symbol

ACCENTS = {
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304",
    "overline": "\u0304", "dot": "\u0307", "ddot": "\u0308", "vec": "\u20d7", "check": "\u030c", "breve": "\u0306",
    "acute": "\u0301", "grave": "\u0300", "underline": "\u0332", "mathring": "\u030a",
}  # fmt: skip
"""The marks that combine with the letter before them."""

LETTERS = {command: letter for letter, command in GREEK.items()} | {"lambda": "λ", "Lambda": "Λ"}
FONTS = {"bold": r"\mathbf", "roman": r"\mathrm", "calligraphic": r"\mathcal", "blackboard": r"\mathbb"}
DIGITS, LARGEST = 6, 1000
"""Digits of a decimal; and the largest denominator of what is written as a fraction."""

PLAIN_NAME, RAISED_NAME = r"[^\W\d]\w*", r"[^\W\d]\w*\^\{[^{}]*\}"
NAME = re.compile(rf"(?:\((?P<raised>{RAISED_NAME})\)|(?P<name>{RAISED_NAME}|{PLAIN_NAME}))\[(?P<places>[^\[\]]*)\]")
"""A name with its places: y[k], and (W^{(1)})[i, j] as the language prints what has scripts."""
MACHINERY = "jet_"
"""How names begin that stand for the values and slopes of a function of which nothing is known."""

MADE_UP = re.compile(r"\b(\w+)~r?\d+\b")
LARGEST_EXPONENT = 300
"""Of ten, in a number that is worked out for people."""

BALL = re.compile(r"\[?(-?\d+\.\d+)(e[+-]?\d+)?( \+/- [^\]]*\])?")
SUM = re.compile(r"total\((?P<body>(?:[^()]|\([^()]*\))*), (?P<index>\w+)\)")


class NotesNames:
    """How the notes write the names of the trees of a reading."""

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self.symbols = {symbol.identifier: symbol for symbol in symbols}
        texts = Counter(symbol_text(symbol) for symbol in self.symbols.values())
        self.ambiguous = {text for text, count in texts.items() if count > 1}

    def text(self, name: str) -> str:
        """The name in plain text; bold, where another symbol would look the same."""
        symbol = self.symbols.get(name)
        if symbol is None:
            return name
        text = symbol_text(symbol)
        return f"bold {text}" if text in self.ambiguous and symbol.font == "bold" else text

    def entry(self, name: str, places: str) -> str:
        """ŷ_1, W_12, x^(1)_2."""
        listed = places.split(", ")
        symbol = self.symbols.get(name)
        raised = f"^({listed.pop(0)})" if symbol is not None and symbol.family and listed else ""
        text = self.text(name)
        joined = ("" if all(len(place) == 1 for place in listed) else ",").join(listed)
        below = f"{',' if '_' in text else '_'}{joined}" if joined else ""
        return f"{text}{below}{raised}"

    def latex(self, name: str, places: str) -> str:
        """The same for a formula; an entry of a bold vector is not bold."""
        listed = places.split(", ")
        symbol = self.symbols.get(name)
        if symbol is None:
            return f"{name}_{{{places}}}"
        raised = f"^{{({listed.pop(0)})}}" if symbol.family and listed else ""
        below = " ".join(listed) if not symbol.label else f"\\text{{{symbol.label}}},{' '.join(listed)}"
        italic = replace(symbol, font="") if symbol.font == "bold" else symbol
        return f"{symbol_latex(italic)}_{{{below}}}{raised}"

    def told(self, text: str) -> str:
        """What the prover says of these names, for people."""
        text = NAME.sub(lambda match: self.entry(_name(match), match["places"]), with_letters(text))
        for name in sorted(self.symbols, key=len, reverse=True):
            plain = self.text(name)
            if plain != name:
                text = re.sub(rf"(?<![\w^]){re.escape(name)}(?![\w^{{])", lambda _, plain=plain: plain, text)  # type: ignore[misc]
        return _with_sums(text)


def with_letters(text: str) -> str:
    """The text with letters for the indices that were made up: k~r7 is k, and k1 where k is another one."""
    taken = set(re.findall(r"\b\w+\b(?!~)", text))
    letters: dict[str, str] = {}
    for match in MADE_UP.finditer(text):
        if match.group() not in letters:
            options = (match[1] + (str(number) if number else "") for number in count())
            letters[match.group()] = next(option for option in options if option not in taken)
            taken.add(letters[match.group()])
    return MADE_UP.sub(lambda match: letters[match.group()], text)


def _name(match: re.Match[str]) -> str:
    return match["raised"] or match["name"]


def _with_sums(text: str) -> str:
    """Σ_k … for total(…, k)."""
    while True:
        after = SUM.sub(lambda match: f"Σ_{match['index']} {match['body']}", text)
        if after == text:
            return text.replace("**", "^").replace(" != ", " ≠ ").replace(" >= ", " ≥ ").replace(" <= ", " ≤ ")
        text = after


def normalization(text: str, names: NotesNames) -> str:
    """A missing normalization as LaTeX: \\sum_{k} y_{k} = 1."""
    while (match := SUM.search(text)) is not None:
        text = text.replace(match.group(), f"\\sum_{{{match['index']}}} {match['body']}")
    text = NAME.sub(lambda match: names.latex(_name(match), match["places"]), text)
    return re.sub(r"\*\*(\w+)", r"^{\1}", text)


def symbol_text(symbol: Symbol) -> str:
    """The symbol as people write it in plain text: ŷ, σ, x_new."""
    base = LETTERS.get(symbol.base, symbol.base)
    marks = "".join(ACCENTS.get(accent, "") for accent in symbol.accents)
    label, primes = symbol.label.rstrip("'"), symbol.label[len(symbol.label.rstrip("'")) :]
    script = "^" if label.startswith("(") else "_"
    return normalize("NFC", base + marks) + (f"{script}{label}" if label else "") + primes


def symbol_latex(symbol: Symbol) -> str:
    """The symbol without its label, for a formula."""
    written = f"\\{symbol.base}" if symbol.base in LETTERS else symbol.base
    if symbol.font in FONTS:
        written = f"{FONTS[symbol.font]}{{{written}}}"
    for accent in symbol.accents:
        written = f"\\{accent}{{{written}}}"
    return written


def shown(
    point: Mapping[str, Mapping[str, Any]], sides: tuple[str, str], names: NotesNames
) -> tuple[dict[str, str], tuple[str, str]]:
    """What each name stands for, and both sides, for people."""
    plain = {**point, "indices": {name.partition("~")[0]: value for name, value in point["indices"].items()}}
    left, right = map(_short, sides)
    told = {_assigned(name, names): value for name, value in assignments(plain) if not name.startswith(MACHINERY)}
    return told, (left, right)


def _assigned(name: str, names: NotesNames) -> str:
    """ŷ_1 for hat_y[1]."""
    match = NAME.fullmatch(name)
    return names.text(name) if match is None else names.entry(_name(match), match["places"])


def _short(value: str) -> str:
    """A ball without its radius, with a few digits."""
    match = BALL.match(value)
    if match is None:
        return "0" if value.startswith("[+/-") else value
    if match[2] and abs(int(match[2][1:])) > LARGEST_EXPONENT:
        return f"{float(match[1]):.{DIGITS}g}{match[2]}"
    exact = Fraction(match[1] + (match[2] or ""))
    if match[3] is None and exact.denominator <= LARGEST:
        return str(exact)
    number = float(exact)
    return f"{number:.{DIGITS}g}"
