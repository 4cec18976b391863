"""Formulas and their trees."""

from __future__ import annotations

import pytest

from proofnotes.proofreading.codes import NotUnderstood
from proofnotes.proofreading.grammar.nodes import (
    TexBars,
    TexCases,
    TexChain,
    TexConditional,
    TexDerivative,
    TexEnumeration,
    TexEvaluated,
    TexFraction,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexNorm,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexRows,
    TexScripted,
    TexSum,
    TexWords,
    walk,
)
from proofnotes.proofreading.grammar.statements import parse, statements
from proofnotes.proofreading.sources.model import Macro


def only(body: str) -> TexNode:
    nodes = parse(body)
    assert len(nodes) == 1, nodes
    return nodes[0]


def sides(body: str) -> tuple[TexNode, ...]:
    chain = only(body)
    assert isinstance(chain, TexChain)
    return chain.parts


def test_a_script_of_several_digits_is_one_digit_as_in_tex() -> None:
    product = only("x^12")
    assert isinstance(product, TexProduct)
    assert product.factors[1].value == TexNumeral("2")
    assert only(r"\frac12") == TexFraction(TexNumeral("1"), TexNumeral("2"))


def test_braces_leave_no_node() -> None:
    squared = only("{x_i}^2")
    assert isinstance(squared, TexScripted)
    assert isinstance(squared.base, TexScripted)
    assert only("{x}") == TexName("x")


def test_fonts_and_accents_go_to_the_name() -> None:
    assert only(r"\mathbf{x}") == only(r"\boldsymbol x") == only(r"{\bf x}") == TexName("x", font="bold")
    assert only(r"\hat{y}_i") == only(r"\hat{y_i}")
    assert only("α") == only(r"\alpha") == TexName("alpha")
    assert only(r"\varepsilon") == TexName("epsilon", variant=True)


@pytest.mark.parametrize(
    ("body", "order", "names"),
    [
        (r"\frac{dy}{dx}", "1", 1),
        (r"\frac{\partial^2 f}{\partial x \partial y}", "2", 2),
        (r"\frac{\partial^2 L}{\partial w_d \, \partial w_e}", "2", 2),
        (r"\frac{d^2 f}{dx^2}", "2", 1),
        (r"\frac{\mathrm{d} f}{\mathrm{d} x}", "1", 1),
        (r"\partial L / \partial z_i", "1", 1),
        ("dL/dz", "1", 1),
    ],
)
def test_derivatives(body: str, order: str, names: int) -> None:
    node = only(body)
    assert isinstance(node, TexDerivative)
    assert (node.order, len(node.by)) == (order, names)
    assert node.body is not None


@pytest.mark.parametrize("body", [r"\frac{d}{d_k}", r"\frac{d_1}{d k}", r"\frac{d-1}{d x}", r"\frac{Q}{\sqrt{d_k}}"])
def test_fractions_that_are_no_derivatives(body: str) -> None:
    assert isinstance(only(body), TexFraction)


def test_bars() -> None:
    assert isinstance(only("|x|"), TexBars)
    assert isinstance(only(r"\|x\|_2^2"), TexScripted)
    assert isinstance(only("||x||"), TexNorm)
    outer = only("||x| - |y||")
    assert isinstance(outer, TexBars)
    assert isinstance(outer.argument, TexSum)
    product = only("a|b|")
    assert isinstance(product, TexProduct)
    given = only("p(y|x)")
    assert isinstance(given, TexProduct)
    assert isinstance(given.factors[1].value, TexConditional)
    assert isinstance(only(r"\left. \frac{dy}{dx} \right|_{x=0}"), TexEvaluated)
    assert isinstance(only(r"f'(x)|_{x=0}"), TexEvaluated)


def test_intervals_keep_their_ends() -> None:
    interval = sides(r"x \in (0, 1]")[1]
    assert isinstance(interval, TexList)
    assert (interval.opening, interval.closing) == ("(", "]")


@pytest.mark.parametrize(
    "body",
    [
        r"\arg\min_x f(x)",
        r"\operatorname*{argmin}_x f(x)",
        r"\underset{x}{\operatorname{argmin}} f(x)",
        r"\underset{x}{\arg\min} f(x)",
        r"\mathop{\arg\min}_{x} f(x)",
        r"\operatorname{arg\,min}_x f(x)",
    ],
)
def test_spellings_of_argmin(body: str) -> None:
    assert only(body) == TexOperator("argmin", TexName("x"), None, only("f(x)"))


def test_a_word_is_an_operator_only_if_it_has_limits_or_no_other_meaning() -> None:
    assert isinstance(only(r"\text{prod}(a, b)"), TexProduct)
    assert isinstance(only(r"\max(0, x)"), TexProduct)
    assert isinstance(only(r"\max_i x_i"), TexOperator)


