"""The editions differ in their prose and in nothing else; where they differ in more, the build stops."""

import re
from collections import Counter
from pathlib import Path

import pytest

from proofnotes.report import Evidence, ReportError, environment, markdown_notes, render
from proofnotes.report.editions import check_editions, placeholders, texts
from proofnotes.report.templating import languages
from proofnotes.report.words import load_words
from proofnotes.statements.catalogue import Catalogue
from proofnotes.statements.chains import Kind
from tests.reading import ROOT
from tests.report.markdown_lint import BLOCK, formulas
from tests.report.test_report import copied, small

TEMPLATES = ROOT / "templates"
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
LEDGER = (ROOT / "tests/statements/ledger_ids.txt").read_text(encoding="utf-8")
LEDGER_IDS = [line.split()[0] for line in LEDGER.splitlines()]


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, str]:
    return {each: markdown_notes(catalogue, Evidence(), each) for each in languages()}


def headings(page: str) -> list[str]:
    return re.findall(r"^#+", BLOCK.sub("", page), re.MULTILINE)


def test_there_are_two() -> None:
    assert languages() == ("en", "zh")


@pytest.mark.parametrize(
    "what",
    [
        BLOCK.findall,
        lambda page: re.findall(r"^#### (.*)", page, re.MULTILINE),
        headings,
        lambda page: Counter(formulas(page)),
        lambda page: Counter(re.findall(r"\]\(#(?!9-)(.*?)\)", page)),
        lambda page: re.findall(r"^## (\d+)", page, re.MULTILINE),
        lambda page: page.count("\n| "),
        lambda page: Counter(re.findall(r"`[^`]*`", page)),
    ],
    ids=["display formulas", "statements", "headings", "formulas", "references", "chapters", "tables", "code"],
)
def test_editions_have_the_same(pages: dict[str, str], what) -> None:
    assert what(pages["en"]) == what(pages["zh"])


def test_chapters_show_the_same_in_the_same_order(pages: dict[str, str]) -> None:
    chapters = {each: re.split(r"^## ", page, flags=re.MULTILINE) for each, page in pages.items()}
    shown = {each: [BLOCK.findall(chapter) for chapter in found] for each, found in chapters.items()}
    assert shown["en"] == shown["zh"]


def test_english_has_no_chinese(pages: dict[str, str]) -> None:
    lines = [line for line in pages["en"].splitlines() if not line.startswith("- Source:")]
    assert [line for line in lines if CJK.search(line)] == []


@pytest.mark.parametrize("text", ["✓", "✗"])
def test_marks_are_the_same(catalogue: Catalogue, pages: dict[str, str], text: str) -> None:
    assert pages["en"].count(text) == pages["zh"].count(text)


def test_every_template_of_one_language_is_in_the_others() -> None:
    found = {each: {path.name for path in (TEMPLATES / each).iterdir()} - {"phrases.toml"} for each in languages()}
    assert found["en"] == found["zh"]


def requested(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return set(re.findall(r'words\(\s*"([\w.]+)"', text)) | set(
        re.findall(r'words\(\s*"([\w.]+)" if', text) + re.findall(r'else "([\w.]+)"\)', text)
    )


def test_every_word_is_used() -> None:
    asked = {key for path in TEMPLATES.rglob("*") if path.suffix in (".md", ".html", ".tex") for key in requested(path)}
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "proofnotes/report").rglob("*.py"))
    families = ("verdict.", "kind.", "method.", "need.", "outcome.", "count.", "bench.")
    words = load_words("en").texts
    assert [key for key in words if not key.startswith(families) and key not in asked and f'"{key}"' not in code] == []
    assert {f"kind.{kind.value}" for kind in Kind} <= set(words)


def test_every_method_has_its_word(catalogue: Catalogue) -> None:
    words = load_words("zh")
    assert words.method("normal form, 2 cases; signs") == "范式，2 种情形；定号"
    assert not re.search(r"[a-z]{2}", words.method("ball arithmetic, growth at infinity; witness"))


