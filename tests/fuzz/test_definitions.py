"""Kernels of random definitions are right, in NumPy and, for some, in C; more of them: make fuzz."""

from __future__ import annotations

import pytest

from .runner import report

CHUNK = 200
FEW = CHUNK // 20
"""At most one in twenty is refused."""


@pytest.mark.one_in(10)
@pytest.mark.parametrize("seed", range(1, 11))
def test_random_definitions(seed: int) -> None:
    found = report("kernels", CHUNK, seed, tell=lambda alarm: None)
    assert [str(alarm) for alarm in found.alarms] == []
    assert found.answers["rejected"] == found.answers["crash"] == 0
    assert found.answers["refused"] <= FEW
    assert found.answers["right"] > CHUNK // 2
