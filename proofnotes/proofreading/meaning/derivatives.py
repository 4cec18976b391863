"""Derivatives: d/dx f, ∂L/∂W, ∇_w f.  What is differentiated by is an input or a quantity by its name."""

from __future__ import annotations

from collections.abc import Iterator

from ...expr.calculus import depends, substitute, unfold
from ...expr.indices import Place
from ...expr.nodes import Diff, Div, Entry, Expr, Named, Pow, Quantity, Scalar, walk, wrap
from ..codes import NotUnderstood, Span
from ..grammar.nodes import (
    TexChain,
    TexDerivative,
    TexEvaluated,
    TexFactor,
    TexGroup,
    TexName,
    TexNode,
    TexProduct,
    TexScripted,
)
from .elaborate import Bindings, Elaboration, reads
from .model import ArrayValue, NoteDefinition, Symbol


@reads(TexDerivative)
def read_derivative(e: Elaboration, node: TexDerivative, env: Bindings) -> ArrayValue:
    r"""\\frac{\\partial f}{\\partial x}; without a body it acts on what follows, and alone it means nothing."""
    if node.body is None:
        raise NotUnderstood("E31", "d/dx without what it acts on", node.span)
    return derived(e, node.body, node.by, node.order, node.span, env)


def derived(
    e: Elaboration,
    body: TexNode,
    by: tuple[TexNode, ...],
    order: str,
    span: Span,
    env: Bindings,
    *,
    gradient: bool = False,
) -> ArrayValue:
    """The derivative of the body by each variable in turn; a gradient has the shape of what it is by."""
    variables = variables_of(by, order, span)
    value = _body(e, body, variables, env)
    wrt = [e.value(each, env) for each in variables]
    axes = value.axes
    for each in wrt:
        axes += each.axes

    def entry(*places: Place) -> Expr:
        found, rest = value.entry(*places[: value.rank]), places[value.rank :]
        for each in wrt:
            found, rest = _by(found, each.entry(*rest[: each.rank]), span), rest[each.rank :]
        return found

    found = ArrayValue(axes, entry)
    return found if gradient and not value.rank else _laid_out(e, found, value, wrt)


def variables_of(by: tuple[TexNode, ...], order: str, span: Span) -> list[TexNode]:
    """x twice for dx²; as many as the order says."""
    if not order.isdigit():
        raise NotUnderstood("E32", f"a derivative of order {order}", span)
    found: list[TexNode] = []
    for each in by:
        count = _repeated(each) if int(order) > 1 else None
        found += [each] if count is None else [count[0]] * count[1]
    if len(found) != int(order):
        raise NotUnderstood("E32", f"order {order}, but {len(found)} variables", span)
    return found


def _repeated(node: TexNode) -> tuple[TexNode, int] | None:
    if not isinstance(node, TexScripted) or node.sup is None or not node.sup.text.isdigit():
        return None
    base = TexScripted(node.base, node.sub, None, node.primes, span=node.span) if node.sub else node.base
    return base, int(node.sup.text)


def _by(body: Expr, variable: Expr, span: Span) -> Expr:
    if isinstance(variable, Pow) and variable.exponent == wrap(2) and isinstance(variable.base, (Scalar, Entry)):
        return Div(_by(body, variable.base, span), 2 * variable.base)  # ∂/∂σ², by the chain rule
    if not isinstance(variable, (Scalar, Entry, Named)):
        raise NotUnderstood("E34", "differentiation by an expression", span)
    if not mentions(body, variable):
        message = f"this does not depend on {_name(variable)}: a definition is missing"
        raise NotUnderstood("M06", message, span)
    return Diff(body, variable)


def _name(variable: Scalar | Entry | Named) -> str:
    if isinstance(variable, Entry):
        return variable.tensor.name
    return variable.quantity.name if isinstance(variable, Named) else variable.name


def mentions(body: Expr, variable: Expr) -> bool:
    """Whether the variable occurs, with every name unfolded."""
    if not isinstance(variable, Named):
        return depends(body, variable)
    seen: set[Quantity] = set()
    waiting = [body]
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, Named):
                if node.quantity is variable.quantity:
                    return True
                if node.quantity not in seen or node.arguments:
                    seen.add(node.quantity)
                    waiting.append(unfold(node))
    return False


