"""Questions to the prover, hypotheses, witnesses and substitutions, each by itself."""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest

from proofnotes import Dim, Eq, Proof, Scalar, SoundnessError, Tensor, delta, exp, log, total
from proofnotes.expr.nodes import Relation
from proofnotes.proofreading.grammar.nodes import (
    TexChain,
    TexFactor,
    TexFraction,
    TexGroup,
    TexList,
    TexName,
    TexNode,
    TexNumeral,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    Token,
)
from proofnotes.proofreading.meaning.model import Hypothesis, Symbol
from proofnotes.proofreading.outcomes import Basis
from proofnotes.proofreading.settling import proofs
from proofnotes.proofreading.settling.hypotheses import KINDS, Subject, where_indices
from proofnotes.proofreading.settling.notation import NotesNames, normalization, shown, symbol_text, with_letters
from proofnotes.proofreading.settling.proofs import Answer, AnswerKind, Prover, key_of
from proofnotes.proofreading.settling.substitution import substituted
from proofnotes.proofreading.settling.witnesses import positive_definite, simplest, whole
from proofnotes.prover.proof import Point

K = Dim("K")
i, j = K.indices("i j")
x, y, b = Scalar("x"), Scalar("y"), Scalar("b")
w, t, z = Tensor("w", K), Tensor("t", K), Tensor("z", K)
Q = Tensor("Q", K, K)

LOSS = -total(t[i] * (z[i] - log(total(exp(z[j]), j))), i)
SIMPLIFIED = -total(t[i] * z[i], i) + log(total(exp(z[j]), j))


class Kept:
    """A memory."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.asked = 0

    def get(self, key: str) -> Mapping[str, Any] | None:
        self.asked += key in self.answers
        return json.loads(self.answers[key]) if key in self.answers else None

    def put(self, key: str, answer: Mapping[str, Any]) -> None:
        self.answers[key] = json.dumps(answer)


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        (Eq(LOSS, SIMPLIFIED), "total(t[k], k) = 1"),
        (Eq(total(w[i] * z[i], i) + b, 0), ""),  # it is the claim itself
        (Eq(y / x, y / x * y), ""),  # y = 1 fixes an input
        (Eq(x * x, x * y), ""),
        (Eq(log(total(exp(z[j]), j)) * total(t[i], i), -log(total(exp(z[j]), j))), ""),  # Σ t = −1 is no habit
        (Eq(x * (total(w[i] ** 2, i)), x), "total(w[k]**2, k) = 1"),
        (Eq(x * (total(w[i] * t[i], i)), 0), ""),
    ],
)
def test_only_what_people_assume_is_missing(claim: Relation, missing: str) -> None:
    """Trap 9."""
    answer = Prover().ask(claim)
    assert answer.kind is AnswerKind.REFUTED
    assert answer.missing == missing


def test_hypotheses_prove() -> None:
    assert Prover().ask(Eq(LOSS, SIMPLIFIED), [Eq(total(t[i], i), 1)]).kind is AnswerKind.PROVED


def test_conditions_for_being_defined() -> None:
    answer = Prover().ask(Eq((x * x - y * y) / (x - y), x + y))
    assert answer.kind is AnswerKind.WHERE
    assert answer.conditions


@pytest.mark.parametrize("error", [SoundnessError("no"), RecursionError(), KeyError("x"), AssertionError()])
def test_whatever_the_engine_raises_is_an_answer(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 18."""

    def raises(*_: object, **__: object) -> Proof:
        raise error

    monkeypatch.setattr(proofs, "prove", raises)
    assert Prover().ask(Eq(x, x)).kind is AnswerKind.UNKNOWN


def test_contradictory_and_malformed_questions_are_answers() -> None:
    assert Prover().ask(Eq(x, y), [x > 1, x < 0]).kind is AnswerKind.CONTRADICTORY
    assert Prover().ask(Eq(total(w[i], i), w[i])).kind is AnswerKind.REFUSED


def test_a_used_up_budget_asks_nobody() -> None:
    prover = Prover(budget=0)
    assert prover.exhausted
    assert prover.ask(Eq(x, x)).detail == proofs.TOO_LATE


def test_answers_are_remembered_as_plain_data() -> None:
    kept = Kept()
    first = Prover(memory=kept).ask(Eq(x, y))
    again = Prover(memory=kept).ask(Eq(x, y))
    assert kept.asked == 1
    assert again == first
    assert first.refuted


