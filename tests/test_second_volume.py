"""examples/: notes as somebody outside writes them, proved and made into kernels by the public commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from proofnotes.gate import write_kernels
from proofnotes.shell.cli import main
from proofnotes.statements.catalogue import Catalogue, load_catalogue
from proofnotes.verdicts.settle import settle
from tests.reading import ROOT

FOLDER = ROOT / "examples"
FILES = sorted(path.stem for path in FOLDER.glob("*.py"))


@pytest.fixture(scope="module")
def volume() -> Catalogue:
    return load_catalogue(FOLDER, ())


def proofnotes(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize("name", FILES)
def test_every_statement_of_the_file_is_settled(name: str, volume: Catalogue) -> None:
    module = next(each for each in volume.modules if each.name == name)
    outcomes = [settle(each) for each in module.statements]
    assert outcomes
    assert [each.id for each in outcomes if not each.settled] == []


@pytest.mark.parametrize("name", FILES)
def test_the_file_says_what_it_is_about_and_after_whom(name: str, volume: Catalogue) -> None:
    module = next(each for each in volume.modules if each.name == name)
    assert "\nSource" in module.docstring
    assert f"`{name}.py`" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_kernels_of_a_file_pass_the_gate(volume: Catalogue, tmp_path: Path) -> None:
    """Of one that has everything: named quantities, a matrix product, a parameter, three gradients.  CI writes all."""
    done = write_kernels(tmp_path, volume, {"lora"})
    assert [*done.refused, *done.stopped] == []
    assert "def lora_vjp(" in (tmp_path / "lora.py").read_text(encoding="utf-8")


def test_a_folder_is_read_alone() -> None:
    found = proofnotes("--only", str(FOLDER), "list")
    assert found.exit_code == 0
    assert "dpo.vjp" in found.output
    assert "softmax.jacobian" not in found.output


def test_a_folder_is_proved_alone_in_several_processes() -> None:
    found = proofnotes("--only", str(FOLDER), "prove", "lora", "dropout", "--jobs", "2")
    assert found.exit_code == 0
    assert "lora.merged" in found.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--also", "examples", "--only", "examples", "list"), "--also reads a folder besides"),
        (("--only", "examples", "kernels"), "name a folder with --out"),
        (("--only", "examples", "report"), "report takes --also and not --only"),
    ],
)
def test_what_makes_no_sense_alone_is_refused(arguments: tuple[str, ...], said: str) -> None:
    found = proofnotes(*(str(FOLDER) if each == "examples" else each for each in arguments))
    assert found.exit_code == 2
    assert said in " ".join(found.output.split())
