"""Kernels whose statistics are taken over the rows: a strip of columns at a time, which stays in the cache."""

from __future__ import annotations

from ..values import Value
from .loops import indented, mentions
from .plan import Plan, Unsupported
from .rows import COMBINED, NEUTRAL
from .terms import Names, Terms


class Columns:
    """Writes one kernel.  `a` holds pointers to arguments and results, `step` the bytes from row to row.

    A strip is `width` vectors wide, the last of them with `n` entries.  What belongs to a column is an array of vectors
    with one entry for each vector of the strip, and `u` counts them.
    """

    def __init__(self, name: str, plan: Plan, arguments: tuple[str, ...], classes: str) -> None:
        self.name, self.plan, self.arguments, self.classes = name, plan, arguments, classes
        self.names = Names()
        self.pointers = {each: self.names.fresh(f"{each}_") for each in arguments}
        many = len(plan.outputs) > 1
        self.results = [self.names.fresh(f"out{k + 1}" if many else "out") for k in range(len(plan.outputs))]
        self.arrays: dict[Value, str] = {}
        self.outer = Terms(plan, self.names, {}, self._parameter)
        self.lines: list[str] = []
        self.checked: list[str] = []

    def source(self) -> list[str]:
        for number in range(1, self.plan.passes + 1):
            self._pass(number)
        if self.plan.scale is not None and self.checked:
            tests = " && ".join(f"are_finite({each}, width)" for each in self.checked)
            self.lines.append(f"if (!scaled && !({tests})) return 0;")
        self._last()
        return [*self._strip(), *self._function()]

    def _parameter(self, value: Value) -> str | None:
        return f"v_set(*{self.pointers[value.data]})" if value.op == "input" else None

    def _is_column(self, value: Value) -> bool:
        return self.plan.is_vector(value) and self.plan.across not in value.axes

    def _leaf(self, value: Value) -> str | None:
        """What is loaded in a loop over rows; what belongs to a column is computed before the loop."""
        if self._is_column(value):
            self._make(value)
            return f"{self.arrays[value]}[u]"
        if value.op != "input":
            return None
        row = self._at(value, "row")
        return f"LOAD({row} + u * LANES, n)" if self.plan.is_full(value) else f"v_set(*{row})"

    def _at(self, value: Value, row: str) -> str:
        return f"AT({self.pointers[value.data]}, {row}, {self.arguments.index(value.data)})"

    def _make(self, value: Value) -> None:
        """An array with the value for each column, unless there is one already."""
        if value in self.arrays:
            return
        body = Terms(self.plan, self.names, {}, self._of_columns, self.outer)
        if value.op == "first":
            inner = Terms(self.plan, self.names, {}, self._leaf, self.outer)
            lines = [f"{{}}[u] = {inner(value.args[0])};"]
            lines = ["const ptrdiff_t row = 0;", *inner.lines, *lines]
        else:
            lines = [f"{{}}[u] = {body(value)};"]
            lines = [*body.lines, *lines]
        self._flush()
        name = self.names.fresh(self.outer.wanted(value))
        last = lines.pop().format(name)
        self.lines += [f"V {name}[STRIP];", "EACH_VECTOR {", *indented([*lines, last]), "}"]
        self.arrays[value] = name

    def _of_columns(self, value: Value) -> str | None:
        """What is loaded for a column."""
        if value in self.arrays:
            return f"{self.arrays[value]}[u]"
        match value.op:
            case "input":
                return f"LOAD({self.pointers[value.data]} + u * LANES, n)"
            case "first":
                self._make(value)
                return f"{self.arrays[value]}[u]"
            case "scale":
                place = self.arguments.index(value.args[0].data)
                return f"!scaled ? v_set(1) : column_scale({self._at(value.args[0], '0')} + u * LANES, rows, step[{place}], n)"
        return None

    def _flush(self) -> None:
        self.lines += self.outer.lines
        self.outer.lines.clear()

    def _pass(self, number: int) -> None:
        due = self.plan.statistics(number)
        if unknown := [each.op for each in due if each.op not in NEUTRAL]:
            raise Unsupported(f"{', '.join(unknown)} over rows")
        self._loop(due)

    def _loop(self, reduced: list[Value]) -> None:
        """Sums start anew with every group of rows, so that rounding errors do not grow with their number."""
        body = Terms(self.plan, self.names, {}, self._leaf, self.outer)
        texts = {each: body(each.args[0]) for each in reduced}
        self._flush()
        outer = {each: self.names.fresh(self.outer.wanted(each)) for each in reduced}
        inner = {each: self.names.fresh("part") for each in reduced}
        for each in reduced:
            self.lines += [f"V {outer[each]}[STRIP];", *_filled(outer[each], each)]
        self.lines.append("for (ptrdiff_t from = 0; from < rows; from += GROUP) {")
        group = ["const ptrdiff_t until = from + GROUP < rows ? from + GROUP : rows;"]
        for each in reduced:
            group += [f"V {inner[each]}[STRIP];", *_filled(inner[each], each)]
        steps = [
            f"{inner[each]}[u] = {COMBINED[each.op].format(f'{inner[each]}[u]', text)};" for each, text in texts.items()
        ]
        group += [
            "for (ptrdiff_t row = from; row < until; row++)",
            "    EACH_VECTOR {",
            *indented([*body.lines, *steps], "        "),
            "    }",
        ]
        folds = [
            f"{outer[each]}[u] = {COMBINED[each.op].format(f'{outer[each]}[u]', f'{inner[each]}[u]')};"
            for each in reduced
        ]
        group += ["EACH_VECTOR {", *indented(folds), "}"]
        self.lines += [*indented(group), "}"]
        for each in reduced:
            if each.op == "mean":
                self.lines.append(f"EACH_VECTOR {outer[each]}[u] = {outer[each]}[u] / v_set((T)rows);")
            self.arrays[each] = outer[each]
            if each.op in ("total", "mean"):
                self.checked.append(outer[each])

    def _last(self) -> None:
        plan = self.plan
        made = list(zip(plan.outputs, self.results, self.classes, strict=True))
        full = [(each, result) for each, result, letter in made if letter == "f"]
        columns = [(each, result) for each, result, letter in made if letter == "c" and self._is_column(each)]
        if len(full) + len(columns) < len(made):
            raise Unsupported("a result for each row")
        for each, result in columns:
            self._make(each)
            self.lines.append(f"EACH_VECTOR STORE({result} + u * LANES, {self.arrays[each]}[u], n);")
        body = Terms(plan, self.names, {}, self._leaf, self.outer)
        places = {result: len(self.arguments) + k for k, result in enumerate(self.results)}
        stores = [f"STORE(AT({result}, row, {places[result]}) + u * LANES, {body(each)}, n);" for each, result in full]
        self._flush()
        if stores:
            self.lines += [
                "for (ptrdiff_t row = 0; row < rows; row++)",
                "    EACH_VECTOR {",
                *indented([*body.lines, *stores], "        "),
                "    }",
            ]
        self.lines.append("return 1;")

    def _read(self) -> list[str]:
        """The arguments that a strip needs."""
        return [each for each in self.arguments if mentions(self.lines, self.pointers[each])]

    def _strip(self) -> list[str]:
        used = self._read()
        pointers = [f"const T *{self.pointers[each]}" for each in self.arguments if each in used]
        pointers += [f"T *{each}" for each in self.results]
        head = f"static ALWAYS_INLINE int {self.name}_strip(ptrdiff_t rows, const int width, const ptrdiff_t n, const int scaled,"
        return [
            head,
            f"                        const ptrdiff_t *step, {', '.join(pointers)})",
            "{",
            "    (void)scaled;",
            *indented(self.lines),
            "}",
            "",
        ]

    def _function(self) -> list[str]:
        """static void NAME(rows, first, last, a, step): the columns from first to last."""
        used = self._read()
        inputs = {each.data: each for each in self.plan.leaves()}
        args = []
        for place, each in enumerate(self.arguments):
            if each in used:
                moved = " + column" if self.plan.is_vector(inputs[each]) else ""
                args.append(f"(const T *)a[{place}]{moved}")
        args += [f"(T *)a[{len(self.arguments) + k}] + column" for k in range(len(self.results))]
        call = f"{self.name}_strip(rows, {{}}, {{}}, {{}}, step, {', '.join(args)})"
        loops = []
        for width, n in (("STRIP", "LANES"), ("1", "LANES")):
            attempt = (
                f"if (!{call.format(width, n, 0)}) {call.format(width, n, 1)};"
                if self.plan.scale
                else f"{call.format(width, n, 0)};"
            )
            loops += [f"for (; column + {width} * LANES <= last; column += {width} * LANES)", f"    {attempt}"]
        attempt = call.format("1", "last - column", 0)
        attempt = f"if (!{attempt}) {call.format('1', 'last - column', 1)};" if self.plan.scale else f"{attempt};"
        loops += ["if (column < last)", f"    {attempt}"]
        head = f"static void {self.name}(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, char *const *a, const ptrdiff_t *step)"
        return [head, "{", "    ptrdiff_t column = first;", *indented(loops), "}"]


def _filled(name: str, value: Value) -> list[str]:
    return [f"EACH_VECTOR {name}[u] = v_set(C({NEUTRAL[value.op]}));"]
