"""LaTeX: formulas, sections, macros, inputs."""

from pathlib import Path

import pytest

from proofnotes.proofreading.sources.model import Document
from proofnotes.proofreading.sources.read import read


def document(text: str) -> Document:
    return read(Path("/nowhere/notes.tex"), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mean $\\mu$ costs \\$5 and $x$", ["\\mu", "x"]),
        ("\\[ x = 1 \\] and \\( y \\) and $$z$$", [" x = 1 ", " y ", "z"]),
        (
            "\\begin{equation}\\label{a}\nx = 1\n\\end{equation}",
            ["\\begin{equation}\\label{a}\nx = 1\n\\end{equation}"],
        ),
        ("$x % a remark with $ in it\n= 1$", ["x                        \n= 1"]),
        ("50\\% of $x$ \\\\% $y$\n$z$", ["x", "z"]),
        ("\\begin{verbatim}\n$x$\n\\end{verbatim} $y$", ["y"]),
        ("\\verb|$x$| and \\lstinline!$z$! and $y$", ["y"]),
        ("\\documentclass{article}\n$x$\n\\begin{document}\n$y$\n\\end{document}\n$z$", ["y"]),
        ("\\[ x \\\\[2pt] y \\]", [" x \\\\[2pt] y "]),
        ("$\\text{if $x$} = 1$", ["\\text{if $x$} = 1"]),
        ("\\newcommand{\\half}{$\\frac12$} $x$", ["x"]),
        ("\\iffalse $x$ \\fi $y$", ["y"]),
        ("% \\begin{verbatim}\n$x$", ["x"]),
    ],
)
def test_what_is_a_formula(text: str, expected: list[str]) -> None:
    read_back = document(text)
    assert [formula.body for formula in read_back.formulas] == expected
    assert not read_back.problems


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a\n$x\n\nb", "D03", 2),
        ("\\[ x", "D03", 1),
        ("a\n\\begin{align}\nx", "D03", 2),
        ("\\begin{verbatim}\n$x$", "D02", 1),
        ("\\section{a", "D03", 1),
        ("\\input{}", "D04", 1),
    ],
)
def test_what_is_not_closed_is_a_problem(text: str, code: str, line: int) -> None:
    assert [(problem.code, problem.line) for problem in document(text).problems] == [(code, line)]


def test_sections() -> None:
    text = "$a$\n\\chapter{One}\n$b$\n\\section*{Two {\\em x}}\n$c$\n\\paragraph{Three} $d$\n\\section[s]{Four}\n$e$"
    assert {f.body: f.section.titles for f in document(text).formulas} == {
        "a": (),
        "b": ("One",),
        "c": ("One", "Two {\\em x}"),
        "d": ("One", "Two {\\em x}", "Three"),
        "e": ("One", "Four"),
    }


def test_directives_and_macros() -> None:
    text = "\\newcommand{\\R}{\\mathbb R}\n% proofnotes: let W: d, n\n$a$ % proofnotes: off\n$b$"
    read_back = document(text)
    assert [(d.text, d.after, d.line) for d in read_back.directives] == [("let W: d, n", 0, 2), ("off", 1, 3)]
    assert read_back.macros["\\R"].body == "\\mathbb R"


def test_inputs_in_the_order_of_reading(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("$b$ \\section{S} $c$ \\input{parts/two}")
    (tmp_path / "parts" / "two.tex").write_text("$d$ % proofnotes: off")
    (tmp_path / "main.tex").write_text("$a$ \\input{parts/one.tex} $e$")
    read_back = read(tmp_path / "main.tex")
    assert [f.body for f in read_back.formulas] == list("abcde")
    assert [f.section.titles for f in read_back.formulas] == [(), (), ("S",), ("S",), ("S",)]
    assert [source.path.name for source in read_back.sources] == ["main.tex", "one.tex", "two.tex"]
    assert [f.source for f in read_back.formulas] == [0, 1, 1, 2, 0]
    assert [(d.after, d.source) for d in read_back.directives] == [(4, 2)]
    assert not read_back.problems


def test_inputs_that_are_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (tmp_path / "secret.tex").write_text("$s$")
    (folder / "again.tex").write_text("\\input{main}")
    (folder / "main.tex").write_text(
        "\\input{../secret}\n\\input{/etc/passwd}\n\\input{missing}\n\\input{main}\n\\input{again}\n$x$"
    )
    read_back = read(folder / "main.tex")
    assert [f.body for f in read_back.formulas] == ["x"]
    assert [(p.code, p.source, p.line) for p in read_back.problems] == [
        ("D04", 0, 1),
        ("D04", 0, 2),
        ("D04", 0, 3),
        ("D04", 0, 4),
        ("D04", 1, 1),
    ]


def test_a_bomb_of_inputs_ends(tmp_path: Path) -> None:
    for level in range(12):
        (tmp_path / f"l{level}.tex").write_text(f"\\input{{l{level + 1}}}\n\\input{{l{level + 1}}}\n")
    (tmp_path / "l12.tex").write_text("$x$")
    read_back = read(tmp_path / "l0.tex")
    assert len(read_back.sources) <= 200
    assert any("more than" in problem.message for problem in read_back.problems)


@pytest.mark.parametrize(
    ("definitions", "text", "expected", "display"),
    [
        (
            "\\newcommand{\\be}{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}}",
            "\\be x = 1 \\ee",
            " x = 1 ",
            True,
        ),
        ("\\def\\bea{\\begin{align}}", "\\bea x &= 1 \\end{align}", "\\bea x &= 1 \\end{align}", True),
        ("\\newcommand{\\show}[1]{\\[ #1 \\]}", "\\show{x = {1}} y", "x = {1}", True),
        ("\\newcommand{\\eqn}[2]{\\begin{equation}\\label{#1}#2\\end{equation}}", "\\eqn{a}{x}", "x", True),
        ("\\newcommand{\\eqn}[2]{\\begin{equation}#2\\label{#1}\\end{equation}}", "\\eqn{a}{x}", "x", True),
        ("\\newcommand{\\little}[1]{$#1$}", "\\little{x}", "x", False),
        ("\\newcommand{\\vect}[1]{$\\mathbf{#1}$}", "\\vect{x}", None, False),
    ],
)
def test_commands_of_the_author(definitions: str, text: str, expected: str | None, display: bool) -> None:
    found = [(formula.body, formula.display) for formula in document(f"{definitions}\n{text}").formulas]
    assert found == ([] if expected is None else [(expected, display)])


def test_macros_of_the_preamble(tmp_path: Path) -> None:
    (tmp_path / "macros.tex").write_text("\\newcommand{\\be}{\\begin{equation}}\\newcommand{\\ee}{\\end{equation}}")
    (tmp_path / "mine.sty").write_text("\\newcommand{\\R}{\\mathbb{R}}")
    (tmp_path / "main.tex").write_text(
        "\\documentclass{article}\\usepackage{amsmath,mine}\n\\input{macros}\n\\input{missing}\n%\\input{other}\n"
        "\\begin{document}\n\\be x \\in \\R \\ee\n\\end{document}"
    )
    read_back = read(tmp_path / "main.tex")
    assert [f.body for f in read_back.formulas] == [" x \\in \\R "]
    assert read_back.macros["\\R"].body == "\\mathbb{R}"
    assert [(p.code, p.line) for p in read_back.problems] == [("D04", 3)]
