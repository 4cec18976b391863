"""One stage of a kernel for one row: a sweep for each statistic that waits for another, then what it makes."""

from __future__ import annotations

from collections.abc import Callable

from ..program import values as v
from ..program.nodes import Value
from . import statistics
from .costs import is_heavy
from .identifiers import Identifiers
from .loops import UNROLL, indented, macro
from .plan import LABELLED, SPECIAL, Stage, UnsupportedError, axis_of
from .terms import Terms


class RowLoops:
    """Writes the body of the function for a row: the loops along it.

    pointers: the arguments; results: the outputs, each with its class; columns: what belongs to a column and is known.
    """

    def __init__(
        self,
        stage: Stage,
        names: Identifiers,
        pointers: dict[str, str],
        results: list[tuple[str, str]],
        columns: Callable[[Value], str],
    ) -> None:
        self.stage, self.plan, self.names = stage, stage.plan, names
        self.pointers, self.results, self.columns = pointers, results, columns
        if unknown := [each.op for each in stage.sums if each.op not in statistics.SUMS]:
            raise UnsupportedError(f"{', '.join(unknown)} over rows")
        self.buffers = {each: names.fresh("kept") for each in stage.stored}
        self.sums = {each: names.fresh("share") for each in stage.sums}
        self.row = Terms(self.plan, names, {}, self._of_row)
        self.fetched: set[Value] = set()
        self.lines: list[str] = []
        self.checked: list[str] = []

    @property
    def is_guarded(self) -> bool:
        """Whether it is first tried without what protects from overflow."""
        return any(each.op == "scale" and axis_of(each) == self.plan.along for each in self.stage.of_rows)

    @property
    def is_flat(self) -> bool:
        """Whether nothing of a row has to be known before its entries are computed: rows can then be taken together."""
        whole_rows = ("first", "scale", "rest", *LABELLED)
        return not self.stage.sweeps and not any(
            each.op in whole_rows and (each.op in LABELLED or axis_of(each) == self.plan.along)
            for each in self.stage.of_rows
        )

    def body(self) -> list[str]:
        """The statements; 0 is returned where the careless attempt has failed."""
        if self.is_flat:
            return self._together()
        for number in range(1, self.stage.sweeps + 1):
            self._sweep(number)
        self._flush()
        if self.is_guarded and self.checked:
            self.lines.append(f"if (!careful && !({' && '.join(self.checked)})) return 0;")
        self._last()
        return self.lines

    def _of_row(self, value: Value) -> str | None:
        """What is loaded once for a row."""
        match value.op:
            case "input":
                return f"v_set(*{self.pointers[value.data]})"
            case "first":
                return self._entry(value.args[0], "0")
            case "at_label":
                return self._entry(value.args[0], self._label(value))
            case "scale":
                return f"!careful ? v_set(1) : row_scale({self._array(value.args[0])}, count)"
        return None

    def _entry(self, value: Value, place: str) -> str:
        """One entry of what is as long as a row."""
        body = Terms(self.plan, self.names, {}, self._of_place, self.row)
        text = body(value)
        return " ".join([f"({{ const ptrdiff_t i = {place}, n = 1;", *body.lines, f"v_set(v_first({text})); }})"])

    def _of_place(self, value: Value) -> str | None:
        is_data = value.op == "input" and self.plan.is_full(value)
        return f"LOAD({self.pointers[value.data]} + i, n)" if is_data else self._of_vector(value)

    def _label(self, value: Value) -> str:
        """The class label, which the caller has checked."""
        label = value.args[LABELLED[value.op]]
        if label.op != "input":
            raise UnsupportedError(f"a label that is computed by {label.op}")
        return f"*{self.pointers[label.data]}"

    def _largest(self, of: Value) -> Value:
        return v.reduction("largest", of, (self.plan.along,))

    def _of_vector(self, value: Value) -> str | None:
        if self.plan.is_column(value):
            return self.columns(value)
        if value.op == "input" and not value.axes:
            return f"v_set(*{self.pointers[value.data]})"
        return self._fetched(value) if value.op == "input" else None

    def _fetched(self, value: Value) -> str:
        """An argument as large as the data: the first sweep that needs it asks for what comes next."""
        word = "LOAD" if value in self.fetched else "FETCH"
        self.fetched.add(value)
        return f"{word}({self.pointers[value.data]} + i, n)"

    def _terms(self, number: int) -> Terms:
        """The statements of a sweep: what earlier sweeps have kept is loaded."""
        kept = {each: f"LOAD({self.buffers[each]} + i, n)" for each, at in self.stage.stored.items() if at < number}
        return Terms(self.plan, self.names, kept, self._of_vector, self.row)

    def _flush(self) -> None:
        """The statements of the row so far, before the next loop."""
        self.lines += self.row.lines
        self.row.lines.clear()

    def _sweep(self, number: int) -> None:
        """One loop for all statistics of this number, and what is kept for later."""
        due = self.stage.statistics(number)
        reduced = [each for each in due if each.op in statistics.NEUTRAL]
        kept = [each for each, at in self.stage.stored.items() if at == number and each.op not in SPECIAL]
        if reduced or kept:
            self._loop(reduced, kept, number)
        for each in due:
            if each.op in SPECIAL:
                self._special(each)

    def _loop(self, reduced: list[Value], kept: list[Value], number: int) -> None:
        terms = self._terms(number)
        found = {each: terms(each.args[0]) for each in reduced}
        steps = [f"STORE({self.buffers[each]} + i, {terms(each)}, n);" for each in kept]
        self._flush()
        sums = {each: self.names.fresh(f"s_{number}") for each in reduced}
        steps += [statistics.accumulated(each, sums[each], text) for each, text in found.items()]
        lanes = 2 if any(is_heavy(each, self.plan.is_full) for each in self.stage.needed(number)) else UNROLL
        self.lines += [line for each in reduced for line in statistics.before(each, sums[each], lanes)]
        self.lines += macro("BODY", "i, n, u", [*terms.lines, *steps])
        for many in (lanes, 1):
            together = [line for each in reduced for line in statistics.taken(each, sums[each], many)]
            self.lines.append(" ".join([f"#define TAKE{many}", *together]))
        self.lines += [f"SWEEP{lanes}(count)", "#undef BODY", f"#undef TAKE{lanes}", "#undef TAKE1"]
        for each in reduced:
            self._known(each, statistics.result(each, sums[each], lanes))

    def _known(self, value: Value, text: str) -> None:
        """A statistic, and what it tells about the careless attempt."""
        name = self.names.fresh(self.row.wanted(value))
        self.lines.append(f"const V {name} = {text};")
        self.row.written[value] = name
        if value.op in statistics.SUMS:
            self.checked.append(f"is_finite({name})")

    def _special(self, value: Value) -> None:
        """Sums without one place."""
        self._flush()
        if value.op == "rest_at":
            array = self._array(value.args[0])
            self._known(value, f"v_set(sum_of_others({array}, {self._label(value)}, count))")
            return
        array, *by = (self._array(arg) for arg in value.args)
        if value.op == "runners_up":
            largest = self.row.written.get(self._largest(value.args[1])) or f"largest_of({by[0]}, count, 0)"
            self._known(value, f"v_set(sum_of_runners_up({array}, {by[0]}, {largest}, count))")
        else:
            self.lines.append(f"sum_of_rest({array}, {self.buffers[value]}, count);")

    def _array(self, value: Value) -> str:
        return self.pointers[value.data] if value.op == "input" else self.buffers[value]

    def _last(self) -> None:
        """The results, and the shares of this row in sums over all rows."""
        terms = self._terms(self.stage.sweeps + 1)
        steps: list[str] = []
        after: list[str] = []
        for place in self.stage.results:
            value, (result, letter) = self.plan.outputs[place], self.results[place]
            if value.op == "with_label":
                at = self.row(value.args[1])
                after.append(f"{result}[{self._label(value)}] = v_first({at});")
                value = value.args[0]
            if letter == "f":
                steps.append(f"STORE({result} + i, {terms(value)}, n);")
            else:
                text = self.row(value)
                self._flush()
                self.lines.append(f"*{result} = v_first({text});")
        for each, share in self.sums.items():
            steps.append(f"STORE({share} + i, LOAD({share} + i, n) + {terms(each.args[0])}, n);")
        self._flush()
        if steps:
            self.lines += [*macro("BODY", "i, n", [*terms.lines, *steps]), "SWEEP(count)", "#undef BODY"]
        self.lines += [*after, "return 1;"]

    def _together(self) -> list[str]:
        """The results of several rows, and their shares: what belongs to columns is loaded once for all of them."""
        columns = Terms(self.plan, self.names, {}, self._of_vector)
        terms = Terms(self.plan, self.names, {}, lambda value: self._of_one(value, columns))
        steps: list[str] = []
        for place in self.stage.results:
            value, (result, letter) = self.plan.outputs[place], self.results[place]
            row = f"AT({result}, k, {len(self.pointers) + place})"
            steps.append(
                f"STORE({row} + i, {terms(value)}, n);" if letter == "f" else f"*{row} = v_first({terms(value)});"
            )
        parts = {each: self.names.fresh("part") for each in self.sums}
        steps += [f"{part} = {part} + {terms(each.args[0])};" for each, part in parts.items()]
        lines = [*columns.lines, *(f"V {part} = v_set(0);" for part in parts.values())]
        lines += ["TOGETHER_ROWS {", *indented([*terms.lines, *steps]), "}"]
        lines += [f"STORE({share} + i, LOAD({share} + i, n) + {parts[each]}, n);" for each, share in self.sums.items()]
        return [*macro("BODY", "i, n", lines), "SWEEP(count)", "#undef BODY", "return 1;"]

    def _of_one(self, value: Value, columns: Terms) -> str | None:
        """What is loaded for one of several rows."""
        if self.plan.across not in value.axes:
            return columns(value)
        if value.op != "input":
            return None
        row = f"AT({self.pointers[value.data]}, k, {list(self.pointers).index(value.data)})"
        return f"FETCH({row} + i, n)" if self.plan.is_full(value) else f"v_set(*{row})"
