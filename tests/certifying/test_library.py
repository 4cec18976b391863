"""The library in Coq: what is in which file, and that it assumes nothing."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofnotes.certifying.checking.assumptions import assumptions, unlisted
from proofnotes.certifying.checking.theories import library
from proofnotes.certifying.claims.terms import FUNCTIONS
from proofnotes.expr.functions import KINKED

NAMED = re.compile(r"^\s*(?:Lemma|Definition|Fixpoint|Ltac|with)\s+([\w']+)", re.MULTILINE)
LEMMA = re.compile(r"^Lemma ([\w']+)", re.MULTILINE)

INTERVALS = {"OneVariable", "Gauss"}
"""Loading verified intervals costs seconds, and coqchk cannot follow them: no more files than have to."""

FOR_SCRIPTS = ("Tactics", "OneVariable", "Gauss")
"""What printed proofs require."""


def test_no_name_is_given_twice() -> None:
    for kind in (LEMMA, NAMED):
        given = Counter(name for text in library().texts.values() for name in kind.findall(text))
        assert [name for name, times in given.items() if times > 1] == []


def test_every_proof_is_closed() -> None:
    for name, text in library().texts.items():
        assert len(LEMMA.findall(text)) == len(re.findall(r"\bQed\.", text)), name
    assert library().forbidden() == ()


def test_few_files_need_intervals() -> None:
    assert {name for name in library().texts if library().uses_intervals(name)} == INTERVALS


def test_scripts_reach_every_file() -> None:
    assert set(library().needed(FOR_SCRIPTS)) == set(library().texts)
    assert set(library().needed(["Points"])) == set(library().texts) - INTERVALS


def test_every_function_can_be_differentiated() -> None:
    """A lemma, and a case of the tactic that checks derivatives."""
    lemmas, tactics = library().texts["Derivatives"] + library().texts["Functions"], library().texts["Tactics"]
    for name, word in ((name, row.name) for name, row in FUNCTIONS.items()):
        rule = {"abs": "slope_abs", "max": "slope_max"}.get(name, f"slope_{word}")
        assert f"Lemma {rule} " in lemmas, name
        assert tactics.count(f"(fun z => {word} (@?F z)") >= (1 if name in KINKED else 2), name


def printed() -> Iterator[str]:
    """A question about all lemmas at once: each costs Coq as much."""
    for name in library().needed(["Tactics"]):
        yield f"From Proofnotes Require {name}."
    lemmas = [f"@{name}.{lemma}" for name, text in library().texts.items() for lemma in LEMMA.findall(text)
              if name not in INTERVALS]  # fmt: skip
    for number, each in enumerate(lemmas):
        yield f"Definition lemma_{number} := {each}."
    yield f"Definition lemmas := ({', '.join(f'lemma_{number}' for number in range(len(lemmas)))})."
    yield "Print Assumptions lemmas."


@pytest.mark.coq
def test_assumes_nothing_but_the_reals(tmp_path: Path) -> None:
    coqc = shutil.which("coqc")
    assert coqc is not None

    def compiled(name: str) -> str:
        command = [coqc, "-w", "none", "-R", ".", "Proofnotes", f"{name}.v"]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    for name in library().needed(["Tactics"]):
        (tmp_path / f"{name}.v").write_text(library().texts[name], encoding="utf-8")
        compiled(name)
    (tmp_path / "Question.v").write_text("\n".join(printed()), encoding="utf-8")
    (assumed,) = assumptions(compiled("Question"), 1)
    assert unlisted(assumed, intervals=False) == ()
