"""Every derivative of the catalogue is found again, proved, and no longer than in its file."""

import pytest

from benchmarks.derive import Question, questions
from proofnotes.deriving.length import length

QUESTIONS = list(questions())

LONGER = {"swiglu.vjp[x]"}
"""Found, but longer: W and dh are one matrix and one vector of two blocks there, and two of each here."""


@pytest.mark.one_in(6)
@pytest.mark.parametrize("question", QUESTIONS, ids=[each.name for each in QUESTIONS])
def test_a_derivative_is_found_as_short_as_in_its_file(question: Question) -> None:
    found = question.found()
    assert found.found, question.name
    assert found.conditions == ()
    assert length(found.expr) <= length(question.answer) or question.name in LONGER


def test_there_is_a_question_for_every_gradient() -> None:
    assert len(QUESTIONS) >= 120
