"""Compiled kernels: that they are those of the definitions, which of them serve, and what may happen to them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import numeric
from numeric._runtime import backend as _backend
from proofnotes.lowering.kernels import kernels
from proofnotes.lowering.native.c_kernel import c_kernel
from tests.catalogue import CATALOGUE
from tests.reading import ROOT
from tests.statements.test_ledger import LEDGER

KERNELS = [each for d in CATALOGUE.definitions for each in kernels(d, CATALOGUE.theorems)]
LEFT_TO_NUMPY = {
    "swiglu": "matrix products", "swiglu_vjp": "matrix products", "swiglu_jvp": "matrix products",
    "softmax_jacobian": "two axes", "log_softmax_jacobian": "two axes",
}  # fmt: skip
compiled = pytest.mark.skipif(numeric.backend() != "native", reason="the kernels are not compiled here")


def run(program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)


def test_what_is_left_to_numpy_is_known() -> None:
    """Of the functions of the ledger; another function may be left to NumPy without a line here."""
    left = [each for each in KERNELS if c_kernel(each) is None]
    assert {each.name for each in left} >= set(LEFT_TO_NUMPY)
    assert {each.name for each in left if each.definition.id in LEDGER} <= set(LEFT_TO_NUMPY)


@compiled
@pytest.mark.parametrize("kernel", [k for k in KERNELS if c_kernel(k)], ids=lambda each: each.name)
def test_compiled_kernels_are_those_of_the_definitions(kernel: Any) -> None:
    """If this fails: make native."""
    made = c_kernel(kernel)
    assert made is not None
    assert _backend.compiled_kernel(kernel.name, made.mark) is not None


@compiled
def test_another_definition_does_not_get_the_compiled_kernel() -> None:
    assert _backend.compiled_kernel("sigmoid", "0" * 12) is None
    assert _backend.compiled_kernel("sigmoid", "") is None


def test_backend_can_be_chosen() -> None:
    program = "import numeric; print(numeric.backend())"
    assert run(program, PROOFNOTES_BACKEND="numpy").stdout.strip() == "numpy"
    assert run(program, PROOFNOTES_BACKEND="").stdout.strip() == numeric.backend()
    wrong = run(program, PROOFNOTES_BACKEND="fast").stderr
    assert "PROOFNOTES_BACKEND is 'fast'; expected 'native' or 'numpy'" in wrong
    wrong = run(program, PROOFNOTES_INSTRUCTIONS="sse9").stderr
    assert "PROOFNOTES_INSTRUCTIONS is 'sse9'; expected 'baseline' or 'avx2' or 'avx512'" in wrong


def test_native_that_is_not_there_is_an_error() -> None:
    program = "import sys; sys.modules['numeric._native'] = None; import numeric"
    assert run(program).returncode == 0
    assert "the kernels were not compiled" in run(program, PROOFNOTES_BACKEND="native").stderr


def exported() -> Iterator[Any]:
    yield from (getattr(numeric, name) for name in numeric.__all__ if hasattr(getattr(numeric, name), "kernel"))


INSTRUCTIONS = """
import numpy as np, numeric
from numeric._runtime import backend as _backend
rng = np.random.default_rng(0)
print(_backend._module.instructions)
for dtype in (np.float32, np.float64):
    x, g = (rng.normal(scale=4, size=(37, 67)).astype(dtype) for _ in "xg")
    one = np.ones(67, dtype)
    for f, args in (
        (numeric.gelu_vjp, (g, x)), (numeric.softmax, (x,)), (numeric.layer_norm_vjp, (g, x, one, one)),
        (numeric.batch_norm, (x, one, one)), (numeric.logsumexp, (x,)), (numeric.tanh, (x,)),
    ):
        found = f(*args)
        for each in found if isinstance(found, tuple) else (found,):
            print(repr(each.astype(float).ravel()[::29].tolist()))
"""


@compiled
def test_every_instruction_set_gives_the_same_to_a_few_units() -> None:
    found = {}
    for name in ("baseline", "avx2", "avx512"):
        ran = run(INSTRUCTIONS, PROOFNOTES_INSTRUCTIONS=name)
        assert ran.returncode == 0, ran.stderr
        used, *lines = ran.stdout.splitlines()
        found[used] = [np.array(eval(line)) for line in lines]
    assert "baseline" in found
    for arrays in found.values():
        for place, (one, other) in enumerate(zip(arrays, found["baseline"], strict=True)):
            eps = np.finfo(np.float32 if place < len(arrays) / 2 else np.float64).eps
            np.testing.assert_allclose(one, other, rtol=16 * eps, atol=64 * eps)


WITHOUT_MEMORY = """
import resource
import numpy as np, numeric
z = np.ones((2, 1 << 21), np.float32)
one = np.ones(1 << 21, np.float32)
out = np.empty_like(z), np.empty_like(one), np.empty_like(one)
numeric.layer_norm_vjp(z[:, :8].copy(), z[:, :8].copy(), one[:8], one[:8])
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + (4 << 20),) * 2)
for call in (
    lambda: numeric.layer_norm_vjp(z, z, one, one, out=out),
    lambda: numeric.softmax(z, out=out[0]),
    lambda: numeric.gelu(z),
):
    try:
        call()
    except MemoryError:
        print("MemoryError")
print(numeric.softmax(z[:, :8].copy())[0, 0])
"""


@compiled
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
def test_memory_that_is_not_there_is_a_memory_error() -> None:
    ran = run(WITHOUT_MEMORY)
    assert ran.stdout.split() == ["MemoryError"] * 3 + ["0.125"], ran.stdout + ran.stderr


@compiled
def test_the_c_is_named_after_the_definitions() -> None:
    """One header for each derivation file that has a compiled kernel, included by kernels.c."""
    folder = ROOT / "numeric" / "native"
    included = re.findall(r'#include "kernels/(\w+)\.h"', (folder / "kernels.c").read_text(encoding="utf-8"))
    assert included == sorted(path.stem for path in (folder / "kernels").glob("*.h"))
