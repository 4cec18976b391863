"""A link is marked only where Coq has accepted exactly what would be stated now."""

from dataclasses import replace
from pathlib import Path

import pytest

from proofnotes.certifying.checking.outcome import Certificate, CheckedFile, Standing
from proofnotes.certifying.checking.records import add_to
from proofnotes.certifying.marks import coq_marks
from proofnotes.certifying.printing import file_names, stated_file
from proofnotes.statements.catalogue import Catalogue, load_catalogue

NOTES = '''"""Half."""
from proofnotes import Definition, Scalar, Theorem
x = Scalar("x")
half = Definition("half", x / {divisor}, inputs=(x,))
linear = Theorem("half.linear", half(x) + half(x), "twice", {twice}, assuming=[x > 0])
'''


def notes(folder: Path, divisor: int = 2, twice: str = "x") -> Catalogue:
    folder.mkdir(exist_ok=True)
    (folder / "half.py").write_text(NOTES.format(divisor=divisor, twice=twice), encoding="utf-8")
    return load_catalogue(folder, ())


def checked(catalogue: Catalogue, standing: Standing = Standing.CERTIFIED) -> CheckedFile:
    printed = stated_file("half", catalogue.statements)
    certificates = [Certificate(each.link, standing, line=7, file="S_half.v") for each in printed.links]
    marked = tuple(replace(each, hypotheses="hypotheses" in each.link) for each in certificates)
    return CheckedFile("half", printed.stated_digest, printed.digest, "8.16.1", marked)


def test_what_coq_has_accepted(tmp_path: Path) -> None:
    catalogue = notes(tmp_path / "notes")
    add_to(tmp_path, checked(catalogue))
    assert list(coq_marks(catalogue, tmp_path)) == ["half.linear[1]"]
    mark = coq_marks(catalogue, tmp_path)["half.linear[1]"]
    assert (mark.release, mark.file) == ("8.16", "S_half.v")
    stated = stated_file("half", catalogue.statements).statements.text.split("\n")
    assert stated[mark.line - 1] == "Definition half_linear_1 : Prop :="  # whatever the record says
    assert coq_marks(catalogue, tmp_path, {Path("other.py")}) == {}


@pytest.mark.parametrize("change", [{"divisor": 3}, {"twice": "2 * half(x)"}])
def test_not_what_was_stated_then(tmp_path: Path, change: dict) -> None:
    add_to(tmp_path, checked(notes(tmp_path / "notes")))
    assert coq_marks(notes(tmp_path / "notes", **change), tmp_path) == {}


@pytest.mark.parametrize("standing", [Standing.REJECTED, Standing.NOT_PRINTED, Standing.PRINTED])
def test_not_what_coq_has_not_accepted(tmp_path: Path, standing: Standing) -> None:
    catalogue = notes(tmp_path / "notes")
    add_to(tmp_path, checked(catalogue, standing))
    assert coq_marks(catalogue, tmp_path) == {}


def test_not_what_may_hold_for_want_of_a_point(tmp_path: Path) -> None:
    """Links share their hypotheses, and Coq must have accepted that they are possible."""
    catalogue = notes(tmp_path / "notes")
    found = checked(catalogue)
    open_ones = tuple(
        replace(each, standing=Standing.REJECTED) if each.hypotheses else each for each in found.certificates
    )
    assert open_ones != found.certificates
    add_to(tmp_path, replace(found, certificates=open_ones))
    assert coq_marks(catalogue, tmp_path) == {}


def test_no_record_no_marks(tmp_path: Path) -> None:
    catalogue = notes(tmp_path / "notes")
    assert coq_marks(catalogue, tmp_path / "nowhere") == {}
    (tmp_path / "certified.json").write_text("nonsense")
    assert coq_marks(catalogue, tmp_path) == {}


def test_every_file_has_a_name_of_its_own(catalogue: Catalogue) -> None:
    names = file_names(catalogue)
    assert len({each.casefold() for each in names}) == len(catalogue.modules)
    assert all(each.isascii() and each.replace("_", "").isalnum() for each in names)
    assert "softmax" in names
    assert "rms_norm_measurements" in names


def test_odd_names_of_files(tmp_path: Path) -> None:
    for stem in ("1-d", "1_d", "größe", "ζ"):
        text = NOTES.format(divisor=2, twice="x").replace("half", f"half_{abs(hash(stem)) % 1000}")
        (tmp_path / f"{stem}.py").write_text(text, encoding="utf-8")
    assert len({each.casefold() for each in file_names(load_catalogue(tmp_path, ()))}) == 4
