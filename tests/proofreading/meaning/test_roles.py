"""What a statement does: for every row a sentence that triggers it, and one that must not."""

import pytest

from proofnotes.proofreading.meaning.model import NoteDefinition
from proofnotes.proofreading.meaning.model import StatementRole as Role
from proofnotes.proofreading.meaning.roles import ROLES

from .written import identifiers, last, paper, symbol, written

ROWS: dict[str, tuple[tuple[str, Role], tuple[str, Role]]] = {
    "_range": (("for $i = 1, \\ldots, K$", Role.RANGE), ("where $i = 1$", Role.CONDITION)),
    "_continued": (("$$2 a = b c$$\nso\n$$= c b$$", Role.CLAIM), ("so\n$$= c b$$", Role.MENTION)),
    "_same_index": (
        ("$$a_i = c_j^2, \\quad i \\neq j$$", Role.CONDITION),
        ("$$a_i = c_j^2, \\quad b^2 \\neq d c$$", Role.CLAIM),
    ),
    "_no_relation": (("the vector $x + y$", Role.MENTION), ("so $a^2 = b c$", Role.CLAIM)),
    "_membership": (("with $x \\in \\mathbb{R}^{n}$", Role.DECLARATION), ("so $2 x < y z$", Role.CLAIM)),
    "_distribution": (("where $y \\sim N(0, 1)$", Role.DISTRIBUTION), ("so $2 y = z w$", Role.CLAIM)),
    "_pointing": (("as $n \\to m$", Role.MENTION), ("so $2 n \\le m k$", Role.CLAIM)),
    "_joined": (("$$a^2 = b c, \\text{ if } d = 1$$", Role.CONDITION), ("$$a^2 = b c, \\quad d^2 = 1$$", Role.CLAIM)),
    "_doubted": (("it does not hold that $a^2 = b c$", Role.MENTION), ("it holds that $a^2 = b c$", Role.CLAIM)),
    "_assignment": (("$$x \\leftarrow x - g$$", Role.UPDATE), ("$$z = x - g$$", Role.DEFINITION)),
    "_list": (("let $z = [z_1, \\ldots, z_K]$", Role.DECLARATION), ("let $z = a + b$", Role.DEFINITION)),
    "_split": (("$$[a, b] = \\text{split}(h)$$", Role.SPLIT), ("$$a = \\text{split}(h)$$", Role.DEFINITION)),
    "_value": (("usually $\\alpha = 0.01$", Role.VALUE), ("$$\\alpha = 0.01 + c$$", Role.DEFINITION)),
    "_condition": (("it vanishes when $x = c d$", Role.CONDITION), ("Let $x = c d$", Role.DEFINITION)),
    "_special_case": (
        ("The law $q$. When it is uniform, $q_k = 1/K$", Role.CONDITION),
        ("The law $p$. When it is uniform, $q_k = 1/K$", Role.DEFINITION),
    ),
    "_update": (("$$x = x - m$$", Role.UPDATE), ("$$x = w - m$$", Role.DEFINITION)),
    "_defining": (("$$h = a + b$$", Role.DEFINITION), ("$$2 h = a + b$$", Role.CLAIM)),
    "_reversed": (("$$\\frac{a + b}{2} = \\bar{c}$$", Role.DEFINITION), ("$$\\frac{a + b}{2} = c$$", Role.CLAIM)),
    "_reason": (("because $2 a = b + c$", Role.CONDITION), ("hence $2 a = b + c$", Role.CLAIM)),
    "_claim": (("$$(a + b)^2 = a^2 + 2 a b + b^2$$", Role.CLAIM), ("$$h = a + b$$", Role.DEFINITION)),
}


@pytest.mark.parametrize("name", [rule.__name__ for rule in ROLES])
def test_each_row(name: str) -> None:
    for text, role in ROWS[name]:
        assert paper(text + ".").statements[-1].role is role, text


def test_heads() -> None:
    text = """
$$f(x) = x^2, \\quad \\sigma^2 = a b, \\quad y_i = x_i + 1$$
$$\\text{softmax}(\\mathbf{z})_j = \\frac{e^{z_j}}{\\sum_{k=1}^{K} e^{z_k}}$$
$$l^{(i)}(w, b) = \\frac{1}{2} (w x^{(i)} + b)^2$$
$$p(y \\mid x) = \\frac{y}{x}, \\quad \\text{RMS}(x) = x$$
"""
    made = {each.symbol.identifier: each for each in last_definitions(text)}
    assert made["f"].kind == "function"
    assert made["sigma"].squared
    assert made["y"].heads == ("i",)
    assert made["softmax"].component == "j"
    assert made["l"].heads == ("i",)
    assert [parameter.symbol.identifier for parameter in made["p"].parameters] == ["y", "x"]
    (normal,) = last_definitions("$$\\mathcal{N}(x; \\mu, \\sigma^2) = x + \\mu + \\sigma^2$$")
    assert [parameter.squared for parameter in normal.parameters] == [False, False, True]


