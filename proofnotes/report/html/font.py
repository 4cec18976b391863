"""The mathematics font, STIX Two Math (SIL Open Font License): the glyphs that a page uses, to be embedded in it.

Its MATH table says how large fractions, roots and brackets are built; the subset keeps the table and, for each glyph,
the larger and stretched forms.
"""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Set
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE, FONT = "ziamath", "fonts/STIXTwoMath-Regular.ttf"
"""The package that ships the font.  It is looked up and never imported: nothing else of it is needed."""

LETTERS = range(0x1D400, 0x1D800)
RADICAL = "√"
"""It stands in no text: the browser draws it for <msqrt>."""

ROOT_WIDTH = 860
"""For every size of the root, in thousandths of an em.  Chromium leaves beside each root the room that the widest one
needs; in the font as it is, the tallest are half again as wide as the smallest, and a gap would stand behind that."""

FEATURES = ["ssty", "dtls", "flac"]
"""Forms for scripts, for letters under accents, and flat accents over capitals."""

LEGAL_NAMES = [0, 13, 14]
"""Copyright and license stay in the font."""


@lru_cache(maxsize=4)
def embedded(characters: Set[str]) -> str:
    """A data: address of the font with these characters and their italics, as WOFF2.  The same for the same set."""
    font = TTFont(_path(), recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=LEGAL_NAMES, notdef_outline=True)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[*map(ord, {*characters, RADICAL}), *_italics(characters)])
    cut.subset(font)
    _narrow_roots(font)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written, reorderTables=False)
    return f"data:font/woff2;base64,{b64encode(written.getvalue()).decode()}"


def _narrow_roots(font: TTFont) -> None:
    variants = font["MATH"].table.MathVariants
    root = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord(RADICAL)])]
    forms = {each.VariantGlyph for each in root.MathGlyphVariantRecord}
    for name in forms | {each.glyph for each in root.GlyphAssembly.PartRecords}:
        width, _ = font["hmtx"][name]
        if width > ROOT_WIDTH:
            glyph = font["glyf"][name]
            glyph.coordinates.scale((ROOT_WIDTH / width, 1))
            glyph.coordinates.toInt()
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (ROOT_WIDTH, glyph.xMin)


def _path() -> Path:
    package = find_spec(PACKAGE)
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / FONT


def _italics(characters: Set[str]) -> list[int]:
    """A variable of one letter is shown in mathematical italic, which is a character of its own."""
    planck = [0x210E] if "h" in characters else []
    return planck + [each for each in LETTERS if _upright(chr(each)) in characters]


def _upright(char: str) -> str:
    """The letter that a mathematical italic one is a form of: one step only, as ϵ and ε are different letters."""
    form, _, letter = unicodedata.decomposition(char).partition(" ")
    italic = unicodedata.name(char, "").startswith("MATHEMATICAL ITALIC ")
    return chr(int(letter, 16)) if italic and form == "<font>" else ""