def _laid_out(e: Elaboration, found: ArrayValue, value: ArrayValue, wrt: list[ArrayValue]) -> ArrayValue:
    """The conventions differ: by a vector a column or a row; ∂y_i/∂x_j in place (i, j) or (j, i)."""
    if len(wrt) != 1 or not found.axes:
        return found
    ranks = (value.rank, wrt[0].rank)
    if ranks == (1, 1) and e.choose("the layout of ∂vector/∂vector", 2):
        e.note("∂y/∂x has ∂y_i/∂x_j in row j and column i")
        return ArrayValue((found.axes[1], found.axes[0]), lambda i, j: found.entry(j, i))
    if ranks == (0, 1) and (wrt[0].row or e.choose("∂number/∂vector: a column or a row", 2)):
        return ArrayValue(found.axes, found.entry, row=True)
    if ranks == (0, 2) and e.choose("the layout of ∂number/∂matrix", 2):
        e.note("∂L/∂W has ∂L/∂W_ij in row j and column i")
        return ArrayValue((found.axes[1], found.axes[0]), lambda i, j: found.entry(j, i))
    return found


# -- what is differentiated: an open function, a definition with several forms, a value at a point


def argument_of(e: Elaboration, body: TexNode) -> TexNode | None:
    """What a function in the body is of, if that is one name; its own parameter where it stands alone."""
    if isinstance(body, TexProduct) and len(body.factors) == 2 and isinstance(body.factors[1].value, TexGroup):
        inner = body.factors[1].value.inner
        return inner if isinstance(inner, (TexName, TexScripted)) else None
    definition = _definition_of(e, body)
    if definition is None or definition.kind != "function" or len(definition.parameters) != 1:
        return None
    symbol = definition.parameters[0].symbol
    plain = not (symbol.label or symbol.family)
    return TexName(symbol.base, symbol.accents, symbol.font, span=body.span) if plain else None


def is_function_name(e: Elaboration, node: TexNode) -> bool:
    """Whether a node is the name of a function of one argument, defined or open."""
    symbol = _symbol_of(e, node) if isinstance(node, (TexName, TexScripted)) else None
    if symbol is None:
        return False
    definition = e.lookup(symbol).definition
    if definition is not None:
        return definition.kind == "function" and len(definition.parameters) == 1
    return symbol in e.scope.functions or e.scope.called_function(symbol.base)


def _body(e: Elaboration, body: TexNode, variables: list[TexNode], env: Bindings) -> ArrayValue:
    definition = _definition_of(e, body)
    if definition is None and is_function_name(e, body):
        group = TexGroup(variables[0], span=body.span)
        return e.value(TexProduct((TexFactor("", body), TexFactor("", group)), span=body.span), env)
    variable = _symbol_of(e, variables[0])
    if definition is not None and variable is not None and definition.body is not None:
        known = e.lookup(variable).definition
        if known is not None and not e.scope.mentions(definition.body, variable):
            for form in _forms(e, definition):
                if e.scope.mentions(form, variable):
                    e.note(f"the form of {definition.symbol.base} that has the variable in it")
                    e.doubt(f"another form of {definition.symbol.base} is differentiated")
                    return e.value(form, env)
    return e.value(body, env)


def _definition_of(e: Elaboration, node: TexNode) -> NoteDefinition | None:
    symbol = _symbol_of(e, node)
    return e.lookup(symbol).definition if symbol is not None else None


def _symbol_of(e: Elaboration, node: TexNode) -> Symbol | None:
    """The symbol that a node is, with nothing but indices and labels."""
    if isinstance(node, TexProduct) and len(node.factors) == 2 and isinstance(node.factors[1].value, TexGroup):
        node = node.factors[0].value
    if not isinstance(node, (TexName, TexScripted)):
        return None
    parts = e.scope.parts(node, ())
    if parts.name is None or parts.power is not None or parts.transposed or parts.primes:
        return None
    return e.scope.symbol(parts)


def _forms(e: Elaboration, definition: NoteDefinition) -> Iterator[TexNode]:
    """What else the text says that it is: further links of its chain, and statements that say it once more."""
    links = definition.statement.links if definition.statement else ()
    yield from (link.right for link in links if link.kind == "claim" and link.sign == "=")
    for statement in e.scope.statements:
        if statement.restates is definition and statement.number < e.at.number and statement.links:
            yield from (link.right for link in statement.links if link.sign == "=")


@reads(TexEvaluated)
def read_evaluated(e: Elaboration, node: TexEvaluated, env: Bindings) -> ArrayValue:
    """What the body is where x = a, for an input x that is a number."""
    at = node.sub
    if node.sup is not None or not isinstance(at, TexChain) or at.signs != ("=",):
        raise NotUnderstood("E38", "a value at a point", node.span)
    body, variable, point = e.value(node.body, env), e.number(at.parts[0], env), e.number(at.parts[1], env)

    def entry(*places: Place) -> Expr:
        x = variable.entry()
        if not isinstance(x, Scalar):
            raise NotUnderstood("E38", "a value at a point of something else than a free number", node.span)
        return substitute(body.entry(*places), {x: point.entry()})

    return ArrayValue(body.axes, entry, body.row)
