"""How names are written: the glyph of a quantity, and the notes' habits with indices.

A glyph is a name, not a formula.  It is a letter with whatever stands below and above it, so that an index can be put
beside what is there already: σ² of sample n is written \\sigma_{n}^{2}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

SCRIPT = re.compile(r"\s*([_^])\s*(\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}|\\[a-zA-Z]+|[^\\{}\s])\s*\Z")
NUMBERED = re.compile(r"(.*?[A-Za-z])_?(\d+)\Z")


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
        return self.base + script("_", ",".join(self.below)) + script("^", ",".join(self.above))

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


def script(sign: str, content: str) -> str:
    """_x or ^{xy}; nothing for nothing."""
    if not content:
        return ""
    return f"{sign}{content}" if len(content) == 1 else f"{sign}{{{content}}}"


@lru_cache(maxsize=1024)
def parse(glyph: str) -> Glyph:
    """The glyph taken apart: \\sigma_{BN}^2 is \\sigma with BN below and 2 above."""
    scripts: dict[str, list[str]] = {"_": [], "^": []}
    while (found := SCRIPT.search(glyph)) is not None and found.start() > 0:
        sign, content = found.groups()
        scripts[sign].insert(0, content[1:-1] if content.startswith("{") else content)
        glyph = glyph[: found.start()]
    return Glyph(glyph.replace("_", " "), tuple(scripts["_"]), tuple(scripts["^"]))


@lru_cache(maxsize=1024)
def glyph_of(name: str) -> Glyph:
    """The glyph of a plain name: gamma, xhat, y_hat, x1."""
    from sympy.printing.latex import modifier_dict, translate

    if (numbered := NUMBERED.match(name)) is not None:
        return glyph_of(numbered[1]).with_below(numbered[2])
    letter, _, ending = name.partition("_")
    if ending and ending not in modifier_dict:
        return glyph_of(letter).with_below(str(glyph_of(ending)))
    found = translate(letter + ending)
    return Glyph(rf"\text{{{found}}}" if re.fullmatch(r"[A-Za-z]{2,}", found) else found)
