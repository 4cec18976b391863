"""Statements and outcomes as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..expr.nodes import Expr, Named, Quantity, walk
from ..printing.sentences import against, place_of, tidy
from ..statements.catalogue import Module
from ..statements.chains import Chain
from ..statements.claims import Measurement, Opinion, Table, readable
from ..statements.statement import Definition, Statement
from ..verdicts.necessity import Without
from ..verdicts.outcomes import LinkOutcome, Outcome, answered


def outcome_lines(outcome: Outcome, width: int) -> Iterator[str]:
    """id, verdict, method and seconds; below it the witness of each counterexample, and whatever link is broken."""
    if not outcome.links:
        yield f"{outcome.id:<{width}}  {outcome.verdict}"
        return
    yield f"{outcome.id:<{width}}  {outcome.verdict:<8} {outcome.seconds:6.3f} s  {outcome.method}".rstrip()
    for link in outcome.counterexamples:
        yield f"    {link.name}  REFUTED as claimed, {_differs(link)}"
    for link in outcome.broken:
        yield from broken_lines(link)


def broken_lines(link: LinkOutcome) -> Iterator[str]:
    """Which link failed, and everything that is known about why."""
    instead = "" if link.expected == "PROVED" else f", {link.expected} was claimed"
    yield f"    {link.name}  {link.verdict}{instead}  ({link.reason})"
    yield f"        {link.left} {link.sign} {link.right}"
    yield from _why(link)


def _why(link: LinkOutcome) -> Iterator[str]:
    open_ones = [condition["relation"] for condition in link.conditions if not condition["discharged"]]
    missing = [each for each in link.missing if each not in open_ones]
    if link.witness:
        yield f"        {_differs(link)}"
    if link.residual:
        yield f"        left over: {link.residual}"
    if missing:
        yield f"        would hold with: {', '.join(missing)}"
    yield from (f"        not shown: {each}" for each in open_ones)
    if link.detail:
        yield f"        {link.detail}"


def without_lines(attempts: Sequence[Without]) -> Iterator[str]:
    """What becomes of a statement without each of its hypotheses."""
    for attempt in attempts:
        found = answered(attempt.link, attempt.proof)
        yield ""
        yield f"  without {attempt.hypothesis}:  {found.name}  {found.verdict}"
        if attempt.needed:
            yield from _why(found)


def _differs(link: LinkOutcome) -> str:
    assert link.witness
    return f"differs at {place_of(link.witness)}: {against(link.witness['left'], link.witness['right'])}"


def summary(outcomes: Sequence[Outcome], seconds: float) -> str:
    """The last line: how many statements and links, and with which verdicts."""
    found = Counter(outcome.verdict for outcome in outcomes)
    counts = ", ".join(f"{number} {verdict}" for verdict, number in sorted(found.items()))
    links = sum(len(outcome.links) for outcome in outcomes)
    broken = sum(not outcome.settled for outcome in outcomes)
    ending = f"; {broken} not settled" if broken else ""
    return f"{len(outcomes)} statements, {links} links: {counts or 'nothing to prove'}; {seconds:.1f} s{ending}"


def statement_lines(statement: Statement, module: Module, outcome: Outcome) -> Iterator[str]:
    """A statement as a page: what it says, under which hypotheses, and each chain with its reasons and verdicts."""
    kinds = " and ".join(each.name.lower() for each in statement.kinds)
    yield f"{statement.id}  ({kinds}, {module.path.name})"
    yield module.title
    if isinstance(statement, (Opinion, Measurement)):
        yield statement.says
    if isinstance(statement, Definition):
        yield from _definition_lines(statement)
    yield from filter(None, (statement.note, statement.source and f"Source: {statement.source}"))
    for quantity in named_quantities(statement):
        yield f"    where {_head(quantity)} = {quantity.body}"
    if statement.assuming:
        yield f"    for {', '.join(map(str, statement.assuming))}"
    verdicts = iter(outcome.links)
    for chain in statement.chains:
        yield ""
        yield from _chain_lines(chain, verdicts)
    if isinstance(statement, Measurement):
        yield ""
        yield from table_lines(statement.measure())


def _definition_lines(definition: Definition) -> Iterator[str]:
    inputs = ", ".join(each.name for each in definition.inputs)
    places = f"[{', '.join(map(str, definition.indices))}]" if definition.indices else ""
    yield f"    {definition.name}({inputs}){places} = {definition.body}"
    for scalar, default in definition.parameters:
        yield f"    parameter {scalar.name}, {default} unless given"


def _chain_lines(chain: Chain, verdicts: Iterator[LinkOutcome]) -> Iterator[str]:
    if chain.label:
        yield f"  {chain.label}:"
    if chain.assuming:
        yield f"    for {', '.join(map(str, chain.assuming))}"
    first, *rest = tidy(*map(str, chain.terms))
    yield f"    {first}"
    for term, sign, reason, verdict in zip(rest, chain.signs, chain.reasons, verdicts, strict=False):
        yield f"  {sign:<2}{term}"
        yield f"        {reason}  [{verdict.verdict}: {verdict.method or verdict.detail}, {verdict.seconds:.3f} s]"
        if not verdict.settled:
            yield from broken_lines(verdict)
        elif verdict.witness:
            yield f"        as claimed, {_differs(verdict)}"


def table_lines(table: Table) -> Iterator[str]:
    """Columns side by side, and the note below."""
    cells = [tuple(map(readable, row)) for row in (table.columns, *table.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "    " + "  ".join(each.rjust(width) for each, width in zip(row, widths, strict=True))
    if table.note:
        yield f"    {table.note}"


def named_quantities(statement: Statement) -> tuple[Quantity, ...]:
    """The named quantities that a statement mentions, innermost first; functions such as σ are not among them."""
    roots = [side for link in statement.links for side in (link.left, link.right)]
    roots += [side for each in statement.assuming for side in (each.left, each.right)]
    roots += [statement.body] if isinstance(statement, Definition) else []
    found: dict[Quantity, None] = {}
    for root in roots:
        _note(root, found)
    return tuple(found)


def _note(e: Expr, found: dict[Quantity, None]) -> None:
    for node in walk(e):
        if isinstance(node, Named) and not node.quantity.applied and node.quantity not in found:
            _note(node.quantity.body, found)
            found[node.quantity] = None


def _head(quantity: Quantity) -> str:
    return f"{quantity.name}[{', '.join(map(str, quantity.indices))}]" if quantity.indices else quantity.name
