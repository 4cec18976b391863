"""Statements that are false, or undefined somewhere under their hypotheses, and that a prover may fall for: none of
them is PROVED.

The check of a proof at a few points is switched off here, so that it cannot hide a wrong rule.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proofnotes import Dim, Expr, Ne, Relation, Scalar, Tensor, Verdict, prove, total
from proofnotes.symbolic import prover

K = Dim("K")
i, j, k, l = K.indices("i j k l")
b, c = K.fixed("b c")
x, y = Scalar("x"), Scalar("y")
t = Scalar("t", positive=True)
z, w = Tensor("z", K), Tensor("w", K)
A = Tensor("A", K, K)


@pytest.fixture(autouse=True)
def unconfirmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(prover, "confirm", lambda *_: None)
    yield


Statement = tuple[Relation | tuple[Expr | int, Expr | int], list[Relation]]

FALSE: dict[str, Statement] = {
    "numbers that are not zero may add up to zero": (Ne(total(z[k], k), 0), [Ne(z[k], 0)]),
    "a denominator of such numbers": ((total(z[k], k) / total(z[k], k), 1), [Ne(z[k], 0)]),
}  # fmt: skip


def answer(statement: Statement) -> Verdict:
    claim, assuming = statement
    return prove(*claim if isinstance(claim, tuple) else (claim,), assuming=assuming).verdict


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_somewhere_is_not_proved(name: str) -> None:
    assert answer(FALSE[name]) is not Verdict.PROVED
