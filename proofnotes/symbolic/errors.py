"""The former place of the errors: they are in `proofnotes.expr.errors`, and the common ones in `proofnotes`."""

from ..expr.errors import (
    HypothesisError,
    NotationError,
    NoValueError,
    OutOfTimeError,
    SoundnessError,
    TooHardError,
    UndefinedError,
)

__all__ = [
    "HypothesisError", "NoValueError", "NotationError", "OutOfTimeError", "SoundnessError", "TooHardError",
    "UndefinedError",
]  # fmt: skip
