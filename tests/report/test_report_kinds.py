"""How the report tells each kind of statement: counterexamples, opinions, measurements, missing hypotheses."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from proofnotes import Eq, Kind, Measurement, Opinion, Scalar, Table, Theorem, Verdict, chain
from proofnotes.report import Evidence, gather, markdown_notes
from proofnotes.report.build import edition
from proofnotes.report.editions import texts as load_texts
from proofnotes.report.phrases import SEPARATOR, load_phrases
from proofnotes.report.tex import to_latex
from proofnotes.report.views import statement_view
from proofnotes.statements.catalogue import Catalogue, Module
from proofnotes.verdicts.settle import settle, unchecked
from tests.reading import ROOT
from tests.report.markdown_lint import faults
from tests.report.test_report import copied, texts
from tests.verdicts.made import made

x, y = Scalar("x"), Scalar("y")
false = Theorem("small.square", x**2, "squares are not that small", x, kind=Kind.COUNTEREXAMPLE, finding="Not so.")
mixed = Theorem(
    "small.product",
    chain(x * y, "y = 1", x, label="one", assuming=[Eq(y, 1)]),
    chain(x * y, "always", x, label="all", kind=Kind.COUNTEREXAMPLE),
    chain(x**2 >= 0, "a square", label="square", kind=Kind.BOUND),
    finding="It needs y.",
)
view = Opinion("small.beauty", "Squares are beautiful.", source="Somebody")
size = Measurement("small.size", "How large squares are.", lambda: Table(("x", "x²"), ((1, 1), (0.5, 0.25)), "by hand"))
MODULE = Module(Path("small.py"), "Small: squares.\n", (false, mixed, view, size))
small = Catalogue((MODULE,))
PROSE = r"\{% include \"(zh|en)/(?!findings|ledger|times).*\n"


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    copied(monkeypatch, tmp_path, lambda text: re.sub(PROSE, "", text))
    steps: list[tuple[int, int]] = []
    evidence = gather(small, lambda name, done, total: steps.append((done, total)))
    assert steps == [(number, len(steps)) for number in range(1, len(steps) + 1)]
    return markdown_notes(small, evidence)


def card(page: str, id: str) -> str:
    return re.split(r"\n##", page[page.index(f"\n#### {id}\n") + 5 :])[0]


def test_page_has_no_fault(page: str) -> None:
    assert faults(page) == []
    assert to_latex(page)


def test_counterexample_shows_its_witness_and_no_tick(page: str) -> None:
    text = card(page, "small.square")
    assert "下面的说法不是对一切取值都成立" in text
    assert "✗ 已用反例否定" in text
    assert re.search(r"反例：`x = [-/\d]+` 处，左边 `[-/\d]+` ，右边 `[-/\d]+`", text)
    assert "✓" not in text
    assert "余项" not in text


def test_a_counterexample_gets_no_tick() -> None:
    marks = {each: statement_view(false, made(false, each)).mark for each in Verdict}
    assert marks == {
        Verdict.PROVED: "CONTRADICTED", Verdict.REFUTED: "DISPROVED", Verdict.UNKNOWN: "UNKNOWN",
    }  # fmt: skip
    assert statement_view(false, unchecked(false)).mark == "UNCHECKED"


def test_a_claim_that_is_contradicted_is_not_counted_as_settled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copied(monkeypatch, tmp_path, lambda text: re.sub(PROSE, "", text))
    page = markdown_notes(small, Evidence({false.id: made(false)}))
    assert "- 反例：2 条，其中 0 条的数值已经算出" in page
    assert "判定：**✗ 成立，与所称不成立相反**" in card(page, "small.square")


def test_what_the_prover_rejects_is_said_to_be_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied(monkeypatch, tmp_path, lambda text: re.sub(PROSE, "", text))
    void = Theorem("small.void", x, "anything follows", x + 1, assuming=[x > 0, x < 0])
    catalogue = Catalogue((replace(MODULE, statements=(void,)),))
    page = markdown_notes(catalogue, gather(catalogue, lambda id, done, total: None), "en")
    assert "**✗ rejected by the prover**" in card(page, void.id)
    assert "HypothesisError: contradictory hypotheses" in card(page, void.id)


def test_verdict_of_several_kinds(page: str) -> None:
    text = card(page, "small.product")
    assert "类别：恒等式、反例、界；判定：**✓ 已证，所否定的说法有反例**" in text
    assert "链 `one` （只在 $y = 1$ 之下）：" in text


def test_what_becomes_of_it_without_a_hypothesis(page: str) -> None:
    line = next(each for each in card(page, "small.product").splitlines() if each.startswith("- 去掉"))
    assert "`small.product[one.1]` ✗ 不成立（这个前提是必要的）" in line
    assert "余项 $x (y - 1)$ ，缺少 $y = 1$" in line


def test_opinion_says_that_it_is_one(page: str) -> None:
    text = card(page, "small.beauty")
    assert text.splitlines()[2] == "观点：Squares are beautiful."
    assert "判定：**观点，数学不能裁决**" in text
    assert "✓" not in text


def test_measurement_is_a_table(page: str) -> None:
    text = card(page, "small.size")
    assert "| x | x² |\n| ---: | ---: |\n| 1 | 1 |\n| 0.5 | 0.25 |\n" in text
    assert "- 测量：by hand" in text
    tex = to_latex(text)
    assert "\\begin{shorttable}{rr}\n\\head{x} & \\head{x²}\\\\\n\\headend\n1 & 1\\\\\n0.5 & 0.25\\\\\n" in tex


def test_what_was_not_measured_is_said_to_be_so() -> None:
    assert "未测量" in edition(small, Evidence(), "zh").get_template("zh/ledger.md").render()


def test_findings_are_the_statements_that_have_one(page: str) -> None:
    section = page[page.index("\n## 6 ") : page.index("\n## 8 ")]
    assert re.findall(r"\n### \d+\. (\S+)：证据", section) == ["small.square", "small.product"]
    assert "Not so." in section
    assert "- 去掉 $y = 1$" in section


def test_ledger_has_every_statement_once(page: str) -> None:
    ledger = page[page.index("\n## 8 ") : page.index("\n## 9 ")]
    assert re.findall(r"\[`(\S+)`\]\(.*?\) \|$", ledger, re.MULTILINE) == [each.id for each in small.statements]


def test_the_ledger_counts_the_hypotheses_that_are_needed(page: str) -> None:
    assert "- 前提逐个去掉：1 个，其中 1 个必要，0 个不必要，0 个尚不清楚" in page


def test_counts(page: str) -> None:
    assert "全文共有 4 条陈述" in page
    assert "- 反例：2 条，其中 2 条的数值已经算出" in page
    assert "- 界：1 条，其中 1 条已证" in page
    assert "- 定义" not in page


def test_long_tables_go_over_pages() -> None:
    assert r"\begin{pagestable}{l}" in to_latex("| a |\n| :--- |\n" + "| b |\n" * 30)


def test_wide_inline_formulas_are_made_smaller() -> None:
    assert r"\wide{$" + "x" * 200 + "$}" in to_latex(f"a ${'x' * 200}$ b\n")


MATHEMATICS = {
    "argmax",
    "batch_norm",
    "cross_entropy",
    "exp",
    "float",
    "log",
    "lse",
    "max",
    "min",
    "nan",
    "softmax",
    "tanh",
}


def test_nothing_is_left_untranslated(catalogue: Catalogue) -> None:
    """Whatever has an English word in it has a phrase.  A new function, with no sentence in any edition, needs none."""
    sentences, phrases = load_texts("zh", "ledger.toml"), load_phrases(ROOT / "templates" / "zh")
    told = Module(Path("told.py"), "", tuple(each for each in catalogue.statements if each.id in sentences))
    pieces = {piece for text in texts(Catalogue((told,))) - set(phrases) for piece in text.split(SEPARATOR)}
    word = re.compile(r"(?<![\w^.])[a-z]{3,}(?![\w(])")
    words = {each: set(word.findall(each)) - MATHEMATICS for each in pieces - set(phrases)}
    assert {each: found for each, found in words.items() if found} == {}


def test_a_witness_shows_the_equation_and_not_the_number_that_it_replaces(catalogue: Catalogue) -> None:
    identity = catalogue.by_id("batch_norm.identity")
    for each in statement_view(identity, settle(identity)).tries:
        shown = dict(each.step.point)
        assert ("gamma[d]" in shown) != ("gamma[1]" in shown)
    assert shown["gamma[d]"] == "sqrt(sigma2[d] + eps)"
