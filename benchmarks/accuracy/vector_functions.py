"""The functions on vectors that compiled kernels are written in, for each instruction set, as functions of arrays."""

import ctypes
import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accuracy.references import Special

HERE = Path(__file__).parent
NATIVE = HERE.parent.parent / "numeric" / "native"
FLAGS = ["-O3", "-std=gnu11", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC"]
SETS = {
    "avx512": ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx512bw", "-mfma"],
    "avx2": ["-mavx2", "-mfma"],
    "baseline": [],
}
WIDEST = 16
Array = np.ndarray[Any, Any]


@cache
def _library(instructions: str, precision: int) -> ctypes.CDLL:
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/functions.so"
        compiler = shlex.split(os.environ.get("CC", "cc"))
        source = [str(HERE / "vector_functions.c"), "-I", str(NATIVE), f"-DPRECISION={precision}"]
        subprocess.run([*compiler, *FLAGS, *SETS[instructions], *source, "-o", target, "-lm"], check=True)
        return ctypes.CDLL(target)


def _apply(instructions: str, name: str, x: Array, out: Array | None = None) -> Array:
    """In whole vectors; what is left is filled up."""
    padded = np.concatenate([x, np.zeros(-x.size % WIDEST, x.dtype)])
    found = np.empty_like(padded)
    function = getattr(_library(instructions, x.itemsize * 8), f"apply_{name}")
    function(ctypes.c_void_p(padded.ctypes.data), ctypes.c_void_p(found.ctypes.data), ctypes.c_ssize_t(padded.size))
    if out is None:
        return found[: x.size]
    out[...] = found[: x.size]
    return out


def vector_function(instructions: str, name: str) -> Callable[..., Any]:
    """f(x, out=None) on float32 or float64."""
    return partial(_apply, instructions, name)


IN_FLOAT64 = Special(vector_function("baseline", "normal_cdf"), vector_function("baseline", "erf"))
