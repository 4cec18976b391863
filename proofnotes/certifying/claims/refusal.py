"""What has no statement in Coq, said in a sentence."""

from __future__ import annotations


class Unsupported(Exception):  # noqa: N818 - what it says is the expression, not the error
    """A node that has no meaning in the vocabulary; the message is a sentence that quotes it."""
