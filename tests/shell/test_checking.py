"""`proofnotes check`: what it prints and writes, its exit status, and what it refuses."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from proofnotes.proofreading.outcomes import Checked, Edit, NoteVerdict
from proofnotes.shell import checking
from proofnotes.shell.notes import work
from tests.proofreading.samples import checked_of

V = NoteVerdict
SAID = {"a = a": V.PROVED, "a = b": V.REFUTED, "b = c": V.UNKNOWN, "c^i": V.NOT_UNDERSTOOD, "m = 1": V.DEFINITION}


def pretended(document, **settings) -> Checked:
    """A check that knows these formulas by heart."""
    text = document.sources[0].text
    if "boom" in text:
        raise ZeroDivisionError("boom")
    wanted = []
    for formula in document.formulas:
        edits = (Edit(0, (formula.start, formula.end), "a = a", "a for b", certain=True),)
        more = {"edits": edits} if formula.body == "a = b" else {}
        wanted.append((SAID.get(formula.body, V.MENTION), more))
    made = checked_of(text, *wanted, name=str(document.path))
    return replace(made, document=document, formulas=tuple(
        replace(each, formula=formula) for each, formula in zip(made.formulas, document.formulas, strict=True)
    ))  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(work, "check", pretended)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def note(folder: Path, text: str, name: str = "notes.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "flags", "status"),
    [
        ("$a = a$", [], 0),
        ("$a = b$", [], 1),
        ("$b = c$ and $c^i$", [], 0),
        ("$b = c$", ["--strict"], 1),
        ("$c^i$", ["--strict"], 0),
        ("$a = b$", ["--exit-zero"], 0),
        ("boom $a = b$", [], 3),
        ("boom $a = b$", ["--exit-zero"], 3),
    ],
)
def test_status(proofnotes, folder: Path, text: str, flags: list[str], status: int) -> None:
    note(folder, text)
    assert proofnotes("check", "notes.md", *flags).exit_code == status


def test_what_is_wrong_stands_there_with_its_place(proofnotes, folder: Path) -> None:
    note(folder, "第一 $a = b$\n$a = a$ $b = c$\n")
    result = proofnotes("check", "notes.md")
    assert result.output.splitlines()[:3] == ["notes.md:1:5: PN101 refuted", "     |", "   1 | 第一 $a = b$"]
    assert "notes.md:2:10: PN203 not settled" in result.output
    assert "proved  a = a" not in result.output
    assert "\x1b" not in result.output
    assert "notes.md:2:2: proved  a = a" in proofnotes("check", "notes.md", "--verbose").output


def test_without_notes_the_folder_is_meant(proofnotes, folder: Path) -> None:
    note(folder, "$a = a$", "one.md")
    note(folder, "$a = b$", "deep/two.tex")
    result = proofnotes("check", "--jobs", "1")
    assert result.exit_code == 1
    assert "2 formulas in 2 documents: 1 claim proved, 1 refuted" in result.output


def test_a_mistake_of_ours_stops_no_other_document(proofnotes, folder: Path) -> None:
    note(folder, "boom", "a.md")
    note(folder, "$a = a$", "b.md")
    result = proofnotes("check", ".")
    assert result.exit_code == 3
    assert "a.md: PN499 a mistake of proofnotes itself: ZeroDivisionError: boom" in result.stderr
    assert "1 claim proved" in result.stdout
    assert "Traceback" not in result.stderr
    assert "Traceback" in proofnotes("check", ".", "--verbose").stderr


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_programs_get_nothing_but_their_format(proofnotes, folder: Path, format: str) -> None:
    note(folder, "$a = b$ $a = a$")
    result = proofnotes("check", "notes.md", "--output-format", format, "--statistics")
    page = json.loads(result.stdout)
    assert len(page["links"] if format == "json" else page["runs"][0]["results"]) == (2 if format == "json" else 1)
    assert "1  PN101" in result.stderr
    written = proofnotes("check", "notes.md", "--output-format", format, "--output", "out/x.json")
    assert json.loads((folder / "out" / "x.json").read_text(encoding="utf-8")) == page
    assert written.stdout.startswith("2 formulas: 1 claim proved, 1 refuted")


def test_github(proofnotes, folder: Path) -> None:
    note(folder, "$a = b$")
    assert proofnotes("check", "--output-format", "github").stdout.startswith("::error file=notes.md,line=1,col=2,")


def test_statistics_count_codes(proofnotes, folder: Path) -> None:
    note(folder, "$a = b$ $c^i$ $a = b$")
    lines = proofnotes("check", "--statistics").stdout.splitlines()
    assert [line.split()[:2] for line in lines[-2:]] == [["2", "PN101"], ["1", "S08"]]


def test_explain(proofnotes, folder: Path) -> None:
    assert "S08" in proofnotes("check", "--explain", "S08").output
    result = proofnotes("check", "--explain", "S0")
    assert result.exit_code == 2
    assert "S0: no such code: did you mean" in result.stderr


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


@pytest.fixture
def committed(folder: Path) -> Path:
    note(folder, "$a = a$ then $b = c$ and $a = b$\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


def test_nothing_is_worse(proofnotes, committed: Path) -> None:
    note(committed, "new words\n\n$a = a$ then $b = c$ and $a = b$\n")
    result = proofnotes("check", "notes.md", "--base", "main")
    assert result.exit_code == 0
    assert proofnotes("check", "notes.md").exit_code == 1
    assert proofnotes("check", "notes.md", "--base", "HEAD", "--strict").exit_code == 0


def test_what_is_worse_than_at_the_base_fails(proofnotes, committed: Path) -> None:
    note(committed, "$a = c^i$ then $b = c$ and $a = b$\n")
    result = proofnotes("check", "notes.md", "--base", "main")
    assert result.exit_code == 1
    assert "= was proved at main (line 1)" in result.output
    assert "refuted" not in result.output.splitlines()[0]


def test_a_base_that_is_not_there(proofnotes, committed: Path) -> None:
    result = proofnotes("check", "notes.md", "--base", "mian")
    assert result.exit_code == 2
    assert "mian: no such commit in" in result.stderr


def test_the_base_needs_git(proofnotes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    note(folder, "$a = a$")
    result = proofnotes("check", "--base", "main")
    assert result.exit_code == 2
    assert "not in a git repository" in result.stderr


def test_a_baseline_is_written_and_kept_to(proofnotes, folder: Path) -> None:
    note(folder, "$a = b$ $b = c$")
    written = proofnotes("check", "--baseline", "known.json", "--write-baseline")
    assert written.exit_code == 0
    assert "known.json: 2 known" in written.stderr
    note(folder, "words $a = b$\n\n$b = c$")
    assert proofnotes("check", "--baseline", "known.json").exit_code == 0
    note(folder, "$a = b$ $a = b$")
    again = proofnotes("check", "--baseline", "known.json")
    assert again.exit_code == 1
    assert "known.json: 1 known no more" in again.stderr


def test_a_baseline_in_the_configuration(proofnotes, folder: Path) -> None:
    note(folder, "[check]\nbaseline = 'known.json'\n", "proofnotes.toml")
    note(folder, "$a = b$")
    assert proofnotes("check").stderr.endswith("no such baseline; --write-baseline makes one\n")
    assert proofnotes("check", "--write-baseline").exit_code == 0
    assert proofnotes("check").exit_code == 0
    (folder / "known.json").write_text("{}", encoding="utf-8")
    assert proofnotes("check").exit_code == 2


def test_a_configuration_weighs(proofnotes, folder: Path) -> None:
    note(folder, "[tool.proofnotes.check]\nseverity = { PN101 = 'warning' }\nstrict = false\n", "pyproject.toml")
    note(folder, "$a = b$")
    assert proofnotes("check").exit_code == 0
    note(folder, "[tool.proofnotes.check]\nseveritie = {}\n", "pyproject.toml")
    result = proofnotes("check")
    assert result.exit_code == 2
    assert "unknown key 'severitie': did you mean 'severity'?" in result.stderr


def test_fix_writes_what_is_certain_and_checks_again(proofnotes, folder: Path) -> None:
    path = note(folder, "\ufeff$a = b$\r\nand $b = c$\r\n")
    shown = proofnotes("check", "notes.md", "--suggest", "--fix")
    assert "+$a = a$" in shown.stdout
    assert "$a = b$" in path.read_bytes().decode()
    result = proofnotes("check", "notes.md", "--fix")
    assert result.exit_code == 0
    assert "notes.md: corrected" in result.stderr
    assert path.read_bytes().decode() == "\ufeff$a = a$\r\nand $b = c$\r\n"
    assert "nothing to write" in proofnotes("check", "notes.md", "--fix").stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.md"], "nowhere.md: no such file or folder"),
        (["empty"], "empty: no notes there"),
        (["x.rst"], "x.rst: notes end in"),
        (["*.none*"], "no notes match this pattern"),
        (["binary.md"], "binary.md: a binary file, expected text"),
        (["fine.md", "--write-baseline"], "--write-baseline needs a file"),
        (["fine.md", "binary.md", "--output-format", "html"], "2 documents make 2 pages: name a folder with --output"),
    ],
)
def test_what_cannot_be_checked(proofnotes, folder: Path, arguments: list[str], message: str) -> None:
    (folder / "empty").mkdir()
    note(folder, "", "x.rst")
    note(folder, "$a = a$", "fine.md")
    (folder / "binary.md").write_bytes(b"\x00\x01\x02")
    result = proofnotes("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 4


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="the superuser may read everything")
def test_a_file_without_permission(proofnotes, folder: Path) -> None:
    note(folder, "$a = a$").chmod(0)
    result = proofnotes("check", "notes.md")
    assert (result.exit_code, result.stderr) == (2, "notes.md: Permission denied\n")


def test_watching_sees_an_edit_within_a_third_of_a_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = note(folder, "$a = a$")
    seen: list[tuple[float, str]] = []

    def worked(tasks, options):
        if len(seen) == 2:
            raise KeyboardInterrupt
        seen.append((time.monotonic(), tasks[0].path.read_text(encoding="utf-8")))
        return original(tasks, options)

    original = checking._worked
    monkeypatch.setattr(checking, "_worked", worked)
    written: list[float] = []

    def write() -> None:
        for text in ("$a = b$", "$a = a$ again"):
            time.sleep(0.3)
            path.write_text(text, encoding="utf-8")
            written.append(time.monotonic())

    writer = threading.Thread(target=write)
    writer.start()
    assert checking.check_notes(checking.CheckOptions(("notes.md",), watch=True)) == 1
    writer.join()
    assert [text for _, text in seen] == ["$a = a$", "$a = b$"]
    assert seen[1][0] - written[0] < 0.3
    assert "1 formula: 0 claims proved, 1 refuted" in capsys.readouterr().out


def test_other_commands_do_not_load_the_proofreader() -> None:
    program = (
        "import sys, proofnotes, proofnotes.shell.cli; "
        "print([name for name in sys.modules if name.startswith('proofnotes.proofreading')])"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
