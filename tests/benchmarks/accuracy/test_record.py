"""docs/accuracy.md is made of what the sweeps found, and every promise is at least that."""

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.accuracy import dense, exhaustive, record, references, rows
from benchmarks.accuracy.__main__ import CURVED
from benchmarks.accuracy.bounds import NEAR_ROOTS, NUMPY, promise, promised_in_tables
from benchmarks.accuracy.exact import Format, exact
from benchmarks.accuracy.record import KERNELS, ROWS, Found, Record
from benchmarks.backends import SETS
from proofnotes.expr.nodes import Diff
from proofnotes.prover.proof import Point
from tests.catalogue import CATALOGUE

RECORDS = record.load()
PROMISED = promised_in_tables(RECORDS)


def test_the_page_is_made_of_the_data() -> None:
    assert record.PAGE.read_text(encoding="utf-8") == record.page(RECORDS, PROMISED), "make sweep"
    assert record.DATA.read_text(encoding="utf-8") == record.written(RECORDS)


@pytest.mark.parametrize("each", RECORDS.records, ids=lambda each: f"{each.part}-{each.function}-{each.dtype}")
def test_promises_are_at_least_what_was_found(each: Record) -> None:
    for column, found in each.columns.items():
        promised = PROMISED[each.part, each.function, each.dtype, column]
        assert promised is None or found.error <= promised, column
        assert found.near <= NEAR_ROOTS, column


def test_everything_is_in_the_tables() -> None:
    """Every function, both types, every instruction set and NumPy; float32 all, or all that is no straight line."""
    found = {(each.part, each.function, each.dtype): each for each in RECORDS.records}
    for dtype in ("float32", "float64"):
        assert {name for part, name, kind in found if (part, kind) == (KERNELS, dtype)} == set(references.KERNELS)
        assert {name for part, name, kind in found if (part, kind) == (ROWS, dtype)} == set(rows.FUNCTIONS)
    for (part, _, dtype), each in found.items():
        assert set(SETS) <= set(each.columns)
        assert part not in (KERNELS, ROWS) or NUMPY in each.columns
        if part != ROWS and dtype == "float32":
            assert each.points in (record.ALL, 2 * (CURVED[1] - CURVED[0]))
        if part == ROWS:
            assert each.points == rows.LONGEST == 4096
    assert record.ALL == 2 * exhaustive.INFINITE_BITS
    assert np.array(CURVED, np.uint32).view(np.float32).tolist() == [2**-13, 128]


def test_what_has_no_promise_is_the_other_gelu() -> None:
    """The rounding error of 2√(2/π) (x + 0.044715 x³) is multiplied by its size."""
    known = [name for name in (*references.KERNELS, *rows.FUNCTIONS) if promise(name) is None]
    assert known == ["gelu_tanh", "gelu_tanh_derivative"]


DEFINED = {each.name: each for each in CATALOGUE.definitions}


@pytest.mark.parametrize("name", references.KERNELS)
def test_references_are_what_is_defined(name: str) -> None:
    """In float64 and in the extended type; and the straight lines at the ends."""
    reference, of = references.KERNELS[name], name.removesuffix("_derivative")
    definition = DEFINED[of]
    x = definition.inputs[0]
    e = definition.body if of == name else Diff(definition.body, x)
    given = {each.name: Fraction(default) for each, default in definition.parameters}
    given |= {each.name: Fraction(0) for each in definition.inputs[1:]}
    at = np.array([-30.0, -8.5, -2.0, -0.25, -1e-9, 1e-3, 0.7, 3.0, 20.0])
    wanted = [exact(e, Point({}, {**given, x.name: Fraction(float(each))}, {}), Format.of(np.float64)) for each in at]
    values = [float(each) for (each,) in wanted]
    for wide in (at, at.astype(np.longdouble)):
        with np.errstate(all="ignore"):
            found = reference.value(wide, references.BY_FLINT).astype(np.float64)
        np.testing.assert_allclose(found, values, rtol=1e-13)
    if reference.ends is not None:
        for line, places in zip(reference.ends, ([-128.0, -1e30], [-(2.0**-41), 2.0**-60], [128.0, 1e30]), strict=True):
            far = np.array(places)
            with np.errstate(all="ignore"):
                exactly = reference.value(far, references.BY_FLINT)
            np.testing.assert_allclose(line[0] + line[1] * far, exactly, rtol=1e-11, atol=1e-50)


def test_a_wrong_digit_is_found() -> None:
    """Of one number only."""
    at = np.float32(0.7)

    def wrong(x: np.ndarray, out: np.ndarray) -> np.ndarray:
        out[...] = x
        out[x == at] = np.nextafter(at, np.float32(1))
        return out

    same = references.Reference(lambda x, _: x)
    first = int(at.view(np.uint32)) - 5
    (found,) = exhaustive.sweep(same, references.BY_FLINT, [wrong], first, first + 10)
    assert (found.error, found.at) == (1.0, float(at))


def test_numbers_that_are_no_number_are_found() -> None:
    def broken(x: np.ndarray, out: np.ndarray) -> np.ndarray:
        out[...] = np.where(x > 1, np.nan, x)
        return out

    same = references.Reference(lambda x, _: x)
    for count in (4, 1000):
        _, (found,) = dense.sweep(same, [broken], count)
        assert found.error == np.inf
        assert found.at > 1


def test_shown_numbers_are_rounded_upwards() -> None:
    for value in (0.0, 1.0, 2.34561, 1e-7, 199.96, 215.8364):
        assert value <= record.sharp(value) <= value * 1.001
    assert "1.23 (4.56) ≤ 2.5" in record.page(
        record.Records("here", (Record(KERNELS, "f", "float32", 1, "the value", {"avx2": Found(1.23, 0, 4.56)}),)),
        {(KERNELS, "f", "float32", "avx2"): 2.5},
    )
