"""Named quantities applied to other arguments, and definitions that carry an id of their own."""

from __future__ import annotations

import pytest

from proofnotes import Definition, Dim, NotationError, Scalar, Tensor, exp, let, total
from proofnotes.expr.calculus import unfold

N, D = Dim("N"), Dim("D")
n = N.index("n")
d = D.index("d")
x, c = Tensor("x", N, D), Tensor("c", D)
t = Scalar("t")
mean = let("mean", total(x[n, d], n) / N, d)
centred = let("centred", x[n, d] - mean[d], n, d, inputs=(x,))
bell = let("bell", exp(-(t**2)), inputs=(t,))


def test_an_argument_reaches_the_names_inside() -> None:
    shifted = centred.of(lambda n, d: x[n, d] + c[d])[n, d]
    assert str(unfold(shifted)) == "x[n, d] + c[d] - total(x[n, d] + c[d], n)/N"


def test_a_function_of_scalars_is_written_with_its_argument() -> None:
    assert str(bell.of(t)) == "bell(t)"
    assert str(bell.of(2 * t)) == "bell(2*t)"


def test_an_entry_is_written_with_arguments_only_where_it_has_some() -> None:
    assert str(centred[n, d]) == "centred[n, d]"
    assert str(centred.of(x)[n, d]) == "centred[n, d]"
    assert str(centred.of(lambda n, d: c[d])[n, d]).startswith("centred([")


def test_a_function_of_the_wrong_number_of_indices_is_refused() -> None:
    with pytest.raises(NotationError, match=r"centred: x is a tensor over \(N, D\), got a function of \(n\)"):
        centred.of(lambda n: t)


def test_a_definition_may_carry_an_id() -> None:
    inference = Definition("batch_norm_inference", t, inputs=(t,), id="batch_norm.inference")
    assert (inference.id, inference.family) == ("batch_norm.inference", "batch_norm")
    assert Definition("relu", t, inputs=(t,)).id == "relu.definition"


@pytest.mark.parametrize("id", ["inference", "Batch.norm", "a.b.c"])
def test_an_id_that_is_none_is_refused(id: str) -> None:
    with pytest.raises(NotationError, match=f"id='{id}'"):
        Definition("batch_norm_inference", t, inputs=(t,), id=id)
