"""Blocks and threads: results that do not depend on them, shapes at their boundaries, forks, concurrent calls."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

import numeric
from numeric._runtime import blocks as _blocks
from numeric._runtime import threads as _threads
from proofnotes.lowering import Kernel
from tests.catalogue import CATALOGUE
from tests.numeric.numeric_checks import call, functions, is_elementwise, shapes_of
from tests.reading import ROOT


@pytest.fixture(autouse=True)
def _two_threads() -> Iterator[None]:
    before = numeric.get_num_threads()
    numeric.set_num_threads(2)
    yield
    numeric.set_num_threads(before)


FUNCTIONS = functions(CATALOGUE)
EACH = [pytest.param(each, id=each.name) for each in FUNCTIONS]
IN_BLOCKS = [p for p in EACH if p.values[0].is_blockwise]  # type: ignore[attr-defined]
COLUMNS = 1024
STEP = _blocks.BLOCK // COLUMNS


def columns_of(function: Kernel, wanted: int) -> int:
    """Matrices, and squares of rows, are kept small."""
    return wanted if function.is_blockwise and function.task != "jacobian" else min(wanted, 16)


def data(function: Kernel, rows: int, columns: int, dtype: Any = np.float32) -> dict[str, Any]:
    """Arguments with that many rows."""
    rng = np.random.default_rng(rows)
    found, columns = {}, columns_of(function, columns)
    for name, shape in shapes_of(function).items():
        sizes = dict.fromkeys((dim for _, dim in shape.core), columns)
        lead = (rows,) if shape.core or not is_elementwise(function.definition) else (rows, columns)
        found[name] = rng.uniform(0.05, 0.95, shape.sized(lead, sizes)).astype(dtype)
    return found


def assert_same(found: tuple[Any, ...], wanted: tuple[Any, ...]) -> None:
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("function", EACH)
def test_the_number_of_threads_does_not_matter(function: Kernel, dtype: Any) -> None:
    arrays = data(function, 1100, 256, dtype)
    found = []
    for number in (1, 2, 3, 7):
        numeric.set_num_threads(number)
        found.append(call(function, arrays))
    for each in found[1:]:
        assert_same(each, found[0])


@pytest.mark.one_in(4)
@pytest.mark.parametrize("rows", [1, STEP - 1, STEP, STEP + 1, 2 * STEP + 1])
@pytest.mark.parametrize("function", IN_BLOCKS)
def test_rows_at_the_edge_of_a_block(function: Kernel, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In blocks the same as in one piece, but for the rounding of sums over rows."""
    arrays = data(function, max(rows, function.least_rows), COLUMNS)
    found = call(function, arrays)
    monkeypatch.setattr(_blocks, "BLOCK", 1 << 40)
    for one, other in zip(found, call(function, arrays), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=2e-5)


@pytest.mark.parametrize("function", IN_BLOCKS)
def test_one_very_long_row_and_many_leading_axes(function: Kernel) -> None:
    if function.definition.parameters == () and function.task in ("", "jvp"):
        long = data(function, 1, 1 << 22)
        assert all(np.isfinite(each).all() for each in call(function, long))
    shapes = shapes_of(function)
    arrays = data(function, 600, 256)
    lead = (2, 3, 1, 5, 20)
    folded = {n: each.reshape(*lead, *each.shape[1:]) if shapes[n].lead else each for n, each in arrays.items()}
    for one, other in zip(call(function, folded), call(function, arrays), strict=True):
        np.testing.assert_array_equal(one.reshape(other.shape), other)


@pytest.mark.parametrize("function", EACH)
def test_the_second_call_is_the_first(function: Kernel) -> None:
    """What is remembered of shapes changes nothing, for any type, and shapes that do not fit are still refused."""
    for dtype in (np.float32, np.float64):
        arrays = data(function, 3, 8, dtype)
        first, second = call(function, arrays), call(function, arrays)
        assert_same(second, first)
        assert {each.dtype for each in second} == {np.dtype(dtype)}
        for one, other in zip(call(function, {n: each.tolist() for n, each in arrays.items()}), first, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)
    if len(arrays) > 1 and (is_elementwise(function.definition) or len(along(function)) > 1):
        name = function.arguments[0] if is_elementwise(function.definition) else along(function)[0]
        with pytest.raises(ValueError, match="expected"):
            call(function, {**arrays, name: arrays[name][..., :5]})


def along(function: Kernel) -> list[str]:
    """The arguments that share the last named axis of the first that has one."""
    cores = {name: shape.core[-1:] for name, shape in shapes_of(function).items() if shape.core}
    first = next(iter(cores.values()), ())
    return [name for name, core in cores.items() if core == first]


@pytest.mark.parametrize(("number", "error"), [(0, ValueError), (-1, ValueError), (1.5, TypeError), (True, TypeError)])
def test_bad_numbers_of_threads(number: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="set_num_threads: number is .*; expected a positive integer"):
        numeric.set_num_threads(number)
    assert numeric.get_num_threads() == 2


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system does not tell")
def test_the_number_of_threads_at_first() -> None:
    program = "import numeric; print(numeric.get_num_threads())"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(found.stdout) == len(os.sched_getaffinity(0))


def test_calls_from_many_threads() -> None:
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=(200 + 37 * k, 512)).astype(np.float32) for k in range(8)]
    wanted = [numeric.softmax(each) for each in arrays]
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            for one, other in zip(pool.map(numeric.softmax, arrays), wanted, strict=True):
                np.testing.assert_array_equal(one, other)


FORKED = """
import os, numpy as np, numeric
numeric.set_num_threads(3)
x = np.random.default_rng(0).normal(size=(500, 1024)).astype(np.float32)
wanted = numeric.softmax(x)
child = os.fork()
same = bool((numeric.softmax(x) == wanted).all())
if child == 0:
    os._exit(0 if same else 3)
print(same, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_fork_after_use() -> None:
    command = [sys.executable, "-W", "ignore", "-c", FORKED]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert found.stdout.split() == ["True", "0"]


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C is heard, also where the tests run in the background of a shell, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_interruption_leaves_no_deadlock() -> None:
    """Ctrl-C in the middle: the call ends, its threads have ended their work, and the next call is right."""
    x = np.random.default_rng(0).normal(size=(4096, 1024)).astype(np.float32)
    wanted = numeric.gelu(x)
    timer = threading.Timer(0.004, signal.raise_signal, (signal.SIGINT,))
    timer.start()

    def until_interrupted() -> None:
        for _ in range(10_000):
            numeric.gelu(x)

    with pytest.raises(KeyboardInterrupt):
        until_interrupted()
    timer.join()
    np.testing.assert_array_equal(numeric.gelu(x), wanted)


def test_an_error_in_a_thread_is_raised() -> None:
    def task(number: int) -> None:
        if number == 5:
            raise MemoryError("block 5")

    for number in (1, 4):
        numeric.set_num_threads(number)
        with pytest.raises(MemoryError, match="block 5"):
            _threads.run(task, 50)
    _threads.run(lambda number: None, 50)


def test_a_kernel_inside_a_kernel_has_scratch_of_its_own() -> None:
    """As when a signal handler calls one."""
    x = np.linspace(-3, 3, 40_000)
    wanted = numeric.gelu_vjp(x, x)

    def nested(number: int) -> None:
        np.testing.assert_array_equal(numeric.gelu_vjp(x, x), wanted)

    _threads.run(nested, 6)
