"""Memory of large results: it is kept when they are freed, up to a bound; the results own it like any other array."""

import copy
import os
import subprocess
import sys
import threading
from typing import Any

import numpy as np
import pytest

import numeric
from numeric._runtime import backend as _backend
from tests.reading import ROOT

pytestmark = pytest.mark.skipif(numeric.backend() != "native", reason="the kernels are not compiled here")
MEBIBYTE = 1 << 20


def native() -> Any:
    return _backend._module


@pytest.fixture(autouse=True)
def bound() -> Any:
    """Every test begins with nothing kept, and at most 8 MiB."""
    native().keep_memory(0)
    native().keep_memory(8 * MEBIBYTE)
    yield
    native().keep_memory(_backend.MOST_KEPT * MEBIBYTE)


def ones(mebibytes: int) -> Any:
    return np.ones((mebibytes, MEBIBYTE // 4), np.float32)


def test_the_memory_of_a_result_serves_the_next() -> None:
    x = ones(2)
    first = numeric.relu(x)
    place = first.ctypes.data
    assert first.flags.owndata
    assert place % 64 == 0
    assert native().kept_memory() == 0
    del first
    assert 2 * MEBIBYTE <= native().kept_memory() < 3 * MEBIBYTE
    second = numeric.sigmoid(x)
    assert second.ctypes.data == place
    assert native().kept_memory() == 0


def test_nothing_of_an_earlier_result_is_seen() -> None:
    x = ones(2)
    del_me = numeric.relu(x)
    del_me[...] = np.nan
    del del_me
    np.testing.assert_array_equal(numeric.relu(-x), 0)
    np.testing.assert_array_equal(numeric.softmax(x), np.float32(4 / MEBIBYTE))


def test_what_is_kept_is_bounded() -> None:
    x = ones(1)
    several = [numeric.relu(x) for _ in range(20)]
    del several
    assert 0 < native().kept_memory() <= 8 * MEBIBYTE
    large = numeric.relu(ones(9))
    kept = native().kept_memory()
    del large
    assert native().kept_memory() == kept
    native().keep_memory(2 * MEBIBYTE)
    assert native().kept_memory() <= 2 * MEBIBYTE


def test_a_small_result_does_not_take_large_memory() -> None:
    del_me = numeric.relu(ones(6))
    del del_me
    kept = native().kept_memory()
    small = numeric.relu(ones(2))
    assert native().kept_memory() == kept
    assert small[0, 0] == 1


def test_results_are_arrays_like_any_other() -> None:
    """They are resized, copied, pickled and outlive the arrays that they are views of."""
    y = numeric.relu(ones(1))
    y.resize((2, MEBIBYTE // 4), refcheck=False)
    np.testing.assert_array_equal(y[0], 1)
    np.testing.assert_array_equal(y[1], 0)
    y.resize((1, 8), refcheck=False)
    np.testing.assert_array_equal(y, np.ones((1, 8)))
    view = numeric.relu(ones(2))[1]
    np.testing.assert_array_equal(copy.deepcopy(view), 1)
    np.testing.assert_array_equal(view, 1)


def test_errors_leave_numpys_own_memory_in_charge() -> None:
    before = np.empty(4)
    with pytest.raises(TypeError):
        native().call(np.add, 1, 2, 3, 4)
    with pytest.raises(TypeError, match="function missing"):
        native().call()
    name = np._core.multiarray.get_handler_name  # type: ignore[attr-defined]
    assert name(np.empty(4)) == name(before)
    assert name(numeric.relu(ones(1))) == "numeric"
    with pytest.raises((TypeError, OverflowError)):
        native().keep_memory(-1)


def test_several_threads() -> None:
    x, wrong = ones(1), []

    def work(number: int) -> None:
        for _ in range(50):
            y = numeric.relu(x * number)
            if not (y == number).all():
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 5)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not wrong
    assert native().kept_memory() <= 8 * MEBIBYTE


PROGRAM = """
import numpy as np, numeric
from numeric._runtime import backend
for _ in range(3):
    numeric.relu(np.ones((4, 1 << 18), np.float32))
print(backend._module.kept_memory() >> 20)
"""


@pytest.mark.parametrize(("mebibytes", "kept"), [("0", "0"), ("3", "0"), ("64", "4"), ("", "4")])
def test_the_environment_says_how_much_is_kept(mebibytes: str, kept: str) -> None:
    environment = {**os.environ, "PROOFNOTES_KEPT_MEBIBYTES": mebibytes}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.stdout.strip() == kept, ran.stderr


def test_a_wrong_number_in_the_environment() -> None:
    environment = {**os.environ, "PROOFNOTES_KEPT_MEBIBYTES": "much"}
    ran = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "PROOFNOTES_KEPT_MEBIBYTES is 'much'; expected a number of mebibytes" in ran.stderr
