"""The C of random programs means what the programs mean: it is compiled, run, and compared with a second telling of
the specification."""

import ctypes
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Scalar, Tensor, total
from proofnotes.lowering.kernels import forward_kernel, vjp_kernel
from proofnotes.lowering.native.c_kernel import c_kernel
from proofnotes.lowering.native.elementwise import elementwise
from proofnotes.lowering.native.plan import plan
from proofnotes.lowering.native.terms import WRITTEN
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.array_functions import FUNCTIONS
from proofnotes.lowering.program.axes import LEAD
from proofnotes.lowering.program.entries import argument
from proofnotes.lowering.program.nodes import Value, made
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.program.traverse import walk
from tests.lowering.interpreter import Interpreter
from tests.reading import ROOT

NAMES = ("x", "y", "s")
LEAVES = [argument("x", (LEAD,)), argument("y", (LEAD,)), argument("s", ())]
NUMBERS = [v.number(each) for each in (-2, 1, 3)]
ONE, TWO = v.ONE, v.number(2)
COUNT = 37


def grown(rng: random.Random, depth: int) -> Value:
    """A random value; arguments of functions are kept where the functions are tame."""
    if depth == 0 or rng.random() < 0.1:
        return rng.choice([*LEAVES, *NUMBERS])
    x, y, z = (grown(rng, depth - 1) for _ in range(3))
    bounded = v.apply("tanh", x)
    moderate = v.add(ONE, v.power(x, TWO))
    below = v.neg(v.apply("abs", x))
    makers = [
        lambda: made("add", x, y), lambda: made("add", x, made("neg", y), z), lambda: made("mul", x, y),
        lambda: made("mul", made("neg", x), y, z), lambda: made("neg", x), lambda: made("neg", made("add", x, y)),
        lambda: made("div", x, v.add(ONE, v.apply("abs", y))), lambda: made("div", made("mul", x, y), moderate),
        lambda: made("pow", x, TWO), lambda: made("pow", moderate, v.number(3)),
        lambda: made("maximum", x, y), lambda: made("minimum", x, y),
        lambda: made("where", made("compare", x, y, data=rng.choice(["<", "<=", ">", ">="])), y, z),
        lambda: made("exp", bounded), lambda: made("exp", below), lambda: made("exp", made("add", bounded, ONE)),
        lambda: made("log", moderate), lambda: made("log1p", made("exp", below)), lambda: made("sqrt", moderate),
        lambda: made("erf", x), lambda: made("normal_cdf", x), lambda: made("gaussian", bounded),
        lambda: made("vanishing", made("exp", below), y), lambda: made("vanishing", made("gaussian", bounded), y),
        lambda: made("vanishing", made("div", made("mul", y, made("exp", below)), moderate), z),
        lambda: made("vanishing", made("mul", made("div", bounded, moderate), y), z),
        lambda: made("annihilated", x, y, z), lambda: made("carried", x, made("log", y)),
        lambda: made("hypot", x, y), lambda: made("logaddexp", bounded, y),
        lambda: made("unless_nan", made("log", x), y),
    ]  # fmt: skip
    near = v.add(ONE, v.power(bounded, TWO))  # where every function is tame
    makers += [lambda row=row: made(row.name, near) for row in FUNCTIONS.values() if row.arity == 1]
    return rng.choice(makers)()


def programs(number: int) -> list[Value]:
    rng = random.Random(0)
    found = []
    while len(found) < number:
        value = grown(rng, 4)
        if value.axes and len(list(walk(value))) < 60:
            found.append(value)
    return found


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Value], Any]:
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("there is no C compiler")
    values = programs(150)
    lines = ['#include "loops.h"']
    for place, value in enumerate(values):
        body = elementwise(f"f{place}", plan(Program((value,), {}), lambda numbers: "f"), NAMES)
        lines += [line.replace("static void", "void", 1) if line.startswith("static void") else line for line in body]
    folder: Path = tmp_path_factory.mktemp("printed")
    (folder / "programs.c").write_text("\n".join(lines) + "\n", encoding="utf-8")
    target = folder / "programs.so"
    flags = ["-O0", "-std=gnu11", "-ffp-contract=off", "-fPIC", "-shared", "-DPRECISION=64"]
    command = [
        compiler,
        *flags,
        "-I",
        str(ROOT / "numeric/native"),
        str(folder / "programs.c"),
        "-o",
        str(target),
        "-lm",
    ]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return values, ctypes.CDLL(str(target))


def test_c_computes_its_program(compiled: tuple[list[Value], Any]) -> None:
    values, library = compiled
    rng = np.random.default_rng(0)
    at = {"x": rng.normal(size=COUNT), "y": rng.normal(size=COUNT), "s": np.array(0.7)}
    compared = 0
    for place, value in enumerate(values):
        with np.errstate(all="ignore"):
            wanted = Interpreter({LEAD: COUNT}, at)(value)
        out = np.empty(COUNT)
        arrays = (ctypes.c_void_p * 4)(*(each.ctypes.data for each in (*at.values(), out)))
        function = getattr(library, f"f{place}")
        function.argtypes = [ctypes.c_ssize_t, ctypes.c_void_p]
        function.restype = None
        function(COUNT, arrays)
        scale = max(1.0, np.max(np.abs(wanted)))
        if np.isfinite(scale) and scale < 1e9:
            compared += 1
            np.testing.assert_allclose(out, wanted, rtol=1e-9, atol=1e-10 * scale, err_msg=str(value))
    assert compared > 100


def test_the_programs_use_what_c_writes() -> None:
    """All but what only kernels with rows have."""
    used = {each.op for value in programs(150) for each in walk(value)}
    assert set(WRITTEN) - used <= {"size", "scaled", "over_square", "reciprocal_rest"}


def test_what_is_the_same_along_an_axis_is_no_kernel_of_numbers() -> None:
    """The gradient of a mean: a number a row, as many times as the row is long."""
    over = Dim("K")
    k = over.index("k")
    x, c = Tensor("x", over), Scalar("c")
    pool = Definition("pool", total(x[k], k) / over, inputs=(x,))
    flat = Definition("flat", c * c, inputs=(c, x), indices=(k,))
    assert c_kernel(vjp_kernel(pool)) is None
    assert c_kernel(forward_kernel(flat)) is None
    assert c_kernel(forward_kernel(pool)) is not None
