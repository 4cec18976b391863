"""The HTML edition, without a browser: what it says, what it refuses, what cannot get into it."""

import re
import shutil
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import html5lib
import pytest
from fontTools.ttLib import TTFont
from markupsafe import Markup

from proofnotes import Definition, Scalar, Theorem, diff
from proofnotes.expr.errors import NotationError
from proofnotes.prover.proof import Verdict
from proofnotes.report import Evidence, ReportError
from proofnotes.report.build import edition_pages
from proofnotes.report.html.font import _path, embedded
from proofnotes.report.html.fragments import Fragments
from proofnotes.report.html.mathml import Mathematics
from proofnotes.statements.catalogue import Catalogue, Module
from proofnotes.statements.claims import Opinion
from tests.reading import ROOT
from tests.report.notes_formulas import FORMULAS
from tests.verdicts.made import evidence_on_all

HOSTILE = """<script>alert(1)</script><img src=x onerror="alert(1)"> ' " & `x` [a](javascript:x) \ue0000\ue001 *b* $c"""
x = Scalar("x")


def page(catalogue: Catalogue, evidence: Evidence, language: str = "zh") -> str:
    return edition_pages(catalogue, evidence, language)[f"notes.{language}.html"]


def catalogue_of(*statements: Definition | Theorem | Opinion) -> Catalogue:
    return Catalogue((Module(Path("square.py"), f"Square {HOSTILE}.   x²\n", statements),))


