"""The report's own words: verdicts, kinds, labels and pieces of sentences, from templates/LANGUAGE/words.toml.

Every language has the same keys with the same placeholders.  The words hold no markup: Markdown, LaTeX and HTML all
take them from here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from ..chains import Kind
from . import templating
from .templating import ReportError
from .views import StatementView

FILE = "words.toml"
SETTLED = {Kind.IDENTITY, Kind.BOUND, Kind.LIMIT}
"""The kinds of which a statement, once proved, says something that holds."""


@dataclass(frozen=True)
class Words:
    """The words of one language: words("label.note"), or words("without", hypothesis=..., link=...) for a sentence."""

    file: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its placeholders filled in.  Raises ReportError for one that is not there."""
        if key not in self.texts:
            raise ReportError(f"{self.file}: there is no {key!r}")
        if (expected := placeholders(self.texts[key])) != set(values):
            raise ReportError(f"{self.file}: {key!r} takes {sorted(expected)}, got {sorted(values)}")
        return self.texts[key].format(**values)

    def verdict(self, value: str) -> str:
        """A tick stands only where a proof object says PROVED."""
        return self(f"verdict.{value}")

    def kinds(self, values: tuple[str, ...]) -> str:
        """identity, bound."""
        return self("join.kinds").join(self(f"kind.{each}") for each in values)

    def outcome(self, found: StatementView) -> str:
        """What became of a statement: of one without links, why there is nothing to prove."""
        if not found.verdict:
            return self(f"outcome.{self._unproved(found)}")
        refutes = found.verdict == "PROVED" and Kind.COUNTEREXAMPLE.value in found.kinds
        also = ["outcome.counterexample"] * refutes + ["outcome.also_measured"] * (Kind.MEASURED.value in found.kinds)
        return self("join.clauses").join((self.verdict(found.verdict), *map(self, also)))

    def _unproved(self, found: StatementView) -> str:
        if Kind.OPINION.value in found.kinds:
            return "opinion"
        if Kind.MEASURED.value in found.kinds:
            return "measured" if found.table else "unmeasured"
        return "definition"

    def count(self, kind: str, number: int, settled: int) -> str:
        """How many statements of a kind there are, and how many of them are settled."""
        what = "held" if Kind(kind) in SETTLED else "refuted" if Kind(kind) is Kind.COUNTEREXAMPLE else "only"
        values = {"settled": settled} if what != "only" else {}
        return self(f"count.{what}", kind=self(f"kind.{kind}"), number=number, **values)

    def method(self, text: str) -> str:
        """How a proof was found: the prover's words, piece by piece; a number of cases stays."""
        known = {key.removeprefix("method."): each for key, each in self.texts.items() if key.startswith("method.")}
        pieces = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
        return re.sub(pieces, lambda piece: known[piece.group()], text)


def load_words(language: str) -> Words:
    """The words of a language.

    Raises ReportError, which names the file and the key, if another language has a key that this one lacks or the
    other way round, or if their placeholders differ.
    """
    every = {name: dict(_flat(_read(name))) for name in templating.languages()}
    for name, texts in every.items():
        for other, theirs in every.items():
            _compare(_place(name), texts, _place(other), theirs)
    return Words(_place(language), every[language])


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def _compare(file: str, texts: Mapping[str, str], other: str, theirs: Mapping[str, str]) -> None:
    for key, text in theirs.items():
        if key not in texts:
            raise ReportError(f"{file}: {key!r} is missing, which {other} has")
        if placeholders(texts[key]) != placeholders(text):
            raise ReportError(f"{file}: {key!r} has {sorted(placeholders(texts[key]))} for {other}'s")


def _place(language: str) -> str:
    return f"templates/{language}/{FILE}"


def _read(language: str) -> dict[str, object]:
    path: Path = templating.TEMPLATES / language / FILE
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ReportError(f"{_place(language)}: {error}") from error


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(value)
