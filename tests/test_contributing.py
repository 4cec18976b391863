"""The promise of CONTRIBUTING.md, word for word: one file is added, nothing else is edited, and everything passes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import ROOT
from tests.test_new_function import source

QUICK = ("-n", "auto", "--dist", "worksteal", "-m", "not thorough")
"""What `make test` gives to pytest; without the thorough tests, so that this one is not among them."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository as a stranger clones it, with what has not been committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("this is no clone")
    for name in listed.stdout.splitlines():
        if (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name, follow_symlinks=False)
    return tmp_path


def run(copy: Path, *arguments: str) -> None:
    """In the copy, whichever repository the environment was installed from."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**inherited, "PYTHONPATH": str(copy)}
    done = subprocess.run([sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]


@pytest.mark.thorough
def test_one_file_is_enough(copy: Path) -> None:
    (copy / "derivations" / "mish.py").write_text(source(), encoding="utf-8")
    run(copy, "derivations/mish.py")
    run(copy, "-m", "proofnotes", "kernels")
    run(copy, "setup.py", "--quiet", "build_ext", "--inplace")
    run(copy, "-m", "pytest", "-q", *QUICK)


def test_make_test_is_what_is_run_there() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(each in recipe for each in ("-n auto --dist worksteal", "-m 'not thorough'"))
