"""Functions that notes may use without a definition: those that the catalogue gives a word for a name.

The catalogue's own definitions are what they mean: no formula stands here.  A new derivation file with names is known
without any change.  A letter (σ, Φ) is such a function only where the words of the section say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from ...expr.application import apply
from ...expr.elementary import Defined, Elementary
from ...expr.functions import ROWS
from ...expr.indices import Index, Place, Size, fresh
from ...expr.nodes import Applied, Expr, Lambda, Scalar, Tensor
from ...statements.catalogue import Catalogue, load_catalogue
from ...statements.statement import Definition
from ..codes import NotUnderstood, Span
from ..meaning.model import ArrayValue, Symbol
from ..sources.model import Section
from .cues import Cue
from .words import in_section

LETTERS: Mapping[str, Cue] = {"sigma": Cue.SIGMOID, "Phi": Cue.STANDARD_NORMAL}
"""Letters that notes use for a function of the catalogue without defining it, and the words that must say so."""

UNLESS: Mapping[str, Cue] = {"sigma": Cue.GENERIC_ACTIVATION}
"""Words by which such a letter is something else."""

ELEMENTARY = ("erf", "sinh", "cosh", "sign", "softplus", "expm1", "log1p")
"""Functions of the language that notes name by a word, as the catalogue's."""


LIKELY: Mapping[str, Cue] = {"sigma": Cue.LOGISTIC, "Phi": Cue.STANDARD_NORMAL}
"""The words that make it likely, wherever in the document they stand."""


class MergedSizes(Protocol):
    """What applying a function asks of the sizes of a reading."""

    def unify(self, one: int, other: int, why: str, span: Span = ...) -> None: ...

    def size(self, axis: int) -> Size: ...


@dataclass(frozen=True)
class KnownFunction:
    """A function with a meaning before a document is read.

    id is what the reader is told.  ranks are the axes that it takes of each argument, result those that it gives: a
    function of numbers takes and gives none, and works entry by entry; softmax takes and gives one, the last.
    """

    id: str
    ranks: tuple[int, ...]
    result: int
    call: Callable[[tuple[Expr | Lambda, ...]], Callable[[tuple[Place, ...]], Expr]]

    @property
    def entrywise(self) -> bool:
        return self.result == 0 and not any(self.ranks)

    def of(self, arguments: tuple[ArrayValue, ...], sizes: MergedSizes, span: Span = (0, 0)) -> ArrayValue:
        """Applied along the last axes of the arguments, for each place of the others.

        Raises NotUnderstood: F03 for another number of arguments, T15 for a number where it takes a vector, T10 for
        arguments that do not fit each other.
        """
        if len(arguments) != len(self.ranks):
            expected = "one argument" if len(self.ranks) == 1 else f"{len(self.ranks)} arguments"
            raise NotUnderstood("F03", f"{self.id} takes {expected}, not {len(arguments)}", span)
        outer = self._outer(arguments, sizes, span)
        along = next((each.axes[each.rank - 1 :] for each, rank in zip(arguments, self.ranks, strict=True) if rank), ())
        axes = (*outer, *along[: self.result])
        row = any(each.row for each in arguments if each.rank == 1) and len(axes) == 1

        def entry(*places: Place) -> Expr:
            before = places[: len(outer)]
            given = tuple(
                _argument(value, rank, before, sizes) for value, rank in zip(arguments, self.ranks, strict=True)
            )
            return self.call(given)(places[len(outer) :])

        return ArrayValue(axes, entry, row)

    def _outer(self, arguments: tuple[ArrayValue, ...], sizes: MergedSizes, span: Span) -> tuple[int, ...]:
        """The axes over which it is applied again and again, the same of every argument that has any."""
        outer: tuple[int, ...] = ()
        last: int | None = None
        for value, rank in zip(arguments, self.ranks, strict=True):
            if value.rank < rank:
                raise NotUnderstood("T15", f"{self.id} of a number, where it takes a vector", span)
            own = value.axes[: value.rank - rank]
            if outer and own and len(outer) != len(own):
                raise NotUnderstood("T10", f"{self.id}: the arguments have different shapes", span)
            for one, other in zip(outer, own, strict=False):
                sizes.unify(one, other, self.id, span)
            outer = outer or own
            if rank and last is not None:
                sizes.unify(last, value.axes[-1], self.id, span)
            last = value.axes[-1] if rank else last
        return outer


def _argument(value: ArrayValue, rank: int, before: tuple[Place, ...], sizes: MergedSizes) -> Expr | Lambda:
    """The argument at the outer places: a number, or a function of the last index."""
    own = before if value.rank > rank else ()
    if not rank:
        return value.entry(*own)
    k = fresh(Index("k", sizes.size(value.axes[-1])))
    return Lambda((k,), value.entry(*own, k))


