"""What is said of pictures, in each language, and what is refused."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from proofnotes.report import ReportError, templating
from proofnotes.report.editions import texts
from proofnotes.report.pictures import pictures
from proofnotes.report.pictures.words import FILE
from tests.catalogue import CATALOGUE
from tests.reading import ROOT

LANGUAGES = ("zh", "en")


def test_there_are_words_for_every_picture_and_no_others() -> None:
    kinds = {each.says for each in pictures(CATALOGUE)} | {"map"}
    for language in LANGUAGES:
        assert set(texts(language, FILE)) == {f"{kind}.{key}" for kind in kinds for key in ("title", "alt")}


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", folder)
    monkeypatch.setattr(templating, "TEMPLATES", folder)
    return folder


@pytest.mark.parametrize(("change", "message"), [
    (lambda text: text.replace('["function"]', '["functions"]'), "function.title"),
    (lambda text: text.replace("{name}", "{nmae}"), "nmae"),
    (lambda text: text.replace("{name}", "{name"), "en/pictures.toml"),
    (lambda text: text.replace("title =", "title", 1), "en/pictures.toml"),
    (lambda text: re.sub(r'title = ".*"', 'title = " "', text, count=1), "function.title"),
])  # fmt: skip
def test_words_that_do_not_fit_are_refused(words: Path, change: Callable[[str], str], message: str) -> None:
    for language in LANGUAGES:
        path = words / language / "pictures.toml"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(ReportError, match=message):
        next(each for each in pictures(CATALOGUE) if each.says == "function").alt("en")
