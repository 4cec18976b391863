"""The specification of the array program: one row for each operation.

A value is an operation on values, with data that is no value.  In the mathematical form an axis is a name, and an
elementwise result has the axes of all its operands.  In the aligned form every value is laid out as an array: what a
reduction removes may stay as an axis of length one, operands are the ends of what they are broadcast to, those of a
contraction are matrices behind the axes that both keep, and `expand` and `transpose` say where axes of length one
stand and which come in another order.

`nodes` makes nothing that its row does not allow; `verify` checks whole programs.

To add an operation: a row here; its words in each back end, or there the reason why it has none; its meaning in
tests/lowering/interpreter.py.  The tests name what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .array_functions import FUNCTIONS
from .rules import (
    ALL,
    ALL_BLOCKS,
    AT_LABEL,
    BLOCK,
    CONSTANT,
    CONTRACTION,
    DIAGONAL,
    ITS_OWN,
    JOINED,
    LENGTH_ONE,
    LONGER,
    NAME,
    NO_AXES,
    NOTHING,
    ON_DIAGONAL,
    ONE_AXIS,
    ONE_BLOCK,
    PAIR,
    PAIRS,
    PERMUTED,
    PLACE,
    RATIONAL,
    READ,
    REMOVED,
    REMOVED_FROM_EACH,
    RENAMED,
    SAME,
    SAME_WITH_AXIS,
    SIGN,
    SOME_AXES,
    SPLIT,
    SPLIT_AXES,
    THE_AXES,
    THE_AXIS,
    THIS_AXIS,
    TWO_AXES,
    WITH_LABEL,
    WITHOUT_AXIS,
    AxisRule,
    DataRule,
)


class EntryKind(Enum):
    """What the entries of an array are."""

    REAL = "a real number, of the type of the data"
    SCALE = "a power of two, of the type of the data"
    TRUTH = "true or false"
    LABEL = "a class label, counted from 0"
    GIVEN = "what a caller gives: a real number, or a label"

    def serves_as(self, wanted: EntryKind) -> bool:
        """Whether an operand of this kind may stand where that kind is wanted."""
        given = self is EntryKind.GIVEN and wanted in (EntryKind.REAL, EntryKind.LABEL)
        return self is wanted or given or (self is EntryKind.SCALE and wanted is EntryKind.REAL)


@dataclass(frozen=True)
class Operation:
    """operands: the kind of each; the last stands for any number of them, two in all at least, if it is `many`."""

    name: str
    operands: tuple[EntryKind, ...]
    data: DataRule
    axes: AxisRule
    result: EntryKind
    meaning: str
    many: bool = False
    aligned_only: bool = False

    def takes(self, number: int) -> bool:
        """Whether it has this many operands."""
        return number >= 2 if self.many else number == len(self.operands)

    @property
    def arity_told(self) -> str:
        """How many operands, in words."""
        number = len(self.operands)
        return "two operands or more" if self.many else f"{number} operand{'' if number == 1 else 's'}"

    def kinds(self, number: int) -> tuple[EntryKind, ...]:
        """What each of so many operands has to be."""
        return self.operands * number if self.many else self.operands


REAL, SCALE, TRUTH, LABEL, GIVEN = EntryKind.REAL, EntryKind.SCALE, EntryKind.TRUTH, EntryKind.LABEL, EntryKind.GIVEN

ROWS = (
    Operation("number", (), RATIONAL, NO_AXES, REAL, "the number"),
    Operation("constant", (), CONSTANT, NO_AXES, REAL, "π or e"),
    Operation("lowest", (), NOTHING, NO_AXES, REAL, "−∞, which e^x makes 0 of, whatever is subtracted before"),
    Operation("size", (), SOME_AXES, NO_AXES, REAL, "how many entries the axes have"),
    Operation("input", (), NAME, ITS_OWN, GIVEN, "an argument of the kernel"),
    Operation("add", (REAL,), NOTHING, ALL, REAL, "x + y + …, from left to right", many=True),
    Operation("mul", (REAL,), NOTHING, ALL, REAL, "x y …, from left to right", many=True),
    Operation("neg", (REAL,), NOTHING, ALL, REAL, "−x"),
    Operation("div", (REAL, REAL), NOTHING, ALL, REAL, "x/y"),
    Operation("pow", (REAL, REAL), NOTHING, ALL, REAL, "xʸ"),
    *(
        Operation(row.name, (REAL,) * row.arity, NOTHING, ALL, REAL, "an elementary function")
        for row in FUNCTIONS.values()
    ),
    Operation("vanishing", (REAL, REAL), NOTHING, ALL, REAL, "x y, which is 0 where x is, however large y is"),
    Operation("annihilated", (REAL,) * 3, NOTHING, ALL, REAL, "x, but 0 where y is 0, unless z is no number"),
    Operation("carried", (REAL, REAL), NOTHING, ALL, REAL, "x, but no number where y is none"),
    Operation("compare", (REAL, REAL), SIGN, ALL, TRUTH, "whether x stands in this relation to y"),
    Operation("where", (TRUTH, REAL, REAL), NOTHING, ALL, REAL, "x where the condition holds, else y"),
    Operation("total", (REAL,), SOME_AXES, REMOVED, REAL, "Σ over the axes"),
    Operation("mean", (REAL,), SOME_AXES, REMOVED, REAL, "the mean over the axes"),
    Operation("largest", (REAL,), SOME_AXES, REMOVED, REAL, "the maximum over the axes"),
    Operation("product", (REAL,), SOME_AXES, REMOVED, REAL, "Π over the axes"),
    Operation("first", (REAL,), THIS_AXIS, LENGTH_ONE, REAL, "the first entry along the axis"),
    Operation("scale", (REAL,), SOME_AXES, LENGTH_ONE, SCALE, "a power of two by which no square overflows; mostly 1"),
    Operation("balance", (REAL,), SOME_AXES, REMOVED, SCALE, "the same, by which no square is lost either"),
    Operation("scaled", (REAL, SCALE), NOTHING, SAME, REAL, "x/s"),
    Operation("over_square", (REAL, SCALE), NOTHING, ALL, REAL, "x/s², which is not 0 where x is not"),
    Operation("rest", (REAL,), ONE_AXIS, SAME_WITH_AXIS, REAL, "Σ over the axis of all entries but this one"),
    Operation("runners_up", (REAL, REAL), THIS_AXIS, REMOVED_FROM_EACH, REAL, "Σ x but where y is largest"),
    Operation("contract", (REAL, REAL), SOME_AXES, CONTRACTION, REAL, "Σ x y over the axes: products of matrices"),
    Operation("identity", (REAL,), PAIR, THE_AXES, REAL, "1 where the two axes agree, else 0; x is their length"),
    Operation("diagonal", (REAL,), PAIR, ON_DIAGONAL, REAL, "the entries where the two axes agree"),
    Operation("indicator", (REAL,), PLACE, THE_AXIS, REAL, "1 at the place on the axis, of that length, else 0"),
    Operation("counted", (REAL,), PLACE, THE_AXIS, REAL, "whole numbers from that on, along the axis; x is its length"),
    Operation("read", (REAL, REAL), ONE_AXIS, READ, REAL, "x at the place on the axis with the number y, 0 outside"),
    Operation("item", (REAL,), PLACE, WITHOUT_AXIS, REAL, "the entry at the place on the axis"),
    Operation("block", (REAL,), BLOCK, ONE_BLOCK, REAL, "one of the blocks that an axis is stacked of"),
    Operation("stack", (REAL,), TWO_AXES, ALL_BLOCKS, REAL, "the parts, one after the other", many=True),
    Operation("split", (REAL,) * 3, SPLIT_AXES, SPLIT, REAL, "x, an axis taken apart into y groups of z entries"),
    Operation("joined", (REAL,) * 3, SPLIT_AXES, JOINED, REAL, "x, the axes of y groups and z entries made one"),
    Operation("placed", (REAL,), PAIRS, RENAMED, REAL, "the same array along other axes over the dimensions"),
    Operation("with_diagonal", (REAL, REAL), TWO_AXES, DIAGONAL, REAL, "x, and y where the two axes agree"),
    Operation("at_label", (REAL, LABEL), ONE_AXIS, AT_LABEL, REAL, "x at the place that the label says"),
    Operation("rest_at", (REAL, LABEL), ONE_AXIS, AT_LABEL, REAL, "Σ x over the axis but at the label"),
    Operation("with_label", (REAL, REAL, LABEL), ONE_AXIS, WITH_LABEL, REAL, "x, and y at the label"),
    Operation("reciprocal_rest", (REAL, REAL), NOTHING, ALL, REAL, "(1 − x y) y: what y lacks to be 1/x, y being near"),
    Operation("expand", (REAL,), SOME_AXES, LONGER, REAL, "axes of length one", aligned_only=True),
    Operation("transpose", (REAL,), NOTHING, PERMUTED, REAL, "the axes in another order", aligned_only=True),
)  # fmt: skip

OPERATIONS: dict[str, Operation] = {row.name: row for row in ROWS}
