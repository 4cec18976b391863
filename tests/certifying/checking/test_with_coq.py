"""A file from end to end, with the Coq that is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from proofnotes.certifying.checking.check import check_files, recheck_compiled
from proofnotes.certifying.checking.coq import installed
from proofnotes.certifying.checking.files import Printed, PrintedFile
from proofnotes.certifying.checking.folder import write_files, write_project
from proofnotes.certifying.checking.outcome import Certificate, CheckedFile
from tests.certifying.checking.made import printed

pytestmark = pytest.mark.coq

TRUE = printed("a[1]", "forall x : R, x + 0 = x", "intros x.", "ring.")
ALSO = printed("a[6]", "forall f K, sum f (S K) = sum f K + f K", "intros f K.", "reflexivity.")
CLOSED = printed("a[7]", "3 < PI", "interval with (i_prec 64).", theory="OneVariable")


def asked(*links: Printed) -> tuple[CheckedFile, dict[str, Certificate]]:
    (found,) = check_files([PrintedFile("a", links)], installed(), 1)
    return found, {each.link: each for each in found.certificates}


def test_coq_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    false = printed("a[2]", "forall x : R, x / x = 1", "intros x.", "field.")
    ill_typed = printed("a[3]", "forall x : R, x = true", "auto.")
    unfinished = printed("a[4]", "forall x : R, 0 <= x * x /\\ x = x", "intros x; split.", "nra.")
    endless = printed("a[5]", "True", "repeat (try idtac; assert True by exact I).")
    monkeypatch.setattr("proofnotes.certifying.checking.coq.SENTENCE_SECONDS", 15)
    found, links = asked(TRUE, false, ill_typed, unfinished, endless, ALSO)
    assert [name for name, each in links.items() if each.certified] == ["a[1]", "a[6]"]
    assert "has type" in links["a[3]"].why
    assert not found.lasting  # the endless one
    assert set(links["a[6]"].assumptions) <= {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
    }
    assert list(here.iterdir()) == []


def test_proof_of_something_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """K asks whether the proofs are of the statements: here they are of others."""
    theorem = "Theorem a_1_holds : True.\nProof.\nexact I.\nQed.\n"
    monkeypatch.setattr(Printed, "theorem", property(lambda self: theorem))
    _, links = asked(printed("a[1]", "0 = 1", "lra."))
    assert not links["a[1]"].certified
    assert "K_a.v" in links["a[1]"].why


def test_folder_checks_itself(tmp_path: Path) -> None:
    write_files(tmp_path, PrintedFile("a", (TRUE, ALSO)))
    write_project(tmp_path, [PrintedFile("a", (TRUE, ALSO))])
    wanted = ["library/Vocabulary.vo", "S_a.vo", "P_a.vo", "K_a.vo", "K_all.vo"]
    subprocess.run(["make", "-s", "CoqMakefile"], cwd=tmp_path, check=True, capture_output=True)
    made = ["make", "-s", "-f", "CoqMakefile", *wanted]
    ran = subprocess.run(made, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "Axioms:" in ran.stdout


@pytest.mark.thorough
@pytest.mark.skipif(shutil.which("coqchk") is None, reason="there is no coqchk")
def test_intervals_and_coqchk() -> None:
    found, links = asked(TRUE, CLOSED)
    assert all(each.certified for each in links.values())
    assert links["a[7]"].intervals
    assert any(each.startswith("PrimInt63.") for each in links["a[7]"].assumptions)
    assert not any("Float" in each for each in links["a[7]"].assumptions)
    assert links["a[1]"].assumptions != links["a[7]"].assumptions
    assert found.compiled is not None
    assert recheck_compiled([("a", found.compiled)], "P", installed()) == ""