def test_heads_with_indices_behind_the_brackets() -> None:
    text = "Let $x \\in \\mathbb{R}^{N \\times D}$.\n$$\\text{Norm}(x, c)_{nd} = c x_{nd}$$"
    (norm,) = last_definitions(text)
    assert (norm.kind, norm.heads, norm.component) == ("function", ("n", "d"), "")


def test_e_is_a_name_where_it_is_no_base_of_powers() -> None:
    assert paper("$$e = y - x$$").statements[0].role is Role.DEFINITION
    assert paper("$$e = y - e^x$$").statements[0].role is Role.CLAIM


def test_expectations_are_not_defined() -> None:
    assert paper("The expectation is $$E(X) = a + b$$").statements[0].role is Role.CLAIM
    assert paper("The energy is $$E(x) = x^2 + b$$").statements[0].role is Role.DEFINITION


def last_definitions(text: str) -> tuple[NoteDefinition, ...]:
    found = paper(text)
    return found.scope(found.document.sections[-1]).definitions


@pytest.mark.parametrize(
    "left", ["2 x", "x^2", "\\log x", "\\max(a, b)", "\\nabla f", "f(2)", "x_1 y", "\\pi", "\\operatorname{tr}(C)"]
)
def test_no_heads(left: str) -> None:
    assert paper(f"$${left} = a + b$$").statements[0].role is Role.CLAIM


def test_a_chain_that_defines_goes_on_as_claims() -> None:
    (one,) = paper("$$h = a + b = b + a$$").statements
    assert [link.kind for link in one.links] == ["definition", "claim"]


def test_a_new_name_at_the_end_of_a_defining_chain() -> None:
    found = paper("$$\\text{softmax}(z_i) = \\frac{e^{z_i}}{\\sum_{j=1}^{K} e^{z_j}} = y_i$$")
    (one,) = found.statements
    assert [link.kind for link in one.links] == ["definition", "alias"]
    assert identifiers(each.symbol for each in found.scope(one.section).definitions) == {"softmax", "y"}


def test_a_condition_never_defines() -> None:
    """Trap: `x = x_0`, «when ε = ε̂»."""
    for text in ("At $x = x_0$ we have $f(x) = 2$.", "当 $\\epsilon = \\hat{\\epsilon}$ 时，$a > b$。"):
        assert paper(text).statements[0].defines is None


def test_with_and_where_introduce_new_names() -> None:
    """A new name for an expression; what stands above already is a condition."""
    assert paper("With $q = x + y$ this is").statements[0].role is Role.DEFINITION
    assert paper("$$y = a u$$\nwhere $u = x + b$.").statements[-1].role is Role.DEFINITION
    assert paper("Let $p = g(z)$ with $g(z) = 1 + z$.").statements[-1].role is Role.DEFINITION
    assert paper("The points $x$, $y$, $z$ with $x = 2 y$.").statements[-1].role is Role.CONDITION
    assert paper("For $p_i = g(w^T x_i)$ the loss is").statements[0].role is Role.DEFINITION
    assert paper("For $n = 2 k$ it holds.").statements[0].role is Role.CONDITION
    assert paper("Points with $q = 3$.").statements[0].role is Role.CONDITION
    assert paper("When $q = x + y$, it vanishes.").statements[0].role is Role.CONDITION


def test_an_update_has_the_left_side_itself_on_the_right() -> None:
    assert paper("$$W = W^{(1)} W^{(2)}$$").statements[0].role is Role.DEFINITION


def test_conditional_sentences() -> None:
    """Trap: what an if-sentence says may be false."""
    assert paper("If $a > 0$, then $b = c + 2 b$.").statements[-1].conditional
    assert paper("因为 $2 a = b$，所以 $3 a = 2 b$。").statements[0].conditional
    assert paper("Since $A$ is nice, we have $2 b = c + a$.").statements[-1].conditional
    assert not paper("Since $r = 2 x + y$, we have that $2 r = 4 x + 2 y$.").statements[-1].conditional
    assert not paper("If we multiply both sides, we get\n$$2 b = c + a$$").statements[0].conditional
    assert not paper("Then $2 b = c + a$.").statements[0].conditional
    assert paper("$$x^2 = 4 c \\Rightarrow x y = 2 c$$").statements[0].conditional


