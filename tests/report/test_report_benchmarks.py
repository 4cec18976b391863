"""The chapter on accuracy and speed: tables where the benchmark has been run, and else how to get them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from proofnotes.report import Evidence, ReportError, build_report, markdown_notes
from proofnotes.report.benchmarks import written
from proofnotes.report.templating import languages
from proofnotes.report.tex import to_latex
from tests.benchmarks.sample_benchmarks import SAMPLE
from tests.report.markdown_lint import faults
from tests.report.test_report import copied, small


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied(monkeypatch, tmp_path, lambda page: re.sub(r"\{% include \"(zh|en)/(?!speed).*\n", "", page))


def chapter(page: str) -> str:
    return page[page.index("\n## 7 ") :].split("\n## ")[1]


@pytest.mark.parametrize("language", languages())
def test_tables_name_the_machine(language: str) -> None:
    page = markdown_notes(small, Evidence(benchmarks=SAMPLE), language)
    assert faults(page) == []
    text = chapter(page)
    assert all(each in text for each in (r"Some \<CPU\>", "2026-01-01", "NumPy 2.4", r"Peer\_x 1", "32 × 128"))
    assert text.count("\n| softmax | 1 | 2.5 |\n") == 2
    assert len(re.findall(r"\n\| softmax .*\| 0\.5 \| x = 2 \|\n", text)) == 2
    assert to_latex(page).count(r"\begin{shorttable}") == 5
    assert "make bench" not in text.split("\n\n", 2)[2]


def test_errors_have_the_words_of_the_edition() -> None:
    text = chapter(markdown_notes(small, Evidence(benchmarks=SAMPLE), "zh"))
    assert "| 函数 | 对象 | 情形 | 界 | NumPy | 误差最大处 |" in text
    assert "| softmax | 函数值 | x = 1 | 2.5 | 0.5 | x = 2 |" in text


@pytest.mark.parametrize(("language", "how"), [("zh", "先运行 `make bench`"), ("en", "`make bench` writes them")])
def test_without_results_it_says_how_to_get_them(language: str, how: str) -> None:
    text = chapter(markdown_notes(small, Evidence(), language))
    assert how in text
    assert "|" not in text


def test_results_are_read_from_beside_the_notes(tmp_path: Path) -> None:
    out = tmp_path / "build"
    out.mkdir()
    (out / "bench.json").write_bytes(written(SAMPLE))
    build_report(out, None, small, "en")
    assert "Peer\\_x 1" in (out / "notes.en.md").read_text(encoding="utf-8")


def test_a_file_of_another_format_stops_the_build(tmp_path: Path) -> None:
    out = tmp_path / "build"
    out.mkdir()
    (out / "bench.json").write_bytes(written(replace(SAMPLE, format=99)))
    with pytest.raises(ReportError, match=r"bench.json: \$.format is 99"):
        build_report(out, None, small)
    assert [path.name for path in out.iterdir()] == ["bench.json"]
