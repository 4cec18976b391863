"""Kernels that work row by row: one pass over the row for each statistic that waits for another, then the results."""

from __future__ import annotations

from ..values import Value
from .costs import is_heavy
from .loops import UNROLL, indented, macro, mentions
from .plan import SPECIAL, Plan, Unsupported, needed, stored
from .terms import Names, Terms

NEUTRAL = {"largest": "-INFINITY", "product": "1", "total": "0", "mean": "0"}
"""What does not change a statistic."""

COMBINED = {"largest": "v_max({}, {})", "product": "{} * {}", "total": "{} + {}", "mean": "{} + {}"}


class Rows:
    """Writes one kernel.  `a` holds pointers to arguments and results, `step` the bytes from row to row."""

    def __init__(self, name: str, plan: Plan, arguments: tuple[str, ...], classes: str) -> None:
        self.name, self.plan, self.arguments, self.classes = name, plan, arguments, classes
        self.names = Names()
        self.pointers = {each: self.names.fresh(f"{each}_") for each in arguments}
        many = len(plan.outputs) > 1
        self.results = [self.names.fresh(f"out{k + 1}" if many else "out") for k in range(len(plan.outputs))]
        self.stored = stored(plan)
        self.buffers = {each: self.names.fresh("kept") for each in self.stored}
        self.totals = {each: self.names.fresh("sums") for each in plan.totals}
        self.row = Terms(plan, self.names, {}, self._row_leaf)
        self.lines: list[str] = []
        self.checked: list[str] = []

    def source(self) -> list[str]:
        """The function for one row, the one for many, and the one for what follows from sums over all rows."""
        for number in range(1, self.plan.passes + 1):
            self._pass(number)
        self._flush()
        if self.plan.scale is not None and self.checked:
            self.lines.append(
                f"if (!scaled && !({' && '.join(f'is_finite({each})' for each in self.checked)})) return 0;"
            )
        self._last()
        return [*self._row_function(), *self._function(), *self._finish()]

    def _row_leaf(self, value: Value) -> str | None:
        """What is loaded once for a row."""
        match value.op:
            case "input":
                return f"v_set(*{self.pointers[value.data]})"
            case "first":
                body = Terms(self.plan, self.names, {}, self._leaf, self.row)
                text = body(value.args[0])
                lanes = body.lines + [f"v_set(v_first({text}));"]
                return "({ const ptrdiff_t i = 0, n = 1; " + " ".join(lanes) + " })"
            case "scale":
                return f"!scaled ? v_set(1) : row_scale({self._array(value.args[0])}, count)"
        return None

    def _body(self, number: int) -> Terms:
        known = {each: self.known_at(each) for each, at in self.stored.items() if at < number}
        return Terms(self.plan, self.names, known, self._leaf, self.row)

    def known_at(self, value: Value) -> str:
        return f"LOAD({self.buffers[value]} + i, n)"

    def _leaf(self, value: Value) -> str | None:
        return f"LOAD({self.pointers[value.data]} + i, n)" if value.op == "input" else None

    def _flush(self) -> None:
        """The statements of the row so far, before the next loop."""
        self.lines += self.row.lines
        self.row.lines.clear()

    def _pass(self, number: int) -> None:
        """One loop for all statistics of this number, and what is kept for later."""
        due = self.plan.statistics(number)
        reduced = [each for each in due if each.op in NEUTRAL]
        kept = [each for each, at in self.stored.items() if at == number and each.op not in SPECIAL]
        kept += [arg for each in due if each.op in SPECIAL for arg in each.args if self.stored.get(arg) == number]
        if reduced or kept:
            self._loop(reduced, list(dict.fromkeys(kept)), number)
        for each in due:
            if each.op in SPECIAL:
                self._special(each)

    def _loop(self, reduced: list[Value], kept: list[Value], number: int) -> None:
        body = self._body(number)
        found = {each: body(each.args[0]) for each in reduced}
        stores = [f"STORE({self.buffers[each]} + i, {body(each)}, n);" for each in kept]
        self._flush()
        sums = {each: self.names.fresh(f"s_{number}") for each in reduced}
        steps = [_accumulate(each, sums[each], text) for each, text in found.items()]
        lanes = 2 if any(is_heavy(each, self.plan.is_full) for each in needed(self.plan, number)) else UNROLL
        outside = [line for each in reduced for line in _before(each, sums[each], lanes)]
        inside = [line for each in reduced for line in _chunk(each, sums[each], lanes)]
        after = [line for each in reduced for line in _fold(each, sums[each], lanes)]
        self.lines += [*outside, *macro("BODY", "i, n, u", [*body.lines, *stores, *steps])]
        self.lines += [
            "for (ptrdiff_t from = 0; from < count;) {",
            *indented([*inside, f"CHUNK{lanes}(from, count)", *after]),
            "}",
        ]
        self.lines.append("#undef BODY")
        for each in reduced:
            name = self.names.fresh(self.row.wanted(each))
            self.lines.append(f"const V {name} = {_result(each, sums[each], lanes)};")
            self.row.known[each] = name
            if each.op in ("total", "mean"):
                self.checked.append(name)

    def _special(self, value: Value) -> None:
        """Sums without one place."""
        self._flush()
        array, *by = (self._array(arg) for arg in value.args)
        name = self.names.fresh("rest" if value.op == "rest" else "others")
        if value.op == "runners_up":
            largest = self._largest(value.args[1], by[0])
            self.lines.append(f"const V {name} = v_set(sum_of_runners_up({array}, {by[0]}, {largest}, count));")
            self.row.known[value] = name
        else:
            self.lines.append(f"sum_of_rest({array}, {self.buffers[value]}, count);")

    def _largest(self, value: Value, array: str) -> str:
        """The largest entry, if it is already known."""
        found = [name for each, name in self.row.known.items() if each.op == "largest" and each.args[0] == value]
        return found[0] if found else f"largest_of({array}, count, 0)"

    def _array(self, value: Value) -> str:
        return self.pointers[value.data] if value.op == "input" else self.buffers[value]

    def _last(self) -> None:
        """The results, and the shares of this row in sums over all rows."""
        plan = self.plan
        body = self._body(plan.passes + 1)
        steps: list[str] = []
        for each, result, letter in zip(plan.outputs, self.results, self.classes, strict=True):
            if letter == "f":
                steps.append(f"STORE({result} + i, {body(each)}, n);")
            elif letter == "r":
                text = self.row(each)
                self._flush()
                self.lines.append(f"*{result} = v_first({text});")
            elif each not in plan.after_totals:
                raise Unsupported("a result for each column that needs no rows")
        for each, sums in self.totals.items():
            steps.append(f"STORE({sums} + i, LOAD({sums} + i, n) + {body(each.args[0])}, n);")
        self._flush()
        if steps:
            self.lines += [*macro("BODY", "i, n", [*body.lines, *steps]), "SWEEP(count)", "#undef BODY"]
        self.lines.append("return 1;")

    def _row_function(self) -> list[str]:
        pointers = [f"const T *{self.pointers[each]}" for each in self._read()]
        pointers += [f"T *{each}" for each in self._written()]
        pointers += [f"T *{each}" for each in (*self.buffers.values(), *self.totals.values())]
        head = f"static ALWAYS_INLINE int {self.name}_row(ptrdiff_t count, const int scaled, {', '.join(pointers)})"
        return [head, "{", "    (void)scaled;", *indented(self.lines), "}", ""]

    def _read(self) -> list[str]:
        """The arguments that a row needs."""
        return [each for each in self.arguments if mentions(self.lines, self.pointers[each])]

    def _written(self) -> list[str]:
        pairs = zip(self.plan.outputs, self.results, strict=True)
        return [result for each, result in pairs if each not in self.plan.after_totals]

    def _function(self) -> list[str]:
        """static void NAME(first, last, count, a, step, scratch, partial)."""
        args = [f"(const T *)ROW({self.arguments.index(each)})" for each in self._read()]
        places = {result: len(self.arguments) + k for k, result in enumerate(self.results)}
        args += [f"(T *)ROW({places[each]})" for each in self._written()]
        args += [f"(T *)scratch + {k} * PADDED(count)" for k in range(len(self.buffers))]
        args += [f"(T *)sums + {k} * count" for k in range(len(self.totals))]
        call = f"{self.name}_row(count, {{}}, {', '.join(args)})"
        again = f"if (!{call.format(0)}) {call.format(1)};" if self.plan.scale else f"{call.format(0)};"
        body = [
            "(void)scratch;",
            "(void)sums;",
            "for (ptrdiff_t row = first; row < last; row++) {",
            f"    {again}",
            "}",
        ]
        return [
            f"static void {self.name}(ptrdiff_t first, ptrdiff_t last, ptrdiff_t count, char *const *a, const ptrdiff_t *step,",
            "                        void *scratch, void *sums)", "{", *indented(body), "}",
        ]  # fmt: skip

    def _finish(self) -> list[str]:
        """static void NAME_finish(rows, count, a, sums): the results that follow from sums over all rows."""
        if not self.totals:
            return []
        known = {each: f"LOAD((const T *)sums + {k} * count + i, n)" for k, each in enumerate(self.totals)}
        known |= {each: f"{text} / v_set((T)rows)" for each, text in known.items() if each.op == "mean"}
        head = Terms(self.plan, self.names, {}, lambda value: self._row_leaf(value))
        body = Terms(self.plan, self.names, known, self._leaf, head)
        stores, pointers = [], []
        for k, (each, result) in enumerate(zip(self.plan.outputs, self.results, strict=True)):
            if each in self.plan.after_totals:
                pointers.append(f"T *{result} = (T *)a[{len(self.arguments) + k}];")
                stores.append(f"STORE({result} + i, {body(each)}, n);")
        read = [*head.lines, *body.lines]
        pointers += [
            f"const T *{each} = (const T *)a[{k}];"
            for k, each in enumerate(self.pointers.values())
            if mentions(read, each)
        ]
        lines = [
            *pointers,
            *head.lines,
            *macro("BODY", "i, n", [*body.lines, *stores]),
            "SWEEP(count)",
            "#undef BODY",
            "(void)rows;",
        ]
        return [
            "",
            f"static void {self.name}_finish(ptrdiff_t rows, ptrdiff_t count, char *const *a, const void *sums)",
            "{",
            *indented(lines),
            "}",
        ]


