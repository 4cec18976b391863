"""What is true of every format: positions, sidecar files, time, and that no content makes reading fail."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proofnotes.proofreading.sources.read import read

PIECES = st.sampled_from(
    [
        "$",
        "$$",
        "\\[",
        "\\]",
        "\\(",
        "\\)",
        "\\\\(",
        "\\\\)",
        "`",
        "``",
        "```",
        "~~~\n",
        "\n```math\n",
        "\n",
        "\n\n",
        "\r\n",
        "x = 1",
        " ",
        "# T\n",
        "- **b**\n",
        "| a |",
        "\n|-|-|\n",
        "<!--",
        "-->",
        "<pre>",
        "</pre>",
        "<a ",
        ">",
        "\\begin{align}",
        "\\end{align}",
        "\\begin{verbatim}",
        "\\end{verbatim}",
        "\\text{",
        "{",
        "}",
        "%",
        "%%",
        "\\newcommand",
        "\\def\\a",
        "[",
        "]",
        "数学",
        "。",
        ". ",
        "---\n",
        "+++\n",
        "proofnotes:",
        "\\input{a}",
        "\\section{",
        "\ufeff",
        "😀",
        "\\",
        "    code",
        "\t",
    ]
)


@pytest.mark.parametrize("name", ["notes.md", "notes.tex", "notes.ipynb"])
@given(pieces=st.lists(PIECES, max_size=30))
@settings(max_examples=100, deadline=None)
def test_nothing_makes_reading_fail(name: str, pieces: list[str]) -> None:
    document = read(Path("/nowhere") / name, "".join(pieces))
    reached = 0
    for formula in document.formulas:
        source = document.sources[formula.source]
        assert len(formula.body) == formula.end - formula.start
        assert source.place(formula.start) == (formula.line, formula.column)
        assert formula.start >= reached
        reached = formula.end


@given(raw=st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_bytes_make_reading_fail(raw: bytes) -> None:
    for name in ("notes.md", "notes.tex", "notes.ipynb"):
        read(Path("/nowhere") / name, raw)


HOSTILE = {
    "dollars": "$" * 25_000,
    "spaced dollars": "$ " * 25_000,
    "dollars and letters": "$x" * 25_000,
    "unclosed display": "$$ x\n" * 12500,
    "fences": "".join(f"{'`' * (3 + k % 50)}\n" for k in range(5_000)),
    "backticks": "".join(f"{'`' * (1 + k % 300)} " for k in range(500)),
    "brackets": "\\[ x " * 12500,
    "brackets with one end": "\\[ x " * 12500 + "\\]",
    "escaped parentheses": "\\\\( x " * 12500 + "\\\\)",
    "environments": "\\begin{align} x " * 7500,
    "environments with one end": "\\begin{align} x " * 7500 + "\\end{align}",
    "comments": "<!-- " * 12500,
    "tags": "<a " * 25_000,
    "raw elements": "<pre> " * 12500,
    "definitions": "\\newcommand{\\a}{" * 7500,
    "text groups": "$\\text{" * 7500,
    "percents": "%% " * 12500,
    "quotes": ">" * 25_000 + "\n$x$",
    "headings": "# a $x$\n" * 2500,
    "headings of LaTeX": "\\section{a} $x$\n" * 2500,
    "open headings of LaTeX": "\\section{" * 5_000,
    "listings": "\\begin{verbatim} " * 7500,
    "rules": "---\na: b\n" + "x\n" * 12500,
    "formulas": "and $x_i$ " * 7500,
    "displays": "\n$$\nx = 1\n$$\n" * 2500,
    "table": "|a|b|\n|-|-|\n" + "|$x$|" * 5_000,
    "table rule": "a|b\n" + "|-" * 12500 + "x",
    "bold": "- **a" * 12500,
    "one line": "x" * 1_000_000,
    "spaces": " " * 75_000 + "#" * 10,
    "never": "\\iffalse $x$ " * 10_000,
    "dashes": "- " * 25_000,
}


@pytest.mark.parametrize("name", ["notes.md", "notes.tex"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_is_linear_in_the_text(name: str, kind: str) -> None:
    started = time.process_time()
    read(Path("/nowhere") / name, HOSTILE[kind])
    assert time.process_time() - started < 3


def test_utf_16(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_bytes("数 $x$".encode("utf-16"))
    document = read(path)
    assert [(f.body, f.column) for f in document.formulas] == [("x", 4)]
    assert document.sources[0].text.encode(document.sources[0].encoding) == path.read_bytes()


def test_what_is_no_text() -> None:
    assert [p.code for p in read(Path("a.md"), b"\x89PNG\0\0$x$").problems] == ["D05"]


def test_annotations_beside_the_document(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("$a$\n# One\n$b$\n<!-- proofnotes: off -->\n")
    (tmp_path / "notes.proofnotes.toml").write_text(
        'annotations = ["let W: d, n"]\n[One]\nannotations = ["assume \\\\mu = 1"]\n'
        '[Two]\nannotations = ["off"]\n[Three]\n'
    )
    document = read(tmp_path / "notes.md")
    assert [(d.text, d.section.titles, d.after, d.whole, d.line) for d in document.directives] == [
        ("let W: d, n", (), 0, True, 1),
        ("assume \\mu = 1", ("One",), 1, False, 3),
        ("off", ("One",), 2, False, 4),
    ]
    assert [p.message for p in document.problems] == [
        "the document has no heading Two",
        "Three has no list of texts annotations",
    ]


def test_a_sidecar_that_is_not_toml(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("$a$")
    (tmp_path / "notes.proofnotes.toml").write_text("annotations = [")
    assert [p.code for p in read(tmp_path / "notes.md").problems] == ["D06"]
