"""How a name may be spelled: what can be printed right everywhere, and nothing else.

A name is a stem of letters and digits with scripts behind it: x_max below, x^* and W^{(1)} above, primes x'.  What no
formula could show (a % begins a comment in LaTeX, an emoji is in no mathematical font, x-y reads as a difference) is
refused where the name is given; what is printed for such a thing goes into latex=.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, decomposition, lookup, name, normalize

from .errors import NotationError

STAND_IN = re.compile(r"(?<=.)~+\Z")
MADE_UP = frozenset("~@#")
"""Marks in the names that this library makes up."""

LONGEST = 100
"""Characters in a name; what is longer is no name but a text."""

LETTERS = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lamda mu nu xi omicron pi rho sigma tau upsilon phi chi "
    "psi omega"
)
GREEK = {lookup(f"GREEK SMALL LETTER {each}"): each for each in LETTERS.split()}
GREEK |= {lookup(f"GREEK CAPITAL LETTER {each}"): each.capitalize() for each in LETTERS.split()}
GREEK |= dict(zip("εφϵϕϑϖϱϰςµℓℏ", (
    "varepsilon", "varphi", "epsilon", "phi", "vartheta", "varpi", "varrho", "varkappa", "varsigma", "mu", "ell",
    "hbar",
), strict=True))  # fmt: skip
"""Letters that have a command in LaTeX, by the name of the command."""

SCRIPTS = frozenset({
    "LATIN", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "ARMENIAN", "GEORGIAN", "THAI",
    "LAO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
    "SINHALA", "IDEOGRAPHIC", "COMBINING",
})  # fmt: skip
"""Writing systems that converters set as words of a formula."""

SIGNS = frozenset("*+-()[],.:;=<>/!|")
"""What may stand in a script above, besides names: x^*, x^{(t+1)}."""

DIGITS = frozenset("0123456789")
PRIMES = {"'": 1, "′": 1, "″": 2, "‴": 3}
WITHOUT_LATEX = frozenset({"index", "Definition"})
"""What has a name but takes no latex=."""

HELP = "write a letter or a word, then _max below, ^* or ' above"
COMMAND = re.compile(rf"\\(?:{'|'.join([*GREEK.values(), 'lambda', 'Lambda'])})(?![A-Za-z])")
WORD = re.compile(r"[^\^'′″‴{}\\⁰-ₜ²³¹]+?(?=_\{|[\^'′″‴{}\\⁰-ₜ²³¹]|\Z)")
RAISED = re.compile(r"[²³¹⁰-⁾]+|[₀-ₜ]+")
INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
SCRIPT = re.compile(rf"([_^])(?:\{{({INSIDE})\}}|([^_^'′″‴{{}}\\]*))")
"""A sign and what it puts below or above: what is in braces, or everything up to the next sign."""


@dataclass(frozen=True)
class Spelling:
    """A word with what is written below and above it; a prime above is a ' of its own."""

    word: str
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def plain(given: str, kind: str = "") -> str:
    """The name, which is an author's.  NotationError, quoting it, for one that could not be printed."""
    if not isinstance(given, str):
        raise NotationError(f"{kind or 'name'}({shortened(given)}): expected a name in quotes, such as 'x'")
    _check(given, kind)
    return given


def checked(given: str, kind: str) -> None:
    """The name is an author's, or one that was made up for a stand-in of it: x~, and x~~ for a stand-in of that."""
    plain(STAND_IN.sub("", given) if isinstance(given, str) else given, kind)


@lru_cache(maxsize=1 << 12)
def _check(given: str, kind: str) -> None:
    try:
        spell(given)
    except NotationError as error:
        call = f"{kind}({shortened(given)})" if kind else shortened(given)
        more = "" if kind in WITHOUT_LATEX else "; what else is to be printed is given as latex="
        raise NotationError(f"{call}: {error}; {HELP}{more}") from None


def shortened(value: object, most: int = 80) -> str:
    """The value as Python writes it, but not longer than a line; what is of the vocabulary, as its author does."""
    if isinstance(value, (tuple, list)):
        inside = ", ".join(map(shortened, value)) + "," * (isinstance(value, tuple) and len(value) == 1)
        written = f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    elif hasattr(value, "instead"):
        written = str(getattr(value, "name", value))
    else:
        written = repr(value).replace("\n", " ")
    return written if len(written) <= most else f"{written[: most // 2]}…{written[-most // 4 :]}"


@lru_cache(maxsize=1 << 12)
def spell(given: str) -> Spelling:
    """The name taken apart.  NotationError, which does not repeat it, for what is none."""
    if not given:
        raise NotationError("a name is not empty")
    if len(given) > LONGEST:
        raise NotationError(f"a name has at most {LONGEST} characters, this one has {len(given)}")
    if MADE_UP & set(given):
        raise NotationError(f"a name has none of {' '.join(sorted(MADE_UP))} in it")
    command = COMMAND.match(given)
    word = WORD.match(given, 1 if command else 0)
    end = word.end() if word else 0
    _check_word(given[1 if command else 0 : end])
    scripts: dict[str, list[str]] = {"_": [], "^": []}
    while end < len(given):
        sign, content, end = _script(given, end)
        _check_content(content, sign)
        scripts[sign].append(content)
    return Spelling(word[0] if word else "", tuple(scripts["_"]), tuple(scripts["^"]))


def _script(given: str, start: int) -> tuple[str, str, int]:
    """The sign of the script that starts here, its content, and where it ends."""
    if given[start] in PRIMES:
        return "^", "'" * PRIMES[given[start]], start + 1
    if (raised := RAISED.match(given, start)) is not None:
        return _level(given[start]), normalize("NFKC", raised[0]), raised.end()
    script = SCRIPT.match(given, start)
    if script is None:
        found = given[start]
        where = "in a name" if found in "\\{}" else "behind a script"
        raise NotationError(f"{_called(found)} cannot stand {where}")
    return script[1], script[2] or script[3] or "", script.end()


def _level(character: str) -> str:
    """Whether the character is written below or above the line, as ₁ and ² are."""
    return {"<sub>": "_", "<super>": "^"}.get(decomposition(character).partition(" ")[0], "")


def _check_word(word: str) -> None:
    if not word or not is_letter(word[0]) or category(word[0])[0] == "M":
        shown = f", and {_called(word[0])} is none that every formula can show" if word else ""
        raise NotationError(f"a name starts with a letter{shown}")
    for place, found in enumerate(word):
        inside = 0 < place < len(word) - 1 and word[place - 1] not in " ."
        if not (is_letter(found) or found in DIGITS or found == "_" or (found in " ." and inside)):
            raise NotationError(f"{_called(found)} cannot stand there")


def _check_content(content: str, sign: str) -> None:
    if sign == "^" and not content.strip("_"):
        raise NotationError("nothing follows ^")
    try:
        spell(content)
    except NotationError:
        for found in content:
            if not (is_letter(found) or found in DIGITS or found in SIGNS or found in " '_"):
                raise NotationError(f"{_called(found)} cannot stand {'below' if sign == '_' else 'above'}") from None


@lru_cache(maxsize=1 << 12)
def is_letter(character: str) -> bool:
    """Whether it is a letter that a formula can show, or a mark on one."""
    if character in GREEK:
        return True
    script = name(character, "").partition(" ")[0]
    return category(character)[0] in "LM" and script in SCRIPTS and not decomposition(character).startswith("<")


def _called(character: str) -> str:
    """The character, or its name where it cannot be seen."""
    if category(character)[0] not in "ZCM":
        return character
    return "a space" if character == " " else name(character, f"the control character {ord(character):#04x}").lower()
