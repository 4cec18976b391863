"""Functions that are compiled when they are asked for, and the cache of their libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from proofnotes import Dim, Scalar, Tensor, exp, lambdify, tanh, total
from proofnotes.callables import compiling
from proofnotes.lowering import LoweringError
from tests.reading import ROOT

pytest.importorskip("numeric._native", reason="the kernels were not compiled")
if shutil.which(compiling.compiler()[0]) is None:
    pytest.skip("there is no C compiler", allow_module_level=True)

K = Dim("K")
i, j = K.indices("i j")
x, z = Scalar("x"), Tensor("z", K)
softmax = exp(z[i]) / total(exp(z[j]), j)
NUMBERS = count(2)


def new_function() -> object:
    """An expression that nobody has compiled yet."""
    return tanh(x) * (next(NUMBERS) * 1000 + os.getpid() % 1000)


def libraries(folder: Path) -> list[Path]:
    return list(folder.rglob("*.so"))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_it_gives_what_numpy_gives(dtype: type) -> None:
    rng = np.random.default_rng(0)
    data, g = rng.normal(size=(2, 5, 7)).astype(dtype), rng.normal(size=(2, 5, 7)).astype(dtype)
    native, plain = lambdify(softmax, "native"), lambdify(softmax)
    rtol = 20 * np.finfo(dtype).eps
    for found, wanted in [
        (native(data), plain(data)),
        (native(data, axis=1), plain(data, axis=1)),
        (native.vjp(g, data), plain.vjp(g, data)),
        (native.jvp(g, data), plain.jvp(g, data)),
    ]:
        assert found.dtype == dtype
        np.testing.assert_allclose(found, wanted, rtol=rtol, atol=rtol)
    assert native.__wrapped__.kernel.is_compiled


def test_arguments_are_checked_alike() -> None:
    native, plain = lambdify(softmax, "native"), lambdify(softmax)
    for wrong in ("text", np.float64(1), np.ones((2, 3), complex)):
        with pytest.raises((TypeError, ValueError)) as one:
            plain(wrong)
        with pytest.raises(type(one.value)) as other:
            native(wrong)
        assert str(one.value) == str(other.value)


def test_its_source_is_c() -> None:
    native = lambdify(softmax, "native")
    assert "v_exp" in native.source
    assert repr(native) == "<expression(z, axis=-1, out=None), native>"
    assert native.__doc__ == lambdify(softmax).__doc__


def test_what_was_compiled_once_is_found_again(cache: Path) -> None:
    program = f"from tests.callables.test_compiling import *; print(lambdify(tanh(x) * {next(NUMBERS)}, 'native')(0.5))"
    first = run(program)
    (library,) = libraries(cache)
    made = library.stat()
    assert run(program) == first
    assert libraries(cache) == [library]
    assert (library.stat().st_ino, library.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)


def run(program: str) -> str:
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_several_processes_want_it_at_once(cache: Path) -> None:
    program = f"from tests.callables.test_compiling import *; print(lambdify(tanh(x) * {next(NUMBERS)}, 'native')(0.0))"
    with ThreadPoolExecutor(4) as pool:
        assert {each.strip() for each in pool.map(run, [program] * 4)} == {"0.0"}
    assert len(libraries(cache)) == 1
    assert [path.name for path in (cache / "proofnotes").glob("making-*")] == []


def test_several_threads_want_it_at_once(cache: Path) -> None:
    given = new_function()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: lambdify(given, "native")(1.0), range(8)))
    assert len(set(found)) == 1
    assert len(libraries(cache)) == 1


def test_a_broken_library_is_made_anew(cache: Path) -> None:
    number = next(NUMBERS)
    run(f"from tests.callables.test_compiling import *; lambdify(tanh(x) * {number}, 'native')")
    (library,) = libraries(cache)
    library.write_bytes(b"no library")
    assert lambdify(tanh(x) * number, "native")(0.0) == 0
    assert library.stat().st_size > 1000


def test_a_folder_where_others_may_write_is_not_used(cache: Path) -> None:
    (cache / "proofnotes").mkdir()
    (cache / "proofnotes").chmod(0o777)
    assert lambdify(new_function(), "native")(0.0) == 0
    assert libraries(cache) == []


def test_without_a_folder_it_lasts_as_long_as_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, os.devnull)
    assert lambdify(new_function(), "native")(0.0) == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("/nonexistent/cc", "expression: there is no C compiler '/nonexistent/cc'"),
        ("false", "expression: false does not compile it"),
    ],
)
def test_without_a_compiler(command: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", command)
    with pytest.raises(LoweringError, match=f"{message}.*modules='numpy' makes a function of NumPy's"):
        lambdify(new_function(), "native")


def test_what_the_compiler_complains_about_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "cc"
    script.write_text('#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "k.c:1: error: no such thing" >&2\nexit 1\n')
    script.chmod(0o755)
    monkeypatch.setenv("CC", str(script))
    with pytest.raises(LoweringError, match="k.c:1: error: no such thing; modules='numpy'"):
        lambdify(new_function(), "native")


def test_what_has_no_loops_in_c_says_why() -> None:
    D = Dim("D")
    A, d = Tensor("A", K, D), D.index("d")
    with pytest.raises(LoweringError, match=r"there are no loops in C for it \(.*matrix products.*\); modules='numpy'"):
        lambdify(total(A[i, d] * Tensor("w", D)[d], d), "native")


def test_a_compiled_part_that_is_older_than_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "layout_of", lambda folder: "another")
    with pytest.raises(LoweringError, match="older than its sources"):
        lambdify(new_function(), "native")


def test_a_kernel_of_the_package_is_not_compiled_again(cache: Path) -> None:
    from derivations.sigmoid import sigmoid

    assert lambdify(sigmoid, "native")(0.0) == 0.5
    assert libraries(cache) == []


def test_it_serves_where_numpy_is_wanted_for_the_package() -> None:
    program = (
        "import os; os.environ['PROOFNOTES_BACKEND'] = 'numpy';"
        "from tests.callables.test_compiling import *; import numeric;"
        "f = lambdify(softmax, 'native'); print(numeric.backend(), f.__wrapped__.kernel.is_compiled, f([0.0, 0.0]))"
    )
    assert run(program).strip() == "numpy True [0.5 0.5]"


def test_threads_and_leading_axes_and_out() -> None:
    native = lambdify(softmax, "native")
    data = np.random.default_rng(1).normal(size=(300, 40, 33))
    out = np.empty_like(data)
    assert native(data, out=out) is out
    np.testing.assert_allclose(out, lambdify(softmax)(data), rtol=1e-14)
    np.testing.assert_array_equal(native(data[::3, :, ::2]), native(np.ascontiguousarray(data[::3, :, ::2])))


@pytest.mark.parametrize("name", ["i", "end", "n", "scratch", "double", "V", "v_exp", "out", "λ"])
def test_an_input_may_have_any_name(name: str) -> None:
    """What the loops are written in has names too."""
    given = Tensor(name, K)
    native = lambdify(given[i] * total(exp(given[j]), j), "native")
    np.testing.assert_allclose(native([1.0, 2.0]), np.array([1, 2]) * np.exp([1.0, 2.0]).sum(), rtol=1e-14)


CHECKED_MEMORY = Path("/lib/x86_64-linux-gnu/libc_malloc_debug.so.0")

ROWS = """
import numpy as np
from proofnotes import Dim, Tensor, exp, lambdify, total
K = Dim("K")
i, j = K.indices("i j")
z = Tensor("z", K)
f = lambdify(exp(z[i]) / total(exp(z[j]), j), "native")
for rows in (1, 3, 50):
    for count in (1, 5, 100):
        f.vjp(np.ones((rows, count)), np.ones((rows, count)))