def known_function(symbol: Symbol, section: Section | None) -> KnownFunction | None:
    """The function that a name means where the document does not define it.

    section: where the words may say what a letter is; None where nothing is read from prose.
    """
    if symbol.label or symbol.accents or symbol.family:
        return None
    if symbol.font == "" and section is not None and symbol.base in LETTERS:
        unless = UNLESS.get(symbol.base)
        if in_section(LETTERS[symbol.base], section) and not (unless and in_section(unless, section)):
            return _functions().letters.get(symbol.base)
    return _functions().words.get(plain_word(symbol.base)) if is_word(symbol) else None


@dataclass(frozen=True)
class LikelyFunction:
    """A function that a letter likely means, by the words of another section."""

    function: KnownFunction
    words: str


def likely_functions(sections: Iterable[Section]) -> Mapping[str, LikelyFunction]:
    """By letter, what it likely means where it is applied and nothing says what it is; no letter that is a function of
    its own somewhere."""
    document = tuple(sections)
    found: dict[str, LikelyFunction] = {}
    for letter, cue in LIKELY.items():
        function, unless = _functions().letters.get(letter), UNLESS.get(letter)
        words = next(filter(None, (in_section(cue, section) for section in document)), None)
        if function and words and not (unless and any(in_section(unless, section) for section in document)):
            found[letter] = LikelyFunction(function, words)
    return found


def catalogued(id: str) -> KnownFunction | None:
    """The function of the catalogue with this id, `softmax` or `softmax.definition`."""
    return _functions().by_id.get(id) or _functions().by_id.get(f"{id}.definition")


def is_word(symbol: Symbol) -> bool:
    """Whether a name is a word, such as softmax, and no letter: \\sigma has the base sigma too, but is italic."""
    return symbol.font == "roman" and len(symbol.base) > 1


def plain_word(word: str) -> str:
    """A word as it is compared: LeakyReLU, Leaky-ReLU and leaky_relu are one."""
    return re.sub(r"[\W_]", "", word).lower()


def is_letter(name: str) -> bool:
    """Whether a name of the catalogue is a letter: L, \\sigma."""
    return len(name) == 1 or name.startswith("\\")


@cache
def derivations() -> Catalogue:
    """The catalogue of the definitions; nothing is measured here."""
    return load_catalogue(packages=("derivations",))


@dataclass(frozen=True)
class _Functions:
    """What words, letters and ids mean."""

    words: Mapping[str, KnownFunction]
    letters: Mapping[str, KnownFunction]
    by_id: Mapping[str, KnownFunction]


@cache
def _functions() -> _Functions:
    return functions_of(derivations())


def functions_of(catalogue: Catalogue) -> _Functions:
    """The functions of a catalogue that can be applied to what stands between parentheses.

    Where two have one name (GELU and its approximation), it means the first of the catalogue.
    """
    rows = {row.name: row for row in ROWS}
    words = {name: _elementary(name, rows[name]) for name in ELEMENTARY}
    letters: dict[str, KnownFunction] = {}
    by_id = dict(words)
    for definition in reversed(catalogue.definitions):
        if (found := _of_definition(definition)) is not None:
            by_id[found.id] = found
            words |= {plain_word(name): found for name in definition.names if not is_letter(name)}
            letters |= {name.removeprefix("\\"): found for name in definition.names if is_letter(name)}
    return _Functions(words, letters, by_id)


def _elementary(name: str, row: Elementary | Defined[Any]) -> KnownFunction:
    return KnownFunction(name, (0,), 0, lambda given: lambda _: row(*given))  # type: ignore[arg-type]


def _of_definition(definition: Definition) -> KnownFunction | None:
    """A function of numbers, or of vectors over one dimension; no other can be read from its arguments alone."""
    axes = {each.over for each in definition.inputs if isinstance(each, Tensor)}
    over = tuple(index.over for index in definition.indices)
    if definition.parameters or len(axes) > 1 or any(len(each) != 1 for each in axes) or over not in ((), *axes):
        return None
    ranks = tuple(0 if isinstance(each, Scalar) else 1 for each in definition.inputs)

    def call(given: tuple[Expr | Lambda, ...]) -> Callable[[tuple[Place, ...]], Expr]:
        found = apply(definition.quantity, given)
        return (lambda places: found[places]) if isinstance(found, Applied) else lambda _: found

    return KnownFunction(definition.id, ranks, len(over), call)
