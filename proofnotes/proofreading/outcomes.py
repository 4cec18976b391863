"""What is said of a document: a verdict for every link of every formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from .codes import Severity, Span
from .meaning.model import NoteLink, NoteStatement, Reading
from .sources.model import Document, Formula


class NoteVerdict(Enum):
    """The design's verdicts; only the first group is settled."""

    PROVED = "proved"
    WHERE = "proved where"  # both sides are defined
    GIVEN = "proved given"  # what the text says
    SUBSTITUTION = "substitution"
    APPROXIMATE = "approximation bounded"
    AGREES = "definition, as in the catalogue"
    REFUTED = "refuted"
    DIFFERS = "differs from the catalogue"
    MISSING = "missing hypothesis"
    REDEFINED = "redefined"
    NEEDS = "needs a meaning"
    UNKNOWN = "not settled"
    NOT_UNDERSTOOD = "not understood"
    DEFINITION = "definition"
    DECLARATION = "declaration"
    VALUE = "value"
    CONDITION = "condition"
    MENTION = "mention"

    @property
    def holds(self) -> bool:
        return self in (
            NoteVerdict.PROVED,
            NoteVerdict.WHERE,
            NoteVerdict.GIVEN,
            NoteVerdict.SUBSTITUTION,
            NoteVerdict.APPROXIMATE,
        )

    @property
    def settled(self) -> bool:
        """Of a claim."""
        return self.holds or self in (NoteVerdict.REFUTED, NoteVerdict.MISSING)


@dataclass(frozen=True)
class Basis:
    """Something that the verdict rests on, for the reader: a definition, a hypothesis; its words and its line."""

    words: str
    line: int = 0


@dataclass(frozen=True)
class Edit:
    """A change of the source that would help: source number, offsets there, and the new text.

    certain: it is the only single edit under which the formula holds, and was proved.
    """

    source: int
    span: Span
    text: str
    why: str
    certain: bool = False


@dataclass(frozen=True)
class NoteOutcome:
    """What holds for one link, or for a statement that is no claim (link None).

    span is in the body of the formula.  code names the reason or verdict (PN101, S08).  message is one sentence.
    where are conditions, given the hypotheses used; witness shows the numbers, smallest readable ones, in the notation
    of the notes; bound is the proved largest error of an approximation.  was is the verdict before doubts lowered it.
    """

    statement: NoteStatement | None
    link: NoteLink | None
    verdict: NoteVerdict
    span: Span
    code: str = ""
    severity: Severity | None = None
    message: str = ""
    where: tuple[str, ...] = ()
    given: tuple[Basis, ...] = ()
    used: tuple[Basis, ...] = ()
    witness: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, str] | None = None
    missing: tuple[str, ...] = ()
    bound: str = ""
    method: str = ""
    reading: Reading | None = None
    was: NoteVerdict | None = None
    edits: tuple[Edit, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True)
class FormulaOutcome:
    """A formula with what is said of its links, in order."""

    formula: Formula
    outcomes: tuple[NoteOutcome, ...]


@dataclass(frozen=True)
class Checked:
    """A document with everything that is said of it."""

    document: Document
    formulas: tuple[FormulaOutcome, ...]
    seconds: float = 0.0