def test_cases() -> None:
    node = only(
        r"\begin{cases} x, & x > 0 \\ -x & \text{if } x < 0 \text{ and } y > 0 \\ 1 & \text{if it rains} \\"
        r"0 & \text{otherwise} \end{cases}"
    )
    assert isinstance(node, TexCases)
    first, second, third, last = (branch.condition for branch in node.branches)
    assert isinstance(first, TexChain)
    assert isinstance(second, TexList)
    assert isinstance(third, TexWords)
    assert last is None
    assert only(r"\left\{\begin{array}{ll} x & x > 0 \\ 0 & \text{otherwise} \end{array}\right.") == only(
        r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"
    )


def test_matrices() -> None:
    node = only(r"\left[\begin{array}{cc} a & b \\ \vdots & c \end{array}\right]")
    assert isinstance(node, TexRows)
    assert (node.opening, len(node.rows)) == ("[", 2)
    assert only(r"\begin{bmatrix} a & b \\ \vdots & c \end{bmatrix}") == node


@pytest.mark.parametrize(
    ("body", "same"),
    [
        (r"\begin{array}{l}{a = b} \\ {=c}\end{array}", "a = b = c"),
        (r"\begin{aligned}{a}&{=b}\\ &{=c}\end{aligned}", "a = b = c"),
        (r"\begin{aligned} a &= b \\ &\quad + c \end{aligned}", "a = b + c"),
        (r"\frac{{{\partial ^2}f}}{{\partial {x^2}}}", r"\frac{\partial^2 f}{\partial x^2}"),
        (r"\mathop {\min }\limits_w f", r"\min_w f"),
        (r"\mathop{max}\limits_{x} f", r"\max_x f"),
        (r"\mathrm{arg}\max_x f", r"\arg\max_x f"),
        (r"{\left( {a + b} \right)^2}", "(a + b)^2"),
        (
            r"f = \left\{ {\begin{array}{c} {1,}&{x > 0}\\ {0,}&{x \le 0} \end{array}} \right.",
            r"f = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}",
        ),
        (
            r"f = \begin{cases} 1, & if & x > 0 \\ 0, & otherwise \end{cases}",
            r"f = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}",
        ),
        (r"x = y \hfill (1)", "x = y"),
        (r"x = y \ \ \ (3.2)", "x = y"),
        (r"x = y \eqno(2)", "x = y"),
        ("x = y ①", "x = y"),
        (r"x = y \tag{7}", "x = y"),
        ("ReLU(x) = max(0, x)", r"\text{ReLU}(x) = \max(0, x)"),
        (r"{n \choose k} = {a \over b}", r"\binom{n}{k} = \frac{a}{b}"),
        (r"\sum_{i \atop j} a", r"\sum_{\substack{i \\ j}} a"),
        ("ŷ = x̂²", r"\hat{y} = \hat{x}^2"),
        ("x，y", "x, y"),
        (r"10\,000 + 1{,}000", "10000 + 1000"),
        ("\\begin{aligned} a &= b \\\n &= c \\end{aligned}", "a = b = c"),
        (r"\begin{aligned} f = \quad & a \\\\ = \quad & b \end{aligned}", "f = a = b"),
        (r"min_{\theta} exp(x) + log x", r"\min_{\theta} \exp(x) + \log x"),
        (r"\lang x, y \rang", r"\langle x, y \rangle"),
    ],
)
def test_other_ways_to_write_the_same(body: str, same: str) -> None:
    assert parse(body) == parse(same)


def test_letters_that_are_no_word_stay_letters() -> None:
    for body in ("cost", r"max_len", "x_{max}", "l n x"):
        assert not any(isinstance(part, TexName) and len(part.base) > 1 for part in walk(only(body)))


def test_a_macro_is_written_out_and_points_to_its_call() -> None:
    macros = {r"\norm": Macro(1, r"\lVert #1 \rVert"), r"\v": Macro(0, r"\mathbf{v}")}
    (node,) = parse(r"a + \norm{\v}", macros)
    assert parse(r"a + \lVert \mathbf{v} \rVert") == (node,)
    assert isinstance(node, TexSum)
    norm = node.terms[1].value
    assert isinstance(norm, TexNorm)
    assert norm.span == (4, 13)
    assert norm.argument.span == (10, 12)


@pytest.mark.parametrize(("name", "body"), [(r"\a", r"\a"), (r"\a", r"x \b"), (r"\a", r"\a\a")])
def test_a_macro_that_does_not_end(name: str, body: str) -> None:
    with pytest.raises(NotUnderstood, match="does not come to an end"):
        parse(r"y = \a", {name: Macro(0, body), r"\b": Macro(0, r"\a")})


