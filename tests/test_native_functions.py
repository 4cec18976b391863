"""The vector functions that the kernels in C are written in, against mpmath, for every instruction set that runs here.

What each is off by, at most, in units in the last place:   pytest -q -s tests/test_native_functions.py -k accuracy
"""

import os
import platform
import shlex
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest

from tests.conftest import ROOT

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
    **({"avx2": (CC, ["-mavx2", "-mfma"], [])} if X86 else {}),
    **({"avx512": (CC, ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx512bw", "-mfma"], [])} if X86 else {}),
    **({"arm64": ([ARM[0]], ["-static"], [ARM[1]])} if X86 and all(ARM) else {}),
}
DTYPES = {32: np.float32, 64: np.float64}
BOUNDS = {
    "exp": (1.0, 1.0),
    "exp_nonpositive": (1.0, 1.0),
    "expm1": (1.5, 1.5),
    "log": (1.0, 1.0),
    "log1p": (1.0, 1.0),
    "tanh": (2.0, 2.1),
    "erf": (1.5, 1.6),
    "normal_cdf": (3.5, 3.5),
    "gaussian": (1.25, 1.25),
}
"""For float32 and float64, whatever the instruction set."""

REFERENCE: dict[str, Callable[[Any], Any]] = {
    "exp": mpmath.exp,
    "exp_nonpositive": mpmath.exp,
    "expm1": mpmath.expm1,
    "log": mpmath.log,
    "log1p": mpmath.log1p,
    "tanh": mpmath.tanh,
    "erf": mpmath.erf,
    "normal_cdf": mpmath.ncdf,
    "gaussian": lambda x: mpmath.exp(-x * x / 2),
}


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Compiles tests/native_functions.c, once for each set of flags."""
    folder = tmp_path_factory.mktemp("native")

    @cache
    def program(name: str, precision: int, *extra: str) -> Path:
        compiler, flags, _ = SETS[name]
        if shutil.which(compiler[0]) is None:
            pytest.skip(f"there is no C compiler {compiler[0]}")
        target = folder / "-".join([name, str(precision), *extra]).replace("=", "_")
        source = [str(ROOT / "tests" / "native_functions.c"), "-I", str(ROOT / "numeric" / "native")]
        command = [*compiler, *FLAGS, *flags, *extra, f"-DPRECISION={precision}", *source, "-o", str(target), "-lm"]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr
        return target

    return program


@pytest.fixture(params=SETS)
def apply(request: pytest.FixtureRequest, programs: Callable[..., Path]) -> Callable[..., np.ndarray]:
    """apply(name, x) and apply(name, x, y), on vectors; the same on one number at a time has to give the same bits."""

    def call(name: str, *arguments: np.ndarray, extra: tuple[str, ...] = ()) -> np.ndarray:
        x = np.concatenate(arguments)
        program = programs(request.param, x.itemsize * 8, *extra)
        command = [*SETS[request.param][2], str(program), name]
        made = subprocess.run(command, input=x.tobytes(), capture_output=True, check=False)
        if made.returncode == 77:
            pytest.skip(f"this processor has no {request.param}")
        assert made.returncode == 0, (command, made.stderr)
        vectors, numbers = np.split(np.frombuffer(made.stdout, x.dtype), 2)
        assert vectors.tobytes() == numbers.tobytes()
        return vectors

    return call


def spread(rng: np.random.Generator, low: float, high: float, count: int) -> np.ndarray:
    """Powers of two from 2^low to 2^high, times something between 1 and 2."""
    with np.errstate(over="ignore", under="ignore"):
        return np.ldexp(rng.uniform(1, 2, count), rng.uniform(low, high, count).astype(int))


@cache
def points(name: str, precision: int) -> np.ndarray:
    """All over where the result is not trivial, dense near 0 and near thresholds, to the ends of the type."""
    rng = np.random.default_rng(0)
    info = np.finfo(DTYPES[precision])
    tiny, huge = int(np.log2(float(info.smallest_subnormal))), int(info.maxexp) - 2
    sign = rng.choice([-1, 1], 400)
    small = sign * spread(rng, tiny, 0, 400)
    if name == "log":
        parts = [
            rng.uniform(0.5, 2, 1500),
            1 + small,
            abs(small),
            spread(rng, tiny, huge, 400),
            rng.uniform(0, 10, 200),
        ]
    elif name == "log1p":
        below = -1 + spread(rng, -info.nmant, -1, 400)
        parts = [rng.uniform(-0.75, 2, 1500), small, below, spread(rng, 0, huge, 400), rng.uniform(0, 10, 200)]
    else:
        is_exp, is_32 = name.startswith("exp"), precision == 32
        width = (104.5 if is_32 else 746) if is_exp else (15 if is_32 else 39)
        parts = [rng.uniform(-2, 2, 1000), small, rng.uniform(-width, width, 1000), rng.uniform(-9, 9, 500)]
    x = np.concatenate(parts).astype(DTYPES[precision])
    return -abs(x) if name == "exp_nonpositive" else x


def unit(exact: Any, precision: int) -> Any:
    """That of the last place of the type at this value."""
    info = np.finfo(DTYPES[precision])
    exponent = max(mpmath.frexp(exact)[1] - 1, int(info.minexp)) if exact else int(info.minexp)
    return mpmath.ldexp(1, exponent - int(info.nmant))


@cache
def exact_values(name: str, precision: int) -> list[Any]:
    with mpmath.workdps(40):
        return [REFERENCE[name](mpmath.mpf(float(x))) for x in points(name, precision)]


@pytest.mark.parametrize("precision", DTYPES)
@pytest.mark.parametrize("name", BOUNDS)
def test_accuracy(name: str, precision: int, apply: Callable[..., np.ndarray], request: Any) -> None:
    x = points(name, precision)
    worst, place = mpmath.mpf(0), 0.0
    largest = mpmath.mpf(float(np.finfo(DTYPES[precision]).max))
    for at, value, exact in zip(x, apply(name, x), exact_values(name, precision), strict=True):
        if np.isinf(value):
            assert abs(exact) >= largest, f"{name}({at!r}) = {value}"
        else:
            error = abs(mpmath.mpf(float(value)) - exact) / unit(exact, precision)
            worst, place = max((worst, place), (error, float(at)))
    bound = BOUNDS[name][precision == 64]
    print(f"{request.node.name}: {mpmath.nstr(worst, 3)} ulp at {place!r}, bound {bound}")
    assert worst <= bound


INF, NAN = np.inf, np.nan
ENDS = {
    "exp": [(0.0, 1), (-0.0, 1), (INF, INF), (-INF, 0), (1e4, INF), (-1e4, 0), (-1e30, 0), (1e30, INF)],
    "exp_nonpositive": [(-0.0, 1), (0.0, 1), (-INF, 0), (-1e4, 0), (-1e30, 0)],
    "expm1": [(0.0, 0.0), (-0.0, -0.0), (INF, INF), (-INF, -1), (1e4, INF), (-1e4, -1), (1e-40, 1e-40), (-1e30, -1)],
    "log": [(1, 0.0), (0.0, -INF), (-0.0, -INF), (INF, INF), (-1, NAN), (-INF, NAN), (-1e-40, NAN)],
    "log1p": [(0.0, 0.0), (-0.0, -0.0), (-1, -INF), (INF, INF), (-1.5, NAN), (-INF, NAN), (1e-40, 1e-40)],
    "tanh": [(0.0, 0.0), (-0.0, -0.0), (INF, 1), (-INF, -1), (1e30, 1), (-745, -1), (1e-40, 1e-40), (-1e-30, -1e-30)],
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
def test_no_undefined_behaviour(precision: int, apply: Callable[..., np.ndarray]) -> None:
    """Under the sanitizer, which ends the program."""
    flags = ("-O1", "-fsanitize=undefined", "-fsanitize-undefined-trap-on-error")
    x = np.concatenate([points("exp", precision), np.array([NAN, INF, -INF, 0], DTYPES[precision])])
    for name in BOUNDS:
        apply(name, x, extra=flags)
    apply("pow", x, x[::-1], extra=flags)


def test_coefficients_are_those_of_the_script() -> None:
    spec = spec_from_file_location("fit_native", ROOT / "scripts" / "fit_native.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "numeric" / "native" / "coefficients.h").read_text(encoding="utf-8") == script.source()
