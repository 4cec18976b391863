"""The glyph of a name that has no latex= of its own: gamma is γ, xhat has its hat, a word stands upright."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from ..expr.spelling import GREEK, is_letter, spell
from .glyphs import PRIME, Glyph, parse

NUMBERED = re.compile(r"(.*?[^\d_.])_?(\d+)\Z")
USUAL = re.compile(r"(?!hbar)(?P<letter>[A-Za-z])(?P<accent>hat|bar|tilde|dot)?(?P<number>\d+)?")
"""Names for which SymPy, which knows every accent, need not be loaded."""

ACCENTS = {
    "\u0300": r"\grave", "\u0301": r"\acute", "\u0302": r"\hat", "\u0303": r"\tilde", "\u0304": r"\bar",
    "\u0306": r"\breve", "\u0307": r"\dot", "\u0308": r"\ddot", "\u030a": r"\mathring", "\u030c": r"\check",
    "\u0305": r"\bar", "\u20d7": r"\vec",
}  # fmt: skip
"""The marks that LaTeX puts on a single letter."""


@lru_cache(maxsize=4096)
def glyph_of(name: str) -> Glyph:
    """The glyph of a plain name: gamma, xhat, y_hat, x1, x^*, W^{(1)}; of one made up from it (i~3), the same."""
    spelled = spell(name.partition("~")[0])
    found = _of_word(spelled.word)
    for each in spelled.below:
        found = found.with_below(content(each))
    for each in spelled.above:
        found = found.with_above(*[PRIME] * len(each)) if set(each) == {"'"} else found.with_above(content(each))
    return found


def _of_word(word: str) -> Glyph:
    """A word, in which what follows an underscore, and digits at the end, stand below."""
    if (usual := USUAL.fullmatch(word)) is not None:
        single = Glyph(usual["letter"]) if not usual["accent"] else parse(rf"\{usual['accent']}{{{usual['letter']}}}")
        return single.with_below(usual["number"]) if usual["number"] else single
    from sympy.printing.latex import modifier_dict

    if (numbered := NUMBERED.match(word)) is not None:
        return _of_word(numbered[1]).with_below(numbered[2])
    letter, _, ending = word.partition("_")
    ending = ending.strip("_")
    if ending and not (ending in modifier_dict and _accented(letter + ending)):
        return _of_word(letter).with_below(content(ending))
    return _of_letters(letter + ending)


def _of_letters(word: str) -> Glyph:
    """One letter or one word, without scripts."""
    from sympy.printing.latex import translate

    if re.fullmatch("[A-Za-z]", word):
        return Glyph(word)
    if _accented(word):
        return parse(translate(word))
    if len(word) == 1 and word in GREEK:
        return Glyph(_command(word))
    apart = normalize("NFD", word)
    letter, marks = apart[0], apart[1:]
    if marks and all(each in ACCENTS for each in marks) and (letter in GREEK or re.fullmatch("[A-Za-z]", letter)):
        base = str(_of_letters(letter))
        for each in marks:
            base = rf"{ACCENTS[each]}{{{base}}}"
        return Glyph(base)
    return Glyph(_upright(word))


def _accented(word: str) -> bool:
    """Whether it is the name of a Greek letter, or of one letter with an accent behind it: chihat, but not crowbar."""
    from sympy.printing.latex import modifier_dict, other_symbols, translate

    if translate(word) != word and not any(word.lower().endswith(each) for each in modifier_dict if each != word):
        return True
    for each in sorted(modifier_dict, key=len, reverse=True):
        if word.lower().endswith(each) and len(word) > len(each):
            core = word[: -len(each)]
            return bool(re.fullmatch("[A-Za-z]", core)) or _accented(core)
    return word in other_symbols


def _upright(word: str) -> str:
    """A word in the letters of text; Greek letters, which text does not have, as those of a formula."""
    greek = "".join(GREEK)
    pieces = re.findall(f"[{greek}]|[^{greek}]+", normalize("NFC", word))
    if len(pieces) == 1:
        return rf"\text{{{word}}}"
    return f"{{{' '.join(_command(each) if each in GREEK else str(_of_letters(each)) for each in pieces)}}}"


def _command(letter: str) -> str:
    """μ is \\mu; a capital that is the Latin one has no command of its own."""
    from sympy.printing.latex import translate

    return str(translate(GREEK[letter]))


def content(written: str) -> str:
    """What stands in a script: a name, or digits and signs with names between them, (t+1)."""
    written = written.strip("_")
    if written and is_letter(written[0]):
        try:
            return str(glyph_of(written))
        except ValueError:
            pass
    found = ""
    for each in re.findall(r"\d+|[^\W\d_]+[^\W_]*|.", written, re.S):
        piece = str(glyph_of(each)) if is_letter(each[0]) else PRIME if each == "'" else each
        found += (" " if re.search(r"\\[A-Za-z]+\Z", found) and piece[:1].isalpha() else "") + piece
    return found
