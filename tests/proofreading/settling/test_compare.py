"""Definitions held against the catalogue: what is meant, and whether it is the same."""

from dataclasses import replace

import pytest

from derivations.softmax import softmax
from proofnotes import Dim, Expr, Max, Scalar, Tensor, cases, erf, exp, let, log, pi, product, sqrt, tanh, total
from proofnotes.expr.indices import Index
from proofnotes.expr.nodes import Named, Quantity
from proofnotes.proofreading.grammar.nodes import TexEmpty, TexFactor, TexGroup, TexName, TexProduct
from proofnotes.proofreading.lexicon.expected import expected
from proofnotes.proofreading.lexicon.functions import derivations
from proofnotes.proofreading.meaning.model import NoteDefinition, NoteStatement, Parameter, Reading, Symbol
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.settling.compare import Comparison, compare
from proofnotes.proofreading.settling.matching import plain_name
from proofnotes.proofreading.settling.proofs import Prover
from proofnotes.proofreading.sources.model import Formula, Section, SectionHeading

N, D, K, d = Dim("N"), Dim("D"), Dim("K"), Dim("d")
i, j = N.indices("i j")
k, l = K.indices("k l")
x, X = Tensor("x", N), Tensor("x", N, D)
e = D.index("e")
eps, alpha, gamma, beta = Scalar("epsilon", positive=True), Scalar("alpha"), Scalar("gamma"), Scalar("beta")
t, y1, q1 = Scalar("t"), Scalar("y"), Scalar("hat_y")
y, q, z = Tensor("y", K), Tensor("hat_y", K), Tensor("z", K)


def definition(
    symbol: Symbol,
    *titles: str,
    parameters: tuple[Symbol, ...] = (),
    squared: bool = False,
    lead: str = "",
    after: str = "",
) -> NoteDefinition:
    path = tuple(SectionHeading(level, title, 0, 0) for level, title in enumerate(titles, 1))
    section = Section(0, path, "")
    statement = NoteStatement(0, Formula(0, 0, 0, 1, "", True, 7, 1, section, lead=lead, after=after), TexEmpty())
    given = tuple(Parameter(each) for each in parameters)
    return NoteDefinition(symbol, "function" if given else "quantity", None, section, statement, given, squared=squared)


def compared(defined: NoteDefinition, body: Expr, *places: Index) -> Comparison | None:
    return compare(defined, Reading(body, body, "=", places=places), Prover())


def verdict(defined: NoteDefinition, body: Expr, *places: Index) -> tuple[str, str]:
    found = compared(defined, body, *places)
    assert found is not None
    return found.verdict.name, found.name


def word(name: str, *parameters: str) -> NoteDefinition:
    return definition(Symbol(name, font="roman"), parameters=tuple(Symbol(each) for each in parameters))


def test_a_word_says_what_it_is() -> None:
    assert verdict(word("ReLU", "t"), Max(t, 0)) == ("AGREES", "relu")
    assert verdict(word("ReLU", "t"), Max(t, -t)) == ("DIFFERS", "relu")
    assert verdict(word("LeakyReLU", "t"), cases((t, t > 0), alpha * t)) == ("AGREES", "leaky_relu")
    assert verdict(word("GELU", "t"), t * (1 + erf(t / sqrt(2))) / 2) == ("AGREES", "gelu")
    assert verdict(word("softmax", "z"), exp(z[k]) / total(exp(z[l]), l), k) == ("AGREES", "softmax")
    assert verdict(word("softmax", "z"), exp(-z[k]) / total(exp(z[l]), l), k) == ("DIFFERS", "softmax")
    assert compared(word("foo", "t"), t) is None


def test_of_two_functions_of_one_name_either_will_do() -> None:
    form = t / 2 * (1 + tanh(sqrt(2 / pi) * (t + 0.044715 * t**3)))
    assert verdict(word("GELU", "t"), form) == ("AGREES", "gelu_tanh")
    assert verdict(word("GELU", "t"), 2 * form) == ("DIFFERS", "gelu")


