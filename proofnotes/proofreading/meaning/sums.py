"""Sums as they are written: terms of one shape, a Σ whose brackets are missing, dots that stand for a Σ."""

from __future__ import annotations

from dataclasses import replace

from ...expr.nodes import Expr, Sum
from ..codes import NotUnderstood
from ..grammar.nodes import (
    TexDots,
    TexFactor,
    TexName,
    TexNode,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    Token,
)
from .elaborate import Bindings, Elaboration, RunningIndex, reads
from .letters import operator_letter, rebuilt, scripts_of, uses_letter
from .model import ArrayValue
from .named import set_axes, untyped
from .values import added, number

MINUS = ("-", "−")


@reads(TexSum)
def read_sum(e: Elaboration, node: TexSum, env: Bindings) -> ArrayValue:
    """a + b − c."""
    terms = node.terms
    if any(term.sign == "±" for term in terms):
        raise NotUnderstood("E18", "plus or minus", node.span)
    if any(isinstance(term.value, TexDots) for term in terms):
        return _dotted(e, node, env)
    reaching = _reaching(e, terms, env)
    if reaching is not None:
        return e.value(replace(node, terms=reaching), env)
    return _sum_of(e, node, env)


def _has_matrix(e: Elaboration, node: TexNode, env: Bindings) -> bool:
    """Whether a term is a product with a matrix in it: W x, beside which b is a vector, and not γ x."""
    if not isinstance(node, TexProduct):
        return False
    names = [each.value for each in node.factors if isinstance(each.value, (TexName, TexScripted))]
    return any(_rank(e, each, env) == 2 for each in names)


def _rank(e: Elaboration, node: TexNode, env: Bindings) -> int:
    try:
        return e.value(node, env).rank
    except NotUnderstood:
        return 0


def _sum_of(e: Elaboration, node: TexSum, env: Bindings) -> ArrayValue:
    """The terms; a bare symbol that nothing else is known of has the shape of what it is added to."""
    products = any(isinstance(term.value, TexProduct) for term in node.terms)
    silent = [products and untyped(e, term.value, False, env) is not None for term in node.terms]
    found: list[ArrayValue | None] = [
        None if late else e.value(term.value, env) for term, late in zip(node.terms, silent, strict=True)
    ]
    top = max((each for each in found if each is not None), key=lambda each: each.rank, default=None)
    beside = any(_has_matrix(e, term.value, env) for term in node.terms)
    for place, term in enumerate(node.terms):
        if not silent[place]:
            continue
        symbol = untyped(e, term.value, False, env)
        if symbol is not None and beside and top is not None and top.rank == 1 and not top.row:
            set_axes(e, symbol, 1)
            e.note(f"{symbol.base} is added to a vector: a vector")
        found[place] = e.value(term.value, env)
    values = _repeated(e, [each for each in found if each is not None], node)
    signed = zip((_sign(term) for term in node.terms), values, strict=True)
    return added(e.sizes, tuple(signed), node.span)


def _repeated(e: Elaboration, values: list[ArrayValue], node: TexSum) -> list[ArrayValue]:
    """A vector beside a matrix is added to each of its rows, or to each of its columns."""
    top = max(values, key=lambda each: each.rank)
    if top.rank != 2:
        return values
    return [_as_matrix(e, value, top, node) if value.rank == 1 else value for value in values]


def _as_matrix(e: Elaboration, value: ArrayValue, top: ArrayValue, node: TexSum) -> ArrayValue:
    (axis,), (rows, columns) = value.axes, top.axes
    roots = [e.sizes.root(each) for each in top.axes]
    here = e.sizes.root(axis)
    each_column = here == roots[0] != roots[1]
    if here not in roots:
        each_column = e.choose("a vector added to a matrix: to each row, or to each column", 2) == 1
    e.sizes.unify(axis, rows if each_column else columns, "a vector added to a matrix", node.span)
    e.note(f"a vector added to each {'column' if each_column else 'row'} of a matrix")
    e.doubt("a vector is added to a matrix")
    return ArrayValue(top.axes, lambda i, j: value.entry(i if each_column else j))


def _sign(term: TexTerm) -> str:
    return "-" if term.sign in MINUS else "+"


# -- Σ_i a_i + b_i: the sum reaches on


