"""What can be wrong with what somebody wrote.  Every message quotes the expression."""

from __future__ import annotations

from typing import Any


class NotationError(ValueError):
    """The expression is not well formed: a wrong index, a wrong dimension, a wrong kind of operand."""


class OutOfRangeError(NotationError):
    """A place stands where another dimension is expected: `place`, and `over`, what is expected."""

    def __init__(self, message: str, place: object, over: Any) -> None:
        super().__init__(message)
        self.place, self.over = place, over

    def __reduce__(self) -> tuple[type[OutOfRangeError], tuple[object, ...]]:
        return type(self), (*self.args, self.place, self.over)


class HypothesisError(ValueError):
    """The hypotheses contradict each other, or cannot be used as written."""


class LoweringError(ValueError):
    """The definition has no kernel, or a wrong one; the message quotes the expression, or the case."""


class UndefinedError(ArithmeticError):
    """The expression has no value anywhere: it divides by zero, or takes the logarithm of zero."""


class NoValueError(UndefinedError):
    """Certainly no value at this point; any other UndefinedError may only mean that the precision cannot tell."""


class OutOfTimeError(RuntimeError):
    """The time for one statement is used up."""


class TooHardError(RuntimeError):
    """The normal form does not handle this expression; the verdict is UNKNOWN."""


class SoundnessError(AssertionError):
    """Two engines disagree: what one has proved, the other refutes.  Never to be caught: one of them is wrong."""
