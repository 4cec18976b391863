"""How names are written: the glyph of a quantity, and the notes' habits with indices.

A glyph is a name, not a formula.  It is a letter with whatever stands below and above it, so that an index can be put
beside what is there already: σ² of sample n is written \\sigma_{n}^{2}.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..expr.tex import atoms

PRIME = r"\prime"


@dataclass(frozen=True)
class Notation:
    """How the notes write names in one place.  Names are those of tensors, scalars and quantities; indices by name.

    hidden: free indices that are not written.  renamed: indices written with another letter.  raised: indices written
    above, in brackets.  glyphs: the glyph of a name.  labels: what stands below a name to tell it from others.
    arguments: names written as functions of these inputs.
    conditional: functions whose last argument stands after a bar.  entrywise: functions of vectors that are written as
    functions of one entry.  bold: whole vectors are set in bold.
    """

    hidden: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    raised: tuple[str, ...] = ()
    glyphs: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conditional: tuple[str, ...] = ()
    entrywise: tuple[str, ...] = ()
    bold: bool = False


PLAIN = Notation()
"""Every name as it is."""


@dataclass(frozen=True)
class Glyph:
    """A letter with what stands below and above it."""

    base: str
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    def __str__(self) -> str:
        below = script("_", ",".join(self.below))
        if set(self.above) == {PRIME}:
            return self.base + below + "'" * len(self.above)
        return self.base + below + script("^", _above(self.above))

    @property
    def tight(self) -> bool:
        """Whether an exponent can stand on it: there is none yet, and it is a single letter, word or group."""
        return not self.above and [sign for sign, _ in atoms(self.base)] == [""]

    def with_below(self, *more: str) -> Glyph:
        """The glyph with more below it."""
        return replace(self, below=self.below + tuple(each for each in more if each))

    def with_above(self, *more: str) -> Glyph:
        """The glyph with more above it."""
        return replace(self, above=self.above + tuple(each for each in more if each))

    def in_bold(self) -> Glyph:
        """The glyph as that of a whole vector."""
        style = r"\mathbf" if re.fullmatch(r"[A-Za-z]", self.base) else r"\boldsymbol"
        return replace(self, base=f"{style}{{{self.base}}}")


def _above(above: Iterable[str]) -> str:
    """Marks with commas between them; primes need none."""
    written = ""
    for each in above:
        comma = "," if written and each != PRIME and not written.endswith(PRIME) else ""
        written += (comma or " " * (written[-1:].isalpha() and each[:1].isalpha())) + each
    return written


def script(sign: str, content: str) -> str:
    """_x or ^{xy}; nothing for nothing."""
    if not content:
        return ""
    return f"{sign}{content}" if len(content) == 1 else f"{sign}{{{content}}}"


@lru_cache(maxsize=1024)
def parse(glyph: str) -> Glyph:
    """The glyph taken apart: \\sigma_{BN}^2 is \\sigma with BN below and 2 above."""
    letters = list(atoms(glyph))
    scripts: dict[str, list[str]] = {"_": [], "^": []}
    while len(letters) > 1 and letters[-1][0]:
        sign, content = letters.pop()
        if sign == "'":
            scripts["^"].insert(0, PRIME)
        else:
            scripts[sign].insert(0, content[1:-1] if content.startswith("{") else content)
    base = TEXT.sub(lambda words: words[0].replace("_", " "), _side_by_side(letters))
    if any(sign for sign, _ in letters) and (scripts["_"] or scripts["^"]):
        base = f"{{{base}}}"
    return Glyph(base, tuple(scripts["_"]), tuple(scripts["^"]))


def _side_by_side(letters: Iterable[tuple[str, str]]) -> str:
    written = ""
    for sign, content in letters:
        apart = " " if not sign and re.search(r"\\[A-Za-z]+\Z", written) and content[:1].isalpha() else ""
        written += apart + (content if sign == "'" else sign + content)
    return written


TEXT = re.compile(r"\\text\{[^{}]*\}")
