"""What the report prints is read back as what was printed: each expression in a document of its own."""

import pytest

from .printed_notes import unproved_notes
from .roundtrip import alone

STRIDE = 30
BATCHES = [pytest.param(part, marks=() if part == 0 else pytest.mark.thorough) for part in range(STRIDE)]


@pytest.mark.parametrize("part", BATCHES)
def test_printed_expressions_are_read_back(part: int) -> None:
    every = [(text, tree) for text, trees in unproved_notes().texts.items() for tree in trees]
    fates = [alone(text, tree).fate for text, tree in every[part::STRIDE]]
    assert fates.count("equal") >= 0.7 * len(fates)
