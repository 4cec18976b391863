"""Loops with class labels, for functions of strangers: the C is compiled, run, and compared with plain sums."""

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, delta, diff, exp, log, total
from proofnotes.lowering.kernels import label_kernels
from proofnotes.lowering.native.c_kernel import CKernel, c_kernel
from tests.reading import ROOT

K = Dim("K")
i, j, k, c = K.indices("i j k c")
p, y, z = Tensor("p", K), Tensor("y", K), Tensor("z", K)
g = Scalar("g")
ROWS, CLASSES = 5, 37
FLAGS = ["-O1", "-std=gnu11", "-ffp-contract=off", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", "-DPRECISION=64"]


def one_hot(definition: Definition, *others: Any) -> Any:
    return definition(lambda k: delta(k, c), *others)


surprise = Definition("surprise", -total(y[i] * log(p[i]), i), inputs=(y, p), assuming=[p[i] > 0])
others = Definition("others", total(y[i] * (total(exp(z[j]), j) - exp(z[i])), i), inputs=(y, z))
THEOREMS = {
    surprise: Theorem(
        "surprise.labels",
        chain(one_hot(surprise, p), "δ_kc leaves k = c", -log(p[c]), label="value"),
        chain(g * diff(one_hot(surprise, p), p[i]), "chain rule", -g * delta(i, c) / p[c]),
    ),
    others: Theorem(
        "others.labels",
        chain(one_hot(others, z), "δ_kc leaves k = c", total((1 - delta(j, c)) * exp(z[j]), j), label="value"),
    ),
}
"""What is computed at the label, and a sum over all places but the label."""


def made(definition: Definition) -> tuple[CKernel, CKernel]:
    found = [c_kernel(each) for each in label_kernels(definition, (THEOREMS[definition],))]
    value, gradient = (each for each in found if each is not None)
    return value, gradient


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler")
    folder: Path = tmp_path_factory.mktemp("labels")
    sources = [each.source.replace("static void", "void") for d in THEOREMS for each in made(d)]
    (folder / "kernels.c").write_text("\n".join(['#include "loops.h"', *sources]), encoding="utf-8")
    target = folder / "kernels.so"
    unused = ["-Wno-unused-function", "-Wno-unused-variable"]  # no table refers to the stages here
    command = [compiler, *FLAGS, *unused, "-I", str(ROOT / "numeric/native"), str(folder / "kernels.c"), "-lm"]
    ran = subprocess.run([*command, "-o", str(target)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ctypes.CDLL(str(target))


def run(library: Any, kernel: CKernel, *arrays: Any) -> None:
    """All rows, in one task."""
    scratch = np.empty((CLASSES + 64) * max(1, kernel.kept))
    addresses = (ctypes.c_void_p * len(arrays))(*(each.ctypes.data for each in arrays))
    steps = (ctypes.c_ssize_t * len(arrays))(*(each.strides[0] for each in arrays))
    function = getattr(library, f"kernel_{kernel.name}_rows0")
    sizes = [ctypes.c_ssize_t(each) for each in (0, ROWS, ROWS, CLASSES)]
    function(*sizes, addresses, steps, ctypes.c_void_p(scratch.ctypes.data), None, None, 0)


def case() -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(0)
    labels = np.array([0, CLASSES - 1, 7, 16, 15], np.intp)
    return rng.uniform(0.1, 2, (ROWS, CLASSES)), labels, rng.normal(size=ROWS)


def test_a_label_is_a_letter_of_its_own() -> None:
    assert [each.classes for each in made(surprise)] == ["lfr", "rlff"]


def test_what_is_computed_at_the_label(library: Any) -> None:
    x, labels, upstream = case()
    at = np.arange(ROWS), labels
    value, gradient = made(surprise)
    out, wanted = np.empty(ROWS), np.zeros_like(x)
    run(library, value, labels, x, out)
    np.testing.assert_allclose(out, -np.log(x[at]), rtol=1e-14)
    wanted[at] = -upstream / x[at]
    slope = np.empty_like(x)
    run(library, gradient, upstream, labels, x, slope)
    np.testing.assert_allclose(slope, wanted, rtol=1e-14)


def test_sums_over_all_places_but_the_label(library: Any) -> None:
    x, labels, upstream = case()
    value, gradient = made(others)
    wanted = np.exp(x)
    wanted[np.arange(ROWS), labels] = 0
    out, slope = np.empty(ROWS), np.empty_like(x)
    run(library, value, labels, x, out)
    np.testing.assert_allclose(out, wanted.sum(axis=1), rtol=1e-14)
    run(library, gradient, upstream, labels, x, slope)
    np.testing.assert_allclose(slope, upstream[:, None] * wanted, rtol=1e-14)