def test_a_letter_needs_a_heading_a_label_or_its_sentence() -> None:
    sigma, body = Symbol("sigma"), 1 / (1 + exp(-t))
    of_t = (Symbol("t"),)
    assert compared(definition(sigma, "Notation", parameters=of_t), 2 * body) is None
    assert verdict(definition(sigma, "Sigmoid", parameters=of_t), body) == ("AGREES", "sigmoid")
    assert verdict(definition(sigma, parameters=of_t, lead="定义逻辑函数"), body) == ("AGREES", "sigmoid")
    behind = definition(sigma, parameters=of_t, after="\n\nis called the logistic function")
    assert verdict(behind, 2 * body) == ("DIFFERS", "sigmoid")
    assert verdict(definition(sigma, parameters=of_t, after="is the logistic function"), 2 * body)[0] == "DIFFERS"
    loss = -(y1 * log(q1) + (1 - y1) * log(1 - q1))
    labelled = Symbol("L", font="calligraphic", label="BCE")
    assert verdict(definition(labelled, parameters=(Symbol("y"), Symbol("y", ("hat",)))), loss)[0] == "AGREES"
    assert compared(definition(Symbol("L", label="total"), "交叉熵"), 2 * loss) is None


def test_the_innermost_heading_and_the_longest_phrase_decide() -> None:
    section = ("讲一下交叉熵损失", "二元交叉熵 Binary Cross Entropy（BCE）")
    found = expected(definition(Symbol("L"), *section), derivations())
    assert [each.name for each in found] == ["binary_cross_entropy"]


def mean(of: Tensor) -> Expr:
    return total(of[i], i) / N


def variance(of: Tensor) -> Expr:
    return total((of[j] - mean(of)) ** 2, j) / N


def test_an_index_may_be_left_out() -> None:
    """One feature of BatchNorm, with one scale; μ and σ² have names of their own."""
    mu = Quantity("mu_BN", mean(x))
    heading = "BatchNorm"
    assert verdict(definition(Symbol("mu", label="BN"), heading), mean(x)) == ("AGREES", "mu of batch_norm")
    sigma = definition(Symbol("sigma", label="BN"), heading, squared=True)
    assert verdict(sigma, total((x[j] - Named(mu, ())) ** 2, j) / N) == ("AGREES", "sigma2 of batch_norm")
    assert verdict(sigma, total((x[j] - Named(mu, ())) ** 3, j) / N) == ("DIFFERS", "sigma2 of batch_norm")
    normalized = (x[i] - mean(x)) / sqrt(variance(x) + eps)
    assert verdict(definition(Symbol("x", ("hat",)), heading), normalized, i) == ("AGREES", "xhat of batch_norm")
    assert verdict(definition(Symbol("y"), "LayerNorm"), gamma * normalized + beta, i) == ("AGREES", "layer_norm")


def test_all_indices_may_be_written() -> None:
    body = total(X[i, e], i) / N
    assert verdict(definition(Symbol("mu"), "Batch Normalization"), body, e) == ("AGREES", "mu of batch_norm")
    assert verdict(definition(Symbol("mu"), "Layer Normalization"), body, e)[0] != "AGREES"


def test_a_heading_that_names_two_says_nothing_against_a_definition() -> None:
    both = definition(Symbol("x", ("hat",)), "RMSNorm and LayerNorm")
    rms = sqrt(total(x[j] ** 2, j) / N + eps)
    assert verdict(both, x[i] / rms, i)[0] == "AGREES"
    assert verdict(both, 2 * x[i] / rms, i)[0] == "DEFINITION"


