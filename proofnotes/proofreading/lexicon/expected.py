"""Which function of the catalogue a definition should be: by its name, its label, the headings above it, its sentence.

What names there are stands in the derivation files.  A word (softmax) says enough by itself.  A letter says nothing
without a label that is a heading of the definition (L_BCE), a heading of the document, or the sentence around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...expr.nodes import Quantity
from ...printing.lettering import glyph_of
from ...statements.catalogue import Catalogue
from ...statements.statement import Definition
from ..meaning.model import NoteDefinition, Symbol
from .functions import is_letter, is_word, plain_word
from .naming import words_before, words_behind

GLYPH = re.compile(
    r"(?:\\(?P<accent>hat|bar|tilde)\{)?(?:\\text\{(?P<word>\w+)\}|\\?(?P<letter>[A-Za-z]+))\}?(?P<square>\^2)?"
)
"""How quantities of the catalogue are written: \\mu, \\sigma^2, \\hat{x}, \\text{RMS}."""

BY_WORD = 3.0
"""The strength of a word, above that of any letter."""


@dataclass(frozen=True)
class ExpectedFunction:
    """A function, or a quantity of one, that a definition should be.

    name is what the reader is told.  alone: nothing else is meant, so that a difference is worth a word.
    """

    name: str
    definition: Definition
    quantity: Quantity
    alone: bool

    @property
    def whole(self) -> bool:
        """Whether it is the function itself, and not something that is defined on the way to it."""
        return self.quantity is self.definition.quantity


@dataclass(frozen=True)
class _Glyph:
    """A symbol of notes or of the catalogue, without fonts: L is \\mathcal{L}, x is \\mathbf{x}."""

    base: str
    accents: tuple[str, ...] = ()
    squared: bool = False


def expected(definition: NoteDefinition, catalogue: Catalogue) -> tuple[ExpectedFunction, ...]:
    """What the definition should be, the likeliest first; nothing where its name says nothing.

    All of them have equal claims.  `alone`: it can be nothing but one of them, which a heading that names two does not
    say; a word does, also where the catalogue has two of it.
    """
    claims: list[tuple[float, Definition, Quantity]] = []
    said = _said(definition, catalogue)
    for each in catalogue.definitions:
        for quantity, names in _quantities(each):
            strength = _strength(definition, each, names, said)
            if strength:
                claims.append((strength, each, quantity))
    best = max((strength for strength, *_ in claims), default=0.0)
    found = [(each, quantity) for strength, each, quantity in claims if strength == best]
    alone = len(found) == 1 or best >= BY_WORD
    return tuple(ExpectedFunction(_name(each, quantity), each, quantity, alone) for each, quantity in found)


def _name(definition: Definition, quantity: Quantity) -> str:
    return definition.name if quantity is definition.quantity else f"{quantity.name} of {definition.name}"


@lru_cache(maxsize=256)
def _quantities(definition: Definition) -> tuple[tuple[Quantity, tuple[str | _Glyph, ...]], ...]:
    """What notes may define of a function: itself by its names, the quantities on the way by how they are written."""
    own = tuple(_glyph(name) or name if is_letter(name) else name for name in definition.names)
    others = (*definition.where, *definition.beside)
    return (
        (definition.quantity, own),
        *((each, (glyph,)) for each in others if (glyph := _written(each)) is not None),
    )


def _written(quantity: Quantity) -> str | _Glyph | None:
    """A quantity's own sign: a word, or a letter."""
    latex = quantity.latex or str(glyph_of(quantity.name))
    found = GLYPH.fullmatch(latex)
    return found["word"] if found and found["word"] else _glyph(latex)


def _glyph(latex: str) -> _Glyph | None:
    found = GLYPH.fullmatch(latex)
    if not found or not found["letter"]:
        return None
    return _Glyph(found["letter"], (found["accent"],) if found["accent"] else (), bool(found["square"]))


def _strength(definition: NoteDefinition, row: Definition, names: tuple[str | _Glyph, ...], said: _Said) -> float:
    """How strongly a name says that the definition should be this one; 0 if it does not."""
    symbol = definition.symbol
    glyph = _Glyph(symbol.base, symbol.accents, definition.squared)
    for name in names:
        if isinstance(name, str):
            if _is_named(symbol, name):
                return BY_WORD + said.of(row, symbol.label)
        elif name == glyph:
            return said.of(row, symbol.label)
    return 0.0


def _is_named(symbol: Symbol, name: str) -> bool:
    return is_word(symbol) and not (symbol.label or symbol.accents) and plain_word(symbol.base) == plain_word(name)


@dataclass(frozen=True)
class _Said:
    """Which definitions the headings above a formula name, the innermost first, and which its sentence does."""

    titles: tuple[frozenset[str], ...]
    sentence: frozenset[str]

    def of(self, row: Definition, label: str) -> float:
        """From the label (2), the headings (1 and more), and the sentence (less)."""
        if label:
            return 2.0 * any(plain_word(label) == plain_word(each) for each in row.headings)
        for depth, named in enumerate(self.titles):
            if row.id in named:
                return 1 + 1 / (1 + depth)
        return 0.5 * (row.id in self.sentence)


def _said(definition: NoteDefinition, catalogue: Catalogue) -> _Said:
    formula = definition.statement.formula if definition.statement else None
    words = (words_before(formula), words_behind(formula)) if formula else ()
    titles = tuple(_named_in(title, catalogue.definitions) for title in reversed(definition.section.titles))
    return _Said(titles, _named_in(" ".join(words), catalogue.definitions))


@lru_cache(maxsize=4096)
def _named_in(text: str, definitions: tuple[Definition, ...]) -> frozenset[str]:
    """The ids of the definitions that a text names; a phrase inside a longer one names nothing."""
    spans = [
        (found.span(), each.id)
        for each in definitions
        for phrase in each.headings
        for found in _occurrences(phrase, text)
    ]
    return frozenset(id for span, id in spans if not any(_inside(span, other) for other, _ in spans))


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1] and span != other


def _occurrences(phrase: str, text: str) -> Iterator[re.Match[str]]:
    """An abbreviation (BN) as it is, as a word; other phrases in any case, with hyphens and spaces alike."""
    if phrase.isupper() and phrase.isascii():
        return re.finditer(rf"(?<![A-Za-z]){phrase}(?![A-Za-z])", text)
    words = r"[\s-]*".join(map(re.escape, re.split(r"[\s-]+", phrase)))
    return re.finditer(rf"(?<![A-Za-z]){words}", text, re.IGNORECASE)
