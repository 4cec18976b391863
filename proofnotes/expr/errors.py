"""What can be wrong with what somebody wrote.  Every message quotes the expression."""


class NotationError(ValueError):
    """The expression is not well formed: a wrong index, a wrong dimension, a wrong kind of operand."""


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
