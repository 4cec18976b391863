"""A link as a statement: what it is about, under which hypotheses, where it means something, and what it says."""

import re
import subprocess
import sys

import pytest

from proofnotes import Dim, Eq, Kind, Scalar, Tensor, Theorem, chain, delta, diff, limit, log, total
from proofnotes.certifying.claims import Claims, Form, Unsupported
from proofnotes.statements.chains import Link

K, T = Dim("K"), Dim("T")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
s, t = T.indices("s t")
x, y, a = Scalar("x"), Scalar("y"), Scalar("a", positive=True)
z, q = Tensor("z", K), Tensor("q", T)


def link(*steps: object, **given: object) -> Link:
    return Theorem("some.thing", *steps, **given).links[0]  # type: ignore[arg-type]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def test_a_statement() -> None:
    claim = Claims().claim(link(a * log(z[i]) / x, "because", total(z[k], k), assuming=[z[k] > 0, x > y]))
    assert claim.identifier == "some_thing_1"
    assert lines(claim.text) == [
        "forall (K : nat) (a : R) (x : R) (y : R) (z : nat -> R) (i : nat),", "(0 < K)%nat ->", "0 < a ->",
        "(i < K)%nat ->", "(forall k, (k < K)%nat -> (0 < (z k))) ->", "(y < x) ->", "(0 < (z i) /\\", "x <> 0) /\\",
        "((a * (ln (z i))) / x) = (sum (fun k => (z k)) K)",
    ]  # fmt: skip
    assert [name for name, _ in claim.hypotheses] == ["Hd_K", "Hp_a", "H_i", "Hyp1", "Hyp2"]


def test_a_hypothesis_has_a_value() -> None:
    claim = Claims().claim(link(x, "because", log(y), assuming=[Eq(x, log(y)), y / x > 0]))
    assert [each for each in claim.hypotheses if each[0].startswith("Hyp")] == [
        ("Hyp1_defined", "(0 < y)"), ("Hyp1", "(x = (ln y))"), ("Hyp2_defined", "(x <> 0)"), ("Hyp2", "(0 < (y / x))"),
    ]  # fmt: skip


def test_fixed_indices_and_those_of_the_statement_are_one_value() -> None:
    claim = Claims().claim(link(delta(i, c), "because", 0, assuming=[Eq(delta(c, i), 1)]))
    assert claim.hypotheses[-1] == ("Hyp1", "(forall i, (i < K)%nat -> ((delta c i) = 1))")
    claim = Claims().claim(link(q[t], "because", q[s], assuming=[s < t]))
    assert claim.hypotheses[-1] == ("Hyp1", "((number s) < (number t))%Z")
    assert [str(each) for each in claim.free] == ["s", "t"]
    with pytest.raises(Unsupported, match="every value"):
        Claims().claim(link(q[t], "because", q[s], assuming=[s < t, q[t] > 0]))


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (limit(a / x, x), ["Rbar_locally p_infty (fun x => (x <> 0))", "is_lim (fun x => (a / x)) p_infty 0"]),
        (limit(a / x, x, "-oo"), ["Rbar_locally m_infty (fun x => (x <> 0))", "is_lim (fun x => (a / x)) m_infty 0"]),
        (limit(a / x, x, y), ["Rbar_locally' y (fun x => (x <> 0))", "is_lim (fun x => (a / x)) y 0"]),
        (
            limit(a / x, x, y, side="+"),
            ["at_right y (fun x => (x <> 0))", "filterlim (fun x => (a / x)) (at_right y) (locally 0)"],
        ),
        (
            limit(1 / a, a, 0),
            ["at_right 0 (fun a => (a <> 0))", "filterlim (fun a => (1 / a)) (at_right 0) (locally 0)"],
        ),
    ],
)  # fmt: skip
def test_limits(left: object, said: list[str]) -> None:
    claim = Claims().claim(link(left, "because", 0))
    assert [*claim.domain, claim.conclusion] == said
    assert "x" not in [each.name for each in claim.scalars]


def test_a_counterexample_has_a_point() -> None:
    claim = Claims().claim(link(1 / x, "because", 1, assuming=[x > 2], kind=Kind.COUNTEREXAMPLE))
    assert claim.form is Form.COUNTEREXAMPLE
    assert lines(claim.text) == ["exists (x : R),", "(2 < x) /\\", "(x <> 0) /\\", "~ ((1 / x) = 1)"]


def test_hypotheses_can_be_satisfied() -> None:
    claims = Claims()
    first, second = (link(left, "because", y, assuming=[z[k] > a, s < t]) for left in (x, 2 * x))
    claim = claims.possible(first)
    assert claim is not None
    assert claim is claims.possible(second)
    assert claim.identifier == "some_thing_1_hypotheses"
    assert lines(claim.text) == [
        "exists (K : nat) (T : nat) (a : R) (z : nat -> R) (s : nat) (t : nat),", "(0 < K)%nat /\\", "(0 < T)%nat /\\",
        "0 < a /\\", "(s < T)%nat /\\", "(t < T)%nat /\\", "(forall k, (k < K)%nat -> (a < (z k))) /\\",
        "((number s) < (number t))%Z",
    ]  # fmt: skip
    assert claims.possible(link(x, "because", x)) is None


def test_comments_open_and_close_nothing() -> None:
    reason = 'with "quotes, (* and *) brackets, β ≤ 1'
    comment = Claims().claim(link(x, reason, x)).comment
    assert comment.startswith("(* some.thing[1]: x = x\n")
    assert comment.endswith(" *)")
    assert '"' not in comment
    assert comment.count("(*") == comment.count("*)") == 1
    assert "β ≤ 1" in comment


def test_a_tensor_has_one_shape() -> None:
    with pytest.raises(Unsupported, match="over K at one place and a tensor over K, K at another"):
        Claims().claim(link(z[i], "because", Tensor("z", K, K)[i, j]))


PRINT = """
from proofnotes.certifying.claims import Claims
from proofnotes.statements.catalogue import load_catalogue
for module in load_catalogue().modules:
    claims = Claims()
    for each in (link for statement in module.statements for link in statement.links):
        print(claims.claim(each).definition, claims.possible(each))
    print(*claims.definitions)
"""


def test_every_run_prints_the_same() -> None:
    """Also where other indices have been made up before, and where sets have another order."""
    before = (
        "from proofnotes.expr.indices import fresh, Index, Size\n_ = [fresh(Index('k', Size('K'))) for _ in range(7)]\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed, program in (("1", PRINT), ("2", before + PRINT))
    ]
    plain = [re.sub(r"free=\(.*?\)\)", "", run) for run in runs]
    assert len(plain[0]) > 100_000
    assert plain[0] == plain[1]


def test_chains_have_their_own_names() -> None:
    theorem = Theorem("a.b", chain(x, "one", x, label="first"), chain(diff(x, x), "two", 1, label="second"))
    claims = Claims()
    assert [claims.claim(each).identifier for each in theorem.links] == ["a_b_first_1", "a_b_second_1"]


def test_a_statement_keeps_the_names_of_its_indices() -> None:
    """Whoever proves it after others have been printed finds them as they are in it."""
    claims = Claims()
    first = claims.claim(link(total(z[i], i), "because", total(z[k], k)))
    claims.claim(link(z[i] + Tensor("g", T)[T.index("i")], "because", 0))
    again = claims.claim(link(Tensor("g", T)[T.index("i")] + z[i], "because", 0))
    for claim in (first, again):
        with claims.names.within(claim.indices):
            assert [claims.names.index(each) for each, _ in claim.indices] == [name for _, name in claim.indices]