def test_small_constants_may_be_left_out() -> None:
    found = compared(definition(Symbol("x", ("hat",)), "RMSNorm"), x[i] / sqrt(total(x[j] ** 2, j) / N), i)
    assert found is not None
    assert (found.verdict, found.message) == (
        NoteVerdict.AGREES,
        "as in the catalogue: xhat of rms_norm, with eps = 0",
    )


def test_what_has_a_definition_may_be_an_input() -> None:
    """ŷ = softmax(z) somewhere above, and a loss of ŷ."""
    prediction = let("hat_y", exp(z[k]) / total(exp(z[l]), l), k)
    loss = -total(y[k] * log(prediction[k]), k)
    order = (Symbol("z"), Symbol("y"))
    assert verdict(definition(Symbol("L"), "Cross entropy", parameters=order), loss) == ("AGREES", "cross_entropy")
    exchanged = -total(prediction[k] * log(y[k]), k)
    assert verdict(definition(Symbol("L"), "Cross entropy", parameters=order), exchanged)[0] == "DIFFERS"


def test_each_of_a_batch() -> None:
    many, ones = Tensor("hat_y", N, K), Tensor("y", N, K)
    loss = -total(ones[i, k] * log(many[i, k]), k)
    assert verdict(definition(Symbol("L"), "Cross entropy"), loss, i) == ("AGREES", "cross_entropy")


def test_a_likelihood_beside_the_loss() -> None:
    chance = definition(Symbol("P"), "交叉熵", parameters=(Symbol("y"), Symbol("y", ("hat",))))
    assert verdict(chance, product(q[k] ** y[k], k)) == ("AGREES", "P of cross_entropy")


def test_parameters_in_order_where_they_have_other_names() -> None:
    p, s = Tensor("p", K), Tensor("s", K)
    entropy = definition(Symbol("H"), "交叉熵", parameters=(Symbol("p"), Symbol("s")))
    assert verdict(entropy, -total(p[k] * log(s[k]), k)) == ("AGREES", "cross_entropy")
    assert verdict(entropy, -total(s[k] * log(p[k]), k)) == ("DIFFERS", "cross_entropy")


def test_a_form_is_known_under_any_name() -> None:
    """It agrees, and never differs."""
    f = Tensor("f", K)
    p = definition(Symbol("p"), "Scores")
    found = compared(p, exp(f[k]) / total(exp(f[l]), l), k)
    assert found is not None
    assert (found.verdict.name, found.name, found.by_form) == ("AGREES", "softmax", True)
    named = let("p", exp(f[k]) / total(exp(f[l]), l), k)
    assert verdict(p, named[k], k) == ("AGREES", "softmax")
    called = TexProduct((TexFactor("", TexName("softmax", font="roman")), TexFactor("", TexGroup(TexName("f")))))
    assert compared(replace(p, body=called), softmax.of(f)[k], k) is None
    assert compared(p, exp(2 * f[k]) / total(exp(f[l]), l), k) is None
    scores = let("f", total(Tensor("W", K, D)[k, e] * Tensor("x", D)[e], e), k)
    assert verdict(p, exp(scores[k]) / total(exp(scores[l]), l), k) == ("AGREES", "softmax")


def test_what_depends_on_more_differs() -> None:
    more = (x[i] - mean(x)) / sqrt(variance(x) * alpha + eps)
    assert verdict(definition(Symbol("x", ("hat",)), "BatchNorm"), more, i)[0] == "DIFFERS"
    assert verdict(definition(Symbol("y"), "LayerNorm"), alpha * x[i] + t, i)[0] == "DEFINITION"


def test_something_else_of_the_same_letter_is_left_alone() -> None:
    assert verdict(definition(Symbol("L"), "Cross entropy"), alpha * beta + t)[0] == "DEFINITION"


@pytest.mark.parametrize(
    ("one", "other"), [("hat_y", "y_hat"), ("x^{bold}", "x"), ("epsilon", "eps"), ("x^{bold,()}", "x")]
)
def test_names_without_fonts(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)
    assert plain_name("hat_y") != plain_name("y")
