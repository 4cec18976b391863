"""From where a symbol has its meaning, and how many axes it has."""

import pytest

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.nodes import TexConditional, TexProduct
from proofnotes.proofreading.grammar.statements import parse
from proofnotes.proofreading.meaning.model import AxisExtent, Origin, Use
from proofnotes.proofreading.meaning.scopes import Paper, SectionScope

from .written import identifiers, last, paper, statement, symbol


def use(found: Paper, name: str, **how: bool) -> Use:
    """The look-up of a name at the last statement."""
    scope = last(found)
    return scope.lookup(symbol(scope, name), found.statements[-1], **how)  # type: ignore[arg-type]


def test_here_below_and_nowhere() -> None:
    found = paper("$$h = a + b$$\n$$2 h = c$$\n$$a = d + d$$")
    at = statement(found, "2h=c")
    scope = last(found)
    assert scope.lookup(symbol(scope, "h"), at).origin is Origin.HERE
    assert scope.lookup(symbol(scope, "a"), at).origin is Origin.INPUT
    assert scope.lookup(symbol(scope, "a"), at, below=True).origin is Origin.BELOW


def test_other_sections() -> None:
    text = "# T\n$$h = a + b$$\n## A\n$$k = a + b$$\n$$f(x) = x^2$$\n## B\n$$2 h + k = f(c)$$\n# U\n$$h + k = f(c)$$"
    found = paper(text)
    middle = found.scope(found.document.sections[-2])
    at = statement(found, "2h+k=f(c)")
    origins = {name: middle.lookup(symbol(middle, name), at).origin for name in "hkf"}
    assert origins == {"h": Origin.ENCLOSING, "k": Origin.SIBLING, "f": Origin.SIBLING}
    free = {name: middle.lookup(symbol(middle, name), at, inherit=False).origin for name in "hkf"}
    assert free == {"h": Origin.ENCLOSING, "k": Origin.INPUT, "f": Origin.INPUT}
    assert use(found, "h").origin is Origin.INPUT
    assert use(found, "f").origin is Origin.SIBLING


def test_a_declaration_ends_what_was_inherited() -> None:
    """Traps: a letter of an earlier example; y ∈ {0, 1} of another section accepts a false claim."""
    before = "# T\n## A\nWith $y \\in \\{0, 1\\}$ and $w = a + b$.\n"
    text = before + "## B\nLet $y = [y_1, \\ldots, y_K]$, $w \\in \\mathbb{R}^{d}$.\n$$2 w = y$$"
    found = paper(text)
    assert use(found, "w").origin is Origin.DECLARED
    assert not [each for each in last(found).hypotheses if each.symbol == symbol(last(found), "y")]


def test_hypotheses_are_inherited_where_nothing_is_said_anew() -> None:
    found = paper("# T\n## A\nWith $y \\in \\{0, 1\\}$.\n## B\n$$2 y = c$$")
    assert [each.kind for each in last(found).hypotheses] == ["membership"]


def test_a_redefinition_holds_from_where_it_stands() -> None:
    """Trap: H linear, then H = σ(…): the second wins, and what was defined by the first keeps it."""
    found = paper("$$H = X W$$\n$$O = H V$$\n$$H = X W U$$\n$$2 O = H$$")
    scope, third, fourth = last(found), found.statements[2], found.statements[3]
    first = found.statements[0].defines
    assert third.restates is first
    assert third.again is not None
    found.adopt(third.again)
    assert scope.lookup(symbol(scope, "H"), fourth).definition is third.again
    assert scope.lookup(symbol(scope, "H"), found.statements[1]).definition is first
    inside = found.statements[1].defines
    assert scope.lookup(symbol(scope, "H"), fourth, inside=inside).definition is first


def test_a_value_that_becomes_a_function_stays_a_value_without_an_argument() -> None:
    """Trap: f_j are scores, and then «the function f_j(z) = …» is softmax."""
    found = paper("$$L = a f_j$$\n\nThe function $f_j(z) = e^{z_j}$.\n$$2 f_j = f_j(c)$$")
    scope, at = last(found), found.statements[-1]
    assert scope.lookup(symbol(scope, "f_j"), at).definition is None
    assert scope.lookup(symbol(scope, "f_j"), at, arguments=1).definition is found.statements[1].defines


def test_a_function_of_another_section_with_other_arguments_is_another() -> None:
    found = paper("# T\n## A\n$$P(y, x) = y + x$$\n## B\n$$2 P(j) = c$$")
    scope, at = last(found), found.statements[-1]
    assert scope.lookup(symbol(scope, "P"), at, arguments=1).origin is Origin.INPUT
    assert scope.lookup(symbol(scope, "P"), at, arguments=2).origin is Origin.SIBLING


def test_ranges() -> None:
    scope = last(paper("for $i = 1, \\ldots, K$, $1 \\leq j \\leq n$ and $k \\in \\{1, \\ldots, m\\}$"))
    assert [scope.range_of(each) for each in "ijk"] == [AxisExtent("K"), AxisExtent("n"), AxisExtent("m")]


