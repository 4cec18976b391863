"""A function that the repository does not have, from the one file that CONTRIBUTING.md shows."""

import re
from pathlib import Path

import pytest

from proofnotes.catalogue import Catalogue, load_catalogue
from proofnotes.report import build_report
from proofnotes.symbolic.latex import latex
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    source = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    found = tmp_path_factory.mktemp("drafts")
    (found / "mish.py").write_text(source[0], encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)


def test_the_repository_does_not_have_it() -> None:
    assert "mish.definition" not in {each.id for each in load_catalogue().statements}


def test_it_is_stated(catalogue: Catalogue) -> None:
    assert [each.id for each in catalogue.family("mish")] == ["mish.definition", "mish.derivative"]
    assert catalogue.module_of(catalogue.by_id("mish.derivative")).title.startswith("Mish")


def test_it_is_proved(proofnotes, folder: Path) -> None:
    result = proofnotes("--also", str(folder), "prove", "mish")
    assert result.exit_code == 0
    definition, derivative, _ = result.output.splitlines()
    assert definition.split() == ["mish.definition", "DEFINED"]
    assert derivative.split()[:2] == ["mish.derivative", "PROVED"]


def test_a_mistake_in_it_is_refuted(proofnotes, folder: Path, tmp_path: Path) -> None:
    right = (folder / "mish.py").read_text(encoding="utf-8")
    wrong = right.replace("1 - tanh(softplus) ** 2", "1 + tanh(softplus) ** 2")
    assert wrong != right
    (tmp_path / "mish.py").write_text(wrong, encoding="utf-8")
    result = proofnotes("--also", str(tmp_path), "prove", "mish")
    assert result.exit_code == 1
    assert "mish.derivative[1]  REFUTED" in result.output


def test_it_has_a_section_in_the_notes(catalogue: Catalogue, tmp_path: Path) -> None:
    (link,) = catalogue.by_id("mish.derivative").links
    markdown, tex = build_report(tmp_path, None, catalogue)
    page = markdown.read_text(encoding="utf-8")
    section = page[page.index("#### mish.derivative"):]
    assert all(latex(side) in section for side in (link.left, link.right))
    assert "已证" in section
    assert "mish.derivative" in tex.read_text(encoding="utf-8").replace(r"\_", "_")
