"""Formulas of the report: each printed from the statement that carries it."""

from __future__ import annotations

from collections.abc import Iterator

from ..expr.arrays import Array
from ..expr.calculus import inputs_of, unfold
from ..expr.errors import NotationError
from ..expr.indices import Index, Position, Shifted, Size
from ..expr.nodes import BINDERS, Expr, Named, Quantity, Tensor, walk
from ..printing.displays import aligned
from ..printing.glyphs import PLAIN, Notation
from ..printing.latex import LatexWriter, writer_for
from ..printing.latex_names import names_in, plain
from ..printing.written import size
from ..statements.chains import Term
from ..statements.display import JOINS, RELATIONS, Components, Display, Equation, Members, Part, Range, Split
from ..statements.statement import Definition, Statement, Theorem


def formula(display: Display, statement: Statement) -> str:
    """The notes' formula `display.number` as LaTeX for display math."""
    parts = [_part(part, statement, display) for part in display.parts]
    return JOINS[display.join].join(parts)


def _part(part: Part, statement: Statement, display: Display) -> str:
    match part:
        case Equation():
            return _equation(part, statement, display)
        case Components(of):
            return _components(tensor(statement, of), display.notation)
        case Range(index):
            axis = _index(statement, index)
            writer = LatexWriter(display.notation, {}).naming(axis, set())
            return f"{writer.place(axis)} = 1, ..., {size(axis.over).text}"
        case Split(of):
            return _split([quantity(statement, name) for name in of], display.notation)
        case Members(of):
            found = [quantity(statement, name) for name in of]
            names = ", ".join(_whole(each, display.notation) for each in found)
            return f"{names} {_member(found[0])}"


def _equation(part: Equation, statement: Statement, display: Display) -> str:
    terms = [_term(statement, part.of, each) for each in part.at]
    writer = writer_for([each for each in terms if not isinstance(each, str)], display.notation)
    written = [_name(writer, statement, each) if isinstance(each, str) else writer.latex(each) for each in terms]
    sign = RELATIONS[part.sign]
    ending = f" {_member(quantity(statement, part.member))}" if part.member else ""
    if not display.breaks:
        return f" {sign} ".join(written) + ending
    lines = [written[0]]
    for place, each in enumerate(written[1:], start=1):
        if place in display.breaks:
            lines.append("")
        lines[-1] += f" {'&' if place == 1 or place in display.breaks else ''}{sign} {each}"
    return aligned(lines)


def _term(statement: Statement, of: str, at: int | str) -> Term | str:
    if isinstance(at, str):
        return at
    forms = tuple(_forms(statement, of))
    if at >= len(forms):
        raise NotationError(f"{statement.id}: {of or 'it'} has {len(forms)} expressions, there is no number {at}")
    return forms[at]


def _forms(statement: Statement, of: str) -> Iterator[Term]:
    if isinstance(statement, Theorem):
        for chain in statement.chains:
            if chain.label == of:
                yield from chain.terms
                return
    if isinstance(statement, Definition) and not of:
        yield Named(statement.quantity, statement.indices)
        yield from statement.equals[0].terms if statement.equals else (statement.body,)
        return
    found = quantity(statement, of)
    yield Named(found, found.indices)
    body = found.body
    yield body
    while isinstance(body, Named):
        body = unfold(body)
        yield body


def _name(writer: LatexWriter, statement: Statement, name: str) -> str:
    if not isinstance(statement, Definition):
        raise NotationError(f"{statement.id}: only the value of a definition can be called {name!r}")
    return writer.placed(name, None, statement.indices).text


def _components(of: Tensor, notation: Notation) -> str:
    axis = of.over[-1]
    writer = LatexWriter(notation, {})
    entries = [writer.placed(of.name, of.latex, (Position(place, axis),)).text for place in (1, 2)]
    last = str(writer.glyph(of.name, of.latex).with_below(size(axis).text))
    return rf"{writer.whole(of.name, of.latex, bold=True)} = ({', '.join(entries)}, \dots, {last})"


