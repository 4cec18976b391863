"""Markdown: which formulas are found, where they stand, and the words around them."""

from pathlib import Path

import pytest

from proofnotes.proofreading.sources.model import Document
from proofnotes.proofreading.sources.plausibility import NO_MATHEMATICS, NoMathematics, is_mathematics
from proofnotes.proofreading.sources.read import read


def document(text: str | bytes) -> Document:
    return read(Path("notes.md"), text)


def bodies(text: str) -> list[str]:
    return [formula.body for formula in document(text).formulas]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mean $\\mu$ and $x_i$.", ["\\mu", "x_i"]),
        ("设$x$为输入，$y=2x$。", ["x", "y=2x"]),
        ("a\n$$\nx = 1\n$$\nb", ["\nx = 1\n"]),
        ("a\n\n\\\\[ x = 1 \\\\]\nb \\\\(y\\\\)", [" x = 1 ", "y"]),
        ("a \\( x = 1 \\) and \\[ y = 2 \\]", [" x = 1 ", " y = 2 "]),
        ("```math\nx = 1\n```\n", ["x = 1"]),
        ("```{math}\n:label: first\n\nx = 1\n```\n", ["x = 1"]),
        (":::{math}\n:label: first\nx = 1\n:::\n", ["x = 1"]),
        ("so {math}`x = 1` holds", ["x = 1"]),
        ("so $`x = 1`$ holds", ["x = 1"]),
        ("\\begin{align*}\nx &= 1\n\\end{align*}\n", ["\\begin{align*}\nx &= 1\n\\end{align*}"]),
        ("> $$\n> x\n> = 1\n> $$\n", ["\n  x\n  = 1\n  "]),
        ("$$\\text{if $x$ holds } y = 1$$", ["\\text{if $x$ holds } y = 1"]),
        ("$\\text{if $x$ holds } y = 1$", ["\\text{if $x$ holds } y = 1"]),
        ("$$\\newcommand{\\R}{\\mathbb{R}}$$ and $x \\in \\R$", ["x \\in \\R"]),
        ("- a list\n\n    $$x = 1$$\n", ["x = 1"]),
        ("the price $ x $ is", [" x "]),
        ("$a &lt; b &amp; c$", ["a <    b &     c"]),
        ("$x\\_i \\_{n}$ and $x\\_$", ["x _i  _{n}", "x\\_"]),
        ("$\\text{learning\\_rate} = 1$", ["\\text{learning\\_rate} = 1"]),
        ("$y \\in \\\\{0, 1\\\\}$", ["y \\in  \\{0, 1 \\}"]),
        ("it costs $5/h = $x$ of it", ["x"]),
        ("$$\nx = 1\n\n+ 2\n$$", ["\nx = 1\n\n+ 2\n"]),
    ],
)
def test_what_is_a_formula(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected
    assert not document(text).problems


@pytest.mark.parametrize(
    "text",
    [
        "it costs $5 and $10",
        "`$x$` is code, and ``$y` $``",
        "```python\ncost = '$x$'\n```\n",
        "~~~\n$x$\n```\n~~~\n",
        "<!-- $x$ -->",
        "a paragraph\n\n    $HOME = $PATH\n\nanother",
        "<script>$x$ and $y$</script>",
        "<pre>\n$x$\n</pre>",
        "<img alt='$x$' src='a.png'>",
        "\\$x\\$",
        "a note \\[1\\] and \\[see the text above it\\]",
        "{% highlight python %}\n$x$\n{% endhighlight %}\n",
        "%% $x$ is hidden %%",
        "---\ntitle: $x$\n---\n",
        "+++\ntitle = '$x$'\n+++\n",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert bodies(text) == []


@pytest.mark.parametrize("row", NO_MATHEMATICS, ids=lambda row: row.kind)
def test_every_kind_of_text_between_dollars(row: NoMathematics) -> None:
    assert row.applies(*row.example)
    assert not is_mathematics(*row.example)


@pytest.mark.parametrize(
    "text", ["it costs $5", "US$ 5", "5$ a day", "the $PATH", "${name}", "a $ sign", "$(document)"]
)
def test_a_dollar_alone_that_is_no_delimiter(text: str) -> None:
    assert not document(text).problems


def test_money_does_not_hide_the_formula_behind_it() -> None:
    assert bodies("it costs $5 for $x$ of them") == ["x"]


def test_dollars_pair_within_a_cell() -> None:
    table = "| a | b |\n|---|---|\n| 5$ | $x$ and $y |\n| $z$ | 3 |\n"
    assert bodies(table) == ["x", "z"]
    assert [problem.code for problem in document(table).problems] == ["D03"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a $x and no end", 1, 3),
        ("a\n\n$$ x = 1\n\n# Heading\n\n$y$", 3, 1),
        ("$$ x = 1 \n\n here $y$ is $z$ \n\n $$ q", 1, 1),
        ("a\n```python\nx = 1", 2, 1),
        ("a <!-- x", 1, 3),
        ("\\begin{align} x", 1, 1),
    ],
)
def test_what_is_not_closed_is_a_problem(text: str, line: int, column: int) -> None:
    first = document(text).problems[0]
    assert (first.line, first.column) == (line, column)


def test_an_unclosed_formula_hides_nothing_behind_it() -> None:
    assert bodies("a $x and no end\n\n$y$") == ["y"]
    assert bodies("$$ x = 1\n\nhere $y$ is $z$\n\n$$") == ["y", "z"]


def test_positions_count_characters() -> None:
    text = "\ufeff数学 $x$\r\n\r\n😀 $y = 1$\r\n".encode()
    read_back = document(text)
    assert [(f.line, f.column, f.body) for f in read_back.formulas] == [(1, 5, "x"), (3, 4, "y = 1")]
    source = read_back.sources[0]
    assert all(source.text[f.start : f.end] == f.body for f in read_back.formulas)
    assert source.newline == "\r\n"
    assert source.text.encode(source.encoding) == text


def test_bytes_that_are_not_utf_8() -> None:
    read_back = document(b"a\n\xff b \xfe\xfe $x$\n")
    assert [(p.code, p.line, p.column) for p in read_back.problems] == [("D01", 2, 1), ("D01", 2, 5)]
    assert [f.body for f in read_back.formulas] == ["x"]
    assert read_back.sources[0].encoding == ""


def test_sections_and_their_headings() -> None:
    text = "$a$\n\n# One\n\n$b$\n\n- **Item** (first)\n  $c$\n- **Rule.** $d$\n"
    text += "\nTwo\n---\n\n- #### Four\n$e$\n\n# Three $f$\n"
    sections = {formula.body: formula.section.titles for formula in document(text).formulas}
    assert sections == {
        "a": (),
        "b": ("One",),
        "c": ("One", "Item"),
        "d": ("One", "Rule"),
        "e": ("One", "Two", "Four"),
        "f": ("Three $f$",),
    }


def test_bold_words_that_begin_a_sentence_are_no_heading() -> None:
    assert document("# One\n- **Input**: the vector $x$\n").formulas[0].section.titles == ("One",)


def test_headings_in_code_comments_and_formulas_are_none() -> None:
    text = "```\n# one\n```\n<!--\n# two\n-->\n$$\nx\n-y\n$$\n$z$"
    assert len(document(text).sections) == 1


def test_the_words_around_a_formula() -> None:
    text = "Nothing. Suppose that $x > 0$, i.e. positive; then\n\n$$y = 1! ; 2$$\n\nholds. The end"
    first, second = document(text).formulas
    assert (first.lead, first.rest) == (" Suppose that", ", i.e. positive")
    assert second.lead.strip() == "then"
    assert second.rest == ""
    assert second.before == " positive; then" or second.before.endswith("then")
    assert second.after == "\n\nholds. The end"


def test_a_chinese_sentence() -> None:
    first, second = document("前一句。如果 $x = 1$，则 $y = 2$。后一句").formulas
    assert (first.lead, first.rest) == ("如果", "，则 $y = 2$")
    assert (second.lead, second.after) == ("如果 $x = 1$，则", "。后一句")


def test_directives() -> None:
    text = (
        '---\nproofnotes:\n  - "let W: d, n"\n  - assume x > 0\n---\n$a$\n<!-- proofnotes: define y = 2 -->\n$b$\n'
        "%% proofnotes: index t %%\n"
    )
    said = [(d.text, d.after, d.whole, d.line) for d in document(text).directives]
    assert said == [
        ("let W: d, n", 0, True, 3),
        ("assume x > 0", 0, True, 4),
        ("define y = 2", 1, False, 7),
        ("index t", 2, False, 9),
    ]


def test_macros() -> None:
    text = (
        "$$\\newcommand{\\R}{\\mathbb{R}} \\def\\norm#1{\\|#1\\|} \\DeclareMathOperator*{\\argmin}{arg\\,min}$$\n"
        "\\newcommand\\inner[2][x]{\\langle #1, #2 \\rangle}\n\\let\\eps\\varepsilon\n"
        "\\DeclarePairedDelimiter{\\abs}{\\lvert}{\\rvert}\n"
    )
    macros = document(text).macros
    assert {name: (macro.parameters, macro.body, macro.default) for name, macro in macros.items()} == {
        "\\R": (0, "\\mathbb{R}", None),
        "\\norm": (1, "\\|#1\\|", None),
        "\\argmin": (0, "\\operatorname*{arg\\,min}", None),
        "\\inner": (2, "\\langle #1, #2 \\rangle", "x"),
        "\\eps": (0, "\\varepsilon", None),
        "\\abs": (1, "\\left\\lvert #1 \\right\\rvert", None),
    }