def test_a_corrupted_answer_is_asked_again() -> None:
    kept = Kept()
    kept.put(key_of(Eq(x, x)), {"kind": "proved", "sides": 1})
    assert Prover(memory=kept).ask(Eq(x, x)).kind is AnswerKind.PROVED
    with pytest.raises(ValueError, match="expected a point"):
        Answer.of(Answer(AnswerKind.PROVED).plain() | {"point": {}})


def test_the_key_tells_what_a_name_is() -> None:
    other = Tensor("w", Dim("N"))
    n = Dim("N").index("i")
    assert key_of(Eq(total(w[i], i), 0)) != key_of(Eq(total(other[n], n), 0))
    assert key_of(Eq(x, 0)) != key_of(Eq(Scalar("x", positive=True), 0))
    assert key_of(Eq(x, 0)) != key_of(Eq(x, 0), [x > 0])


def test_the_simplest_witness() -> None:
    witness = simplest(Eq((x + y) ** 2, x**2 + y**2), ())
    assert witness is not None
    assert (witness.point.scalars, witness.left, witness.right) == ({"x": 1, "y": 1}, "4", "2")


def test_a_witness_satisfies_everything() -> None:
    relations = [Eq(Q[i, j], Q[j, i]), Eq(total(t[i], i), 1)]
    claim = Eq(total(total(Q[i, j] * t[i] * t[j], i), j), 2 * total(t[i] * t[i], i))
    witness = simplest(claim, relations, positive_definite("Q"))
    assert witness is not None
    assert positive_definite("Q")(witness.point)


def test_what_no_relation_says() -> None:
    definite = {(1, 1): 2, (1, 2): 1, (2, 1): 1, (2, 2): 1}
    indefinite = {**definite, (2, 2): Fraction(1, 4)}
    points = [Point({"K": 2}, {}, {"Q": {at: Fraction(v) for at, v in q.items()}}) for q in (definite, indefinite)]
    assert [positive_definite("Q")(point) for point in points] == [True, False]
    assert [whole("Q")(point) for point in points] == [True, False]


def test_a_witness_in_the_notation_of_the_notes() -> None:
    point = Point({"K": 2}, {"x": Fraction(1)}, {"hat_y": {(1,): Fraction(1, 2)}, "W": {(1, 2): Fraction(3)}})
    plain = proofs.plain_point(point)
    told, sides = shown(
        plain, ("[-0.687200237345 +/- 1.36e-21]", "[+/- 2.65e-38]"), NotesNames([Symbol("y", ("hat",))])
    )
    assert told == {"K": "2", "x": "1", "ŷ_1": "1/2", "W_12": "3"}
    assert sides == ("-0.6872", "0")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("hat_y[i] != 0", "ŷ_i ≠ 0"),
        ("sigma + total(hat_y[k]**2, k) >= 0", "σ + Σ_k ŷ_k^2 ≥ 0"),
        ("holds if total(total(W[i, j], i), j) = 1", "holds if Σ_j Σ_i W_ij = 1"),
    ],
)
def test_what_the_prover_says_in_the_notation_of_the_notes(said: str, told: str) -> None:
    assert NotesNames([Symbol("y", ("hat",)), Symbol("sigma")]).told(said) == told


def test_a_normalization_as_a_formula() -> None:
    names = NotesNames([Symbol("y", ("hat",)), Symbol("w", font="bold")])
    assert normalization("total(hat_y[k], k) = 1", names) == r"\sum_{k} \hat{y}_{k} = 1"
    assert normalization("total((w^{bold})[k]**2, k) = 1", names) == r"\sum_{k} w_{k}^{2} = 1"


@pytest.mark.parametrize(
    ("symbol", "text"),
    [
        (Symbol("y", ("hat",)), "ŷ"),
        (Symbol("sigma", label="BN"), "σ_BN"),
        (Symbol("lambda"), "λ"),
        (Symbol("b", label="'"), "b'"),
        (Symbol("L", font="calligraphic"), "L"),
    ],
)
def test_symbols_in_plain_text(symbol: Symbol, text: str) -> None:
    assert symbol_text(symbol) == text


def name(base: str, sub: str = "") -> TexNode:
    script = TexScript((Token("letter", sub),), TexName(sub)) if sub else None
    return TexScripted(TexName(base), script) if script else TexName(base)


