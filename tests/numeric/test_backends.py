"""The tests of the kernels once more on the other back end: a sample here, all of them in `make test-all`."""

import os
import subprocess
import sys

import pytest

import numeric
from tests.reading import ROOT

SAMPLE = "forward or gradient_is_the_derivative or axis or types"


@pytest.mark.skipif(numeric.backend() == "numpy", reason="the tests run on NumPy as it is")
def test_a_sample_passes_without_the_compiled_kernels() -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "-m", "not thorough", "-k", SAMPLE]
    done = subprocess.run(
        [sys.executable, *command, "tests/numeric/test_kernels.py"],
        cwd=ROOT,
        env={**inherited, "PROOFNOTES_BACKEND": "numpy"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
