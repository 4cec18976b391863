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
from numeric import _blocks, _threads
from proofnotes.catalogue import load_catalogue
from proofnotes.lowering.kernels import leads
from proofnotes.statements import Definition
from tests.conftest import ROOT
from tests.numeric_checks import has_batch, is_elementwise, sample

DEFINITIONS = load_catalogue().definitions
EACH = [pytest.param(each, id=each.name) for each in DEFINITIONS]
COLUMNS = 1024
STEP = _blocks.BLOCK // COLUMNS


@pytest.fixture(autouse=True)
def _two_threads() -> Iterator[None]:
    before = numeric.get_num_threads()
    numeric.set_num_threads(2)
    yield
    numeric.set_num_threads(before)


def as_tuple(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


def data(definition: Definition, rows: int, columns: int, dtype: Any = np.float32) -> list[Any]:
    """An upstream gradient and inputs with that many rows."""
    at = sample(definition, columns, np.float64, 0)
    rng = np.random.default_rng(rows)
    found = []
    for name in ("g", *(each.name for each in definition.inputs)):
        core = at.arrays[name].shape
        if is_elementwise(definition):
            core = (columns,)
        leading = is_elementwise(definition) or name in leads(definition) or (has_batch(definition) and len(core) == 2)
        core = core[1:] if has_batch(definition) and len(core) == 2 else core
        found.append(rng.uniform(0.05, 0.95, (rows, *core) if leading else core).astype(dtype))
    return found


def both(definition: Definition, arrays: list[Any]) -> tuple[Any, ...]:
    forward, vjp = getattr(numeric, definition.name), getattr(numeric, f"{definition.name}_vjp")
    return (*as_tuple(forward(*arrays[1:])), *as_tuple(vjp(*arrays)))


def assert_same(found: tuple[Any, ...], wanted: tuple[Any, ...]) -> None:
    for one, other in zip(found, wanted, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("definition", EACH)
def test_the_number_of_threads_does_not_matter(definition: Definition, dtype: Any) -> None:
    columns = 32 if definition.name == "swiglu" else 256
    arrays = data(definition, 1100, columns, dtype)
    found = []
    for number in (1, 2, 3, 7):
        numeric.set_num_threads(number)
        found.append(both(definition, arrays))
    for each in found[1:]:
        assert_same(each, found[0])


@pytest.mark.parametrize("rows", [1, STEP - 1, STEP, STEP + 1, 2 * STEP + 1])
@pytest.mark.parametrize("definition", EACH)
def test_rows_at_the_edge_of_a_block(
    definition: Definition, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In blocks the same as in one piece, but for the rounding of sums over rows."""
    arrays = data(definition, rows, 64 if definition.name == "swiglu" else COLUMNS)
    found = both(definition, arrays)
    monkeypatch.setattr(_blocks, "BLOCK", 1 << 40)
    for one, other in zip(found, both(definition, arrays), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5, atol=2e-5)


@pytest.mark.parametrize("definition", [p for p in EACH if p.values[0].name != "swiglu"])  # type: ignore[attr-defined]
def test_one_very_long_row_and_many_leading_axes(definition: Definition) -> None:
    if definition.name not in ("batch_norm", "batch_norm_inference", "layer_norm", "rms_norm"):
        long = data(definition, 1, 1 << 22)
        assert all(np.isfinite(each).all() for each in as_tuple(getattr(numeric, definition.name)(*long[1:])))
    arrays = data(definition, 600, 256)
    folded = [each.reshape(2, 3, 1, 5, 20, *each.shape[1:]) if len(each) == 600 else each for each in arrays]
    for one, other in zip(both(definition, folded), both(definition, arrays), strict=True):
        np.testing.assert_array_equal(one.reshape(other.shape), other)


@pytest.mark.parametrize("definition", EACH)
def test_the_second_call_is_the_first(definition: Definition) -> None:
    """What is remembered of shapes changes nothing, for any type, and shapes that do not fit are still refused."""
    for dtype in (np.float32, np.float64):
        arrays = data(definition, 3, 8, dtype)
        lists = [each.tolist() for each in arrays]
        first, second = both(definition, arrays), both(definition, arrays)
        assert_same(second, first)
        assert {each.dtype for each in second} == {np.dtype(dtype)}
        for one, other in zip(both(definition, lists), first, strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)
    wrong = [each[..., :5] if place == 1 else each for place, each in enumerate(arrays)]
    with pytest.raises(ValueError, match="expected"):
        getattr(numeric, f"{definition.name}_vjp")(*wrong)


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