def test_words_say_what_they_take() -> None:
    words = load_words("en")
    assert words("aside", text="proved") == " (proved)"
    with pytest.raises(ReportError, match=r"words.toml: there is no 'asides'"):
        words("asides")
    with pytest.raises(ReportError, match=r"'aside' takes \['text'\], got \['words'\]"):
        words("aside", words="x")
    assert placeholders("{a} and {b}") == {"a", "b"}


FIRST, SECOND = '{% include "en/normalization.md" %}', '{% include "en/rms_norm.md" %}'


@pytest.mark.parametrize(
    ("name", "right", "wrong", "message"),
    [
        (
            "en/words.toml",
            'none = "none"\n',
            "",
            "en/words.toml: 'condition.none' is missing, which templates/zh/words",
        ),
        ("zh/words.toml", "[verdict]", 'nil = "x"\n[verdict]', "en/words.toml: 'nil' is missing, which templates/zh/"),
        (
            "en/words.toml",
            "{text}",
            "{texts}",
            "en/words.toml: 'aside' has the placeholders ['texts'], in templates/zh",
        ),
        ("en/words.toml", "=", "= =", "en/words.toml: "),
        ("en/ledger.toml", "dead =", "undead =", "en/ledger.toml: 'relu.dead' is missing, which templates/zh/ledger"),
        (
            "en/rms_norm.md",
            "{{ show(9) }}\n",
            "",
            "en/rms_norm.md: show(9) is missing, which templates/zh/rms_norm.md:16",
        ),
        ("zh/rms_norm.md", '{{ marks.see("rms_norm.scale") }}', "", "zh/rms_norm.md: see('rms_norm.scale') is missing"),
        ("en/rms_norm.md", "{{ show(9) }}", "{{ show(9) }}{{ show(7) }}", "en/rms_norm.md:16: show(7) stands where"),
        ("en/rms_norm.md", "{{ show(9) }}", "{% if %}", "en/rms_norm.md:16: Expected an expression"),
        (
            "en/notes.md",
            f"{FIRST}\n{SECOND}",
            f"{SECOND}\n{FIRST}",
            "en/notes.md:18: include('rms_norm.md') stands where",
        ),
    ],
)
def test_editions_that_differ_stop_the_build(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, right: str, wrong: str, message: str
) -> None:
    before = (TEMPLATES / name).read_text(encoding="utf-8")
    assert right in before
    copied(monkeypatch, tmp_path, lambda page: page.replace(right, wrong, 1), name)
    with pytest.raises(ReportError, match=re.escape(f"templates/{message}")):
        render(small, Evidence(), tmp_path / "build")
    assert not (tmp_path / "build").exists()


def test_a_page_that_one_edition_lacks_stops_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = copied(monkeypatch, tmp_path, lambda page: page)
    (folder / "en/speed.md").unlink()
    with pytest.raises(ReportError, match=r"templates/en/speed.md: missing"):
        check_editions(environment())


def test_the_ledger_has_a_sentence_for_everything(catalogue: Catalogue) -> None:
    """A new function needs none: it is shown as a formula, see test_new_function."""
    assert set(LEDGER_IDS) <= set(texts("en", "ledger.toml")) <= {each.id for each in catalogue.statements}


@pytest.mark.parametrize("language", languages())
def test_no_two_statements_say_the_same(language: str) -> None:
    said = texts(language, "ledger.toml").values()
    assert [each for each, times in Counter(said).items() if times > 1] == []
    assert all(bool(CJK.search(each)) == (language == "zh") for each in said)


def test_one_edition_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copied(monkeypatch, tmp_path, lambda page: re.sub(r"\{% include \"(zh|en)/.*\n", "", page))
    names = [path.name for path in render(small, Evidence(), tmp_path / "build", "en")]
    assert names == sorted(names, key=lambda name: ["md", "tex", "html"].index(name.split(".")[-1]))
    assert {name.split(".")[1] for name in names} == {"en"}
