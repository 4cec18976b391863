"""Scripts: index, label, power or transpose; what may be either is refused."""

import pytest

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.nodes import TexSum

from .written import taken_apart

SUM = "$$s = \\sum_{i=1}^{n} x_i y_i$$"
TWO = "$$s = \\sum_{i=1}^{n} \\sum_{j=1}^{m} w_{ij}$$"


@pytest.mark.parametrize(
    ("text", "name", "letters"),
    [
        pytest.param(SUM, "x_i", ("i",), id="bound"),
        pytest.param("$$a_i = b_i$$", "a_i", ("i",), id="i is always one"),
        pytest.param("$$s = \\sum_{n=1}^{N} x_n$$", "y_n", ("n",), id="bound elsewhere"),
        pytest.param(TWO, "w_{ij}", ("i", "j"), id="side by side"),
        pytest.param(TWO, "w_{i,j}", ("i", "j"), id="with a comma"),
        pytest.param("Samples $x^{(n)}$.", "y_n", ("n",), id="raised elsewhere"),
        pytest.param(SUM, "x^{(i)}", ("i",), id="raised"),
        pytest.param("$$m = \\max_k z_k$$", "z_k", ("k",), id="below max"),
        pytest.param("Let $x \\in \\mathbb{R}^{N \\times D}$ have $x_{nd}$.", "m_d", ("d",), id="as many as axes"),
        pytest.param(
            "Let $x \\in \\mathbb{R}^{N \\times D}$: $x_{nd}$, $\\delta_{de}$.", "m_e", ("e",), id="beside in δ"
        ),
        pytest.param("The $m$-th element of $a$: $a_m$ and $a_i$.", "a_m", ("m",), id="counted by words"),
        pytest.param("$$a_m = z_m + \\sum_{k=1}^{K} z_k$$", "a_m", ("m",), id="beside a bound letter on one base"),
        pytest.param("Let $g \\in \\mathbb{R}^{D}$, $g_d$.", "m_d", ("d",), id="the small letter of a size"),
        pytest.param("Let $y \\in \\mathbb{R}^{K}$, $y_a$.", "y_a", ("a",), id="an entry of a vector"),
        pytest.param("$$\\delta_{ab} c$$", "\\delta_{ab}", ("a", "b"), id="Kronecker's"),
        pytest.param("$$h_{ij} = h_{me}$$", "h_{me}", ("m", "e"), id="as many as elsewhere"),
        pytest.param("$$c = \\delta_{jl} - a_l$$", "a_l", ("l",), id="beside an index"),
        pytest.param("For $l = 1, \\ldots, L$ we have $a_l$.", "a_l", ("l",), id="ranged"),
    ],
)
def test_indices(text: str, name: str, letters: tuple[str, ...]) -> None:
    parts = taken_apart(text, name)
    assert (parts.letters, parts.label) == (letters, "")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        pytest.param("", "x_{\\text{new}}", "new", id="words"),
        pytest.param("", "\\mu_{BN}", "BN", id="two capitals"),
        pytest.param("", "w_{max}", "max", id="three small letters"),
        pytest.param("", "x_a", "a", id="a letter that nothing binds"),
        pytest.param("", "x_1", "1", id="a number without an axis"),
        pytest.param("", "W^{(1)}", "(1)", id="a layer"),
        pytest.param("$$z^{[l]} = W^{[l]} a^{[l-1]}$$", "z^{[l]}", "(l)", id="a layer by a letter"),
        pytest.param("", "x^*", "star", id="a mark"),
        pytest.param("", "p_\\theta", "theta", id="a greek letter"),
        pytest.param("$$h_t = f(h_{t-1})$$", "h_{t-1}", "t-1", id="a time before"),
        pytest.param("$$h_t = f(h_{t-1})$$", "h_t", "t", id="a time"),
        pytest.param("$$x_{k+1} = x_k - a$$", "x_k", "k", id="a step"),
        pytest.param("With $d_{in}$ and $d_{out}$ units.", "d_{in}", "in", id="in beside out"),
        pytest.param("Let $W_{xh} \\in \\mathbb{R}^{d \\times h}$.", "W_{xh}", "xh", id="declared with its label"),
        pytest.param("Let $y \\in \\mathbb{R}^{K}$, $y_a$.", "x_a", "a", id="below another base"),
        pytest.param("Let $x, x_1 \\in \\mathbb{R}^{K}$.", "x_1", "1", id="declared with its number"),
        pytest.param("", "y^{\\epsilon = 0}", "epsilon_0", id="at a value"),
        pytest.param("", "f'", "'", id="a prime is part of the name"),
    ],
)
def test_labels(text: str, name: str, label: str) -> None:
    parts = taken_apart(text, name)
    assert (parts.label, parts.indices, parts.power) == (label, (), None)