def _split(parts: list[Quantity], notation: Notation) -> str:
    """Checked: the parts are all the blocks of one quantity, in order."""
    whole = parts[0].body.quantity if isinstance(parts[0].body, Named) else parts[0]
    over = whole.indices[-1].over
    blocks = [Named(whole, (Shifted(part.indices[-1], place, over),)) for place, part in enumerate(parts)]
    if [part.body for part in parts] != blocks or over.blocks != len(parts):
        raise NotationError(f"{', '.join(part.name for part in parts)}: expected the blocks of one quantity, in order")
    names = ", ".join(_whole(part, notation) for part in parts)
    return rf"[{names}] = \text{{split}}({_whole(whole, notation)})"


def _whole(of: Quantity, notation: Notation) -> str:
    return LatexWriter(notation, {}).whole(of.name, of.latex)


def _member(of: Quantity) -> str:
    return r"\in \mathbb{R}" + f"^{{{shape(tuple(index.over for index in of.indices))}}}"


def shape(over: tuple[Size, ...]) -> str:
    """N × D."""
    return r" \times ".join(size(each).text for each in over)


def expressions(statement: Statement) -> Iterator[Expr]:
    """The expressions of a statement, and the bodies of the quantities that they name."""
    if isinstance(statement, Definition):
        yield statement.body
        yield from (name.quantity.body for name in names_in(statement.body))
        yield from (each.body for each in statement.where)
    written = (term for chain in statement.chains for term in chain.terms)
    for entry in (each for term in written for each in entries(term)):
        yield entry
        yield from (name.quantity.body for name in names_in(entry))


def entries(term: Term) -> Iterator[Expr]:
    """The expression; of an array, an entry."""
    if isinstance(term, Array):
        yield term.entry(*(Index(name, over) for name, over in zip("ijkl", term.over, strict=False)))
    else:
        yield term


def quantity(statement: Statement, name: str) -> Quantity:
    """The quantity that the statement calls by this name."""
    where = statement.where if isinstance(statement, Definition) else ()
    named = (node.quantity for e in expressions(statement) for node in walk(e) if isinstance(node, Named))
    for found in (*where, *named):
        if found.name == name:
            return found
    raise NotationError(f"{statement.id}: it has no chain and no quantity called {name!r}")


def tensor(statement: Statement, name: str) -> Tensor:
    """The tensor that the statement calls by this name."""
    for e in expressions(statement):
        for found in inputs_of(e):
            if isinstance(found, Tensor) and found.name == name:
                return found
    raise NotationError(f"{statement.id}: it has no tensor called {name!r}")


def _index(statement: Statement, name: str) -> Index:
    free = statement.indices if isinstance(statement, Definition) else ()
    bound = (node.index for e in expressions(statement) for node in walk(e) if isinstance(node, BINDERS))
    for found in (*free, *bound):
        if plain(found) == name:
            return found
    raise NotationError(f"{statement.id}: it has no index called {name!r}")


def symbol(statement: Statement, name: str) -> str:
    """The glyph of what the statement calls by this name: a quantity, an input, a parameter or a dimension."""
    found = _symbols(statement).get(name)
    if found is None:
        known = ", ".join(sorted(_symbols(statement)))
        raise NotationError(f"{statement.id}: nothing in it is called {name!r}; there are {known}")
    return found[0]


def shape_of(statement: Statement, name: str) -> str:
    """x ∈ ℝᴺˣᴰ for a tensor or quantity of the statement."""
    glyph, over = symbol(statement, name), _symbols(statement)[name][1]
    return rf"{glyph} \in \mathbb{{R}}" + (f"^{{{shape(over)}}}" if over else "")


def _symbols(statement: Statement) -> dict[str, tuple[str, tuple[Size, ...]]]:
    """By name: the glyph, and the shape."""
    writer = LatexWriter(PLAIN, {})
    found: dict[str, tuple[str, tuple[Size, ...]]] = {}
    for e in expressions(statement):
        for each in inputs_of(e):
            over = each.over if isinstance(each, Tensor) else ()
            found[each.name] = (writer.whole(each.name, each.latex), over)
            found |= {axis.name: (size(axis.base).text, ()) for axis in over}
        for node in names_in(e):
            over = tuple(index.over for index in node.quantity.indices)
            found[node.quantity.name] = (writer.whole(node.quantity.name, node.quantity.latex), over)
    return found