def said(kind: str, named: Tensor | Scalar, node: TexNode | None = None) -> tuple[list[str], bool]:
    hypothesis = Hypothesis(kind, None, node, None, 3, "words")  # type: ignore[arg-type]
    made = KINDS[kind](Subject(named), hypothesis, Basis("words", 3))
    return list(map(with_letters, map(str, made.relations))), made.unmade


def numbers(*texts: str, opening: str = "(") -> TexList:
    return TexList(tuple(TexNumeral(text) for text in texts), opening)


@pytest.mark.parametrize(
    ("kind", "named", "relations"),
    [
        ("sums to one", t, ["total(t[i], i) = 1"]),
        ("distribution", t, ["total(t[i], i) = 1", "t[i] >= 0"]),
        ("one-hot", t, ["total(t[i], i) = 1", "t[i]*(t[i] - 1) = 0"]),
        ("symmetric", Q, ["Q[i, j] = Q[j, i]"]),
        ("positive definite", Q, ["Q[i, j] = Q[j, i]"]),
        ("positive", x, ["x > 0"]),
        ("positive", t, ["t[i] > 0"]),
        ("sums to one", x, []),
    ],
)
def test_kinds_of_hypotheses(kind: str, named: Tensor | Scalar, relations: list[str]) -> None:
    found, _ = said(kind, named)
    assert found == relations


@pytest.mark.parametrize(
    ("right", "sign", "relations", "unmade"),
    [
        (numbers("0", "1", opening="{"), "∈", ["(y - 0)*(y - 1) = 0"], False),
        (numbers("0", "1"), "∈", ["0 < y", "y < 1"], False),
        (numbers("0", "1", opening="["), "∈", ["0 <= y", "y <= 1"], False),
        (TexList((TexNumeral("0"), TexNumeral("1")), "(", "]"), "∈", ["0 < y", "y <= 1"], False),
        (TexName("R", font="blackboard"), "∈", [], False),
        (TexName("S", font="calligraphic"), "∈", [], True),
        (TexNumeral("0"), ">", ["y > 0"], False),
        (TexFraction(TexNumeral("1"), TexNumeral("2")), "≤", ["y <= 1/2"], False),
        (TexSum((TexTerm("−", TexNumeral("1")),)), "≠", ["y != -1"], False),
        (TexName("c"), "<", [], True),
    ],
)
def test_memberships(right: TexNode, sign: str, relations: list[str], unmade: bool) -> None:
    node = TexChain((TexName("y"), right), (sign,))
    assert said("membership", y, node) == (relations, unmade)


def test_natural_numbers_are_whole() -> None:
    node = TexChain((TexName("y"), TexName("N", font="blackboard")), ("∈",))
    made = KINDS["membership"](Subject(y), Hypothesis("membership", None, node, None, 1, ""), Basis("", 1))  # type: ignore[arg-type]
    assert made.accepts is not None
    assert not made.accepts(Point({}, {"y": Fraction(1, 2)}, {}))


def test_different_indices() -> None:
    sides = where_indices("apart", delta(i, j) * z[i], z[j] - z[j], ("j", "i"))
    assert sides is not None
    assert Prover().ask(Eq(*sides)).holds
    same = where_indices("same", z[i] * z[j], z[i] ** 2, ("i", "j"))
    assert same is not None
    assert Prover().ask(Eq(*same)).holds
    assert where_indices("apart", z[i], w[i], ("j", "i")) is None


def of_log(argument: TexNode) -> TexNode:
    return TexProduct((TexFactor("", name("y", "i")), TexFactor("", TexName("log")), TexFactor("", TexGroup(argument))))


def test_what_is_put_in_the_place_of_a_name() -> None:
    fraction = TexFraction(TexName("e"), TexName("Z"))
    pair = substituted(of_log(TexScripted(TexName("y", ("hat",)), None)), of_log(fraction))
    assert pair is not None
    assert (pair.name, pair.by) == (TexScripted(TexName("y", ("hat",)), None), fraction)
    assert substituted(of_log(fraction), of_log(name("p", "i"))) is not None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (name("y"), of_log(name("p"))),  # an equation
        (of_log(name("p")), of_log(TexNumeral("1"))),
        (of_log(name("p")), of_log(name("q"))),
        (of_log(name("p")), of_log(TexFraction(name("p"), name("q")))),  # it would be circular
        (of_log(name("p")), TexSum((TexTerm("−", of_log(TexFraction(name("r"), name("q")))),))),
    ],
)
def test_what_is_no_substitution(left: TexNode, right: TexNode) -> None:
    assert substituted(left, right) is None
