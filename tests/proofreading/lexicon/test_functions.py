"""Words that mean a function of the catalogue, applied to arrays along their last axis."""

from pathlib import Path

import pytest

from proofnotes import Dim, Eq, Scalar, Tensor, Verdict, exp, prove, total
from proofnotes.expr.indices import Size
from proofnotes.proofreading.check import check
from proofnotes.proofreading.codes import NotUnderstood, Span
from proofnotes.proofreading.lexicon.functions import (
    catalogued,
    derivations,
    is_letter,
    known_function,
    likely_functions,
    plain_word,
)
from proofnotes.proofreading.meaning.model import ArrayValue, Symbol
from proofnotes.proofreading.outcomes import NoteVerdict
from proofnotes.proofreading.sources.model import Section
from proofnotes.proofreading.sources.read import read

N, K = Dim("N"), Dim("K")
X, z, x = Tensor("X", N, K), Tensor("z", K), Scalar("x")
n, k, i = N.index("n"), K.index("k"), K.index("i")


class Sizes:
    """Axis 0 is N, axis 1 is K."""

    def unify(self, one: int, other: int, why: str, span: Span = (0, 0)) -> None:
        if one != other:
            raise NotUnderstood("T01", why, span)

    def size(self, axis: int) -> Size:
        return (N, K)[axis].over


number = ArrayValue((), lambda: x)
vector = ArrayValue((1,), lambda k: z[k])
matrix = ArrayValue((0, 1), lambda n, k: X[n, k])
quiet = Section(0, (), "Nothing is said.")


def word(name: str, *arguments: ArrayValue) -> ArrayValue:
    found = known_function(Symbol(name, font="roman"), quiet)
    assert found is not None
    return found.of(arguments, Sizes())


def holds(left: object, right: object) -> bool:
    return prove(Eq(left, right)).verdict is Verdict.PROVED


def test_a_function_of_numbers_works_entry_by_entry() -> None:
    found = word("sigmoid", matrix)
    assert found.axes == (0, 1)
    assert holds(found.entry(n, k), 1 / (1 + exp(-X[n, k])))
    minus = ArrayValue((), lambda: -x)
    assert holds(word("GELU", number).entry() - word("gelu", minus).entry(), x)


def test_softmax_runs_along_the_last_axis() -> None:
    found = word("softmax", matrix)
    assert found.axes == (0, 1)
    assert holds(found.entry(n, k), exp(X[n, k]) / total(exp(X[n, i]), i))
    assert word("softmax", vector).axes == (1,)


def test_a_vector_may_give_a_number() -> None:
    assert word("LSE", matrix).axes == (0,)
    assert holds(exp(word("logsumexp", vector).entry()), total(exp(z[i]), i))
    loss = word("CE", matrix, vector)
    assert loss.axes == (0,)


@pytest.mark.parametrize("name", ["ReLU", "relu", "RELU", "Swish", "SiLU", "silu", "tanh", "logistic", "softplus"])
def test_spellings(name: str) -> None:
    assert word(name, vector).axes == (1,)


@pytest.mark.parametrize("name", ["foo", "LeakyReLU", "LayerNorm", "y", "L"])
def test_what_has_no_meaning_without_a_definition(name: str) -> None:
    """A slope, scales or more than a word would be needed."""
    assert known_function(Symbol(name, font="roman"), quiet) is None


def test_a_labelled_or_accented_word_is_another() -> None:
    assert known_function(Symbol("softmax", font="roman", label="2"), quiet) is None
    assert known_function(Symbol("softmax", ("hat",), "roman"), quiet) is None


@pytest.mark.parametrize(
    ("base", "prose", "known"),
    [
        ("sigma", "where $\\sigma$ is the sigmoid function", "sigmoid.definition"),
        ("sigma", "其中 $\\sigma$ 是逻辑函数", "sigmoid.definition"),
        ("sigma", "where $\\sigma$ is the standard deviation", None),
        ("sigma", "an activation function $\\sigma$, for example the sigmoid", None),
        ("Phi", "$\\Phi$ 是标准正态分布的累积分布函数", "normal_cdf.definition"),
        ("Phi", "where $\\Phi$ is the feature map", None),
    ],
)
def test_a_letter_is_a_function_only_where_the_words_say_so(base: str, prose: str, known: str | None) -> None:
    found = known_function(Symbol(base), Section(0, (), prose))
    assert (found.id if found else None) == known
    assert known_function(Symbol(base), None) is None


@pytest.mark.parametrize(
    ("sections", "letters"),
    [
        (("# Data", "In logistic regression we take a threshold."), {"sigma"}),
        (("标准正态分布", "逻辑回归"), {"Phi", "sigma"}),
        (("logistic regression", "an activation function $\\sigma$"), set()),
        (("The logistics are hard.",), set()),
    ],
)
def test_what_a_letter_likely_means(sections: tuple[str, ...], letters: set[str]) -> None:
    found = likely_functions(Section(number, (), prose) for number, prose in enumerate(sections))
    assert set(found) == letters


LOGISTIC = "# Logistic regression\n\n# Slopes\n\nLet $p = \\sigma(z)$. Then\n\n$$\\frac{dp}{dz} = %s$$\n"


@pytest.mark.parametrize(
    ("slope", "verdict", "code"),
    [("p (1 - p)", NoteVerdict.PROVED, ""), ("p (1 + p)", NoteVerdict.UNKNOWN, "W01")],
)
def test_a_likely_meaning_proves_and_never_refutes(slope: str, verdict: NoteVerdict, code: str) -> None:
    checked = check(read(Path("notes.md"), LOGISTIC % slope))
    outcome = checked.formulas[-1].outcomes[0]
    assert (outcome.verdict, outcome.code) == (verdict, code)
    assert any("Logistic regression" in basis.words for basis in outcome.used)


def test_an_annotation_may_name_a_function() -> None:
    text = "<!-- proofnotes: notation S = catalogue.softmax -->\n\nLet $z \\in \\mathbb{R}^K$ and $y = S(z)$. Then\n\n"
    checked = check(read(Path("notes.md"), text + "$$\\sum_{i=1}^{K} y_i = 1$$\n"))
    outcome = checked.formulas[-1].outcomes[0]
    assert outcome.verdict is NoteVerdict.PROVED
    assert catalogued("softmax") is catalogued("softmax.definition")
    assert catalogued("no_such_function") is None


def test_arguments_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NotUnderstood) as error:
        word("softmax", number)
    assert error.value.code == "T15"
    with pytest.raises(NotUnderstood) as error:
        word("sigmoid", number, number)
    assert error.value.code == "F03"


def test_names_of_the_catalogue() -> None:
    """Every definition has a name; a word is one under one spelling."""
    for definition in derivations().definitions:
        words = [plain_word(name) for name in definition.names if not is_letter(name)]
        assert len(set(words)) == len(words), definition.id
