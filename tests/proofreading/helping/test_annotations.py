"""Annotations that are suggested: each was tried, and is written where it changes nothing else."""

from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.helping.annotations import suggested
from proofnotes.proofreading.helping.placing import place_before, written
from proofnotes.proofreading.helping.writing import changed_files, edited
from proofnotes.proofreading.outcomes import Edit
from proofnotes.proofreading.sources.read import read

MISSING = "$$\\sum_{i=1}^{K} y_i \\left(z_i - c\\right) = \\sum_{i=1}^{K} y_i z_i - c$$"
INDEXED = "$$\\sum_i x_i^2 = \\sum_j x_j^2$$\n\n"
DECLARED = "Let $\\mathbf{y} \\in \\mathbb{R}^K$ be given.\n\n"


def edits(text: str) -> tuple[Edit, ...]:
    return suggested(check(read(Path("notes.md"), text)), check)


@pytest.mark.parametrize(
    ("text", "line", "certain"),
    [
        (DECLARED + MISSING, "assume \\sum_{k} y_{k} = 1", True),
        ("# One\n\nDefine $u = 3 x^2$.\n\n# Two\n\n$$\\frac{du}{dx} = 6x$$", "define u = 3 x^2", True),
        (INDEXED + "$x_r + x_r = 2 x_r$", "index r", False),
        ("The function value $g(x) + g(x) = 2 g(x)$.", "let g: function", False),
    ],
)
def test_what_helps_is_suggested(text: str, line: str, certain: bool) -> None:
    (edit,) = edits(text)
    assert (edit.text, edit.certain) == (f"<!-- proofnotes: {line} -->\n", certain)
    changed = check(read(Path("notes.md"), edited(text, [edit])))
    assert any(outcome.verdict.holds for formula in changed.formulas for outcome in formula.outcomes)
    assert not suggested(changed, check)


def test_where_a_name_may_be_two_things_both_are_named() -> None:
    (edit,) = edits(INDEXED + "$x_r + x_r = 2 x_r$")
    assert edit.why.endswith("(or: label r)")


def test_nothing_is_suggested_where_nothing_is_to_be_helped() -> None:
    assert edits("$$x + x = 2 x$$ and $$x = 2$$ and $$\\frac{du}{dx} = 6x$$") == ()


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("notes.md", "a\n\n  $$\n  x\n  $$\n", "a\n\n  @\n  $$\n  x\n  $$\n"),
        ("notes.md", "a\r\n$$x$$\r\n", "a\r\n@\r\n$$x$$\r\n"),
        ("notes.md", "one\ntwo $x$\n", "@\none\ntwo $x$\n"),
        ("notes.md", "# H\none\ntwo $x$\n", "# H\n@\none\ntwo $x$\n"),
        ("notes.md", "> one\n> two $x$\n", "> @\n> one\n> two $x$\n"),
        ("notes.md", "- one\n- two $x$\n", "@\n- one\n- two $x$\n"),
        ("notes.md", "a\n\n| b |\n|---|\n| $x$ |\n", "a\n\n@\n| b |\n|---|\n| $x$ |\n"),
        ("notes.md", "- **Rule.** $x$\n", "- **Rule.** @ $x$\n"),
        ("notes.md", "- **Rule**\n  so $x$\n", "- **Rule**\n  @\n  so $x$\n"),
        ("notes.md", "```math\nx\n```\n", "@\n```math\nx\n```\n"),
        ("notes.md", "$x$", "@\n$x$"),
        ("notes.tex", "one\n  two $x$\n", "one\n  %\n  two $x$\n"),
        ("notes.tex", "\\section{A} $x$\n", "\\section{A} %\n$x$\n"),
        ("notes.tex", "a\n\\begin{align}\nx\n\\end{align}\n", "a\n%\n\\begin{align}\nx\n\\end{align}\n"),
    ],
)
def test_where_an_annotation_is_written(name: str, text: str, expected: str) -> None:
    document = read(Path("/nowhere") / name, text)
    (formula,) = document.formulas
    place = place_before(document, formula)
    found = text[: place.offset] + written(document, "off", place) + text[place.offset :]
    assert found == expected.replace("@", "<!-- proofnotes: off -->").replace("%", "% proofnotes: off")
    again = read(Path("/nowhere") / name, found)
    assert [(f.body, f.section.titles) for f in again.formulas] == [(formula.body, formula.section.titles)]
    (directive,) = again.directives
    assert (directive.after, directive.section.titles) == (0, formula.section.titles)


def test_everything_else_stays_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    content = ("\ufeff数学\r\n\r\n" + DECLARED + MISSING + "\r\n").encode()
    path.write_bytes(content)
    document = read(path)
    (change,) = changed_files(document, suggested(check(document), check))
    added = b"<!-- proofnotes: assume \\sum_{k} y_{k} = 1 -->\r\n"
    assert change.content.replace(added, b"") == content
    assert added in change.content
