"""The language of annotations."""

from pathlib import Path

import pytest

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.sources.directives import Annotation, AnnotationKind, annotations_of, parse_directive
from proofnotes.proofreading.sources.read import read

KIND = AnnotationKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("let W: d, n", Annotation(KIND.LET, ("W",), ("d", "n"))),
        ("let \\mathbf{W}, $V$: 2d, n", Annotation(KIND.LET, ("\\mathbf{W}", "V"), ("2d", "n"))),
        ("let b: scalar", Annotation(KIND.LET, ("b",), ())),
        ("let \\phi: function", Annotation(KIND.LET, ("\\phi",), None)),
        ("define \\hat y_i = x_{i, j}", Annotation(KIND.DEFINE, formula="\\hat y_i = x_{i, j}")),
        ("assume $\\sum_i y_i = 1$", Annotation(KIND.ASSUME, formula="\\sum_i y_i = 1")),
        ("notation S = catalogue.softmax", Annotation(KIND.NOTATION, ("S",), target="softmax")),
        ("index t, s", Annotation(KIND.INDEX, ("t", "s"))),
        ("label r", Annotation(KIND.LABEL, ("r",))),
        ("ignore s08, T06", Annotation(KIND.IGNORE, ("S08", "T06"))),
        ("ignore", Annotation(KIND.IGNORE)),
        ("off", Annotation(KIND.OFF)),
        ("on", Annotation(KIND.ON)),
    ],
)
def test_what_an_annotation_says(text: str, expected: Annotation) -> None:
    assert parse_directive(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lett W: d", "did you mean let?"),
        ("", "known are let, define"),
        ("let W", "let takes names and their axes"),
        ("define x", "define takes an equation, and got x"),
        ("assume", "assume takes a formula, and got nothing"),
        ("notation S", "notation takes a name"),
        ("notation S = __import__('os')", "notation takes a name"),
        ("index", "index takes one or more letters"),
        ("ignore everything", "ignore takes codes"),
        ("off now", "off takes nothing"),
    ],
)
def test_what_is_no_annotation(text: str, message: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_directive(text)
    assert refused.value.code == "D07"
    assert message in refused.value.message


def test_several_in_one_comment_and_a_line_that_goes_on() -> None:
    text = "$a$\n<!-- proofnotes:\nlet W: d, n\ndefine y =\n  2 x\n-->\n<!-- proofnotes: nonsense -->\n"
    found = annotations_of(read(Path("notes.md"), text))
    assert [(a.kind, a.line) for a in found.annotations] == [(KIND.LET, 3), (KIND.DEFINE, 4)]
    assert found.annotations[1].formula == "y = 2 x"
    assert [(p.code, p.line) for p in found.problems] == [("D07", 7)]


def test_what_is_ignored_and_what_is_off() -> None:
    text = "$a$\n<!-- proofnotes: ignore S08 -->\n$b$\n<!-- proofnotes: off -->\n$c$ $d$\n<!-- proofnotes: on -->\n$e$"
    document = read(Path("notes.md"), text)
    found = annotations_of(document)
    assert found.ignored(document) == {1: frozenset({"S08"})}
    assert found.off(document) == {2, 3}
    rest = read(Path("notes.md"), "$a$ <!-- proofnotes: off --> $b$ $c$")
    assert annotations_of(rest).off(rest) == {1, 2}
