"""∂² by two variables, however they are set."""

import pytest

from proofnotes.proofreading.grammar.nodes import TexDerivative
from proofnotes.proofreading.grammar.statements import parse


@pytest.mark.parametrize("space", [" ", r" \, ", r"\;"])
def test_the_subscript_d_is_no_differential(space: str) -> None:
    (found,) = parse(rf"\frac{{\partial^2 L}}{{\partial w_d{space}\partial w_e}}")
    assert isinstance(found, TexDerivative)
    assert len(found.by) == 2
