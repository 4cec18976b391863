"""Statements and outcomes as lines for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..expr.calculus import inputs_of
from ..expr.nodes import Expr, Named, Quantity, Scalar, walk
from ..printing.sentences import tidy
from ..statements.catalogue import Module
from ..statements.chains import Chain
from ..statements.claims import Measurement, Opinion, Table, readable
from ..statements.statement import Definition, Statement
from ..verdicts.model import LinkOutcome, Need, Outcome, Recheck, Without, needs

NOBODY: Mapping[str, str] = {}


def outcome_lines(outcome: Outcome, width: int) -> Iterator[str]:
    """id, verdict, method and seconds; below it the witness of each counterexample, whatever link is broken, and
    each hypothesis that is not needed.
    """
    if not outcome.links:
        yield f"{outcome.id:<{width}}  {outcome.verdict}"
        return
    yield f"{outcome.id:<{width}}  {outcome.verdict:<8} {outcome.seconds:6.3f} s  {outcome.method}".rstrip()
    for found in outcome.counterexamples:
        yield f"    {found.name}  {found.said}, {_differs(found)}"
    for found in outcome.broken:
        yield from broken_lines(found)
    for each in outcome.without:
        if each.need is Need.NOT_NEEDED:
            yield f"    holds without {each.hypothesis} too"


def broken_lines(outcome: LinkOutcome) -> Iterator[str]:
    """Which link failed, and everything that is known about why."""
    left, right = tidy(str(outcome.link.left), str(outcome.link.right))
    yield f"    {outcome.name}  {outcome.said}  ({outcome.link.reason})"
    yield f"        {left} {outcome.link.sign} {right}"
    yield from _why(outcome)


def _why(outcome: LinkOutcome) -> Iterator[str]:
    proof = outcome.proof
    open_ones = [str(each.relation) for each in proof.conditions if not each.discharged]
    missing = [each for each in tidy(*map(str, proof.missing)) if each not in open_ones]
    if proof.witness:
        yield f"        {_differs(outcome)}"
    if proof.residual is not None:
        yield f"        left over: {tidy(str(proof.residual))[0]}"
    if missing:
        yield f"        would hold with: {', '.join(missing)}"
    yield from (f"        not shown: {each}" for each in open_ones)
    if outcome.link.expected == "PROVED" and proof.repaired and proof.repaired.statement != proof.statement:
        yield f"        what holds: {tidy(str(proof.repaired))[0]}"
    if proof.detail:
        yield f"        {proof.detail}"


def without_lines(tries: Sequence[Without]) -> Iterator[str]:
    """What becomes of a statement without each of its hypotheses."""
    for each in tries:
        yield ""
        became = each.outcome.verdict if each.undefined is None else "not defined everywhere"
        yield f"  without {each.hypothesis}:  {each.need.value}: {each.outcome.name} is {became}"
        if each.undefined is not None:
            yield f"        no value at {each.undefined.point}: {each.undefined.why}"
        if each.need is not Need.NOT_NEEDED:
            yield from _why(each.outcome)


def _differs(outcome: LinkOutcome) -> str:
    return "without a witness" if outcome.proof.witness is None else f"differs at {outcome.proof.witness}"


def summary(outcomes: Sequence[Outcome], seconds: float) -> Iterator[str]:
    """The last lines: how many statements and links, with which verdicts, and how many hypotheses are needed."""
    found = Counter(outcome.verdict for outcome in outcomes)
    counts = ", ".join(f"{number} {verdict}" for verdict, number in sorted(found.items()))
    links = sum(len(outcome.links) for outcome in outcomes)
    broken = sum(not outcome.settled for outcome in outcomes)
    ending = f"; {broken} not settled" if broken else ""
    if tally := needs(outcomes):
        counted = ", ".join(f"{tally[each]} {each.value}" for each in Need)
        yield f"{tally.total()} hypotheses, each left out in turn: {counted}"
    yield f"{len(outcomes)} statements, {links} links: {counts or 'nothing to prove'}; {seconds:.1f} s{ending}"


def recheck_lines(recheck: Recheck, width: int) -> Iterator[str]:
    """A line for the statement, and one below it for each link that is not as expected."""
    yield f"{recheck.id:<{width}}  {recheck.seconds:6.2f} s  {recheck.places:4} places  {recheck.answer}"
    for link in recheck.unexpected:
        yield f"  {link.name}: {link.answer}: {link.detail}"


def statement_lines(
    statement: Statement, module: Module, outcome: Outcome, certified: Mapping[str, str] = NOBODY
) -> Iterator[str]:
    """A statement as a page: what it says, under which hypotheses, and each chain with its reasons and verdicts.

    certified: by whom, for the names of the links that are.
    """
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
    if given := [*map(str, statement.assuming), *_declared(statement)]:
        yield f"    for {', '.join(given)}"
    outcomes = iter(outcome.links)
    for chain in statement.chains:
        yield ""
        yield from _chain_lines(chain, outcomes, certified)
    if outcome.table is not None:
        yield ""
        yield from table_lines(outcome.table)
    yield from without_lines(outcome.without)


def _declared(statement: Statement) -> list[str]:
    """The signs that variables are declared with."""
    sides = [side for link in statement.links for side in (link.left, link.right)]
    variables = frozenset().union(*map(inputs_of, sides))
    return sorted(f"{each.name} > 0" for each in variables if isinstance(each, Scalar) and each.positive)


def _definition_lines(definition: Definition) -> Iterator[str]:
    inputs = ", ".join(each.name for each in definition.inputs)
    places = f"[{', '.join(map(str, definition.indices))}]" if definition.indices else ""
    yield f"    {definition.name}({inputs}){places} = {definition.body}"
    for scalar, default in definition.parameters:
        yield f"    parameter {scalar.name}, {default} unless given"


def _chain_lines(chain: Chain, outcomes: Iterator[LinkOutcome], certified: Mapping[str, str]) -> Iterator[str]:
    if chain.label:
        yield f"  {chain.label}:"
    if chain.assuming:
        yield f"    for {', '.join(map(str, chain.assuming))}"
    first, *rest = tidy(*map(str, chain.terms))
    yield f"    {first}"
    for term, sign, reason, found in zip(rest, chain.signs, chain.reasons, outcomes, strict=False):
        proof = found.proof
        yield f"  {sign:<2}{term}"
        by = f"; certified by {certified[found.name]}" if found.name in certified and found.settled else ""
        yield f"        {reason}  [{found.verdict}: {proof.method or proof.detail}, {proof.seconds:.3f} s{by}]"
        if not found.settled:
            yield from broken_lines(found)
        elif proof.witness:
            yield f"        as claimed, {_differs(found)}"


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


def _note(e: Expr, quantities: dict[Quantity, None]) -> None:
    for node in walk(e):
        if isinstance(node, Named) and not node.quantity.applied and node.quantity not in quantities:
            _note(node.quantity.body, quantities)
            quantities[node.quantity] = None


def _head(quantity: Quantity) -> str:
    return f"{quantity.name}[{', '.join(map(str, quantity.indices))}]" if quantity.indices else quantity.name
