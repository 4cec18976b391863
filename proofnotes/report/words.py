"""The report's own words: verdicts, kinds, labels and pieces of sentences, from templates/LANGUAGE/words.toml.

Every language has the same keys with the same placeholders.  The words hold no markup: Markdown, LaTeX and HTML all
take them from here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..statements.chains import Kind
from ..verdicts.model import PROVED, Need
from .editions import place, placeholders, texts
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

    def outcome(self, view: StatementView) -> str:
        """What became of a statement: of one without links, why there is nothing to prove."""
        if not view.mark:
            return self(f"outcome.{self._unproved(view)}")
        refutes = view.mark == PROVED and Kind.COUNTEREXAMPLE.value in view.kinds
        also = ["outcome.counterexample"] * refutes + ["outcome.also_measured"] * (Kind.MEASURED.value in view.kinds)
        return self("join.clauses").join((self.verdict(view.mark), *map(self, also)))

    def certified(self, view: StatementView) -> str:
        """That Coq has accepted every step of a statement, or how many of them; empty where it has none."""
        found = view.certified
        if found.complete:
            return self("certificate.by", version=found.release)
        values = {"number": found.number, "total": found.total, "version": found.release}
        return self("certificate.some", **values) if found.number else ""

    def _unproved(self, view: StatementView) -> str:
        if Kind.OPINION.value in view.kinds:
            return "opinion"
        if Kind.MEASURED.value in view.kinds:
            return "measured" if view.table else "unmeasured"
        return "definition"

    def count(self, kind: str, number: int, settled: int) -> str:
        """How many statements of a kind there are, and how many of them are settled."""
        what = "held" if Kind(kind) in SETTLED else "refuted" if Kind(kind) is Kind.COUNTEREXAMPLE else "only"
        values = {"settled": settled} if what != "only" else {}
        return self(f"count.{what}", kind=self(f"kind.{kind}"), number=number, **values)

    def need(self, need: Need) -> str:
        """Whether a hypothesis is needed."""
        return self(f"need.{need.name}")

    def hypotheses(self, needs: Counter[Need]) -> str:
        """How many hypotheses are needed, are not, or might be."""
        counts = {each.name.lower(): needs[each] for each in Need}
        return self("count.hypotheses", number=needs.total(), **counts)

    def tally(self, views: Sequence[StatementView]) -> tuple[str, ...]:
        """How many statements there are of each outcome."""
        found = Counter(map(self.outcome, views))
        return tuple(self("count.outcome", outcome=outcome, number=number) for outcome, number in found.most_common())

    def method(self, text: str) -> str:
        """How a proof was found: the prover's words, piece by piece; a number of cases stays."""
        known = {key.removeprefix("method."): each for key, each in self.texts.items() if key.startswith("method.")}
        pieces = "|".join(re.escape(each) for each in sorted(known, key=len, reverse=True))
        return re.sub(pieces, lambda piece: known[piece.group()], text)


def load_words(language: str) -> Words:
    """The words of a language.  Raises ReportError if another language has others."""
    return Words(place(language, FILE), texts(language, FILE))
