"""`proofnotes check` on notes, with nothing pretended: what holds, what does not, and what has become worse."""

import json
import subprocess
from pathlib import Path

import pytest

from proofnotes.proofreading.history import cache
from proofnotes.proofreading.settling import proofs
from proofnotes.shell.notes import work

TRUE = r"""# Sigmoid

Let $\sigma(z) = \frac{1}{1 + e^{-z}}$. Then

$$\frac{d\sigma}{dz} = \sigma(z)(1 - \sigma(z)).$$
"""
FALSE = TRUE.replace("1 - \\sigma", "1 + \\sigma")
LATEX = r"""\documentclass{article}
\newcommand{\sig}{\sigma}
\begin{document}
\section{Sigmoid}
Let $\sig(z) = \frac{1}{1 + e^{-z}}$. Then
\begin{align}
\frac{d\sig}{dz} &= \sig(z)(1 + \sig(z)) % a sign
\end{align}
\end{document}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cache, "cache_folder", lambda: tmp_path / ".cache")
    work.memory_for.cache_clear()
    return tmp_path


def write(path: Path, text: str, *, newline: str = "\n", mark: str = "") -> Path:
    path.write_bytes((mark + text.replace("\n", newline)).encode("utf-8"))
    return path


def notebook(text: str) -> str:
    cells = [
        {"cell_type": "code", "source": ["x = 1"], "metadata": {}, "outputs": [], "execution_count": None},
        {"cell_type": "markdown", "source": text.splitlines(keepends=True), "metadata": {}},
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def test_a_true_formula_is_proved(proofnotes, folder: Path) -> None:
    write(folder / "notes.md", TRUE)
    result = proofnotes("check", "notes.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("2 formulas: 1 claim proved, 0 refuted")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_false_one_is_refuted_and_corrected(proofnotes, folder: Path, newline: str, mark: str) -> None:
    path = write(folder / "notes.md", FALSE, newline=newline, mark=mark)
    result = proofnotes("check", "notes.md")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == "notes.md:5:3: PN101 refuted"
    assert "= help: one edit makes it hold" in result.stdout
    assert proofnotes("check", "notes.md", "--fix").exit_code == 0
    assert path.read_bytes() == (mark + TRUE.replace("\n", newline)).encode("utf-8")


def test_latex_and_notebooks(proofnotes, folder: Path) -> None:
    write(folder / "notes.tex", LATEX)
    write(folder / "notes.ipynb", notebook(FALSE))
    result = proofnotes("check", ".", "--output-format", "json", "--jobs", "1")
    page = json.loads(result.stdout)
    wrong = [each for each in page["links"] if each["severity"] == "error"]
    assert result.exit_code == 1
    assert [(each["path"], each["cell"], each["start"]["line"]) for each in wrong] == [
        ("notes.ipynb", 2, 5),
        ("notes.tex", None, 7),
    ]
    assert all(each["witness"] and each["tree"] for each in wrong)
    assert proofnotes("check", "notes.ipynb", "--fix").exit_code == 0
    assert (folder / "notes.ipynb").read_text(encoding="utf-8") == notebook(TRUE)


def git(folder: Path, *arguments: str) -> None:
    own = ["-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True)


def test_a_pull_request_that_breaks_a_formula_fails(proofnotes, folder: Path) -> None:
    other = "\n# Other\n\nLet $a$ be a number. $$(a + 1)^2 = a^2 + 1$$\n"
    path = write(folder / "notes.md", TRUE + other)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "notes.md")
    git(folder, "commit", "-qm", "first")
    write(path, "New words.\n\n" + TRUE + other)
    assert proofnotes("check", "notes.md", "--base", "main").exit_code == 0
    write(path, TRUE.replace("e^{-z}", "e^{z}") + other)
    result = proofnotes("check", "notes.md", "--base", "main", "--output-format", "github")
    assert result.exit_code == 1
    assert "was proved at main (line 5)" in result.stdout


def test_a_deleted_definition_makes_a_claim_worse(proofnotes, folder: Path) -> None:
    """The formula itself is as it was."""
    text = "Let $q(x) = x^3$.\n\n$$\\frac{dq}{dx} = 3 x^2$$\n"
    path = write(folder / "notes.md", text)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "notes.md")
    git(folder, "commit", "-qm", "first")
    write(path, text.replace("Let $q(x) = x^3$.", ""))
    result = proofnotes("check", "notes.md", "--base", "main")
    assert result.exit_code == 1
    assert "was proved at main" in result.stdout


def test_a_deleted_annotation_makes_a_claim_worse(proofnotes, folder: Path) -> None:
    text = "<!-- proofnotes: assume a + b = 1 -->\n\nFor numbers $a$ and $b$ $$a^2 + 2 a b + b^2 = 1$$\n"
    path = write(folder / "notes.md", text)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "notes.md")
    git(folder, "commit", "-qm", "first")
    assert "1 claim proved" in proofnotes("check", "notes.md").stdout
    write(path, text.partition("\n\n")[2])
    result = proofnotes("check", "notes.md", "--base", "main")
    assert result.exit_code == 1
    assert "was proved given at main (line 3)" in result.stdout


def test_a_copy_of_the_notes(proofnotes, folder: Path) -> None:
    write(folder / "a.md", TRUE)
    write(folder / "b.md", "<script>alert(1)</script> $x = <b>$")
    page = proofnotes("check", "a.md", "--output-format", "html").stdout
    assert page.lstrip().lower().startswith("<!doctype html>")
    result = proofnotes("check", "a.md", "b.md", "--output-format", "html", "--output", "out", "--jobs", "1")
    assert result.stdout.splitlines() == ["out/a.md.html", "out/b.md.html"]
    assert "<script>alert(1)" not in (folder / "out" / "b.md.html").read_text(encoding="utf-8")


def test_answers_are_kept_between_runs(proofnotes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "notes.md", FALSE)
    asked: list[object] = []
    original = proofs.prove

    def prove(relation, **settings):
        asked.append(relation)
        return original(relation, **settings)

    monkeypatch.setattr(proofs, "prove", prove)
    counts, outputs = [], []
    for arguments in ([], [], ["--no-cache"]):
        work.memory_for.cache_clear()
        outputs.append(proofnotes("check", "notes.md", *arguments).stdout)
        counts.append(len(asked))
        asked.clear()
    assert outputs[0] == outputs[1] == outputs[2]
    assert counts[0] > counts[1]
    assert counts[2] >= counts[0]


def test_a_large_file_and_strange_text(proofnotes, folder: Path) -> None:
    write(folder / "large.md", "words and $x$ and \ud7ff\u202e\x07 text $$ \n\n" * 6000)
    write(folder / "broken.md", "$" + "{" * 3000 + "$ \\begin{align} $$ \\frac{ $x^{$")
    result = proofnotes("check", "large.md", "broken.md", "--jobs", "1")
    assert result.exit_code == 0
    assert "a mistake of proofnotes" not in result.stderr
