"""Questions in words: one text for one question, in every run, and no text for two."""

import subprocess
import sys

from proofnotes import Dim, Scalar, Tensor, let, total
from proofnotes.expr.nodes import Relation
from proofnotes.proofreading.settling.questions import key_of

K, L = Dim("K"), Dim("L")
x, t = Scalar("x"), Tensor("t", K)
(k,) = K.indices("k")


def test_what_is_printed_alike_is_not_one_question() -> None:
    over_k, over_l = (total(x, dim.indices("j")[0]) for dim in (K, L))
    assert str(over_k) == str(over_l)
    assert key_of(Relation(over_k, "=", x)) != key_of(Relation(over_l, "=", x))


def test_quantities_of_one_name_are_two() -> None:
    one, other = let("y", x), let("y", 2 * x)
    assert key_of(Relation(one[()], "=", other[()])) != key_of(Relation(other[()], "=", one[()]))
    assert key_of(Relation(one[()], "=", x)) == key_of(Relation(let("y", x)[()], "=", x))


def test_hypotheses_and_signs_count() -> None:
    relation = Relation(x, "<=", x * x)
    assert len({key_of(relation), key_of(relation, [relation]), key_of(Relation(x, "<", x * x))}) == 3


PROGRAM = """
from proofnotes import Dim, Tensor, diff, total
from proofnotes.expr.nodes import Relation
from proofnotes.proofreading.settling.questions import key_of
K = Dim("K")
t = Tensor("t", K)
for _ in range({skipped}):
    diff(total(t[(k := K.indices("k")[0])] ** 2, k), t[k])
i, k = K.indices("i k")
print(key_of(Relation(diff(total(t[k] ** 2, k), t[i]), "=", 2 * t[i])))
"""


def test_another_run_asks_in_the_same_words() -> None:
    asked = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM.format(skipped=n)], capture_output=True, text=True, check=True
        ).stdout
        for n in (0, 3)
    ]
    assert asked[0] == asked[1]


def test_a_shared_tree_is_written_once() -> None:
    e = x + 1
    for _ in range(40):
        e = e * e
    assert len(key_of(Relation(e, "=", x))) < 10_000
