"""Each lemma of the sign rules: the statement it rests on, true instances, and near misses that it must not accept."""

from time import monotonic

import pytest

from proofnotes import Abs, Dim, Ne, Rational, Scalar, Tensor, Verdict, delta, erf, exp, log, prove, sqrt, total
from proofnotes.prover.decision import decide
from proofnotes.prover.normal_form.masks import ANY
from proofnotes.prover.signs import assumptions
from proofnotes.prover.signs.lemmas import LEMMAS, Lemma

K = Dim("K")
i, j, k = K.indices("i j k")
b, c = K.fixed("b c")
z, w, q = Tensor("z", K), Tensor("w", K), Tensor("q", K)
x, y = Scalar("x"), Scalar("y")
t, s = Scalar("t", positive=True), Scalar("s", positive=True)
positive = [w[k] > 0, q[k] > 0]
softmax = exp(z[i]) / total(exp(z[k]), k)

TRUE = {
    "1 − δ_ij ≥ 0": ((1 - delta(i, j)) * t >= 0, []),
    "f ≥ 0 ⇒ Σ_k f(k) ≥ f(i)": (softmax <= 1, []),
    "f + g ≥ 0 ⇒ Σ_k f(k) + Σ_k g(k) ≥ f(i) + g(i)": (
        total(z[k] ** 2, k) + total(w[k] ** 2, k) >= 2 * z[c] * w[c],
        [],
    ),
    "a > b ⇒ e^a > e^b": (exp(z[b]) / total(exp(z[k]), k) > exp(z[c]) / total(exp(z[k]), k), [z[b] > z[c]]),
    "e^u ≥ 1 + u": (exp(-t * s) <= 1 / (1 + t * s), []),
    "−1 < erf u < 1, and all bounds of that kind": (t * erf(z[i]) < t, []),
    "log t ≤ t − 1": (total(w[k] * (q[k] / w[k] - 1 - log(q[k] / w[k])), k) >= 0, positive),
}

ALSO = [
    (exp(-t * (z[c] - z[b])) <= 1 / (1 + t * (z[c] - z[b])), [z[c] > z[b]]),
    (Abs(x) * exp(-t * Abs(x)) <= 1 / t, []),
    (2 * total(w[k] * (sqrt(q[k] / w[k]) - 1 - log(sqrt(q[k] / w[k]))), k) >= 0, positive),
    (total((sqrt(w[k]) - sqrt(q[k])) ** 2, k) >= (sqrt(w[c]) - sqrt(q[c])) ** 2, positive),
    (1 * K >= 1, []),
    ((1 * K - 1) * exp(-t * s) <= (1 * K - 1) / (1 + t * s), []),
    (K * K >= 1 * K, []),
    (exp(Rational(1)) > Rational(27, 10), []),
    (total(2 + erf(z[i]) * erf(w[i]), i) > 0, []),
    (erf(z[i]) ** 2 * t < t, []),
]


@pytest.mark.parametrize("number", range(len(ALSO)))
def test_further_instances(number: int) -> None:
    relation, assuming = ALSO[number]
    assert prove(relation, assuming=assuming).verdict is Verdict.PROVED


FALSE = [
    (1 * K > 1, []),
    (2 * K >= 3, []),
    (total((z[k] - w[k]) ** 2, k) >= (z[c] - w[b]) ** 2, []),
    (exp(-t * (z[c] - z[b])) <= 1 / (1 + 2 * t * (z[c] - z[b])), [z[c] > z[b]]),
    (exp(Rational(1)) > Rational(28, 10), []),
    (total((1 - 2 * delta(k, i)) * w[k], k) >= 0, positive),
    (softmax < Rational(99, 100), []),
    (2 * exp(z[i]) / total(exp(z[k]), k) <= 1, []),
    (total(z[k], k) >= z[i], []),
    (total(Abs(z[k]), k) >= 2 * z[i], []),
    (total(Abs(z[k]), k) >= z[b] + z[c], []),
    (total(Abs(z[k]) - w[k], k) >= z[i], []),
    (exp(z[b]) > exp(z[c]), [z[b] < z[c]]),
    (exp(2 * z[b]) > exp(z[c]), [z[b] > z[c]]),
    (exp(x) >= 1 + 2 * x, []),
    (exp(x) - y >= 1 + x, []),
    (2 * erf(z[i]) < 1, []),
    (erf(z[i]) * erf(w[i]) > 0, []),
    (erf(z[i]) ** 2 > 0, []),
    (log(t) <= t - 2, []),
    (log(t * s) <= t - 1, []),
    (total(z[k] * (q[k] / w[k] - 1 - log(q[k] / w[k])), k) >= 0, positive),
]


@pytest.mark.parametrize("name", TRUE)
def test_a_lemma_gives_its_instances(name: str) -> None:
    relation, assuming = TRUE[name]
    assert prove(relation, assuming=assuming).verdict is Verdict.PROVED


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.name)
def test_every_lemma_is_needed(lemma: Lemma, monkeypatch: pytest.MonkeyPatch) -> None:
    without = tuple(each if each is not lemma else Lemma(each.name, lambda ctx, poly: ANY) for each in LEMMAS)
    monkeypatch.setattr(assumptions, "LEMMAS", without)
    relation, assuming = TRUE[lemma.name]
    assert not all(case.holds for case in decide(relation, tuple(assuming), monotonic() + 6))


@pytest.mark.parametrize("number", range(len(FALSE)))
def test_near_misses_are_refuted(number: int) -> None:
    relation, assuming = FALSE[number]
    assert prove(relation, assuming=assuming).verdict is Verdict.REFUTED


def test_what_the_tangents_rest_on_is_proved_by_other_means(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assumptions, "LEMMAS", ())
    for relation in (exp(x) >= 1 + x, log(t) <= t - 1):
        proof = prove(relation)
        assert proof.verdict is Verdict.PROVED
        assert proof.method.startswith("ball")


def test_equality_only_where_it_is_said() -> None:
    assert prove(log(t) < t - 1, assuming=[Ne(t, 1)]).verdict is Verdict.PROVED
    assert prove(log(t) < t - 1).verdict is Verdict.REFUTED
