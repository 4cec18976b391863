"""What a cue phrase is: which words signal what about the formula beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from ..sources.model import Formula


class Cue(Enum):
    """What words signal about the formula beside them."""

    CONDITION = "a condition, which defines nothing"
    LET = "a name is given"
    SINCE = "a reason for what follows"
    IF = "a hypothesis: what is said may be false"
    ALTERNATIVE = "another function of the same name"
    ONLY_HERE = "a hypothesis for its own sentence"
    OCCASION = "a choice or an occasion: what is said holds for it only"
    EXAMPLE = "an example, with values of its own"
    DENIED = "said not to hold"
    ASKED = "asked, not said"
    SUBSTITUTED = "one thing is put in the place of another"
    SOLVED = "an equation to be solved"
    ZERO = "an equation with zero on one side is to be solved, or a condition"
    REWRITTEN = "the same once more, in another form"
    DISTRIBUTION = "entries that add up to one"
    SYMMETRIC = "a symmetric matrix"
    POSITIVE_DEFINITE = "a symmetric matrix without nonpositive eigenvalues"
    ORTHONORMAL = "a matrix whose transpose is its inverse"
    INVERTIBLE = "a matrix that has an inverse"
    SMALL_POSITIVE = "a small positive constant"
    POSITIVE = "a positive number"
    FUNCTION = "a function, not a factor"
    ACTIVATION = "a function of numbers, applied entry by entry"
    PARAMETER = "a number or an array, not a function"
    COUNTED = "a letter that counts: the m-th of several"
    SCALAR = "a number"
    VECTOR = "a vector"
    MATRIX = "a matrix"
    STANDARD_NORMAL = "Φ is the distribution function of the standard normal distribution"
    SIGMOID = "σ is the sigmoid"
    LOGISTIC = "σ, applied to something, is likely the sigmoid"
    CROSS_ENTROPY = "a loss of labels, which by convention add up to one"
    GENERIC_ACTIVATION = "σ is any activation function"


class PhrasePlace(Enum):
    """Where a phrase has to stand."""

    BEFORE = "right before the formula"
    BESIDE = "right before it, with no comma between"
    AFTER = "right after it"
    LEAD = "in its sentence, before it"
    REST = "in its sentence, after it"
    ABOVE = "in the text above it"
    SECTION = "anywhere in the section, or in the headings above it"


@dataclass(frozen=True)
class Phrase:
    """One row: pattern signals cue at spot, at most `within` characters from the formula (0: any number).

    triggers and leaves are sentences with □ for the formula.  displayed: None says that the formula may stand in the
    line or on its own, True or False that it must.
    """

    cue: Cue
    spot: PhrasePlace
    pattern: str
    triggers: str
    leaves: str
    within: int = 0
    displayed: bool | None = None

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Right beside the formula nothing may stand between but markup and a comma or a colon."""
        match self.spot:
            case PhrasePlace.BEFORE:
                return re.compile(rf"(?:{self.pattern})[\s*_~]*[，,：:]?[\s*_~]*$", re.IGNORECASE)
            case PhrasePlace.BESIDE:
                return re.compile(rf"(?:{self.pattern})[\s*_~]*[：:]?[\s*_~]*$", re.IGNORECASE)
            case PhrasePlace.AFTER:
                return re.compile(rf"^[\s*_~]*(?:{self.pattern})", re.IGNORECASE)
            case _:
                return re.compile(self.pattern, re.IGNORECASE)

    def text(self, formula: Formula) -> str:
        """The words that it looks at."""
        match self.spot:
            case PhrasePlace.BEFORE | PhrasePlace.BESIDE:
                return formula.before[-(self.within or 60) :]
            case PhrasePlace.AFTER:
                return formula.after[: self.within or 60]
            case PhrasePlace.LEAD:
                return formula.lead[-self.within :]
            case PhrasePlace.REST:
                return formula.rest[: self.within or None]
            case PhrasePlace.ABOVE:
                return formula.above[-self.within :]
            case PhrasePlace.SECTION:
                return "\n".join((*formula.section.titles, formula.section.prose))


def phrases(
    cue: Cue, spot: PhrasePlace, *rows: tuple[str, str, str], within: int = 0, displayed: bool | None = None
) -> Iterator[Phrase]:
    """Rows of one cue at one spot: pattern, a sentence that gives it, one that does not."""
    yield from (Phrase(cue, spot, *row, within=within, displayed=displayed) for row in rows)
