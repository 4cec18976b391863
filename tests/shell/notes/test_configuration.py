"""What a project says of its notes, and which files are meant."""

from pathlib import Path

import pytest

from proofnotes.proofreading.codes import Severity
from proofnotes.shell.notes.found import NotesNotFoundError, notes_in
from proofnotes.shell.notes.settings import CheckSettings, SettingsError, find_settings


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_innermost_configuration_counts(tmp_path: Path) -> None:
    written(tmp_path, "pyproject.toml", "[tool.proofnotes.check]\nseconds = 5\n")
    written(tmp_path, "a/pyproject.toml", "[project]\nname = 'x'\n")
    assert find_settings(tmp_path / "a").seconds == 5.0
    written(tmp_path, "a/proofnotes.toml", "[check]\nwords = false\nseverity = { PN203 = 'off', S = 'warning' }\n")
    found = find_settings(tmp_path / "a")
    assert (found.root, found.words, found.seconds) == (tmp_path / "a", False, 2.0)
    assert found.severity == {"PN203": None, "S": Severity.WARNING}


def test_without_a_configuration_there_are_defaults(tmp_path: Path) -> None:
    assert find_settings(tmp_path) == CheckSettings(root=tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("secnds = 2", "unknown key 'secnds': did you mean 'seconds'?; known are include, exclude, seconds"),
        ("seconds = 'two'", "seconds: expected a number of seconds, more than 0 and at most 3600, got 'two'"),
        ("seconds = true", "seconds: expected a number of seconds"),
        ("seconds = nan", "seconds: expected a number of seconds"),
        ("budget = -1", "budget: expected a number of seconds"),
        ("include = 'a.md'", "include: expected a list of patterns such as"),
        ("words = 1", "words: expected true or false, got 1"),
        ("baseline = 1", "baseline: expected the path of a file, got 1"),
        ("severity = 'off'", "severity: expected a table such as"),
        (
            "severity = { PN101 = 'fatal' }",
            "severity.PN101: expected one of error, warning, note, info, off, got 'fatal'",
        ),
        ("seconds = ", "proofnotes.toml: Invalid value"),
    ],
)
def test_a_wrong_configuration_is_told(tmp_path: Path, text: str, message: str) -> None:
    written(tmp_path, "proofnotes.toml", f"[check]\n{text}\n")
    with pytest.raises(SettingsError) as found:
        find_settings(tmp_path)
    assert message in str(found.value)
    assert str(tmp_path / "proofnotes.toml") in str(found.value)


def test_a_table_is_expected(tmp_path: Path) -> None:
    written(tmp_path, "pyproject.toml", "[tool.proofnotes]\ncheck = 3\n")
    with pytest.raises(SettingsError, match="tool.proofnotes.check: expected a table, got 3"):
        find_settings(tmp_path)


NAMES = ("a.md", "b.rst", "deep/er/c.tex", "deep/d.ipynb", ".hidden/e.md", "node_modules/f.md", "deep/G.MD")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        written(tmp_path, name, "")
    return tmp_path


def names(folder: Path, found: list[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found]


def test_notes_of_a_folder(folder: Path) -> None:
    settings = CheckSettings(root=folder)
    assert names(folder, notes_in([str(folder)], settings)) == ["a.md", "deep/G.MD", "deep/d.ipynb", "deep/er/c.tex"]


@pytest.mark.parametrize(
    ("include", "exclude", "expected"),
    [
        (["**/*.tex"], [], ["deep/er/c.tex"]),
        (["*.md"], [], ["a.md"]),
        (["deep/*.*"], [], ["deep/G.MD", "deep/d.ipynb"]),
        (["deep"], ["*.MD"], ["deep/d.ipynb", "deep/er/c.tex"]),
        (["**/*.md", "**/*.tex"], ["deep/"], ["a.md"]),
        (["**/*.ipynb"], ["er"], ["deep/d.ipynb"]),
        (["**/*.tex", "**/*.ipynb"], ["c.te?"], ["deep/d.ipynb"]),
    ],
)
def test_patterns(folder: Path, include: list[str], exclude: list[str], expected: list[str]) -> None:
    settings = CheckSettings(root=folder, include=tuple(include), exclude=tuple(exclude))
    assert names(folder, notes_in([str(folder)], settings)) == expected


def test_files_and_globs_are_taken_once(folder: Path) -> None:
    found = notes_in(
        [str(folder / "a.md"), str(folder / "**" / "*.*"), str(folder / "a.md")], CheckSettings(root=folder)
    )
    assert names(folder, found) == ["a.md", "deep/G.MD", "deep/d.ipynb", "deep/er/c.tex"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("nowhere.md", "no such file or folder"),
        ("b.rst", "notes end in .md, .markdown"),
        ("*.rs?", "no notes match this pattern"),
        ("empty", "no notes there"),
    ],
)
def test_what_stands_for_no_notes(folder: Path, given: str, message: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(NotesNotFoundError, match=message):
        notes_in([str(folder / given)], CheckSettings(root=folder))


def test_a_file_that_another_one_inputs_is_read_there(tmp_path: Path) -> None:
    written(tmp_path, "main.tex", "\\documentclass{article}\\begin{document}\\input{parts/one}\\end{document}")
    one = written(tmp_path, "parts/one.tex", "$x$")
    written(tmp_path, "parts/alone.tex", "$y$")
    names = [path.name for path in notes_in([str(tmp_path)], CheckSettings())]
    assert names == ["main.tex", "alone.tex"]
    assert notes_in([str(one)], CheckSettings()) == [one]
