"""What others write cannot break the report: text is shown as it is, and a name cannot open markup."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from proofnotes import Definition, Measurement, Opinion, Scalar, Table, Theorem, Verdict
from proofnotes.expr.errors import NotationError
from proofnotes.report import Evidence, ReportError, gather, markdown_notes
from proofnotes.report.markdown import code, escape, inline
from proofnotes.report.templating import languages
from proofnotes.report.tex import to_latex
from proofnotes.statements.catalogue import Catalogue, Module
from tests.reading import ROOT
from tests.report.markdown_lint import faults
from tests.report.test_report import copied
from tests.verdicts.made import made, proof_of

PARSER = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, allow_labels=False)
MARKUP = ("<b>", "](x)", "$x$", "&amp;", "1. ", "- ", "```", "\\(", *"\\`*_{}[]()<>#|$~&!-+=.:'\"0 9aé中\n\t")
TEXT = st.lists(st.sampled_from(MARKUP), min_size=1, max_size=12).map("".join).filter(str.split)


def shown(markdown: str, within: str = "text") -> str:
    """What a reader sees of one paragraph that has no markup of any kind."""
    opening, inner, closing = PARSER.parse(markdown)
    assert (opening.type, inner.type, closing.type) == ("paragraph_open", "inline", "paragraph_close")
    assert {each.type for each in inner.children or []} <= {within}
    return "".join(each.content for each in inner.children or [])


@given(TEXT)
def test_text_shows_as_it_is(text: str) -> None:
    assert shown(escape(text)) == " ".join(text.split())
    assert shown(f"a {escape(text)} b") == f"a {' '.join(text.split())} b"


@given(TEXT)
def test_code_shows_as_it_is(text: str) -> None:
    assert shown(code(text), "code_inline") == " ".join(text.split())


@given(TEXT)
def test_text_in_a_table_stays_in_its_cell(text: str) -> None:
    tokens = PARSER.parse(f"| a | b |\n| --- | --- |\n| {escape(text)} | c |\n")
    cells = ["".join(child.content for child in each.children or []) for each in tokens if each.type == "inline"]
    assert cells == ["a", "b", " ".join(text.split()), "c"]


@given(TEXT)
def test_text_is_text_in_latex(text: str) -> None:
    tex = re.sub(r"\\text\w+\{\}|\\[{}]", "", to_latex(escape(text)))
    assert not re.search(r"(?<!\\)[$&#_%]", tex)
    assert tex.count("{") == tex.count("}")


EVIL = "<b>x</b> | $y$ `z` [a](b) # *c* \n\n# d"


@pytest.mark.parametrize("name", ["<b>", "a b", "$x$", "x`", "Upper", "x\n"])
def test_a_definition_cannot_be_called_so(name: str) -> None:
    with pytest.raises(NotationError, match="expected a name such as layer_norm"):
        Definition(name, Scalar("x"), inputs=(Scalar("x"),))


def catalogue_of(*statements) -> Catalogue:
    return Catalogue((Module(Path("evil.py"), f"Evil: {EVIL}", statements),))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Templates that tell nothing but what the catalogue has."""
    copied(monkeypatch, tmp_path, lambda page: re.sub(r"\{% include \"(zh|en)/(?!findings|ledger|times).*\n", "", page))


@pytest.mark.parametrize("language", languages())
def test_whatever_a_file_says_is_text(bare: None, language: str) -> None:
    x = Scalar("x")
    one = Theorem("evil.one", x + x, EVIL, 2 * x, note=EVIL, source=EVIL, finding=EVIL)
    two = Opinion("evil.two", EVIL, source=EVIL)
    three = Measurement("evil.three", EVIL, lambda: Table((EVIL, "b"), ((EVIL, 1.5),), EVIL))
    catalogue = catalogue_of(one, two, three)
    evidence = gather(catalogue, lambda *_: None)
    (link,) = one.links
    open_one = made(one, proofs={link.name: replace(proof_of(link, Verdict.UNKNOWN), detail=EVIL)})
    page = markdown_notes(catalogue, Evidence({**evidence.outcomes, one.id: open_one}), language)
    assert faults(page) == []
    tokens = [each for token in PARSER.parse(page) for each in (token, *(token.children or []))]
    assert [each for each in tokens if "html" in each.type] == []
    assert not re.search(r"^#+ d", page, re.MULTILINE)
    assert to_latex(page)


@pytest.mark.parametrize("glyph", ["$", "%", "}", "{", "x\n\ny"])
def test_a_glyph_that_would_end_its_formula_is_refused(glyph: str) -> None:
    with pytest.raises(NotationError, match="latex="):
        Scalar("x", latex=f"a{glyph}b")


@pytest.mark.parametrize("glyph", ["`", "<b>"])
def test_a_glyph_that_would_end_its_formula_stops_the_build(bare: None, glyph: str) -> None:
    x = Scalar("x", latex=f"a{glyph}b")
    page = catalogue_of(Definition("evil", x**2, inputs=(x,)))
    with pytest.raises(ReportError, match=r"(?s)templates/\w+/\w+.md:\d+: .*a name has (it|them) in"):
        markdown_notes(page, Evidence())


def test_commands_are_spelt_with_letters() -> None:
    assert inline(r"\left\{ a\,b \right\}") == r"$\left\lbrace  a\thinspace b \right\rbrace $"
    assert inline(r"a \\ b") == r"$a \\ b$"


BUILD = "import sys, pathlib, proofnotes.report; proofnotes.report.build_report(pathlib.Path(sys.argv[1]))"


@pytest.mark.thorough
def test_two_builds_differ_in_times_only(tmp_path: Path) -> None:
    """In processes of their own, whose strings hash differently."""
    builds = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD, str(tmp_path / seed)], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert [each.wait() for each in builds] == [0, 0]
    first, second = (files(tmp_path / seed) for seed in ("1", "2"))
    assert first.keys() == second.keys()
    pages = [name for name in first if name.startswith("notes.")]
    assert len(pages) == 3 * len(languages())
    for name in pages:
        one, two = first.pop(name), second.pop(name)
        assert one != two
        assert timeless(one.decode()) == timeless(two.decode()), name
    assert first == second
    assert {name.partition("/")[0] for name in first} == {"figures"}


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


TIMES = re.compile(r"^(## 9 |\\hypertarget\{9-|<h2 id=\"9-).*?(\Z|\\end\{document\}|</main>)", re.MULTILINE | re.DOTALL)


def timeless(page: str) -> str:
    """Without the chapter of times."""
    rest, chapters = TIMES.subn("", page)
    assert chapters == 1
    return rest