def test_a_letter_that_stands_only_squared() -> None:
    scope = last(paper("$$a = s^2 + t^2 + t$$"))
    assert not scope.stands_unsquared(symbol(scope, "s"))
    assert scope.stands_unsquared(symbol(scope, "t"))


def test_a_probability_of_many_is_a_quantity_of_its_own() -> None:
    """P(Y | X) = ∏ P(y | x) defines no function: its body has others of the same name."""
    found = paper("$$P(Y \\mid X) = \\prod_{i=1}^{n} P(y^{(i)} \\mid x^{(i)})$$\n$$2 P(Y \\mid X) = c$$")
    scope, made = last(found), found.statements[0].defines
    assert made is not None
    assert (made.kind, made.symbol.identifier) == ("quantity", "P^{Y|X}")
    assert scope.lookup(made.symbol, found.statements[1]).definition is made
    factor = parse("P(y_i \\mid x_j)")[0]
    assert isinstance(factor, TexProduct)
    brackets = factor.factors[1].value
    assert isinstance(brackets, TexConditional)
    keyed = scope.conditional(scope.parts(factor.factors[0].value), brackets)
    assert keyed is not None
    assert (keyed[0].label, len(keyed[1])) == ("y1|x2", 2)


def test_poison() -> None:
    found = paper("$$H = X W$$\n$$H = X W U$$\n$$2 H = c$$")
    scope = last(found)
    found.poison(symbol(scope, "H"), found.statements[1])
    assert scope.lookup(symbol(scope, "H"), found.statements[1]).origin is Origin.HERE
    with pytest.raises(NotUnderstood) as refused:
        scope.lookup(symbol(scope, "H"), found.statements[2])
    assert refused.value.code == "M07"


def test_the_catalogue_and_its_letters() -> None:
    assert use(paper("$$2 a = \\text{softmax}(b)$$"), "\\text{softmax}").origin is Origin.CATALOGUE
    assert use(paper("The sigmoid is applied: $$2 a = \\sigma(b)$$"), "\\sigma").origin is Origin.CATALOGUE
    assert use(paper("$$2 a = \\sigma(b)$$"), "\\sigma").origin is Origin.INPUT
    assert last(paper("The sigmoid: $$2 a = \\sigma(b)$$", words=False)).words is False


def test_axes() -> None:
    text = "Let $X \\in \\mathbb{R}^{N \\times 2d}$, $b \\in \\mathbb{R}$, "
    text += "$z = (z_1, \\ldots, z_K)$, $x_i \\in \\mathbb{R}^{3}$."
    scope = last(paper(text))
    declared = {name: scope.declared(symbol(scope, name)) for name in ("X", "b", "z", "x_i")}
    assert declared == {
        "X": (AxisExtent("N"), AxisExtent("d", times=2)),
        "b": (),
        "z": (AxisExtent("K"),),
        "x_i": (AxisExtent(hint="i"), AxisExtent(number=3)),
    }
    assert scope.size("N") == AxisExtent("N")
    assert scope.size("b") is None


def test_ranks_by_use() -> None:
    scope = last(paper("$$\\mathbf{y} = \\mathbf{W} \\mathbf{x} + c_i + v^T u + A^T$$"))
    ranks = {name: scope.rank(symbol(scope, name)) for name in ("\\mathbf{W}", "\\mathbf{x}", "c_i", "v", "u", "A")}
    assert ranks == {"\\mathbf{W}": 2, "\\mathbf{x}": 1, "c_i": 1, "v": 1, "u": 1, "A": 2}


def test_mentions_carry_no_evidence() -> None:
    """Trap: «for all $j$» made j a value."""
    scope = last(paper("For all $j$: $$o_j = \\sum_{k=1}^{K} w_{jk}$$"))
    assert not scope.is_value("j")
    assert scope.is_index("j")


def test_bold_and_italic() -> None:
    """Trap: a bold vector and a number of one letter are two symbols, but x_i is an entry of bold x."""
    scope = last(paper("$$\\mathbf{x} = \\mathbf{a} + x$$ and $x_i$"))
    assert symbol(scope, "\\mathbf{x}") != symbol(scope, "x")
    assert symbol(scope, "x_i") == symbol(scope, "\\mathbf{x}")
    family = symbol(scope, "\\mathbf{x}^{(i)}")
    assert family.family
    assert family == symbol(scope, "x_j^{(i)}")
    assert not symbol(scope, "\\mathbf{W}_{ij}").family


def test_one_sample_of_many_is_no_entry() -> None:
    scope = last(paper("$$p = w^T x + b$$\n$$p_i = w^T x_i + b$$ with $x_j$"))
    assert symbol(scope, "x_i").family
    assert (scope.rank(symbol(scope, "x_i")), scope.rank(symbol(scope, "x"))) == (2, 1)
    assert symbol(scope, "x_j") == symbol(scope, "x")
    text = "Let $p = w^T x$ and $L = (y - p)^2$. For $p_i = w^T x_i$ we have $$s = \\sum_{i=1}^{n} (y_i - p_i)^2$$"
    both = last(paper(text))
    assert symbol(both, "p_i").family
    assert symbol(both, "y_i") != symbol(both, "y")
    assert [each.heads for each in both.definitions] == [(), (), ("i",), ()]