@pytest.mark.parametrize("name", ["w^T", "w^\\top", "w^{\\mathrm{T}}", "w^\\intercal"])
def test_transposes(name: str) -> None:
    assert taken_apart("", name).transposed


def test_powers_and_numbers_as_places() -> None:
    assert taken_apart("", "x^2").power is not None
    assert taken_apart(SUM, "x_1").indices
    assert taken_apart("Let $z = [z_1, z_2, \\ldots, z_K]$.", "z_1").indices
    assert len(taken_apart(TWO, "w_{12}").indices) == 2
    assert taken_apart("Let $z \\in \\mathbb{R}^{2}$.", "z_1").indices
    both = taken_apart(SUM, "x_i^2")
    assert both.letters == ("i",)
    assert both.power is not None
    inverse = taken_apart("", "A^{-T}")
    assert inverse.transposed
    assert isinstance(inverse.power, TexSum)


def test_a_number_in_a_list_is_a_label_unless_there_are_as_many_axes() -> None:
    parts = taken_apart("Let $x \\in \\mathbb{R}^{m}$.", "x_{1,i}")
    assert (parts.label, parts.letters) == ("1", ("i",))
    assert len(taken_apart(TWO, "w_{1,j}").indices) == 2


def test_a_power_of_what_is_called_a_number() -> None:
    assert taken_apart("where $\\beta \\in [0, 1)$", "\\beta^t").power is not None
    with pytest.raises(NotUnderstood) as refused:
        taken_apart("", "x^t")
    assert refused.value.code == "S08"


def test_a_number_to_the_power_of_a_size_named_t() -> None:
    assert taken_apart("$$\\sum_{i=0}^{T-1} r^i$$ with $0 < r < 1$", "r^T").power is not None


def test_a_power_in_a_series() -> None:
    assert taken_apart("$$s = \\sum_{i=0}^{n-1} r^i$$", "r^i").power is not None
    assert taken_apart("$$s = \\sum_{i=1}^{n} b^{n-i} c_i$$", "b^i").power is not None
    with pytest.raises(NotUnderstood):
        taken_apart("$$s = \\sum_{i=1}^{n} (y^i)^2$$", "y^i")


def test_a_shift_is_an_index_where_a_sum_binds_it() -> None:
    assert isinstance(taken_apart(SUM, "x_{i+1}", "i").indices[0], TexSum)


def test_a_class_is_an_index() -> None:
    """Trap: p_{y_i} is the probability of the class of sample i."""
    parts = taken_apart("$$L_i = -\\log p_{y_i}$$", "p_{y_i}")
    assert len(parts.indices) == 1
    assert parts.label == ""


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        pytest.param(SUM, "x^i", "S08", id="a power or an index"),
        pytest.param("", "x^i", "S08", id="i above"),
        pytest.param("$$s = \\sum_{i=1}^{T} x_i$$", "x^T", "S07", id="T is a size"),
        pytest.param(SUM, "x_n", "S05", id="the last place or a label"),
        pytest.param(SUM, "x_r", "S10", id="an index or a label"),
        pytest.param(SUM, "x_{a+b}", "S04", id="index arithmetic"),
        pytest.param(SUM, "{x^2}^3", "S02", id="two powers"),
        pytest.param(SUM, "x_{y_{ij}}", "S06", id="an index that is indexed"),
        pytest.param(SUM, "x_{:,i}", "S03", id="no tree"),
        pytest.param(SUM, "(a+b)_{\\text{new}}", "S01", id="a label on an expression"),
    ],
)
def test_refusals(text: str, name: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        taken_apart(text, name)
    assert refused.value.code == code


def test_a_mention_makes_no_letter_a_value() -> None:
    """Trap: «for all j» made j a value, and o_j a number."""
    assert taken_apart("For all $n$ and $$s = \\sum_{n=1}^{N} o_n$$", "o_n").letters == ("n",)
    assert taken_apart("Samples $x^{(m)}$; for all $m$.", "o_m").letters == ("m",)
