"""The tables of a benchmark in a terminal, from the same values as in the report."""

import sys

from rich.console import Console
from rich.table import Table as Grid

from benchmarks.peers import DIRECTIONS, MODES
from proofnotes.report.benchmarks import Benchmarks, Goal
from proofnotes.statements.claims import Cell, Table, readable

CONSOLE = Console(width=None if sys.stdout.isatty() else 180)
"""In a file there is room for every column."""
MEASURES = {
    "ulp": "largest error, in units in the last place, away from roots",
    "relative": "largest error, of the largest value",
    "limits": "how many of −inf, inf and nan give a wrong result",
}


def show(found: Benchmarks) -> None:
    """All of them."""
    for dtype, size, (rows, columns) in found.cases():
        for direction in DIRECTIONS:
            for mode in MODES:
                title = (
                    f"{dtype}, {rows} × {columns}, {direction}, {mode} results: {found.ours} is so many times as fast"
                )
                _show(title, found.speed_table(dtype, size, direction, mode))
    for dtype in dict.fromkeys(each.dtype for each in found.accuracy):
        for measure, told in MEASURES.items():
            _show(f"{dtype}: {told}", found.accuracy_table(dtype, measure))
    _show(f"{found.machine.cpu}, {found.machine.cores} cores: goals", _goals(found.goals))


def _goals(goals: tuple[Goal, ...]) -> Table:
    columns = ("goal", "type", "size", "direction", "functions", "", "wanted", "measured", "", "fresh results")
    return Table(columns, tuple(_row(each) for each in goals))


def _row(each: Goal) -> tuple[Cell, ...]:
    verdict = "met" if each.met else f"missed by {abs(each.measured / each.goal - 1):.0%}"
    what = f"{each.what} ({each.worst})" if each.worst else each.what
    beside = "" if each.fresh is None else each.fresh
    where = (each.dtype, each.size, each.direction, each.functions)
    return (what, *where, each.sense, each.goal, each.measured, verdict, beside)


def _show(title: str, table: Table) -> None:
    if not table.rows:
        return
    CONSOLE.print(f"\n{title}", soft_wrap=True)
    grid = Grid()
    for number, column in enumerate(table.columns):
        is_text = all(isinstance(row[number], str) for row in table.rows)
        grid.add_column(column, justify="left" if is_text else "right")
    for row in table.rows:
        grid.add_row(*map(readable, row))
    CONSOLE.print(grid)