def test_enumerations_and_shared_memberships() -> None:
    expected = TexEnumeration(TexName("i"), TexNumeral("1"), TexName("K"))
    for body in (r"i = 1, \ldots, K", "i = 1, 2, ..., K", r"i = 1 \ldots K"):
        assert parse(body) == (expected,)
    assert len(parse(r"i, j = 1, \ldots, K")) == 2
    assert parse(r"x, y \in S") == (only(r"x \in S"), only(r"y \in S"))


def test_rows_go_on() -> None:
    chain = only(r"\begin{align} a &= b, \\ &= c \\ & + d \end{align}")
    assert isinstance(chain, TexChain)
    assert chain.signs == ("=", "=")
    assert len(parse(r"\begin{align} a &= b \\ c &= d \end{align}")) == 2


@pytest.mark.parametrize(
    ("body", "same"),
    [
        (r"\begin{align} a &= 2 & b &= 3 \\ c &= 4 & e &= 5 \end{align}", r"a = 2 \quad b = 3 \\ c = 4 \quad e = 5"),
        (r"\begin{alignat}{2} a &= 2, & b &= 3 \end{alignat}", r"a = 2, b = 3"),
        (r"f(x) &= x^2 && f'(x) = 2x", r"f(x) = x^2 \quad f'(x) = 2x"),
        (r"\begin{aligned} a = 2 & b = 3 \end{aligned}", r"a = 2 \quad b = 3"),
        (r"\begin{aligned} a &= b & (1) \\ &= c & (\text{by convexity}) \end{aligned}", "a = b = c"),
        (r"\begin{eqnarray} a & = & b \\ & + & c \end{eqnarray}", "a = b + c"),
        (r"\begin{aligned} a &= b && + c \\ & && = d \end{aligned}", "a = b + c = d"),
        (r"\begin{aligned} a & b &= c \end{aligned}", "a b = c"),
        (
            r"\begin{aligned} y &= \begin{bmatrix} a & b & c \end{bmatrix} & x &= 1 \end{aligned}",
            r"y = \begin{bmatrix} a & b & c \end{bmatrix} \quad x = 1",
        ),
    ],
)
def test_columns_of_equations(body: str, same: str) -> None:
    assert parse(body) == parse(same)


def test_what_stands_between_statements_is_kept() -> None:
    first, second = statements(r"y = 1 \quad \text{if } x > 0")
    assert second.before == first.after == ("space", "if")
    assert [each.before for each in statements(r"a = 0 \lor b = 0")] == [(), ("∨",)]
    assert [each.before for each in statements(r"\forall x, x = x")] == [("∀",), (",",)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"a \stackrel{\text{def}}{=} b", (":=",)),
        (r"a \overset{(1)}{=} b", ("=",)),
        ("a := b", (":=",)),
        (r"a \triangleq b", (":=",)),
        (r"a \leq b < c", ("≤", "<")),
        (r"a \not= b", ("≠",)),
        (r"a \xrightarrow{n} b", ("→",)),
    ],
)
def test_relations(body: str, expected: tuple[str, ...]) -> None:
    chain = only(body)
    assert isinstance(chain, TexChain)
    assert chain.signs == expected


def test_signs_without_a_value_are_marks() -> None:
    assert parse(r"\odot") == (TexMark("⊙"),)
    call = only(r"\sigma(\cdot)")
    assert isinstance(call, TexProduct)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (r"\frac{a}", "P04"),
        ("(a", "P03"),
        ("{a", "P02"),
        (r"\begin{align} a", "P02"),
        (r"\foo", "P12"),
        ("x ^", "P04"),
        ("{" * 10_000 + "}" * 10_000, "P20"),
        ("(" * 10_000 + ")" * 10_000, "P20"),
        ("x" * 1_000_000, "P19"),
        ("\0", "P05"),
        ("x" + "!" * 1000, "P21"),
        (r"\begin{bmatrix} 0.1 \ 0.2 \end{bmatrix}", "P05"),
        (r"\begin{aligned} a &= b & c &= d \\ &= 2 & &= 3 \end{aligned}", "P05"),
    ],
)
def test_refusals(body: str, code: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(body)
    assert refused.value.code == code


def test_an_empty_script_is_none() -> None:
    assert parse(r"x^{} + y_{}") == parse("x + y")
    assert parse(r"\frac{d^{}}{dx^{}} x^2") == parse(r"\frac{d}{dx} x^2")


def test_a_macro_that_doubles_its_argument_ends() -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse(r"\a{x} = 1", {r"\a": Macro(1, r"\a{#1#1}")})
    assert refused.value.code == "P19"


def test_letters_with_limits_are_operators() -> None:
    assert parse(r"\Sigma_{i=1}^n x_i") == parse(r"\Sigma^n_{i=1} x_i") == parse(r"\sum_{i=1}^n x_i")
    assert parse(r"\Pi_{i \in S} x_i") == parse(r"\prod_{i \in S} x_i")
    assert parse(r"\Sigma_i x") != parse(r"\sum_i x")
