"""The words around a formula that say what it defines."""

import pytest

from proofnotes.proofreading.lexicon.naming import words_before, words_behind
from proofnotes.proofreading.sources.model import Formula, Section

NAME = "cross-entropy"


def named(lead: str, rest: str = "", after: str = "") -> tuple[bool, bool]:
    """Whether the words before and behind say the name."""
    formula = Formula(0, 0, 0, 1, "", True, 1, 1, Section(0, (), ""), lead=lead, rest=rest, after=after)
    return NAME in words_before(formula), NAME in words_behind(formula)


@pytest.mark.parametrize(
    ("lead", "rest", "after"),
    [
        ("The squared loss", ", while the cross-entropy is better.", ""),
        ("We use", ", but in classification the cross-entropy.", ""),
        ("We use", ", and then the cross-entropy:", ""),
        ("We use", "; the cross-entropy is better.", ""),
        ("我们用", "，但在分类中用 cross-entropy。", ""),
        ("我们用平方损失函数", "，分类中用 cross-entropy。", ""),
        ("We use", "", " and then the cross-entropy "),
        ("We use", r" or the cross-entropy $L = x$ here", ""),
        ("Unlike the mean squared error", ", the cross-entropy is steep.", ""),
        ("Unlike the cross-entropy, we use", "", ""),
        ("The cross-entropy is steep, but we use", "", ""),
    ],
)
def test_another_thing_gives_no_name(lead: str, rest: str, after: str) -> None:
    assert named(lead, rest, after) == (False, False)


@pytest.mark.parametrize(
    ("lead", "rest", "after"),
    [
        ("The loss", " is called the cross-entropy.", ""),
        ("The logistic loss", ", which is the cross-entropy.", ""),
        ("损失函数", "称为 cross-entropy。", ""),
        ("Put", r", the cross-entropy of $p$ and $q$.", ""),
        ("Put", "", "\n\nis called the cross-entropy"),
        ("Put", "", "\n\nThis is the cross-entropy.\n"),
    ],
)
def test_what_calls_it_gives_a_name(lead: str, rest: str, after: str) -> None:
    assert named(lead, rest, after) == (False, True)


def test_the_name_before() -> None:
    assert named("Unlike the hinge loss, the cross-entropy loss is") == (True, False)
