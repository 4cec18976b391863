"""Derivatives: d/dx f, ∂L/∂W, ∇_w f.  What is differentiated by is an input or a quantity by its name."""

from __future__ import annotations

from ...expr.calculus import depends, unfold
from ...expr.indices import Place
from ...expr.nodes import Diff, Entry, Expr, Named, Quantity, Scalar, walk
from ..codes import NotUnderstood, Span
from ..grammar.nodes import TexDerivative, TexName, TexNode, TexScripted
from .elaborate import Bindings, Elaboration, reads
from .model import ArrayValue, NoteDefinition, Symbol


@reads(TexDerivative)
def read_derivative(e: Elaboration, node: TexDerivative, env: Bindings) -> ArrayValue:
    r"""\\frac{\\partial f}{\\partial x}; without a body it acts on what follows, and alone it means nothing."""
    if node.body is None:
        raise NotUnderstood("E31", "d/dx without what it acts on", node.span)
    return derived(e, node.body, node.by, node.order, node.span, env)


def derived(
    e: Elaboration, body: TexNode, by: tuple[TexNode, ...], order: str, span: Span, env: Bindings
) -> ArrayValue:
    """The derivative of the body by each variable in turn."""
    variables = _variables(by, order, span)
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

    return _laid_out(e, ArrayValue(axes, entry), value, wrt)


def _variables(by: tuple[TexNode, ...], order: str, span: Span) -> list[TexNode]:
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


# -- a definition with several forms: the one that has the variable in it


def _body(e: Elaboration, body: TexNode, variables: list[TexNode], env: Bindings) -> ArrayValue:
    definition = _definition_of(e, body) if len(variables) == 1 else None
    variable = _symbol_of(e, variables[0]) if definition is not None else None
    if definition is not None and variable is not None and definition.body is not None:
        known = e.lookup(variable).definition
        if known is not None and not e.scope.mentions(definition.body, variable):
            for form in _forms(definition):
                if e.scope.mentions(form, variable):
                    e.note(f"the form of {definition.symbol.base} that has the variable in it")
                    return e.value(form, env)
    return e.value(body, env)


def _definition_of(e: Elaboration, node: TexNode) -> NoteDefinition | None:
    symbol = _symbol_of(e, node)
    return e.lookup(symbol).definition if symbol is not None else None


def _symbol_of(e: Elaboration, node: TexNode) -> Symbol | None:
    if not isinstance(node, (TexName, TexScripted)):
        return None
    parts = e.scope.parts(node, ())
    if parts.name is None or parts.power is not None or parts.transposed:
        return None
    return e.scope.symbol(parts)


def _forms(definition: NoteDefinition) -> list[TexNode]:
    links = definition.statement.links if definition.statement else ()
    return [link.right for link in links if link.kind == "claim" and link.sign == "="]
