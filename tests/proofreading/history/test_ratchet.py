"""The ratchet: what was settled or understood may not be worse."""

import pytest

from proofnotes.proofreading.codes import Severity
from proofnotes.proofreading.history.matching import matched
from proofnotes.proofreading.history.ratchet import ratcheted
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.output.findings import Finding, report_of
from tests.proofreading.samples import checked_of

V = NoteVerdict


def report(text: str, *verdicts):
    return report_of(checked_of(text, *verdicts), lambda code, verdict: None)


def against(before: NoteVerdict, now: NoteVerdict, text: str = "$a + b = c$", edited: str = "$a - b = c$") -> Finding:
    (found,) = ratcheted(report(edited, now), report(text, before), "main").findings
    return found


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (V.PROVED, V.UNKNOWN),
        (V.PROVED, V.NOT_UNDERSTOOD),
        (V.PROVED, V.MENTION),
        (V.PROVED, V.DEFINITION),
        (V.WHERE, V.MISSING),
        (V.AGREES, V.DIFFERS),
        (V.AGREES, V.DEFINITION),
        (V.DEFINITION, V.NOT_UNDERSTOOD),
        (V.DEFINITION, V.REDEFINED),
        (V.DEFINITION, V.NEEDS),
        (V.UNKNOWN, V.NOT_UNDERSTOOD),
        (V.APPROXIMATE, V.UNKNOWN),
    ],
)
def test_worse(before: NoteVerdict, now: NoteVerdict) -> None:
    found = against(before, now)
    assert found.severity is Severity.ERROR
    assert found.since == f"was {before.value} at main (line 1)"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (V.PROVED, V.WHERE),
        (V.UNKNOWN, V.PROVED),
        (V.NOT_UNDERSTOOD, V.UNKNOWN),
        (V.REFUTED, V.NOT_UNDERSTOOD),
        (V.DEFINITION, V.MENTION),
        (V.MENTION, V.NOT_UNDERSTOOD),
    ],
)
def test_not_worse(before: NoteVerdict, now: NoteVerdict) -> None:
    assert against(before, now).severity is not Severity.ERROR


def test_what_fails_anew_is_an_error_and_what_failed_before_a_note() -> None:
    assert against(V.UNKNOWN, V.REFUTED).severity is Severity.ERROR
    found = against(V.REFUTED, V.REFUTED)
    assert (found.severity, found.since) == (Severity.NOTE, "the same at main (line 1)")
    assert against(V.UNKNOWN, V.UNKNOWN).severity is Severity.NOTE


def test_a_new_file_and_a_new_formula_are_judged_alone() -> None:
    new = report("$a = b$", V.REFUTED)
    assert ratcheted(new, None, "main") is new
    found = ratcheted(
        report("$u = v$ $p + q = r$", V.UNKNOWN, V.REFUTED), report("$u = v$", V.UNKNOWN), "main"
    ).findings
    assert [each.severity for each in found] == [Severity.NOTE, Severity.ERROR]


def test_the_same_text_that_only_stands_there_now_is_worse() -> None:
    assert against(V.DEFINITION, V.MENTION, edited="$a + b = c$").severity is Severity.ERROR


def test_a_formula_that_moved_is_found_again() -> None:
    before = report("$a = b$ $c = d$ $e = f$", V.PROVED, V.PROVED, V.PROVED)
    now = report("new words\n\n$e = f$ $c = d$ $g = h$ $a = b$", V.UNKNOWN, V.PROVED, V.UNKNOWN, V.PROVED)
    found = ratcheted(now, before, "main").findings
    assert [each.severity is Severity.ERROR for each in found] == [True, False, False, False]


def test_a_chain_that_is_refused_as_a_whole_is_worse() -> None:
    """Of three links that were proved one refusal is left, and it stands for all of them."""
    before = report("$a = b = c = d$", (V.PROVED, {"span": (0, 5)}))
    (first,) = before.findings
    links = tuple(
        Finding(**{**vars(first), "text": text, "verdict": verdict})
        for text, verdict in (("a = b", V.DEFINITION), ("b = c", V.PROVED), ("c = d", V.PROVED))
    )
    whole = type(before)(before.path, links, 1)
    (found,) = ratcheted(report("$a = b = c = prod d$", V.NOT_UNDERSTOOD), whole, "main").findings
    assert found.since == "was proved at main (line 1)"


def test_a_definition_may_not_agree_otherwise() -> None:
    with_eps, without = (report("$a = b$", (V.AGREES, {"message": text})) for text in ("as there", "as there, eps = 0"))
    assert ratcheted(without, with_eps, "main").findings[0].severity is Severity.ERROR
    assert ratcheted(with_eps, with_eps, "main").findings[0].severity is None


def test_a_bound_may_not_grow() -> None:
    before, same, more = (
        report("$a = b$", (V.APPROXIMATE, {"bound": bound})) for bound in ("4.74e-4", "4.75e-4", "0.2")
    )
    assert [ratcheted(each, before, "main").findings[0].severity for each in (same, more)] == [None, Severity.ERROR]


@pytest.mark.parametrize(
    ("before", "now", "pairs"),
    [
        ([], ["a"], {}),
        (["a"], [], {}),
        (["a", "b", "c"], ["a", "c"], {0: 0, 1: 2}),
        (["x = 1", "y"], ["x  =\n1", "y"], {0: 0, 1: 1}),
        (["a + b = c"], ["new", "a - b = c"], {1: 0}),
        (["p", "f(x) = 0.5x [1 + t(x + x^3)]", "q"], ["p", "f(x) = 0.5x [1 ]", "q"], {0: 0, 1: 1, 2: 2}),
        (["p", "x"], ["p", "x = 1"], {0: 0}),
        (["one", "a + b = c"], ["a + b = d"], {0: 1}),
        (["a"] * 3, ["a"] * 4, {0: 0, 1: 1, 2: 2}),
        (["x", "y"], ["y", "x"], {0: 1, 1: 0}),
    ],
)
def test_matching(before: list[str], now: list[str], pairs: dict[int, int]) -> None:
    assert matched(before, now) == pairs


def test_matching_is_quick_for_many_equal_formulas() -> None:
    many = ["x", "y = x", "z"] * 2000
    assert len(matched(many, ["new", *many])) == len(many)
