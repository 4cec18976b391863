"""Which array holds which value: a linear scan over the statements of a kernel.

Values whose memory is not decided yet stand in statements as _holeN_.  A value may take the memory of one that is read
for the last time where it is made: every function with `out=` that kernels call allows the result to be an operand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HOLE = re.compile(r"_hole(\d+)_")
NOT_IN_PLACE = ("np.matmul",)
"""Functions whose result is no operand."""

SIGNS = {"np.add": "+=", "np.subtract": "-=", "np.multiply": "*=", "np.divide": "/="}
COMMUTATIVE = ("np.add", "np.multiply")


def hole(number: int) -> str:
    """How a value that has no memory yet is written in a statement."""
    return f"_hole{number}_"


def holes(text: str) -> set[int]:
    """The values that a text mentions."""
    return {int(number) for number in HOLE.findall(text)}


@dataclass(frozen=True)
class Statement:
    """function(arguments, out=the memory of `made`), or a line of text where nothing is made.

    shape tells arrays apart whose memory cannot be exchanged; viewed are values that are read through a view of them.
    """

    text: str = ""
    function: str = ""
    arguments: tuple[str, ...] = ()
    made: int | None = None
    called: str = ""
    shape: object = None
    viewed: frozenset[int] = frozenset()

    @property
    def reads(self) -> set[int]:
        """The values that have to be there."""
        return holes(" ".join((self.text, *self.arguments))) | self.viewed

    def written(self, names: dict[int, str], memory: dict[int, str]) -> str:
        """The statement with names for values and for the memory that the result goes to."""
        if self.made is None:
            return _filled(self.text, names)
        out = memory[self.made]
        before = {**names, self.made: out}  # it has its name only when this is done
        arguments = [_filled(each, before) for each in self.arguments]
        if self.function in COMMUTATIVE and arguments[1] == out:
            arguments.reverse()
        if self.function in SIGNS and arguments[0] == out and not self.called:
            return f"{out} {SIGNS[self.function]} {arguments[1]}"
        made = f"{self.called} = " if self.called else ""
        return f"{made}{self.function}({', '.join(arguments)}, out={out})"


def _filled(text: str, names: dict[int, str]) -> str:
    return HOLE.sub(lambda found: names[int(found[1])], text)


@dataclass(frozen=True)
class Allocation:
    """Memory for the values of one stretch of statements, and the scratch arrays that it takes, with their shapes."""

    memory: dict[int, str]
    scratch: dict[str, object]


def allocate(
    statements: list[Statement], results: dict[int, str], free: Mapping[str, object], fresh: Iterable[str]
) -> Allocation:
    """results: values that go to a certain array; free: result arrays that may serve as scratch throughout, with their
    shapes.

    An array that a result goes to may hold other values until the result is made.
    """
    first, last = _lifetimes(statements)
    until = {name: first[value] for value, name in results.items()} | dict.fromkeys(free, len(statements))
    supply, memory, scratch = iter(fresh), dict(results), dict[str, object]()
    shapes = {results[each.made]: each.shape for each in statements if each.made in results} | dict(free)
    busy: dict[str, int] = {}
    for place, statement in enumerate(statements):
        value = statement.made
        if value is None or first[value] != place:
            continue
        if value not in memory:
            ours = [memory[each] for each in sorted(statement.reads) if each in memory]
            alike = [name for name in (*ours, *until, *scratch) if shapes[name] == statement.shape]
            fits = [name for name in alike if last[value] <= until.get(name, len(statements))]
            least = place - (statement.function in NOT_IN_PLACE)
            memory[value] = next((name for name in fits if busy.get(name, -1) <= least), "") or next(supply)
            if memory[value] not in (*until, *scratch):
                shapes[memory[value]] = scratch[memory[value]] = statement.shape
        busy[memory[value]] = len(statements) if value in results else last[value]
    return Allocation(memory, scratch)


def _lifetimes(statements: list[Statement]) -> tuple[dict[int, int], dict[int, int]]:
    """Where each value is made first, and read last."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for place, statement in enumerate(statements):
        for value in statement.reads:
            last[value] = place
        if statement.made is not None:
            first.setdefault(statement.made, place)
            last.setdefault(statement.made, place)
    return first, last
