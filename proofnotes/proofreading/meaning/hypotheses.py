"""What the text says of a symbol, beside it: memberships, one-hot, symmetric, small and positive; j ≠ y_i.

A hypothesis is only what stands beside the symbol in question: a bare name, a declaration or a list in a formula, and
the words around that formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ..grammar.nodes import TexChain, TexFraction, TexList, TexName, TexNode, TexNumeral, TexScripted, TexSum, TexTerm
from ..lexicon.cues import Cue
from ..lexicon.words import Quote
from ..sources.model import Formula
from .declarations import axes_of_list
from .model import Hypothesis, NoteStatement, Symbol
from .names import letter_of

WORDS: tuple[tuple[Cue, str], ...] = (
    (Cue.DISTRIBUTION, "sums to one"),
    (Cue.SYMMETRIC, "symmetric"),
    (Cue.POSITIVE_DEFINITE, "positive definite"),
    (Cue.ORTHONORMAL, "orthonormal"),
    (Cue.INVERTIBLE, "invertible"),
    (Cue.SMALL_POSITIVE, "positive"),
    (Cue.POSITIVE, "positive"),
)
"""What words beside a symbol say of it."""

SMALL_LETTERS = frozenset({"epsilon", "delta"})
"""Letters that by convention are positive where the words call them small; a small h may be negative."""

BOUNDS = frozenset("<>≤≥≠")
"""Relations to numbers that say where a symbol lies."""

SIGNS = {"≻": "positive definite"}
"""A relation with zero that is a kind of its own."""


def hypotheses_of(
    statement: NoteStatement,
    symbol: Callable[[TexNode], Symbol | None],
    hears: Callable[[Cue, Formula], Quote | None],
    is_index: Callable[[str], bool] = lambda letter: letter in "ijk",
    family: Callable[[TexNode], Symbol | None] = lambda node: None,
) -> Iterator[Hypothesis]:
    """What a statement, and the words beside its formula, say.

    symbol gives that of a node without indices; family that of an entry with several of them: of one-hot labels y_{nc}
    the last runs over the classes.
    """
    node = statement.node
    if isinstance(node, TexChain):
        yield from _written(statement, node, symbol)
        yield from _same(statement, node, is_index)
    subject = subject_of(node)
    about = symbol(subject) if subject is not None else None
    several = about is None
    if about is None and subject is not None:
        about = family(subject)
    if about is None:
        return
    if _MEASURE.search(statement.formula.before):
        return
    beside = words_beside(statement.formula)
    for cue, kind in WORDS:
        if cue is Cue.SMALL_POSITIVE and about.base not in SMALL_LETTERS:
            continue
        if (quote := hears(cue, beside)) is not None:
            exact = _exact(kind, quote.words)
            if several and exact != "one-hot":  # a distribution p_{ij} may be one of pairs
                continue
            yield Hypothesis(exact, about, None, statement.section, quote.line, quote.words, statement)


def words_beside(formula: Formula) -> Formula:
    """The formula with no more words after it than speak of it: up to the next comma or formula."""
    rest = _LENGTH.sub("", _RELATIVE.sub("", _TOGETHER.sub("", formula.rest)))
    return replace(formula, rest=_NEXT.split(rest, maxsplit=1)[0])


def _exact(kind: str, words: str) -> str:
    """What exactly a distribution is called."""
    if kind != "sums to one":
        return kind
    if re.search(r"one|独热", words, re.I) and not re.search(r"\bto one", words):
        return "one-hot"
    return "distribution" if re.search("分布|概率|distribution|probability", words) else kind


_RELATIVE = re.compile(r"^\s*[,，]\s*(?:which|that)\b")
_TOGETHER = re.compile(
    r"^(?:\s*(?:,\s*and|,|and|、|，|和|与|及)\s*(?:\$[^$]*\$|\\{1,2}\(.*?\\{1,2}\)))+(?=\s*(?:be|are|都?是|为|均|表示|denote)\b|\s*[都是为均])"
)
"""Other names of which the same is said: p and q are …"""

_MEASURE = re.compile(r"(?:长度|维度|大小|维数)(?:为|是)\s*$|\b(?:length|size|dimension)\s*$")
_LENGTH = re.compile(r"(?:长度|维度|大小|维数)(?:为|是)\s*\$[^$]*\$\s*的?")
_NEXT = re.compile(r"[$,，:：]|\\\(")


def subject_of(node: TexNode) -> TexNode | None:
    """The name that words beside a formula speak of: z, z ∈ ℝ^K, z = [z_1, …, z_K], M ≻ 0."""
    if isinstance(node, TexName | TexScripted):
        return node
    if not isinstance(node, TexChain) or not isinstance(node.parts[0], TexName | TexScripted):
        return None
    if node.signs[0] in ("∈", "≻", "⪰", "∼"):
        return node.parts[0]
    if node.signs == ("=",) and (axes_of_list(node.parts[1]) is not None or isinstance(node.parts[1], TexList)):
        return node.parts[0]
    return None


def _written(
    statement: NoteStatement, chain: TexChain, symbol: Callable[[TexNode], Symbol | None]
) -> Iterator[Hypothesis]:
    line, quote = statement.formula.line, " ".join(statement.formula.body[slice(*chain.span)].split())
    first = chain.parts[0]
    if chain.signs == ("≠",) and _is_index(first) and _is_index(chain.parts[1]):
        yield Hypothesis("apart", None, chain, statement.section, line, quote, statement)
    if chain.signs == ("∈",) and isinstance(first, TexName | TexScripted):
        yield Hypothesis("membership", symbol(first), chain, statement.section, line, quote, statement)
    bounded = _bounded(chain)
    if bounded is not None:  # of a display it binds only what stands beside it there
        yield Hypothesis("membership", symbol(bounded), chain, statement.section, line, quote, statement)
    if chain.signs[0] in SIGNS and isinstance(first, TexName | TexScripted):
        yield Hypothesis(SIGNS[chain.signs[0]], symbol(first), chain, statement.section, line, quote, statement)


def _same(statement: NoteStatement, chain: TexChain, is_index: Callable[[str], bool]) -> Iterator[Hypothesis]:
    """i = j behind a formula: both letters are one index there."""
    letters = [letter_of(part) for part in chain.parts]
    if chain.signs == ("=",) and all(letter is not None and is_index(letter) for letter in letters):
        quote = " ".join(statement.formula.body.split())
        yield Hypothesis("same", None, chain, statement.section, statement.formula.line, quote, statement)


def _bounded(chain: TexChain) -> TexNode | None:
    """The name in ε > 0, 0 < p < 1, x ≠ 0: the only part that is no number."""
    others = [part for part in chain.parts if not _is_numeral(part)]
    if len(others) != 1 or not isinstance(others[0], TexName | TexScripted) or not set(chain.signs) <= BOUNDS:
        return None
    return others[0]


def _is_numeral(node: TexNode) -> bool:
    """3, −1, 1/2."""
    match node:
        case TexNumeral():
            return True
        case TexSum((TexTerm(value=value),)):
            return _is_numeral(value)
        case TexFraction(above, below):
            return _is_numeral(above) and _is_numeral(below)
    return False


def _is_index(node: TexNode) -> bool:
    """i, or a class y_i."""
    if isinstance(node, TexScripted):
        return node.sup is None and letter_of(node.base) is not None and node.sub is not None
    return letter_of(node) is not None
