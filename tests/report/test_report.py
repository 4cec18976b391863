"""The report: what it says, where it comes from, and what it does when something is missing."""

import os
import re
import shutil
from dataclasses import replace
from fractions import Fraction
from itertools import count
from pathlib import Path

import pytest

from proofnotes import Definition, Scalar, Theorem, diff
from proofnotes.prover.proof import Condition, Point, Verdict, Witness
from proofnotes.report import Evidence, ReportError, build_report, environment, markdown_notes, render, steps_of
from proofnotes.report.phrases import SEPARATOR, load_phrases, say
from proofnotes.report.templating import languages
from proofnotes.report.views import statement_view
from proofnotes.report.writing import write_together
from proofnotes.statements.catalogue import Catalogue, Module
from proofnotes.verdicts.settle import unchecked
from tests.benchmarks.sample_benchmarks import SAMPLE
from tests.reading import ROOT
from tests.report.markdown_lint import faults
from tests.verdicts.made import evidence_on, evidence_on_all, made, proof_of

x = Scalar("x")
square = Definition("square", x**2, inputs=(x,), source="Euclid, book II")
slope = Theorem("square.derivative", diff(square(x), x), "power rule", 2 * x, "two halves", x + x)
small = Catalogue((Module(Path("square.py"), "Square: a parabola.   x²\n", (square, slope)),))
GOLDEN = ROOT / "tests" / "report" / "golden"