def applies(scope: SectionScope, found: Paper, text: str) -> bool:
    node = parse(text)[0]
    assert isinstance(node, TexProduct)
    argument = node.factors[1].value
    return scope.is_function(scope.parts(node.factors[0].value), argument, found.statements[-1])


@pytest.mark.parametrize(
    ("text", "product", "application"),
    [
        pytest.param("$$f(x) = x^2$$", "f(a)", True, id="defined"),
        pytest.param("$$w = a + b$$", "w(a + b)", False, id="a quantity"),
        pytest.param("", "\\text{softmax}(z)", True, id="a word"),
        pytest.param("", "g(a, b)", True, id="several arguments"),
        pytest.param("", "p(y \\mid x)", True, id="a bar"),
        pytest.param("with the activation function $\\phi$", "\\phi(z)", True, id="called a function"),
        pytest.param("with the learning rate $\\eta$", "\\eta(a + b)", False, id="called a number"),
        pytest.param("$$\\frac{d}{dx} g(x) = \\frac{dg}{dx}$$", "g(x)", True, id="applied and differentiated"),
        pytest.param("$$h'(x) = c$$", "h(x)", True, id="with a prime"),
        pytest.param("$$s = c + \\lambda$$", "\\lambda(a + b)", False, id="used as a value"),
    ],
)
def test_applications(text: str, product: str, application: bool) -> None:
    found = paper(text + "\n$$2 q = r$$")
    assert applies(last(found), found, product) is application


def test_a_value_that_is_differentiated_is_no_function() -> None:
    found = paper("$$\\frac{dy}{dx} = y(1 - y)$$")
    assert not last(found).functions


def test_functions_of_one_name() -> None:
    """H(p) and H(p, q) are two."""
    found = paper("$$H(p) = p + p$$\n$$H(p, q) = p + q$$\n$$H(a) = c$$")
    scope, at = last(found), found.statements[2]
    one, two = (each.defines for each in found.statements[:2])
    assert at.restates is one
    assert [scope.lookup(symbol(scope, "H"), at, arguments=count).definition for count in (1, 2)] == [one, two]


@pytest.mark.parametrize("product", ["f(x)", "\\mathbf{r}(t)", "k(a + b)"])
def test_a_function_or_a_product(product: str) -> None:
    found = paper("$$2 q = r$$")
    with pytest.raises(NotUnderstood) as refused:
        applies(last(found), found, product)
    assert refused.value.code == "F01"


def test_annotations() -> None:
    text = """
<!-- proofnotes: let W: d, n -->
<!-- proofnotes: let phi: function -->
<!-- proofnotes: define c = a + b -->
<!-- proofnotes: index r -->
<!-- proofnotes: label s -->
<!-- proofnotes: assume a > 0 -->
<!-- proofnotes: notation S = catalogue.softmax -->
<!-- proofnotes: let Z: d -->

$$2 W + c = S(x_r) + \\sum_{s=1}^{n} y_s$$
"""
    found = paper(text)
    scope = last(found)
    assert scope.declared(symbol(scope, "W")) == (AxisExtent("d"), AxisExtent("n"))
    assert use(found, "W").origin is Origin.ANNOTATED
    assert use(found, "c").origin is Origin.ANNOTATED
    assert use(found, "S") == Use(symbol(scope, "S"), Origin.CATALOGUE, declared="softmax")
    assert scope.is_index("r")
    assert not scope.is_index("s")
    assert [each.kind for each in scope.hypotheses] == ["annotation"]
    assert [each.subjects for each in found.unused] == [("phi",), ("Z",)]


def test_an_annotation_holds_to_the_end_of_its_section() -> None:
    found = paper("# A\n<!-- proofnotes: let W: d -->\n## B\n$$2 W = c$$\n# C\n$$3 W = c$$")
    assert [
        found.scope(each).declared(symbol(found.scope(each), "W")) is not None for each in found.document.sections
    ] == [*[section.path != () and section.path[0].title == "A" for section in found.document.sections]]


def test_off_and_on() -> None:
    text = "<!-- proofnotes: off -->\n$$a = b + c$$\n<!-- proofnotes: on -->\n$$d = b + c$$"
    assert identifiers(each.defines.symbol for each in paper(text).statements if each.defines) == {"d"}


def test_bernoulli_and_split() -> None:
    found = paper("对于 $y \\sim \\text{Bernoulli}(p)$，\n$$[a, b] = \\text{split}(h)$$")
    made = {each.symbol.identifier: each for each in last(found).definitions}
    assert made["P"].how == "Bernoulli"
    assert len(made["P"].parameters) == 2
    assert made["a"].part == (0, 2)
    assert made["b"].part == (1, 2)


def test_what_is_not_parsed_is_kept() -> None:
    found = paper("$$a = \\frac{b$$ and $$c = d + e$$")
    assert list(found.refused) == [0]
    assert len(found.statements) == 1
