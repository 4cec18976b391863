"""The vector functions that the kernels in C are written in, against mpmath, for every instruction set that runs here.

What each is off by, at most, in units in the last place:   pytest -s tests/numeric/native -k accuracy
"""

import os
import platform
import shlex
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

from benchmarks.accuracy.bounds import VECTOR_FUNCTIONS as BOUNDS
from scripts import fit_native
from tests.numeric.native.native_points import DTYPES, exact_values, largest_error, points
from tests.reading import ROOT

CC = shlex.split(os.environ.get("CC", "cc"))
FLAGS = [
    "-O3",
    "-std=gnu11",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-Wall",
    "-Wextra",
    "-Werror",
]
X86 = platform.machine().lower() in ("x86_64", "amd64")
ARM = shutil.which("aarch64-linux-gnu-gcc"), shutil.which("qemu-aarch64")
SETS = {
    "baseline": (CC, [], []),
    **({"plain": (CC, ["-U__SSE2__"], [])} if X86 else {}),  # as on machines of other kinds
    **({"avx2": (CC, ["-mavx2", "-mfma"], [])} if X86 else {}),
    **({"avx512": (CC, ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx512bw", "-mfma"], [])} if X86 else {}),
    **({"arm64": ([ARM[0]], ["-static"], [ARM[1]])} if X86 and all(ARM) else {}),
}
NAN, INF = np.nan, np.inf


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Compiles tests/numeric/native/native_functions.c, once for each set of flags."""
    folder = tmp_path_factory.mktemp("native")

    @cache
    def program(name: str, precision: int, *extra: str) -> Path:
        compiler, flags, _ = SETS[name]
        if shutil.which(compiler[0]) is None:
            pytest.skip(f"there is no C compiler {compiler[0]}")
        target = folder / "-".join([name, str(precision), *extra]).replace("=", "_")
        source = [str(ROOT / "tests/numeric/native/native_functions.c"), "-I", str(ROOT / "numeric" / "native")]
        command = [*compiler, *FLAGS, *flags, *extra, f"-DPRECISION={precision}", *source, "-o", str(target), "-lm"]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        return target

    return program


@pytest.fixture(params=SETS)
def apply(request: pytest.FixtureRequest, programs: Callable[..., Path]) -> Callable[..., np.ndarray]:
    """apply(name, x) and apply(name, x, y), on vectors; the same on one number at a time has to give the same bits,
    unless the lanes are taken together."""

    def call(name: str, *arguments: np.ndarray, extra: tuple[str, ...] = (), together: bool = False) -> np.ndarray:
        x = np.concatenate(arguments)
        program = programs(request.param, x.itemsize * 8, *extra)
        command = [*SETS[request.param][2], str(program), name]
        made = subprocess.run(command, input=x.tobytes(), capture_output=True, check=False)
        if made.returncode == 77:
            pytest.skip(f"this processor has no {request.param}")
        assert made.returncode == 0, (command, made.stderr)
        vectors, numbers = np.split(np.frombuffer(made.stdout, x.dtype), 2)
        assert together or vectors.tobytes() == numbers.tobytes()
        return vectors

    return call


@pytest.mark.one_in(4)
@pytest.mark.parametrize("precision", DTYPES)
@pytest.mark.parametrize("name", BOUNDS)
def test_accuracy(name: str, precision: int, apply: Callable[..., np.ndarray], request: Any) -> None:
    x = points(name, precision)
    worst, place = largest_error(apply(name, x), exact_values(name, precision), precision)
    bound = BOUNDS[name][precision == 64]
    print(f"{request.node.name}: {mpmath.nstr(worst, 3)} ulp at {float(x[place])!r}, bound {bound}")
    assert worst <= bound


@pytest.mark.parametrize("precision", DTYPES)
def test_accuracy_of_powers(precision: int, apply: Callable[..., np.ndarray], request: Any) -> None:
    """At moderate size, near 1 with large exponents, and where they are subnormal or overflow."""
    rng = np.random.default_rng(0)
    bases = [rng.uniform(0, 10, 400), 1 + rng.uniform(-1, 1, 400) * 2.0 ** rng.uniform(-18, -2, 400)]
    sizes = [rng.uniform(-3, 3, 400), rng.uniform(-1, 1, 400) * 2.0 ** rng.uniform(0, 16, 400)]
    width = 125 if precision == 32 else 1000
    bases += [2 ** rng.uniform(-width, width, 400), -rng.uniform(0, 10, 400)]
    sizes += [rng.uniform(-1.5, 1.5, 400), rng.integers(-10, 10, 400).astype(float)]
    x, y = (np.concatenate(each).astype(DTYPES[precision]) for each in (bases, sizes))
    with mpmath.workdps(40):
        exact = [mpmath.mpf(float(a)) ** mpmath.mpf(float(b)) for a, b in zip(x, y, strict=True)]
    worst, place = largest_error(apply("pow", x, y), exact, precision)
    print(f"{request.node.name}: {mpmath.nstr(worst, 3)} ulp at {float(x[place])!r}, {float(y[place])!r}, bound 1.25")
    assert worst <= 1.25


@pytest.mark.parametrize("precision", DTYPES)
def test_powers_at_the_ends(precision: int, apply: Callable[..., np.ndarray]) -> None:
    """As NumPy has them: zeros, infinities and NaN of either sign, negative bases with whole and other exponents."""
    info = np.finfo(DTYPES[precision])
    sizes = [
        0,
        0.5,
        1,
        1.5,
        2,
        3,
        7,
        2.0**info.nmant + 1,
        2.0 ** (info.nmant + 1) + 2,
        info.max,
        info.smallest_subnormal,
        INF,
    ]
    values = np.array([sign * each for each in sizes for sign in (1, -1)] + [NAN], DTYPES[precision])
    x, y = (each.reshape(-1).copy() for each in np.meshgrid(values, values))
    with np.errstate(all="ignore"):
        wanted = np.power(x, y)
    found = apply("pow", x, y)
    np.testing.assert_allclose(found, wanted, rtol=4 * info.eps)
    known = ~np.isnan(wanted)
    np.testing.assert_array_equal(np.signbit(found)[known], np.signbit(wanted)[known])


LOG_2 = 0.6931471805599453
ENDS = {
    "exp": [(0.0, 1), (-0.0, 1), (INF, INF), (-INF, 0), (1e4, INF), (-1e4, 0), (-1e30, 0), (1e30, INF)],
    "exp_nonpositive": [(-0.0, 1), (0.0, 1), (-INF, 0), (-1e4, 0), (-1e30, 0)],
    "expm1": [(0.0, 0.0), (-0.0, -0.0), (INF, INF), (-INF, -1), (1e4, INF), (-1e4, -1), (1e-40, 1e-40), (-1e30, -1)],
    "log": [(1, 0.0), (0.0, -INF), (-0.0, -INF), (INF, INF), (-1, NAN), (-INF, NAN), (-1e-40, NAN)],
    "log1p": [(0.0, 0.0), (-0.0, -0.0), (-1, -INF), (INF, INF), (-1.5, NAN), (-INF, NAN), (1e-40, 1e-40)],
    "log1p_to_1": [(0.0, 0.0), (1, LOG_2), (1e-40, 1e-40)],
    "sinh": [(0.0, 0.0), (-0.0, -0.0), (INF, INF), (-INF, -INF), (1e4, INF), (-1e4, -INF), (1e-40, 1e-40), (1e30, INF)],
    "cosh": [(0.0, 1), (-0.0, 1), (INF, INF), (-INF, INF), (1e4, INF), (-1e4, INF), (1e-40, 1), (-1e30, INF)],
    "tanh": [(0.0, 0.0), (-0.0, -0.0), (INF, 1), (-INF, -1), (1e30, 1), (-745, -1), (1e-40, 1e-40), (-1e-30, -1e-30)],
    "sin": [(0.0, 0.0), (-0.0, -0.0), (INF, NAN), (-INF, NAN), (1e-40, 1e-40), (-1e-30, -1e-30)],
    "cos": [(0.0, 1), (-0.0, 1), (INF, NAN), (-INF, NAN), (1e-40, 1), (-1e-30, 1)],
    "erf": [(0.0, 0.0), (-0.0, -0.0), (INF, 1), (-INF, -1), (1e30, 1), (-745, -1)],
    "normal_cdf": [(0.0, 0.5), (-0.0, 0.5), (INF, 1), (-INF, 0), (1e30, 1), (-745, 0), (1e-40, 0.5), (-1e-40, 0.5)],
    "gaussian": [(0.0, 1), (-0.0, 1), (INF, 0), (-INF, 0), (1e30, 0), (-745, 0), (1e-40, 1), (40, 0)],
    "sqrt": [(4, 2), (0.0, 0.0), (-0.0, -0.0), (INF, INF), (-1, NAN)],
    "recip": [(4, 0.25), (INF, 0.0), (-INF, -0.0), (-0.0, -INF)],
    "abs": [(-4, 4), (-0.0, 0.0), (-INF, INF)],
}


@pytest.mark.parametrize("precision", DTYPES)
@pytest.mark.parametrize("name", ENDS)
def test_ends(name: str, precision: int, apply: Callable[..., np.ndarray]) -> None:
    """To the bit, but for the sign of NaN; NaN of either sign gives NaN."""
    x, wanted = np.array([*ENDS[name], (NAN, NAN), (-NAN, NAN)]).astype(DTYPES[precision]).T.copy()
    found = apply(name, x)
    np.testing.assert_array_equal(found, wanted)
    known = ~np.isnan(wanted)
    np.testing.assert_array_equal(np.signbit(found)[known], np.signbit(wanted)[known])


@pytest.mark.parametrize("precision", DTYPES)
@pytest.mark.parametrize("name", BOUNDS)
def test_no_lane_depends_on_another(name: str, precision: int, apply: Callable[..., np.ndarray]) -> None:
    """Nor on how many there are: the same elsewhere, beside others, and among those that are left at the end."""
    x = np.concatenate([points(name, precision)[:61], np.array([NAN, INF, -INF, -0.0], DTYPES[precision])])
    whole = apply(name, x)
    for start, stop in ((1, 65), (5, 64), (33, 36), (60, 65), (7, 7)):
        assert apply(name, x[start:stop]).tobytes() == whole[start:stop].tobytes()


@pytest.mark.parametrize("precision", DTYPES)
def test_functions_of_two_numbers(precision: int, apply: Callable[..., np.ndarray]) -> None:
    values = np.array([-INF, -2, -1, -0.5, 0.5, 1, 2, 3, 100, INF, NAN], DTYPES[precision])
    x, y = (each.reshape(-1).copy() for each in np.meshgrid(values, values))
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(apply("max", x, y), np.maximum(x, y))
        np.testing.assert_array_equal(apply("min", x, y), np.minimum(x, y))
        np.testing.assert_array_equal(apply("max_number", x, np.nan_to_num(y)), np.fmax(x, np.nan_to_num(y)))
        np.testing.assert_array_equal(apply("copysign", x, np.nan_to_num(y)), np.copysign(x, np.nan_to_num(y)))


@pytest.mark.parametrize("precision", DTYPES)
def test_lanes_together(precision: int, apply: Callable[..., np.ndarray]) -> None:
    """Whole numbers and powers of two, so that nothing is rounded; NaN in any lane is the largest."""
    rng = np.random.default_rng(0)
    whole, power = rng.integers(-99, 99, 64), 2.0 ** rng.integers(-3, 3, 64)
    x, y = whole.astype(DTYPES[precision]), power.astype(DTYPES[precision])
    lanes = round(float(apply("total", np.ones(64, x.dtype), together=True)[0]))
    for name, data, over in (("total", x, np.sum), ("largest", x, np.max), ("product", y, np.prod)):
        wanted = np.repeat(over(data.reshape(-1, lanes), axis=1), lanes)
        np.testing.assert_array_equal(apply(name, data, together=True), wanted)
    holes = np.where(np.eye(lanes, dtype=bool), NAN, 1).astype(x.dtype).reshape(-1)
    assert np.isnan(apply("largest", holes, together=True)).all()


@pytest.mark.parametrize("precision", DTYPES)
def test_no_undefined_behaviour(precision: int, apply: Callable[..., np.ndarray]) -> None:
    """Under the sanitizer, which ends the program."""
    flags = ("-O1", "-fsanitize=undefined", "-fsanitize-undefined-trap-on-error")
    x = np.concatenate(
        [points("exp", precision), points("sin", precision), np.array([NAN, INF, -INF, 0], DTYPES[precision])]
    )
    for name in BOUNDS:
        apply(name, x, extra=flags)
    apply("pow", x, x[::-1], extra=flags)


def test_coefficients_are_those_of_the_script() -> None:
    made = (ROOT / "numeric" / "native" / "coefficients.h").read_text(encoding="utf-8")
    assert made == fit_native.source(), "python -m scripts.fit_native"
