"""What is remembered: the baseline of known findings, weights, and the cache of answers."""

import json
from pathlib import Path

import pytest

from proofnotes.proofreading.codes import Severity
from proofnotes.proofreading.history.baseline import Baseline, BaselineError
from proofnotes.proofreading.history.cache import ProofMemory
from proofnotes.proofreading.history.weighing import weighed
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.output.findings import NotesReport, report_of
from tests.proofreading.samples import checked_of

V = NoteVerdict


def report(text: str, *verdicts, name: str = "notes.md") -> NotesReport:
    return report_of(checked_of(text, *verdicts, name=name), lambda code, verdict: None)


def test_a_baseline_survives_edits_elsewhere_and_is_read_back() -> None:
    baseline = Baseline.of([report("$a = b$ $c = d$", V.REFUTED, V.UNKNOWN)])
    assert Baseline.parse(baseline.text) == baseline
    moved = report("words\n\n$e = f$\n$a  = b$ and $c = d$", V.PROVED, V.REFUTED, V.UNKNOWN)
    (found,), unused = baseline.applied([moved])
    assert [each.severity for each in found.findings] == [None, Severity.NOTE, Severity.NOTE]
    assert unused == 0


def test_a_baseline_knows_how_often() -> None:
    baseline = Baseline.of([report("$a = b$", V.REFUTED)])
    (found,), _ = baseline.applied([report("$a = b$ $a = b$", V.REFUTED, V.REFUTED)])
    assert [each.severity for each in found.findings] == [Severity.NOTE, Severity.ERROR]


def test_a_baseline_says_what_is_not_needed_any_more() -> None:
    baseline = Baseline.of([report("$a = b$", V.REFUTED), report("$a = b$", V.REFUTED, name="other.md")])
    assert baseline.applied([report("$a = c$", V.PROVED)])[1] == 1


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"proofnotes-baseline": 7}', '{"proofnotes-baseline": 1, "known": [1]}']
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(BaselineError, match="baseline"):
        Baseline.parse(text)


def test_a_baseline_is_a_line_for_each_entry() -> None:
    text = Baseline.of([report("$a = b$ $c = d$", V.REFUTED, V.REFUTED)]).text
    assert len(text.splitlines()) == 4
    assert json.loads(text)["known"][0] == {
        "path": "notes.md", "code": "PN101", "formula": "a = b", "link": "a = b", "count": 1
    }  # fmt: skip
    assert json.loads(Baseline.of([]).text)["known"] == []


def test_weights_of_a_project() -> None:
    found = report("$a$ $b$ $c$", V.REFUTED, V.UNKNOWN, V.NOT_UNDERSTOOD)
    weights = {"PN": Severity.NOTE, "PN101": Severity.WARNING, "S": None}
    assert [each.severity for each in weighed(found, weights).findings] == [Severity.WARNING, Severity.NOTE, None]
    strict = weighed(found, {}, strict=True).findings
    assert [each.severity for each in strict] == [Severity.ERROR, Severity.ERROR, Severity.INFO]


def test_answers_are_remembered_by_content_and_by_seconds(tmp_path: Path) -> None:
    ProofMemory(tmp_path, salt="2 s").put("x = x", {"verdict": "proved", "point": None})
    assert ProofMemory(tmp_path, salt="2 s").get("x = x") == {"verdict": "proved", "point": None}
    assert ProofMemory(tmp_path, salt="1 s").get("x = x") is None
    assert ProofMemory(tmp_path, salt="2 s").get("x = y") is None


def test_damaged_answers_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    memory = ProofMemory(tmp_path)
    memory.put("a", {"verdict": "proved"})
    memory.put("b", {"verdict": "unknown"})
    text = memory.path.read_bytes()
    memory.path.write_bytes(text.replace(b"unknown", b"proved!") + b"\n\xff\x00 half a li")
    memory = ProofMemory(tmp_path)
    assert memory.get("a") == {"verdict": "proved"}
    assert memory.get("b") is None
    memory.put("c", {"verdict": "proved"})
    assert ProofMemory(tmp_path).get("c") == {"verdict": "proved"}


def test_what_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = ProofMemory(tmp_path / "file")
    memory.put("a", {"verdict": "proved"})
    assert memory.get("a") == {"verdict": "proved"}


def test_only_a_few_states_of_the_library_are_kept(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.jsonl").write_text("", encoding="utf-8")
    ProofMemory(tmp_path).put("a", {})
    assert len(list(tmp_path.glob("*.jsonl"))) == 4
