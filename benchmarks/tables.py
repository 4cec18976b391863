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


def show(benchmarks: Benchmarks) -> None:
    """All of them."""
    for dtype, size, (rows, columns) in benchmarks.cases():
        for direction in DIRECTIONS:
            for mode in MODES:
                case = f"{dtype}, {rows} × {columns}, {direction}, {mode} results"
                table = benchmarks.speed_table(dtype, size, direction, mode)
                _show(f"{case}: {benchmarks.ours} is so many times as fast", table)
    for dtype in dict.fromkeys(each.dtype for each in benchmarks.accuracy):
        for measure, told in MEASURES.items():
            _show(f"{dtype}: {told}", benchmarks.accuracy_table(dtype, measure))
    ran = benchmarks.machine
    _show(f"{ran.cpu}, {ran.cores} cores, load {ran.load}: goals", _goals(benchmarks.goals))
    missed = len(benchmarks.missed())
    CONSOLE.print(f"{len(benchmarks.goals) - missed} goals met, {missed} missed")


def _goals(goals: tuple[Goal, ...]) -> Table:
    columns = ("goal", "type", "size", "direction", "functions", "", "wanted", "measured", "", "fresh results")
    return Table(columns, tuple(_row(each) for each in goals))


def _row(goal: Goal) -> tuple[Cell, ...]:
    verdict = "met" if goal.met else f"missed by {abs(goal.measured / goal.goal - 1):.0%}"
    what = f"{goal.what} ({goal.worst})" if goal.worst else goal.what
    beside = "" if goal.fresh is None else goal.fresh
    where = (goal.dtype, goal.size, goal.direction, goal.functions)
    return (what, *where, goal.sense, goal.goal, goal.measured, verdict, beside)


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