def _reaching(e: Elaboration, terms: tuple[TexTerm, ...], env: Bindings) -> tuple[TexTerm, ...] | None:
    """The terms where a Σ takes in what follows it and uses its index; None where there is no such Σ."""
    for place, term in enumerate(terms[:-1]):
        operator = last_operator(term.value)
        letter = operator_letter(operator) if operator is not None else ""
        if operator is None or not letter or letter in env.indices or letter in e.free:
            continue
        count = 0
        rest = terms[place + 1 :]
        while count < len(rest) and uses_letter(rest[count].value, letter):
            count += 1
        if not count:
            continue
        e.note(f"the sum over {letter} reaches on: its index is used behind the + (brackets are missing)")
        minus = _sign(term) == "-"
        whole = minus and e.choose("whether the minus is of the whole sum", 2) == 0
        inside = [TexTerm("-" if minus else "+", operator.body)]
        inside += [TexTerm("-" if (_sign(each) == "-") != whole else "+", each.value) for each in rest[:count]]
        body = TexSum(tuple(inside), span=operator.span)
        joined = _with_body(term.value, operator, body)
        return (*terms[:place], TexTerm("+", joined, span=term.span), *rest[count:])
    return None


def last_operator(node: TexNode) -> TexOperator | None:
    """The Σ that a term ends with."""
    if isinstance(node, TexProduct):
        return last_operator(node.factors[-1].value)
    return node if isinstance(node, TexOperator) and node.name == "sum" else None


def _with_body(node: TexNode, operator: TexOperator, body: TexNode) -> TexNode:
    if isinstance(node, TexProduct):
        *first, last = node.factors
        return replace(node, factors=(*first, replace(last, value=_with_body(last.value, operator, body))))
    return replace(operator, body=body)


# -- w_1 x_1 + ⋯ + w_d x_d


def _dotted(e: Elaboration, node: TexSum, env: Bindings) -> ArrayValue:
    """Σ_i w_i x_i, where the first and the last term that are written differ in 1 and d only."""
    terms = node.terms
    dots = next(place for place, term in enumerate(terms) if isinstance(term.value, TexDots))
    if not 0 < dots < len(terms) - 1:
        raise NotUnderstood("E03", "dots that do not stand between terms of a sum", node.span)
    begin, upper = _listed_from(terms, dots)
    if upper is None:
        raise NotUnderstood("E03", "dots between terms of different form", node.span)
    first = terms[begin].value
    axis = e.letter_axis(upper)
    if axis is None and (not upper.isalpha() or upper in env.indices or e.scope.is_value(upper)):
        raise NotUnderstood("E03", f"dots up to {upper}, which is no size", node.span)
    axis = e.sizes.letter(upper) if axis is None else axis
    used = {token.text for script in scripts_of(node) for token in script.tokens}
    letter = next(each for each in "ijkmnpqrst" if each not in used)
    index = RunningIndex(letter, axis, bound=True)
    body = e.number(with_script(first, "1", letter), Bindings({**env.indices, letter: index}, env.values))
    e.note("dots read as a sum")

    def entry() -> Expr:
        return Sum(body.entry(), e.index(index))

    others = (*terms[:begin], *terms[dots + 2 :])
    rest = tuple((_sign(term), e.value(term.value, env)) for term in others)
    return added(e.sizes, (("+", number(entry)), *rest), node.span)


def _listed_from(terms: tuple[TexTerm, ...], dots: int) -> tuple[int, str | None]:
    """Where the terms begin that the dots go on with, and the script of the last one."""
    for begin in range(dots):
        listed = terms[begin : dots + 2]
        first, upper = terms[begin].value, _upper(terms[begin].value, terms[dots + 1].value)
        middle = [term.value for term in terms[begin + 1 : dots]]
        counted = all(_upper(first, each) == str(place + 2) for place, each in enumerate(middle))
        if upper is not None and counted and all(_sign(term) == "+" for term in listed):
            return begin, upper
    return 0, None


def _upper(first: TexNode, last: TexNode) -> str | None:
    """What stands in the last term wherever 1 stands in the first; None if they differ in anything else."""
    found = {
        (one.text, other.text)
        for one, other in zip(scripts_of(first), scripts_of(last), strict=False)
        if one.text != other.text
    }
    if len(found) != 1:
        return None
    ((one, other),) = found
    fits = one == "1" and with_script(first, "1", other) == with_script(last, "1", other)
    return other if fits else None


def with_script(node: TexNode, old: str, new: str) -> TexNode:
    """The tree with another text in the scripts that say `old`."""

    def replaced_script(script: TexScript | None) -> TexScript | None:
        if script is None or script.text != old:
            return script
        if new.isdigit():
            return TexScript((Token("number", new),), TexNumeral(new))
        return TexScript((Token("letter", new),), TexName(new))

    if isinstance(node, TexScripted):
        base = with_script(node.base, old, new)
        return replace(node, base=base, sub=replaced_script(node.sub), sup=replaced_script(node.sup))
    return rebuilt(node, lambda child: with_script(child, old, new))


def one_product(factors: tuple[TexFactor, ...], span: tuple[int, int]) -> TexNode:
    """Factors as one node."""
    if len(factors) == 1:
        return factors[0].value
    return TexProduct((replace(factors[0], joint=""), *factors[1:]), span=span)