def _accumulate(value: Value, name: str, text: str) -> str:
    kept = f"KEEP({text}, n, {NEUTRAL[value.op]})"
    return f"{name}_##u = {COMBINED[value.op].format(f'{name}_##u', kept)};"


def _before(value: Value, name: str, lanes: int) -> list[str]:
    if value.op in ("total", "mean"):
        return [f"struct sum {name} = {{0, 0}};"]
    parts = ", ".join(f"{name}_{k} = v_set(C({NEUTRAL[value.op]}))" for k in range(lanes))
    return [f"V {parts};"]


def _chunk(value: Value, name: str, lanes: int) -> list[str]:
    """Sums start anew with every chunk, so that rounding errors do not grow with the length of the row."""
    if value.op in ("total", "mean"):
        return [f"V {', '.join(f'{name}_{k} = v_set(0)' for k in range(lanes))};"]
    return []


def _fold(value: Value, name: str, lanes: int) -> list[str]:
    parts = [f"{name}_{k}" for k in range(lanes)]
    if value.op in ("total", "mean"):
        return [f"add_to(&{name}, v_total({_tree(value.op, parts)}));"]
    return []


def _tree(op: str, parts: list[str]) -> str:
    while len(parts) > 1:
        parts = [COMBINED[op].format(one, other) for one, other in zip(parts[::2], parts[1::2], strict=True)]
    return parts[0]


def _result(value: Value, name: str, lanes: int) -> str:
    parts = [f"{name}_{k}" for k in range(lanes)]
    match value.op:
        case "mean":
            return f"v_set(sum_of(&{name}) / (T)count)"
        case "total":
            return f"v_set(sum_of(&{name}))"
        case "largest":
            return f"v_set(v_largest({_tree(value.op, parts)}))"
        case _:
            return f"v_set(v_product({_tree(value.op, parts)}))"
