"""In which way through the rows each sum over all rows is taken.

As early as it can be, or later: with another sum of the same data, before it is needed.  Large data have to come from
memory in every stage that reads them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ..program.nodes import Value

Test = Callable[[Value], bool]


def earliest(values: Sequence[Value], sums_rows: Test) -> dict[Value, int]:
    """After how many stages each value can be known.   values: arguments before what uses them."""
    found: dict[Value, int] = {}
    for each in values:
        found[each] = max((found[arg] for arg in each.args), default=0) + sums_rows(each)
    return found


def latest(
    values: Sequence[Value], results: Sequence[Value], last: int, sums_rows: Test, is_full: Test
) -> dict[Value, int]:
    """The same with sums delayed.   results: what is written row by row; last: how many stages there are."""
    first = earliest(values, sums_rows)
    start = dict.fromkeys(values, last) | {each: first[each] for each in results}
    sums = [each for each in reversed(values) if sums_rows(each)]
    data = {each: _data(each.args, sums_rows, is_full) for each in sums}
    read: dict[int, set[Value]] = defaultdict(set)
    for each, at in _due(values, start, sums_rows, lambda value, due: due).items():
        if sums_rows(each) and at == first[each]:
            read[at - 1] |= data[each]

    def chosen(value: Value, due: int) -> int:
        return next((at for at in range(due, first[value], -1) if data[value] <= read[at - 1]), first[value])

    due = _due(values, start, sums_rows, chosen)
    known: dict[Value, int] = {}
    for each in values:
        inside = max((known[arg] for arg in each.args), default=0)
        known[each] = chosen(each, due[each]) if sums_rows(each) else inside
    return known


def _due(
    values: Sequence[Value], start: dict[Value, int], sums_rows: Test, chosen: Callable[[Value, int], int]
) -> dict[Value, int]:
    """When each value has to be known.   chosen(sum, when it is due): when it is known."""
    due = dict(start)
    for each in reversed(values):
        before = chosen(each, due[each]) - 1 if sums_rows(each) else due[each]
        for arg in each.args:
            due[arg] = min(due[arg], before)
    return due


def _data(values: Sequence[Value], sums_rows: Test, is_full: Test) -> set[Value]:
    """What is read to compute the values, sums over all rows being known."""
    found, stack = set(), list(values)
    while stack:
        each = stack.pop()
        if each.op == "input" and is_full(each):
            found.add(each)
        elif not sums_rows(each):
            stack.extend(each.args)
    return found