def test_equations_to_be_solved() -> None:
    """Trap: `= 0` after «set the derivative to zero»."""
    assert paper("Setting the derivative to zero:\n$$2 x + b = 0$$").statements[0].solved
    assert paper("$$0 = 2 x + b$$").statements[0].solved
    assert not paper("The sum is\n$$2 x + b = c d$$").statements[0].solved


def test_a_range_that_does_not_begin_at_one_is_refused() -> None:
    (one,) = paper("$$i = 0, \\ldots, K$$").statements
    assert one.refused is not None
    assert one.refused.code == "E27"


@pytest.mark.parametrize(
    "text", ["for $1 \\leq i \\leq n$", "$1 \\le i < j \\le n$", "with $i \\in \\{1, \\ldots, n\\}$"]
)
def test_ranges_by_inequalities(text: str) -> None:
    assert paper(text).statements[0].role is Role.RANGE


def test_infinity_is_no_claim() -> None:
    assert paper("so $-\\log 0 = \\infty$").statements[0].role is Role.MENTION


def test_alternatives_are_not_claimed() -> None:
    assert {each.role for each in paper("$$x = 1 \\text{ or } x = 2$$").statements} == {Role.MENTION}
    both = paper("$$L = a + b \\quad \\text{or equivalently} \\quad L = b + a$$").statements
    assert [each.role for each in both] == [Role.DEFINITION, Role.CLAIM]


def test_a_list_of_functions_in_one_display() -> None:
    """Trap: the second f(x) = … is another example, and df/dx = a may speak of f_a."""
    text = "$$f(x) = \\frac{1}{x} \\quad \\rightarrow \\quad \\frac{df}{dx} = -1/x^2 \\\\ "
    text += "f_a(x) = a x \\quad \\rightarrow \\quad \\frac{df}{dx} = a \\\\ "
    text += "f(x) = e^x \\quad \\rightarrow \\quad \\frac{df}{dx} = e^x$$"
    found = [each for each in paper(text).statements if each.role is not Role.MENTION]
    assert [each.role for each in found] == [Role.DEFINITION, Role.CLAIM] * 3
    assert [each.conditional for each in found] == [False, False, False, True, False, False]
    scope = last(paper(text))
    assert scope.lookup(symbol(scope, "f"), found[-1]).line == 1


def test_a_recurrence_is_not_compared_with_its_closed_form() -> None:
    found = paper("$$h_t = a h_{t-1} + b$$\n$$h_t = a h_{t-1} + b + 0$$\n$$h_t = a^2 h_{t-2} + b$$").statements
    assert found[1].refused is None
    assert found[2].refused is not None
    assert found[2].refused.code == "S11"


def test_a_display_goes_on_with_the_one_before() -> None:
    text = "$$2 a = b + c$$\nSimplifying:\n$$= c + b$$\n$$= d =$$\n$$e + f$$"
    found = paper(text).statements
    assert [len(each.links) for each in found] == [1, 1, 1, 1]
    spans = [[link.left.span for link in each.links] for each in found[1:]]
    assert all(
        high <= len(each.formula.body)
        for each, each_spans in zip(found[1:], spans, strict=True)
        for _, high in each_spans
    )
    assert found[1].links[0].left == found[0].links[0].right
    assert found[3].links[0].left == found[2].links[0].right
    far = paper("$$2 a = b + c$$\n" + "words " * 60 + "\n$$= c + b$$").statements
    assert far[-1].role is Role.MENTION


def test_the_part_of_a_chain_that_means_something_defines() -> None:
    (one,) = paper("$$p = \\rho(z) = \\frac{1}{1 + e^{-z}}$$").statements
    assert one.defines is not None
    assert one.defines.body == one.links[1].right
    assert [link.kind for link in one.links] == ["definition", "claim"]


def test_what_is_inverted_is_claimed() -> None:
    """η is defined by φ, then φ by η: the second follows, or is an update, and is never refuted."""
    first, second = paper("$$\\eta = \\log \\phi$$\n$$\\phi = e^\\eta$$").statements
    assert (first.role, second.role, second.conditional) == (Role.DEFINITION, Role.CLAIM, True)


def test_restating() -> None:
    """Trap: a list of losses redefines L again and again; none of it is an error by itself."""
    found = paper("$$L_i = a_i + b_i$$\n\nor\n\n$$L_i = a_i b_i$$")
    second = found.statements[-1]
    assert second.restates is found.statements[0].defines
    assert second.again is not None
    assert written(second) == "L_i=a_ib_i"
