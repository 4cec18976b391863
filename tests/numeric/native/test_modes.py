"""Another library may have told a thread to flush subnormal numbers to zero: results are the same, whoever computes."""

import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import ROOT

SOURCE = """
#include <xmmintrin.h>
unsigned int read_mode(void) { return _mm_getcsr(); }
void write_mode(unsigned int mode) { _mm_setcsr(mode); }
"""
FLUSHING, UPWARDS = 0x8040, 0x4000
"""Bits of the register: subnormal results and arguments are 0; rounding to larger numbers."""

PROGRAM = """
import ctypes, os, sys
import numpy as np
import numeric

library = ctypes.CDLL(sys.argv[1])
bits = int(sys.argv[2])
rng = np.random.default_rng(0)
made = {dtype: (rng.normal(size=1 << 18) * 60 - 60).astype(dtype) for dtype in (np.float32, np.float64)}
made[np.float64] *= 8
far = np.array([-95, -100, -744.5, -733.0])


def results():
    for dtype, x in made.items():
        yield numeric.swish(x), numeric.sigmoid_derivative(x), numeric.softmax(x.reshape(-1, 512))
        yield numeric.swish(far.astype(dtype)), numeric.gelu(far.astype(dtype) / 8)
        yield (numeric.logsumexp(x.reshape(-1, 64)),)
        yield numeric.layer_norm_vjp(x.reshape(64, -1), x.reshape(64, -1), *np.ones((2, x.size // 64), dtype))


def told():
    return [each.tobytes() for group in results() for each in group]


if sys.argv[3] == "threads are started later":
    numeric.set_num_threads(1)
wanted = told()
numeric.set_num_threads(3)
usual = library.read_mode()
library.write_mode(usual | bits)
found = told()
kept = library.read_mode() & 0xFFC0
again = (numeric.set_num_threads(1), told())[1]
library.write_mode(usual)
numeric.set_num_threads(3)
assert told() == wanted
assert kept == (usual | bits) & 0xFFC0, "the mode of the caller is another"
assert found == again, "it depends on the number of threads"
if numeric.backend() == "native":
    assert found == wanted, "it depends on the mode"
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("cc")
    if compiler is None or platform.machine().lower() not in ("x86_64", "amd64"):
        pytest.skip("there is no C compiler, or the mode is set otherwise")
    folder = tmp_path_factory.mktemp("mode")
    (folder / "mode.c").write_text(SOURCE, encoding="utf-8")
    target = folder / "mode.so"
    subprocess.run([compiler, "-shared", "-fPIC", str(folder / "mode.c"), "-o", str(target)], check=True)
    return target


@pytest.mark.parametrize("backend", ["native", "numpy"])
@pytest.mark.parametrize("when", ["threads are there", "threads are started later"])
@pytest.mark.parametrize("bits", [FLUSHING, UPWARDS])
def test_results_do_not_depend_on_the_mode(
    library: Path, bits: int, when: str, backend: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compiled kernels compute as usual; those of NumPy as the caller has it, however many threads there are."""
    monkeypatch.setenv("PROOFNOTES_BACKEND", backend)
    command = [sys.executable, "-c", PROGRAM, str(library), str(bits), when]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if "kernels were not compiled" in ran.stderr:
        pytest.skip("there are no compiled kernels")
    assert ran.returncode == 0, ran.stderr