@pytest.fixture
def generic(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Templates without sections of their own, so that every derivation file gets the generic one."""
    return copied(monkeypatch, tmp_path, lambda page: re.sub(r"\{% include \"(zh|en)/.*\n", "", page))


def copied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change, name: str = "notes.md") -> Path:
    """The templates with a page changed: of one language if the name says so, else of each."""
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    for page in [folder / name] if "/" in name else folder.glob(f"*/{name}"):
        page.write_text(change(page.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.setattr("proofnotes.report.templating.TEMPLATES", folder)
    return folder


@pytest.mark.parametrize("name", ["square.zh.md", "square.zh.tex", "square.en.md", "square.en.tex"])
def test_generic_section_is_as_recorded(generic: Path, tmp_path: Path, name: str) -> None:
    written = render(small, evidence_on(slope, seconds=0.0125), tmp_path / "build")
    (page,) = [path for path in written if path.name == name.replace("square", "notes")]
    text = page.read_text(encoding="utf-8")
    section = text[text.index("## Square" if name.endswith("md") else r"\hypertarget{square-a-parabola}") :]
    if os.environ.get("PROOFNOTES_RECORD"):
        (GOLDEN / name).write_text(section, encoding="utf-8")
    assert section == (GOLDEN / name).read_text(encoding="utf-8")


def test_tick_needs_a_proof_object(catalogue: Catalogue) -> None:
    without = markdown_notes(catalogue, Evidence())
    assert "✓ 已证" not in without
    assert "未检验" in without
    assert markdown_notes(catalogue, evidence_on_all(catalogue)).count("✓ 已证") > 200


@pytest.mark.parametrize("verdict", [Verdict.UNKNOWN, Verdict.REFUTED])
def test_one_broken_link_takes_the_tick_away(generic: Path, verdict: Verdict) -> None:
    point = Point({"K": 2}, {"x": Fraction(1, 2)}, {"z": {(1,): Fraction(3)}})
    broken = replace(
        proof_of(slope.links[1]),
        verdict=verdict,
        conditions=(Condition(x > 0, False),),
        witness=Witness(point, "1", "2") if verdict is Verdict.REFUTED else None,
        residual=x - 1,
        detail="would need x > 0",
    )
    page = markdown_notes(small, Evidence({slope.id: made(slope, proofs={"square.derivative[2]": broken})}))
    section = page[page.index("#### square.derivative") :]
    assert section.count("✓ 已证") == 1
    assert "判定：**✓" not in section
    assert "$x > 0$ （未证明）" in section
    assert "$x - 1$" in section
    assert "均由前提推出" not in section
    assert ("`z[1] = 3`" in section) == (verdict is Verdict.REFUTED)
    assert faults(page) == []


def test_times_stand_in_a_chapter_of_their_own(catalogue: Catalogue) -> None:
    slow, fast = (markdown_notes(catalogue, evidence_on_all(catalogue, seconds=seconds)) for seconds in (0.5, 0.25))
    assert slow != fast
    assert slow[: slow.index("\n## 9 ")] == fast[: fast.index("\n## 9 ")]


def test_positive_scalar_is_a_hypothesis(catalogue: Catalogue) -> None:
    mean = catalogue.by_id("layer_norm.mean")
    view = statement_view(mean, unchecked(mean))
    assert r"\epsilon > 0" in view.hypotheses


def test_quantities_are_explained(catalogue: Catalogue) -> None:
    page = markdown_notes(catalogue, Evidence())
    section = page[page.index("#### layer_norm.vjp") :]
    assert r"$h_{nd} = \gamma_d g_{nd}$" in section[: section.index("####", 5)]


def test_every_statement_is_told_once(catalogue: Catalogue) -> None:
    page = markdown_notes(catalogue, Evidence())
    for statement in catalogue.statements:
        assert page.count(f"\n#### {statement.id}\n") == 1


def sections(language: str) -> list[str]:
    main = (ROOT / "templates" / language / "notes.md").read_text(encoding="utf-8")
    return [(ROOT / "templates" / name).read_text(encoding="utf-8") for name in re.findall(r'include "(.*?)"', main)]


@pytest.mark.parametrize("language", languages())
def test_templates_show_every_formula_once_in_order(language: str) -> None:
    shown = [int(number) for page in sections(language) for number in re.findall(r"show\((\d+)\)", page)]
    assert shown == list(range(1, 39))


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.md")), ids=lambda path: "/".join(path.parts[-2:]))
def test_prose_template_has_no_formula_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    prose = "".join(value for _, kind, value in environment().lex(text) if kind == "data")
    assert not re.search(r"[$\\]", prose)


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ('see("rms_norm.vjq")', 'see("rms_norm.vjp")', "rms_norm.vjp"),
        ('name("rms_norm", "gama")', 'name("rms_norm", "gamma")', "'gama'"),
        ("show(99)", "show(8)", "formula 99"),
        ('all("rms_nrm")', 'all("rms_norm")', "rms_norm"),
        ("shoow(8)", "show(8)", "'shoow' is undefined"),
        ("{% if %}", "再直接相除：", "Expected an expression"),
    ],
)
def test_mistake_in_a_template_is_located(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrong: str, right: str, message: str
) -> None:
    folder = copied(monkeypatch, tmp_path, lambda page: page.replace(right, wrong, 1), "zh/rms_norm.md")
    lines = (folder / "zh/rms_norm.md").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if wrong in text)
    with pytest.raises(ReportError, match=re.escape(message)) as caught:
        markdown_notes(catalogue, Evidence())
    assert f"zh/rms_norm.md:{line}: " in str(caught.value)


@pytest.mark.parametrize("moment", [1, 2, 4])
def test_interrupted_build_leaves_the_previous_report(
    generic: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: int
) -> None:
    build = tmp_path / "build"
    render(small, Evidence(), build)
    before = contents(build)
    calls, move = count(1), os.replace

    def interrupted(source: str, target: Path) -> None:
        if next(calls) == moment:
            raise KeyboardInterrupt
        move(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        render(small, evidence_on(slope, seconds=0.0125), build)
    assert contents(build) == before


def contents(folder: Path) -> dict[Path, bytes | None]:
    return {path: path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_an_interrupted_first_build_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    moves, move = count(1), os.replace

    def interrupted(source: str, target: Path) -> None:
        move(source, target)
        if next(moves) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_together(tmp_path / "build", {"a.md": "a", "in/b.md": "b", "in/c.md": b"c", "d.md": "d"})
    assert list((tmp_path / "build").iterdir()) == []


def texts(catalogue: Catalogue) -> set[str]:
    """Whatever derivations, measurements and benchmarks say in words."""
    tables = [each.measure() for each in catalogue.measurements]
    tables += [SAMPLE.speed_table("float32", "small", "vjp"), SAMPLE.accuracy_table("float32")]
    said = {link.reason for link in catalogue.links} | {each.note for each in catalogue.statements}
    said |= {getattr(each, name, "") for each in catalogue.statements for name in ("finding", "says")}
    said |= {each for table in tables for row in table.rows for each in row if isinstance(each, str)}
    return said | {text for table in tables for text in (*table.columns, table.note)}


def test_every_phrase_is_used(catalogue: Catalogue) -> None:
    phrases, said = load_phrases(ROOT / "templates" / "zh"), texts(catalogue)
    pieces = said | {piece for text in said for piece in text.split(SEPARATOR)}
    assert set(phrases) - pieces == {SEPARATOR}


def test_phrases_are_said_piece_by_piece() -> None:
    phrases = {"one": "一", "; ": "；", "one; two": "一二"}
    assert say("one; three", phrases) == "一；three"
    assert say("one; two", phrases) == "一二"
    assert say("one; three", {}) == "one; three"
    assert load_phrases(ROOT / "nowhere") == {}


def test_progress_counts_every_step(generic: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build_report(tmp_path / "build", lambda *step: steps.append(step), small)
    assert [done for _, done, _ in steps] == list(range(1, steps_of(small) + 1))
    assert {total for _, _, total in steps} == {steps_of(small)}
    assert [name for name, _, _ in steps[-2:]] == ["notes.en", "notes.zh"]


def test_environment_is_strict() -> None:
    with pytest.raises(Exception, match="undefined"):
        environment().from_string("{{ nothing }}").render()
