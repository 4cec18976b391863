"""Kernels with an axis: functions for the rows of each stage, and for what is known of columns between stages."""

from __future__ import annotations

from functools import partial

from ..program.nodes import Value
from .identifiers import Identifiers
from .loops import indented, macro, mentions
from .plan import LoopPlan, UnsupportedError, axis_of
from .row_loops import RowLoops
from .statistics import SUMS
from .terms import Terms

ROWS_HEAD = (
    "static void {}(ptrdiff_t first, ptrdiff_t last, ptrdiff_t rows, ptrdiff_t count, char *const *a,",
    "    const ptrdiff_t *step, void *scratch_, void *sums_, const void *columns_, int scaled)",
)
COLUMNS_HEAD = (
    "static int {}(ptrdiff_t rows, ptrdiff_t count, char *const *a, const ptrdiff_t *step, const void *sums_,",
    "    void *columns_, int scaled)",
)


class Staged:
    """Writes one kernel.   slots: what is known of columns, each a row of `columns`; made: before which stage.

    labels: the arguments that are class labels.
    """

    def __init__(self, name: str, plan: LoopPlan, arguments: tuple[str, ...], labels: tuple[str, ...] = ()) -> None:
        self.name, self.plan, self.arguments, self.labels = name, plan, arguments, labels
        self.slots: dict[Value, int] = {}
        self.made: dict[Value, int] = {}
        self.kept = 0
        self.sums = [len(stage.sums) for stage in plan.stages]
        rows = [self._rows(number) for number in range(len(plan.stages))]
        self.prepared = [self._prepare(number) for number in range(len(plan.stages) + 1)]
        self.lines = [line for part in (*self.prepared, *rows) for line in part]

    def table(self) -> list[str]:
        """The stages: what is prepared, what is done with rows, how many sums there are."""
        lines = [f"static const struct stage {self.name}_stages[] = {{"]
        for number, prepared in enumerate(self.prepared):
            prepare = f"{self.name}_prepare{number}" if prepared else "NULL"
            rows = f"{self.name}_rows{number}" if number < len(self.sums) else "NULL"
            lines.append(f"    {{{prepare}, {rows}, {self.sums[number] if number < len(self.sums) else 0}}},")
        return [*lines, "};"]

    @property
    def takes_all_rows(self) -> bool:
        """Whether the rows of a call belong together."""
        return any(self.prepared)

    def _columns(self, number: int, pointers: dict[str, str], value: Value) -> str:
        """What belongs to a column, in a sweep of this stage."""
        if value.op == "input":
            return f"LOAD({pointers[value.data]} + i, n)"
        if value not in self.slots:
            self.slots[value] = len(self.slots)
            self.made[value] = self.plan.stage[value] if self.plan.sums_rows(value) else number
        return _slot(self.slots[value])

    def _rows(self, number: int) -> list[str]:
        """The function for one row, and the one for many."""
        row = self._row(number)
        body = row.body()
        self.kept = max(self.kept, len(row.buffers))
        passed = self._passed(row, body)
        common = ["ptrdiff_t rows", "ptrdiff_t count", "const T *columns", "const int careful", "const int scaled"]
        common += ["const ptrdiff_t *step", "const int together"] if row.is_flat else []
        function = f"{self.name}_row{number}"
        head = _wrapped(f"static ALWAYS_INLINE int {function}(", [*common, *passed], ")")
        unused = "(void)rows, (void)columns, (void)careful, (void)scaled;" + (" (void)step;" if row.is_flat else "")
        unused += "" if mentions(body, "count") else " (void)count;"
        many = self._many(function, number, list(passed.values()), row)
        return [*head, "{", *indented([unused, *body]), "}", "", *many, ""]

    def _row(self, number: int) -> RowLoops:
        names = Identifiers()
        pointers = {each: names.fresh(f"{each}_") for each in self.arguments}
        many = len(self.plan.outputs) > 1
        results = [names.fresh(f"out{k + 1}" if many else "out") for k in range(len(self.plan.outputs))]
        classed = list(zip(results, self.plan.classes, strict=True))
        columns = partial(self._columns, number, pointers)
        return RowLoops(self.plan.stages[number], names, pointers, classed, columns)

    def _passed(self, row: RowLoops, body: list[str]) -> dict[str, str]:
        """The parameters that a row takes, and what is passed for them."""
        read = {place: row.pointers[each] for place, each in enumerate(self.arguments)}
        types = ["const Label *" if each in self.labels else "const T *" for each in self.arguments]
        passed = {f"{types[k]}{each}": f"({types[k]})ROW({k})" for k, each in read.items() if mentions(body, each)}
        written = {len(self.arguments) + place: row.results[place][0] for place in row.stage.results}
        passed |= {f"T *{each}": f"(T *)ROW({place})" for place, each in written.items()}
        passed |= {f"T *{each}": f"scratch + {k} * PITCH(count)" for k, each in enumerate(row.buffers.values())}
        return passed | {f"T *{each}": f"sums + {k} * PITCH(count)" for k, each in enumerate(row.sums.values())}

    def _many(self, function: str, number: int, args: list[str], row: RowLoops) -> list[str]:
        """All rows, without scales first; a row for which that was careless is done again."""
        has_scale = self._scale() is not None
        lines = ["T *scratch = scratch_, *sums = sums_;", "const T *columns = columns_;", "(void)scratch, (void)sums;"]
        for scaled in (0, 1) if has_scale else (0,):
            loops = self._loops(function, scaled, args, row)
            test = [f"if ({'' if scaled else '!'}scaled) {{"] if has_scale else ["{"]
            lines += [*test, *indented(loops), "}"]
        lines.append("(void)scaled;")
        return [*(each.format(f"{self.name}_rows{number}") for each in ROWS_HEAD), "{", *indented(lines), "}"]

    def _loops(self, function: str, scaled: int, args: list[str], row: RowLoops) -> list[str]:
        """Row by row, or several rows at a time and then what is left."""

        def call(careful: int, end: str, *more: str) -> list[str]:
            return _wrapped(f"{function}(", [f"rows, count, columns, {careful}, {scaled}", *more, *args], end)

        if row.is_flat:
            several, one = call(0, ");", "step, TOGETHER"), call(0, ");", "step, 1")
            if not row.sums:  # rows that lie a power of two apart share few places of the cache
                return ["for (ptrdiff_t row = first; row < last; row++)", *indented(one)]
            return [
                "ptrdiff_t row = first;",
                "for (; row + TOGETHER <= last; row += TOGETHER)", *indented(several),
                "for (; row < last; row++)", *indented(one),
            ]  # fmt: skip
        head = "for (ptrdiff_t row = first; row < last; row++)"
        if not row.is_guarded:
            return [head, *indented(call(0, ");"))]
        first, *rest = call(0, "))")
        return [head, *indented([f"if (!{first}", *rest, *indented(call(1, ");"))])]

    def _scale(self) -> Value | None:
        """A scale of columns."""
        found = (each for each in self.plan.values if each.op == "scale" and axis_of(each) == self.plan.across)
        return next(found, None)

    def _prepare(self, number: int) -> list[str]:
        """What is known of columns before a stage, and after the last: sums, what follows from them, results."""
        names = Identifiers()
        pointers = {each: names.fresh(f"{each}_") for each in self.arguments}
        terms = Terms(self.plan, names, {}, lambda value: self._of_column(value, pointers, terms, number))
        steps = self._added_up(number, terms)
        due = [each for each, before in self.made.items() if before == number and not self.plan.sums_rows(each)]
        steps += [f"STORE(columns + {self.slots[each]} * PITCH(count) + i, {terms(each)}, n);" for each in due]
        if number == len(self.plan.stages):
            for place, (value, letter) in enumerate(zip(self.plan.outputs, self.plan.classes, strict=True)):
                if letter == "c":
                    steps.append(f"STORE((T *)a[{len(self.arguments) + place}] + i, {terms(value)}, n);")
        if not steps:
            return []
        read = [f"const T *{pointers[each]} = (const T *)a[{place}];" for place, each in enumerate(self.arguments)
                if mentions(terms.lines, pointers[each])]  # fmt: skip
        lines = ["const T *sums = sums_;", "T *columns = columns_;", "int fine = 1;", *read]
        lines += [*macro("BODY", "i, n", [*terms.lines, *steps]), "SWEEP(count)", "#undef BODY"]
        lines += ["(void)rows, (void)a, (void)step, (void)sums, (void)columns, (void)scaled;", "return fine;"]
        return [*(each.format(f"{self.name}_prepare{number}") for each in COLUMNS_HEAD), "{", *indented(lines), "}", ""]

    def _added_up(self, number: int, terms: Terms) -> list[str]:
        """The sums of the stage before, where the later ones find them; where one is not finite a scale may help."""
        steps = []
        for place, each in enumerate(self.plan.stages[number - 1].sums if number else ()):
            name = terms.names.fresh(terms.wanted(each))
            over = " / v_set((T)rows)" if each.op == "mean" else ""
            terms.lines.append(f"const V {name} = LOAD(sums + {place} * PITCH(count) + i, n){over};")
            terms.written[each] = name
            self.slots.setdefault(each, len(self.slots))
            self.made[each] = number
            steps.append(f"STORE(columns + {self.slots[each]} * PITCH(count) + i, {name}, n);")
            if self._scale() is not None and each.op in SUMS:
                steps.append(f"fine &= scaled || are_finite({name});")
        return steps

    def _of_column(self, value: Value, pointers: dict[str, str], terms: Terms, number: int) -> str | None:
        """What is loaded for a column."""
        place = self.arguments.index(value.data) if value.op == "input" else 0
        if value.op == "input" and not value.axes:
            return f"v_set(*{pointers[value.data]})"
        if value.op == "input" and not self.plan.is_vector(value):
            raise UnsupportedError(f"{value.data} of the first row")
        if value.op == "input":  # of the first row, where it is as large as the data
            return f"LOAD((const T *)a[{place}] + i, n)"
        if value.op == "first":
            return terms(value.args[0])
        if value.op == "scale":
            place = self.arguments.index(value.args[0].data)
            return f"!scaled ? v_set(1) : column_scale((const T *)a[{place}] + i, rows, step[{place}], n)"
        is_made = value in self.slots and self.made[value] < number
        return _slot(self.slots[value]) if is_made else None


def _slot(number: int) -> str:
    return f"LOAD(columns + {number} * PITCH(count) + i, n)"


def _wrapped(start: str, parts: list[str], end: str) -> list[str]:
    """A list in brackets, on as many lines as it takes."""
    lines, line = [], start
    for place, part in enumerate(parts):
        text = part + (", " if place < len(parts) - 1 else end)
        if len(line) + len(text) > 110:
            lines.append(line.rstrip())
            line = "    "
        line += text
    return [*lines, line]
