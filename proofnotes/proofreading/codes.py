"""The codes of what the proofreader says: one row for one code, with the page that `--explain` prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

Span = tuple[int, int]
"""Where something stands: from the first offset up to, not including, the second."""


class Severity(Enum):
    """How much a message weighs.  Only an error fails a build; `--strict` makes warnings errors."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    INFO = "info"


class NotUnderstood(Exception):  # noqa: N818 - a refusal to guess is an answer, not an error
    """What is not understood: the code of the reason, what it is about in this place, and the place.

    span is in the body of the formula as the author wrote it.
    """

    def __init__(self, code: str, message: str, span: Span = (0, 0)) -> None:
        super().__init__(message)
        self.code, self.message, self.span = code, message, span


@dataclass(frozen=True)
class Code:
    """One reason to refuse, or one verdict: `--explain S08` prints its page.

    means is one sentence, example a formula (LaTeX) that gets the code, and help the line that would settle it.
    """

    name: str
    severity: Severity
    means: str
    example: str = ""
    help: str = ""
