"""The page: every formula with what is said of it, and nothing of the notes' own that could act."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from proofnotes.proofreading.check import check
from proofnotes.proofreading.codes import Severity
from proofnotes.proofreading.lexicon.codes import CODES
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.output.findings import report_of
from proofnotes.proofreading.output.html.page import KINDS, html_page
from proofnotes.proofreading.output.html.typesetting import Typesetter
from proofnotes.proofreading.sources.model import Macro
from proofnotes.proofreading.sources.read import read


def severity(code: str, _verdict: NoteVerdict) -> Severity | None:
    return CODES[code].severity if code in CODES else None


def page(text: str, name: str = "notes.md") -> str:
    checked = check(read(Path("/nowhere") / name, text))
    return html_page(checked, report_of(checked, severity, name))


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


NOTES = (
    "# Title\n\nLet $a = 2$, then\n\n$$\\frac{d}{dx} x^2 = 2x$$\n\nand $\\sin(x)^2 + \\cos(x)^2 = 2$ and $y$. | `c` |\n"
)


def test_every_formula_opens_what_is_said_of_it() -> None:
    tags = Tags(page(NOTES)).found
    panels = {attrs["id"] for tag, attrs in tags if tag == "aside"}
    opening = [attrs for tag, attrs in tags if tag == "button" and "formula" in (attrs.get("class") or "")]
    assert [attrs["class"] for attrs in opening][1] == "formula holds display"
    assert {attrs["popovertarget"] for attrs in opening} == panels
    assert len(opening) == 3


def test_the_legend_counts_and_calls_no_page_proved() -> None:
    text = page(NOTES)
    assert "4 formulas." in text
    assert "what has no ✓ was not proved" in text
    for kind in KINDS:
        assert kind.words in text


def test_every_verdict_has_one_look() -> None:
    for verdict in NoteVerdict:
        assert sum(verdict in kind.verdicts for kind in KINDS) == 1


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil/x)",
    "![alt $x$](http://evil/a.png 'title $y$')",
    "[d](http://good/ 'title \" onclick=\"x $z$')",
    "`<script>`",
    "```<script>\n</script><script>alert(1)</script>\n```",
    "# <script>alert(1)</script>",
    "$x<script>alert(1)</script>$",
    "$\\text{</button><script>alert(1)</script>}$",
    "$$\\href{javascript:alert(1)}{x} = \"' onclick=x$$",
    "\ue0007\ue001 \ue0000\ue001",
    "<!-- proofnotes: <script>alert(1)</script> -->",
    "<svg onload=alert(1)>",
    "| a | <b onclick=x> |\n|---|---|\n| $x$ | </td><script>y</script> |",
    "{{ 7 * 7 }} {% for x in y %}",
]


@pytest.mark.parametrize("name", ["notes.md", "notes.tex"])
@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_theirs_acts_or_loads(text: str, name: str) -> None:
    made = page(f"{text}\n\n$x = x$ end\n", name)
    tags = Tags(made).found
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert "49" not in re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-\S+", "", made, flags=re.DOTALL)
    for tag, attrs in tags:
        assert tag not in ("img", "iframe", "object", "embed", "link", "svg", "base", "form")
        assert not any(name.startswith("on") or name == "src" for name in attrs)
        assert re.match(r"(?:https?:|mailto:|#)", attrs.get("href") or "#")


def test_text_beside_the_formulas_stays() -> None:
    made = page("- item **bold** and $x$\n\n| a | b |\n|---|---|\n| $y$ | `c<d` |\n\n> quote\n")
    for kept in ("<li>item <strong>bold</strong>", "<table>", "<code>c&lt;d</code>", "<blockquote>"):
        assert kept in made


def test_latex_keeps_its_headings_and_drops_its_remarks() -> None:
    text = (
        "\\documentclass{a}\\begin{document}\n\\section{One}\nSome \\emph{words} $x$ % hidden\n\nmore\n\\end{document}"
    )
    made = page(text, "notes.tex")
    for kept in ("<h2>One</h2>", "<em>words</em>", "<p>more"):
        assert kept in made
    assert "hidden" not in made.split("</style>")[1].split('<article id="text">')[1].split("</article>")[0]
    assert "documentclass" not in made


def test_what_the_converter_refuses_is_shown_as_it_is_written() -> None:
    typesetter = Typesetter({})
    assert (
        typesetter.typeset("\\nosuchcommand<b>", display=False) == "<code class='tex'>\\nosuchcommand&lt;b&gt;</code>"
    )
    assert "<mfrac>" in typesetter.typeset("\\begin{align} x &= \\frac{1}{2} \\label{a} \\end{align}", display=True)


@pytest.mark.parametrize(
    ("macros", "body"),
    [
        ({"\\a": Macro(0, "\\a\\a")}, "\\a"),
        ({"\\a": Macro(0, "{" * 50 + "\\a" + "}" * 50)}, "\\a"),
        ({f"\\{chr(97 + k)}": Macro(0, f"\\{chr(98 + k)}\\{chr(98 + k)}") for k in range(25)}, "\\a"),
        ({}, "{" * 40_000 + "}" * 40_000),
        ({}, "{" * 1400 + "x" + "}" * 1400),
        ({"\\bad": Macro(0, "}{")}, "\\bad"),
    ],
)
def test_hostile_formulas_do_not_reach_the_converters_stack(macros: dict[str, Macro], body: str) -> None:
    assert Typesetter(macros).typeset(body, display=True)


def test_macros_are_typeset() -> None:
    typesetter = Typesetter({"\\norm": Macro(1, "\\|#1\\|"), "\\R": Macro(0, "\\mathbb{R}")})
    assert "<span class=" in typesetter.typeset("x_{\\textrm{a}}", display=False)
    assert "ℝ" in typesetter.typeset("\\norm{x} \\in \\R", display=False)
