"""What is measured: the tables have numbers, and they show what the notes say they show."""

from functools import cache

import pytest

from measurements import norms, softmax
from proofnotes import Measurement, Table
from tests.catalogue import CATALOGUE

MEASUREMENTS = CATALOGUE.measurements
measured = cache(lambda measurement: measurement.measure())


def column(measurement: Measurement, name: str) -> list:
    table = measured(measurement)
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize("measurement", [pytest.param(each, id=each.id) for each in MEASUREMENTS])
def test_table(measurement: Measurement) -> None:
    table = measured(measurement)
    assert len(table.rows) > 3
    assert len(set(table.columns)) == len(table.columns)
    assert measurement.says
    assert table.note


def test_batch_statistics_settle_with_the_size_of_the_batch() -> None:
    spreads = column(norms.batch_sensitivity, "spread of μ")
    sizes = column(norms.batch_sensitivity, "N")
    assert all(0.85 < spread * size**0.5 < 1.15 for size, spread in zip(sizes, spreads, strict=True))
    assert set(column(norms.batch_sensitivity, "spread of LayerNorm's")) == {0.0}
    assert column(norms.batch_sensitivity, "spread of BatchNorm's output")[0] == 0


def test_seeded_measurements_are_the_same_each_time() -> None:
    assert norms.batch_sensitivity.measure() == measured(norms.batch_sensitivity)
    assert softmax.overflow.measure() == measured(softmax.overflow)


def test_softmax_overflows_as_written_and_not_as_generated() -> None:
    rows = list(zip(
        column(softmax.overflow, "type"), column(softmax.overflow, "naive: not finite from z ="), strict=True,
    ))  # fmt: skip
    limits = {"float64": (709.7, 709.8), "float32": (88.7, 88.8)}
    for kind, (low, high) in limits.items():
        assert all(low < z < high for name, z in rows if name == kind and z > 0)
    assert set(column(softmax.overflow, "value there")) == {"nan"}
    assert max(column(softmax.overflow, "kernel: error there")) < 1e-6
    assert max(column(softmax.overflow, "kernel: error at the largest number")) < 1e-6


@pytest.mark.parametrize(("id", "name"), [
    ("rms_norm.cost", "ratio"), ("cross_entropy.cost", "products through the Jacobian"),
])  # fmt: skip
def test_counts_favour_the_cheaper_form(catalogue, id: str, name: str) -> None:
    assert all(each > 1 for each in column(catalogue.by_id(id), name))


def test_a_row_has_a_number_for_every_column() -> None:
    with pytest.raises(ValueError, match="expected 2 numbers in each row, got \\(1,\\)"):
        Table(("a", "b"), ((1,),))
