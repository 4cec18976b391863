"""What cannot be lowered."""


class LoweringError(ValueError):
    """The definition has no kernel; the message quotes the expression."""
