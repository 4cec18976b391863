"""Each format of the findings, held against a file that was read by a person."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from proofnotes.proofreading.codes import Code, Severity
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.output.findings import NotesReport, counted, report_of
from proofnotes.proofreading.output.github import data, github_lines, value_of
from proofnotes.proofreading.output.json import json_text
from proofnotes.proofreading.output.sarif import fingerprints, sarif_text
from proofnotes.proofreading.output.terminal import coloured, plain, terminal_lines
from tests.proofreading.samples import checked_of, sample, with_problem

GOLDEN = Path(__file__).with_name("golden")
CODE = Code("PN101", Severity.ERROR, "A claim is false.", "x = x + 1", "Correct it.")


def severity_of(code: str, verdict: NoteVerdict) -> Severity | None:
    return Severity.INFO if code else None


def code_of(name: str) -> Code | None:
    return CODE if name == "PN101" else None


@pytest.fixture
def report() -> NotesReport:
    return report_of(with_problem(sample()), severity_of)


def text_of(lines) -> str:
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[NotesReport], str]] = {
    "terminal.txt": lambda report: text_of(terminal_lines([report])),
    "verbose.txt": lambda report: text_of(terminal_lines([report], verbose=True, columns=60)),
    "links.json": lambda report: json_text([report], "1.0"),
    "github.txt": lambda report: text_of(github_lines([report], verbose=True)),
    "findings.sarif": lambda report: sarif_text([report], "1.0", code_of, verbose=True),
}


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, report: NotesReport) -> None:
    """After a change that is meant, the file is written anew by what the test shows."""
    assert FORMATS[name](report) == (GOLDEN / name).read_text(encoding="utf-8")


def test_colours_are_the_only_difference(report: NotesReport) -> None:
    dressed = text_of(terminal_lines([report], verbose=True, paint=coloured))
    assert "\x1b[1;31mPN101 refuted\x1b[0m" in dressed
    bare = dressed
    for part in set(dressed.split("\x1b")[1:]):
        bare = bare.replace("\x1b" + part.partition("m")[0] + "m", "")
    assert bare == text_of(terminal_lines([report], verbose=True, paint=plain))


def test_text_of_others_moves_no_cursor() -> None:
    checked = checked_of("$a\x1b[2J\u202eb = c$\n", (NoteVerdict.REFUTED, {"message": "a\x07\nb"}))
    printed = text_of(terminal_lines([report_of(checked, severity_of)]))
    assert not set(printed) & {"\x1b", "\u202e", "\x07"}
    assert "a␇ b" in printed


def test_a_cell_of_a_notebook_is_named() -> None:
    checked = checked_of("$a = b$\n", NoteVerdict.REFUTED, name="notes.ipynb", cell=3)
    report = report_of(checked, severity_of)
    assert text_of(terminal_lines([report])).startswith("notes.ipynb:cell 3:1:2: PN101 refuted\n")
    (command, _) = github_lines([report])
    assert command.startswith("::error file=notes.ipynb,title=PN101 refuted::notes.ipynb:cell 3:1:2: PN101")
    (result,) = json.loads(sarif_text([report], "1.0", code_of))["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["locations"][0]["logicalLocations"] == [{"name": "cell 3, line 1, column 2"}]


def test_columns_of_sarif_are_utf_16_code_units() -> None:
    checked = checked_of("𝐱𝐲 $𝐱 = 1$\n", NoteVerdict.REFUTED)
    (result,) = json.loads(sarif_text([report_of(checked, severity_of)], "1.0", code_of))["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["startColumn"], region["endColumn"]) == (7, 13)


def test_github_reads_no_command_in_a_formula() -> None:
    checked = checked_of("$a\n::error::b = 100%$\n", (NoteVerdict.REFUTED, {"message": "x\r\n::stop::"}))
    lines = list(github_lines([report_of(checked, severity_of)]))
    assert [line.startswith("::") for line in lines] == [True, False]
    assert all("\n" not in line and "\r" not in line for line in lines)
    assert (data("%\r\n"), value_of("a:b,c")) == ("%25%0D%0A", "a%3Ab%2Cc")


def test_a_fingerprint_moves_with_its_formula(report: NotesReport) -> None:
    down = replace(report.findings[1], start=replace(report.findings[1].start, line=90))
    assert fingerprints([down]) == fingerprints([report.findings[1]])
    assert len(set(fingerprints([down, down, *report.findings]))) == len(report.findings) + 2


def test_sarif_has_what_the_standard_asks_for(report: NotesReport) -> None:
    """The required properties of sections 3.13 to 3.57, and their ranges."""
    log = json.loads(sarif_text([report], "1.0", code_of, verbose=True))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"], run["tool"]["driver"]["name"]) == (
        "2.1.0",
        "utf16CodeUnits",
        "proofnotes",
    )
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert 1 <= region["startLine"] <= region["endLine"]
        assert min(region["startColumn"], region["endColumn"]) >= 1
        for fix in result.get("fixes", ()):
            assert fix["artifactChanges"][0]["replacements"][0]["deletedRegion"]


def test_the_summary_counts_every_document(report: NotesReport) -> None:
    assert counted([report, report]).startswith("10 formulas in 2 documents: 4 claims proved, 2 refuted")
    assert counted([]) == "0 formulas: 0 claims proved, 0 refuted, 0 not settled; 0 not understood"


def test_a_long_formula_is_quoted_in_part() -> None:
    checked = checked_of("$$a\n= b\n= c\n= d\n= e$$\n", NoteVerdict.REFUTED)
    printed = text_of(terminal_lines([report_of(checked, severity_of)]))
    assert "   3 | = c" in printed
    assert "| … 2 more lines" in printed
    assert "= d" not in printed
