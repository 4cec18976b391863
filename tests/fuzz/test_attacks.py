"""No attack succeeds: a sample of each family, the same every time.   More of them: make fuzz."""

import pytest

from .runner import FAMILIES, run

SECONDS = 0.5


@pytest.mark.parametrize("family", FAMILIES)
def test_a_few_attacks(family: str) -> None:
    assert [str(alarm) for alarm in run(family, 12, 7, SECONDS)] == []


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(100, 104))
@pytest.mark.parametrize("family", FAMILIES)
def test_many_attacks(family: str, seed: int) -> None:
    assert [str(alarm) for alarm in run(family, 60, seed, SECONDS)] == []