@pytest.fixture
def generic(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Templates without chapters of their own, so that every derivation file gets the generic one."""
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    for path in folder.glob("*/notes.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"\{% include \"(zh|en)/(?!findings|ledger|times).*\n", "", text), encoding="utf-8")
    monkeypatch.setattr("proofnotes.report.templating.TEMPLATES", folder)
    return folder


@pytest.fixture(scope="module")
def whole(catalogue: Catalogue) -> str:
    return page(catalogue, evidence_on_all(catalogue))


def test_html_is_well_formed(whole: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(whole)
    assert parser.errors == []


def test_page_is_one_file_that_asks_for_nothing(whole: str) -> None:
    assert re.findall(r"(?:src|href)=\"(?!#|notes\.|data:)[^\"]*\"", whole) == []
    assert re.findall(r"url\((?!#|\"data:)[^)]*\)|@import", whole) == []
    assert len(whole.encode()) < 3_000_000


def test_every_formula_of_the_notes_is_numbered(whole: str) -> None:
    for number in range(1, len(FORMULAS) + 1):
        assert whole.count(f'id="formula-{number}"') == 1


def test_every_statement_and_every_step_has_an_address(whole: str, catalogue: Catalogue) -> None:
    ids = re.findall(r' id="([^"]*)"', whole)
    assert len(ids) == len(set(ids))
    steps = {".".join(each for each in (link.id, link.chain, str(link.place)) if each) for link in catalogue.links}
    assert steps | {each.id for each in catalogue.statements} <= set(ids)


def test_tick_needs_a_proof_object(catalogue: Catalogue) -> None:
    unknown = page(catalogue, evidence_on_all(catalogue, verdict=Verdict.UNKNOWN))
    assert not re.search(r"class=\"(badge|mark) proved", unknown)
    assert "badge unknown" in unknown


def test_two_builds_differ_in_the_times_only(catalogue: Catalogue, whole: str) -> None:
    again = page(catalogue, evidence_on_all(catalogue, seconds=0.25))
    heading = whole.rindex("<h2 ")
    assert whole != again
    assert whole[:heading] == again[:heading]


def test_text_from_outside_is_no_markup(generic: Path) -> None:
    parabola = Definition("square", x**2, inputs=(x,), source=HOSTILE, note=HOSTILE)
    slope = Theorem("square.slope", diff(parabola(x), x), HOSTILE, 2 * x, finding=HOSTILE)
    catalogue = catalogue_of(parabola, slope, Opinion("square.round", HOSTILE))
    for language in ("zh", "en"):
        made = page(catalogue, evidence_on_all(catalogue), language)
        assert "<script>alert" not in made
        assert "<img" not in made
        assert 'javascript:x"' not in made
        assert made.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
        html5lib.HTMLParser(strict=True).parse(made)


@pytest.mark.parametrize("symbol", [r"\text{<b onclick=alert(1)>x</b>}", r"x</math><script>alert(1)</script>"])
def test_symbol_is_no_markup(symbol: str) -> None:
    assert re.findall(r"<(?!/?(?:math|mi|mo|mn|mtext|mrow|msub|msup)\b)", Mathematics().inline(symbol)) == []


def test_refused_formula_stops_the_build_and_names_the_statement(generic: Path) -> None:
    parabola = Definition("square", x**2, inputs=(x,), symbol=r"\nosuchcommand")
    with pytest.raises(ReportError, match=r"square\.definition.*MathML converter refuses.*nosuchcommand"):
        page(catalogue_of(parabola), Evidence())


def test_refused_formula_of_a_chapter_is_located(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("proofnotes.report.notes.shape_of", lambda *_: r"\nosuchcommand")
    with pytest.raises(ReportError, match=r"zh/normalization\.md:\d+: .*MathML converter refuses.*nosuchcommand"):
        page(catalogue, Evidence())


@pytest.mark.parametrize("latex", [r"\frac{1}", r"x_{i", r"\left( x", r"a & b", r"\unknown x"])
def test_converter_refuses(latex: str) -> None:
    with pytest.raises(NotationError, match="MathML converter refuses"):
        Mathematics().inline(latex)


def subset_of(characters: str) -> dict[int, str]:
    data = b64decode(embedded(frozenset(characters)).partition("base64,")[2])
    return TTFont(BytesIO(data)).getBestCmap()


def test_larger_forms_of_brackets_and_roots_are_kept() -> None:
    data = b64decode(embedded(frozenset("(x)")).partition("base64,")[2])
    font = TTFont(BytesIO(data))
    stretched = font["MATH"].table.MathVariants.VertGlyphCoverage.glyphs
    names = {each: font.getBestCmap()[ord(each)] for each in "()√"}
    assert set(names.values()) <= set(stretched)
    roots = font["MATH"].table.MathVariants.VertGlyphConstruction[stretched.index(names["√"])]
    widths = [font["hmtx"][each.VariantGlyph][0] for each in roots.MathGlyphVariantRecord]
    assert len(widths) > 1
    assert max(widths) < 1.1 * min(widths), "a browser leaves the room of the widest beside each"


def test_font_has_what_formulas_need() -> None:
    mathematics = Mathematics()
    for each in FORMULAS:
        mathematics.displayed(each)
    wanted = mathematics.characters()
    known = TTFont(_path()).getBestCmap()
    assert [each for each in wanted if ord(each) not in known] == []
    assert {0x1D465, 0x1D716, 0x210E} <= set(subset_of("xϵh")), "the italics of x, ϵ and h"
    assert 0x1D700 not in subset_of("xϵh"), "ε is another letter"
    assert ord("√") in subset_of("x"), "which stands in no text"
    assert embedded(wanted) == embedded(frozenset(sorted(wanted)))
    assert len(embedded(wanted)) < 120_000


def test_no_piece_holds_another() -> None:
    fragments = Fragments()
    first = fragments.hold(Markup("<i>x</i>"))
    second = fragments.hold(Markup(f"y{first}{chr(0xE000)}1{chr(0xE001)}"))
    assert fragments.released(f"a {first} b {second}") == "a <i>x</i> b y01"


def test_function_that_nobody_has_seen_gets_its_card(generic: Path) -> None:
    parabola = Definition("square", x**2, inputs=(x,))
    slope = Theorem("square.slope", diff(parabola(x), x), "power rule", 2 * x, "two halves", x + x)
    catalogue = catalogue_of(parabola, slope)
    one = Evidence()
    made = page(catalogue, one, "en")
    assert made.count('<li id="square.slope.') == 2
    assert "def square(x" in made
    assert "square = x**2" in made