"""


@pytest.mark.skipif(not CHECKED_MEMORY.exists(), reason="needs the C library's allocator that checks")
def test_rows_have_scratch_where_numpy_serves() -> None:
    """The package's kernels are not loaded then, and nobody has said how many threads there are: one, not none."""
    environment = {
        **os.environ,
        "PROOFNOTES_BACKEND": "numpy",
        "MALLOC_CHECK_": "3",
        "LD_PRELOAD": str(CHECKED_MEMORY),
        "PYTHONMALLOC": "malloc",
    }
    subprocess.run([sys.executable, "-c", ROWS], cwd=ROOT, env=environment, check=True)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("large", [1e3, 1e9, 1e12, 1e20, 3e38])
def test_exponentials_of_sums_end_where_exponentials_do(dtype: type, large: float) -> None:
    """What rounding takes from a sum is no exponent by itself where the sum is far beyond the ends."""
    y = Scalar("y")
    sums, shares = lambdify(exp(x + y), "native"), lambdify(softmax, "native")
    for small in (-16508.0, 7.0, 3.3e7):
        a, b = dtype(small), dtype(large)
        with np.errstate(all="ignore"):
            assert sums(-b, a) == np.exp(np.float64(a) - np.float64(b)).astype(dtype)
            assert sums(b, a) == np.exp(np.float64(a) + np.float64(b)).astype(dtype)
        if small < large:
            np.testing.assert_array_equal(shares(np.array([a, b])), [0, 1])
