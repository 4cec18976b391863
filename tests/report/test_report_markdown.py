"""The built Markdown, and the LaTeX made from it."""

import re

import pytest

from proofnotes.report import Evidence, markdown_notes
from proofnotes.report.markdown import anchor, block, escape, inline, tidy
from proofnotes.report.templating import languages
from proofnotes.report.tex import BARE, to_latex
from proofnotes.statements.catalogue import Catalogue
from tests.report.markdown_lint import faults, formulas


@pytest.fixture(scope="module", params=languages())
def page(request: pytest.FixtureRequest, catalogue: Catalogue) -> str:
    return markdown_notes(catalogue, Evidence(), request.param)


def test_notes_have_no_fault(page: str) -> None:
    assert len(formulas(page)) > 300
    assert faults(page) == []


@pytest.mark.parametrize(
    "text",
    [
        "误差$x$ 小\n",
        "误差 $x$，小\n",
        "a $x$b\n",
        "a $x b\n",
        "a\n$$\nx\n$$\n\nb\n",
        "a\n\n$$\nx\n$$\nb\n",
        "a $\\{x\\}$ b\n",
        "a $x\\,y$ b\n",
        "a $\\hat{x}_i + \\hat{y}_j, z_{k}$ b\n",
        "a $x <y$ b\n",
        "a $ x$ b\n",
        "a $\\left( x$ b\n",
        "a $\\frac{x}{y$ b\n",
        "[a](#nowhere)\n",
        "# a\n\n# a\n",
        "text $$x$$ text\n",
    ],
)
def test_lint_finds(text: str) -> None:
    assert faults(text)


def test_lint_passes_what_is_right() -> None:
    text = "# Title\n\nsee [a](#title), $x_i$ and `$`:\n" + block(r"\begin{aligned} a & = b \\ & = c \end{aligned}")
    assert faults(tidy(text)) == []


def test_formula_cannot_open_emphasis() -> None:
    both = inline(r"\hat{x}_i + \hat{x}_j"), inline(r"x_{nd} \hat{x}_{nd}")
    assert faults("a {} b, {} c\n".format(*both)) == []


def test_escaped_text_shows_as_it_was() -> None:
    text = r"Σ_n (x_nd − *μ*_d) <b> `a` | $5 # [x] ~ \frac{a}{b}"
    (shown,) = re.findall(r"(.*)\n\n", to_latex(escape(text)))
    for special, plain in {r"\textbackslash{}": "\\", r"\textasciitilde{}": "~"}.items():
        shown = shown.replace(special, plain)
    assert re.sub(r"\\([#$%&_{}])", r"\1", shown) == text


def test_anchors_are_those_of_github() -> None:
    assert anchor("softmax.jacobian_cases") == "softmaxjacobian_cases"
    assert anchor("1 BatchNorm 与 LayerNorm") == "1-batchnorm-与-layernorm"


def test_latex_has_every_formula_and_every_heading(page: str) -> None:
    tex = to_latex(page)
    assert tex.count(r"\formula{") == page.count("\n$$\n") // 2
    assert tex.count(r"\hypertarget{") == len(re.findall(r"^#+ ", page, re.MULTILINE))
    assert set(re.findall(r"\\hyperlink\{(.*?)\}", tex)) <= set(re.findall(r"\\hypertarget\{(.*?)\}", tex))


def test_every_row_of_the_token_table_is_used(page: str) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    used = {each.type for token in tokens for each in (token, *(token.children or []))}
    assert set(BARE) - used == set()


def test_markdown_that_the_notes_do_not_use_is_an_error() -> None:
    with pytest.raises(ValueError, match="html_inline"):
        to_latex("<b>x</b>\n")
