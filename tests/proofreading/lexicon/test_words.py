"""Every cue phrase is given by the sentence that it is meant for, and not by the one that it must leave alone."""

import re

import pytest

from proofnotes.proofreading.lexicon.cues import Cue, Phrase
from proofnotes.proofreading.lexicon.words import PHRASES, in_section, phrases_of, says
from proofnotes.proofreading.sources.model import Formula, Section


def formula_in(sentence: str, display: bool = False) -> Formula:
    """The □ of a sentence, as the sources hand it out."""
    lead, rest = sentence.split("□")
    before = re.split(r"\$[^$]*\$", lead)[-1]
    after = re.split(r"\$[^$]*\$", rest)[0]
    section = Section(0, (), sentence.replace("□", "$x$"))
    return Formula(
        0, 0, 0, 1, "x", display, 3, 1, section, lead=lead, rest=rest, before=before, after=after, above=lead
    )


def gives(phrase: Phrase, sentence: str) -> bool:
    return phrase.expression.search(phrase.text(formula_in(sentence))) is not None


@pytest.mark.parametrize("phrase", [pytest.param(each, id=each.triggers) for each in PHRASES])
def test_phrase(phrase: Phrase) -> None:
    assert phrase.triggers.count("□") == phrase.leaves.count("□") == 1
    assert gives(phrase, phrase.triggers), phrase.pattern
    assert not gives(phrase, phrase.leaves), phrase.pattern
    assert says(phrase.cue, formula_in(phrase.triggers, bool(phrase.displayed)))


def test_every_cue_has_a_phrase() -> None:
    assert [cue for cue in Cue if not phrases_of(cue)] == []


def test_words_are_quoted_with_their_line() -> None:
    quote = says(Cue.DISTRIBUTION, formula_in("其中 **□** 表示真实分布。"))
    assert quote is not None
    assert (quote.words, quote.line) == ("真实分布", 3)


def test_headings_speak_for_their_section() -> None:
    formula = formula_in("The function is □.")
    assert in_section(Cue.SIGMOID, formula.section) is None
    assert says(Cue.SIGMOID, formula_in("A logistic function □.")) is not None
    assert in_section(Cue.SIGMOID, formula_in("A logistic function □.").section) == "logistic function"


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The gradient is, for all inputs, □.", Cue.CONDITION),
        ("其中权重 □ 是常数。", Cue.FUNCTION),
        ("where □ is a function of the parameters", Cue.PARAMETER),
        ("where □ has orthogonal columns", Cue.SYMMETRIC),
        ("we then have □", Cue.IF),
        ("where □ is skew-symmetric", Cue.SYMMETRIC),
    ],
)
def test_phrase_is_not_read_into_other_words(sentence: str, cue: Cue) -> None:
    assert says(cue, formula_in(sentence)) is None
