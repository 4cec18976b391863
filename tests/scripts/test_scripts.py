"""A derivation file, run as a script, prints what `proofnotes show` says of it; nothing in the file asks for that."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from proofnotes.shell.show import show_when_run
from tests.reading import ROOT

MISH = re.findall(r"^```python\n(.*?)^```$", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)[0]
SECONDS = re.compile(r"\d+\.\d+ s\]")


def run(*arguments: str, folder: Path = ROOT, check: bool = True) -> subprocess.CompletedProcess[str]:
    """With the folder's own package of derivations."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=check
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the derivations, to which files can be added."""
    shutil.copytree(ROOT / "derivations", tmp_path / "derivations", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("name", ["tanh", "softmax"])
def test_a_file_prints_what_show_says(proofnotes, name: str, tmp_path: Path, monkeypatch) -> None:
    """`show` goes on with what is measured, and marks what a certificate in the working directory says."""
    monkeypatch.chdir(tmp_path)
    found = run(f"derivations/{name}.py")
    assert found.stdout.startswith(f"{name}.definition  (definition, {name}.py)\n")
    assert SECONDS.sub("", proofnotes("show", name).output).startswith(SECONDS.sub("", found.stdout))
    assert found.stderr == ""


def test_a_file_that_uses_others_prints_its_own_statements() -> None:
    ids = re.findall(r"^(\S+\.\S+)  \(", run("-m", "derivations.log_softmax").stdout, re.M)
    assert ids
    assert all(id.startswith("log_softmax.") for id in ids)


def test_a_new_file_does_so_too(folder: Path) -> None:
    path = folder / "derivations" / "mish.py"
    path.write_text(MISH, encoding="utf-8")
    by_path, by_name = run(str(path), folder=folder), run("-m", "derivations.mish", folder=folder)
    assert "mish.derivative  (identity, mish.py)" in by_path.stdout
    assert "[PROVED: normal form" in by_path.stdout
    assert SECONDS.sub("", by_path.stdout) == SECONDS.sub("", by_name.stdout)
    assert by_path.stderr == by_name.stderr == ""


def test_a_wrong_step_is_shown_as_it_is(folder: Path) -> None:
    wrong = MISH.replace("1 - tanh(softplus) ** 2", "1 + tanh(softplus) ** 2")
    (folder / "derivations" / "mish.py").write_text(wrong, encoding="utf-8")
    assert "[REFUTED" in run("-m", "derivations.mish", folder=folder).stdout


@pytest.mark.parametrize(("added", "message"), [
    ("Theorem('mish.other', x, 'no name holds it', x)\n", "mish.other"),
    ("x[1]\n", "errors.NotationError: "),
])  # fmt: skip
def test_a_mistake_is_told_once(folder: Path, added: str, message: str) -> None:
    path = folder / "derivations" / "mish.py"
    path.write_text(MISH + added, encoding="utf-8")
    found = run(str(path), folder=folder, check=False)
    assert found.stdout == ""
    assert found.stderr.count(message) == 1
    assert "atexit" not in found.stderr


def test_scripts_of_others_print_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(MISH, encoding="utf-8")
    assert run(str(path)).stdout == ""
    assert run("-c", MISH).stdout == ""


def test_a_reader_that_stops_reading_is_no_error() -> None:
    program = [sys.executable, "derivations/softmax.py"]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_nothing_happens_where_there_is_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atexit.register", lambda *_: pytest.fail("registered"))
    show_when_run()
    monkeypatch.delitem(sys.modules, "__main__")
    show_when_run()
