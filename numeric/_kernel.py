"""The decorator of kernels: arguments are bound, checked and laid out as rows; results get NumPy's shapes and types."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import CO_GENERATOR
from math import prod
from typing import Any

import numpy as np

from ._backend import Native
from ._backend import native as find
from ._blocks import BLOCK, Flat, run_blocks, run_stages, run_whole
from ._compiled import body_of, straight
from ._out import Place, apart, flattened, outs
from ._places import check_labels
from ._plain import MOST, Plan, run_plan, shapes_of
from ._shapes import Array, Shape, as_array, common_dtype, core_sizes, leading, move_axis, parse

UPSTREAM = "g"
HALF, SINGLE, LABEL = np.dtype(np.float16), np.dtype(np.float32), np.dtype(np.intp)


def kernel(
    signature: str,
    *,
    positive: Sequence[str] = (),
    rows: int = 0,
    blocks: bool = True,
    labels: Mapping[str, str] | None = None,
    by_label: Callable[..., Any] | None = None,
    native: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Checks the arguments of a kernel against its signature, and gives the results NumPy's shapes and types.

    A kernel with a parameter `axis` works along it.  A kernel whose first argument is g, the upstream gradient, returns
    one gradient for each other argument, in the shape of that argument.  A kernel of dx, …, x, … takes tangents first;
    the inputs decide the shape of its result.  labels are arguments that hold numbers from 0 to K − 1: {"y": "K"};
    by_label is a kernel of this sort that steps in where an argument holds integers and has fewer axes than the data.
    rows: the leading axes have at least so many entries.
    native is the mark of the compiled kernel that was made from the same definition.

    What is decorated sees blocks of rows: arrays of one floating-point type with their leading axes made one and the
    axis in question last, and out, where it puts its results.  It never writes to an argument.
    """
    shapes, results = parse(signature)

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        made = _Kernel(body, shapes, results, tuple(positive), rows, blocks, labels or {})
        if by_label is not None:
            made.by_label = other = by_label.kernel  # type: ignore[attr-defined]
            other.name = made.name

        call = wraps(body)(made.accelerated(find(body.__name__, native)))
        call.kernel = made
        return call

    return decorate


class _Kernel:
    def __init__(
        self,
        body: Callable[..., Any],
        shapes: list[Shape],
        results: list[Shape],
        positive: tuple[str, ...],
        rows: int,
        blocks: bool,
        labels: Mapping[str, str],
    ) -> None:
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        self.body, self.shapes, self.results, self.positive, self.least_rows = body, shapes, results, positive, rows
        self.name, self.arrays, self.parameters = body.__name__, names[: len(shapes)], names[len(shapes) :]
        self.defaults = dict(zip(self.parameters, body.__defaults__ or (), strict=True))
        self.numbers = tuple(name for name in self.parameters if name not in ("axis", "out"))
        self.is_vjp = names[0] == UPSTREAM
        self.ways = 1 if self.is_vjp else _tangents(self.arrays)
        self.is_elementwise = not any(shape.core or not shape.lead for shape in (*shapes, *results))
        self.labels: Mapping[str, str] = labels
        self.by_label: _Kernel | None = None
        self.plans: dict[tuple[tuple[int, ...], ...], Plan] = {}
        self.is_compiled = False
        self.is_staged = bool(body.__code__.co_flags & CO_GENERATOR)
        self.run = run_stages if self.is_staged else run_blocks if blocks else run_whole

    def accelerated(self, found: Native | None) -> Callable[..., Any]:
        """The kernel as a function.  Where there is a compiled one it takes the place of the body."""
        if found is None:
            return lambda *args, **keywords: self(args, keywords)
        self.body, self.is_compiled, self.is_staged = body_of(found), True, False
        self.run = run_whole if found.all_rows else run_blocks
        if self.least_rows > 1:  # the straight way counts no rows
            return lambda *args, **keywords: self(args, keywords)
        return straight(
            found,
            self,
            [self.defaults[name] for name in self.numbers],
            same_shapes=self.is_vjp or self.ways > 0,
        )

    def __call__(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        shapes = None if keywords or self.is_compiled else shapes_of(args, len(self.arrays))
        plan = self.plans.get(shapes) if shapes else None
        if plan is not None:
            return run_plan(plan, self.body, args, self.is_staged)
        values = self._bound(args, keywords)
        if self.by_label and self._holds_labels(values):
            return self.by_label(args, keywords)
        came = [values[name] for name in self.arrays]
        arrays = [as_array(self.name, name, value) for name, value in zip(self.arrays, came, strict=True)]
        dtype = common_dtype(*self._numbers(came, arrays))
        inside = SINGLE if dtype == HALF else dtype
        parameters = {name: self._parameter(name, values[name], inside) for name in self.numbers}
        axis = values.get("axis", -1)
        if axis != -1:
            arrays = self._moved(arrays, axis)
        lead, sizes = self._fit(arrays)
        rows = self._rows(lead)
        for name, classes in self.labels.items():
            check_labels(self.name, name, arrays[self.arrays.index(name)], classes, sizes[classes])
        kinds = [LABEL if name in self.labels else inside for name in self.arrays]
        flat = [self._flat(a, s, lead, sizes, k) for a, s, k in zip(arrays, self.shapes, kinds, strict=True)]
        places = self._places(values["out"], arrays, lead, sizes, dtype, axis)
        results = tuple(
            place.flat(rows if shape.lead else None, inside, self.is_staged)
            for place, shape in zip(places, self.results, strict=True)
        )
        if values["out"] is not None:
            flat = [apart(each, results, not self.is_staged) for each in flat]
        if shapes and rows:
            self._remember(shapes, flat, places, results, rows)
        if rows:
            self.run(self.body, flat, results, parameters, rows)
        else:
            for result in results:
                result.array[...] = 0
        done = tuple(place.finished(result.array) for place, result in zip(places, results, strict=True))
        return done if len(done) > 1 else done[0]

    def _holds_labels(self, values: dict[str, Any]) -> bool:
        """Whether the arguments that may be labels hold integers, and have fewer axes than the data."""
        labels = self.by_label.labels if self.by_label else {}
        inputs = zip(self.arrays[self.ways :], self.shapes[self.ways :], strict=True)
        axes = max(np.ndim(values[name]) for name, shape in inputs if name not in labels and shape.core)
        given = [np.asarray(values[name]) for name in labels]
        return all(each.dtype.kind in "iu" and each.ndim < axes for each in given)

    def _numbers(self, came: list[Any], arrays: list[Array]) -> tuple[list[Any], list[Array]]:
        """The arguments that are no labels."""
        kept = [place for place, name in enumerate(self.arrays) if name not in self.labels]
        return [came[place] for place in kept], [arrays[place] for place in kept]

    def _rows(self, lead: tuple[int, ...]) -> int:
        """How many rows there are.  Over none there is no mean; a sum is 0."""
        rows = prod(lead)
        if rows < self.least_rows:
            inputs = zip(self.arrays[self.ways :], self.shapes[self.ways :], strict=True)
            name = next(name for name, shape in inputs if shape.lead)
            told = f"{name} has the leading axes {lead}, {rows} entries for each statistic"
            raise ValueError(f"{self.name}: {told}; expected at least {self.least_rows}")
        return rows

    def _moved(self, arrays: list[Array], axis: Any) -> list[Array]:
        """The data with this axis last; parameters have no other."""
        return [
            move_axis(self.name, name, array, axis) if shape.core and shape.lead else array
            for name, array, shape in zip(self.arrays, arrays, self.shapes, strict=True)
        ]

    def _remember(
        self,
        shapes: tuple[tuple[int, ...], ...],
        flat: list[Flat],
        places: list[Place],
        results: tuple[Flat, ...],
        rows: int,
    ) -> None:
        """Note what was found out for these shapes, if nothing is broadcast and everything fits one block."""
        inputs = tuple([each.array.shape for each in flat])
        same = all(np.prod(shape) == np.prod(other) for shape, other in zip(shapes, inputs, strict=True))
        made = tuple([each.array.shape for each in results])
        small = max(each.array.size for each in (*flat, *results)) <= BLOCK
        if same and small and all(place.full == place.wanted for place in places):
            if len(self.plans) >= MOST:
                self.plans.clear()
            self.plans[shapes] = Plan(inputs, made, tuple([place.wanted for place in places]), rows)

    def _flat(
        self, array: Array, shape: Shape, lead: tuple[int, ...], sizes: dict[str, int], inside: np.dtype[Any]
    ) -> Flat:
        """The argument as rows, of the type that kernels compute in where it is small or read more than once."""
        core = tuple(blocks * sizes[name] for blocks, name in shape.core)
        if not shape.lead or self.is_staged:
            array = array.astype(inside, copy=False) if array.flags.aligned else array.astype(inside)
        return Flat(flattened(array, lead, core) if shape.lead else array, inside, shape.lead)

    def _places(
        self,
        out: Any,
        arrays: list[Array],
        lead: tuple[int, ...],
        sizes: dict[str, int],
        dtype: np.dtype[Any],
        axis: int,
    ) -> list[Place]:
        full = [shape.sized(lead, sizes) for shape in self.results]
        inputs = [place for place, name in enumerate(self.arrays) if place and name not in self.labels]
        wanted = [arrays[place].shape for place in inputs] if self.is_vjp else full
        places = [
            Place(each, wants, len(shape.core), dtype, axis if shape.lead else -1)
            for each, wants, shape in zip(full, wanted, self.results, strict=True)
        ]
        if out is not None:
            names = [f"d{self.arrays[place]}" for place in inputs] if self.is_vjp else [self.name]
            for place, (name, array) in zip(places, outs(self.name, out, names), strict=True):
                if array is not None:
                    place.give(self.name, name, array)
        return places

    def _bound(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        names = self.arrays + self.parameters
        if len(args) > len(names):
            raise TypeError(
                f"{self.name}: expected at most {len(names)} arguments ({', '.join(names)}), got {len(args)}"
            )
        values = dict(zip(names, args, strict=False))
        for name, value in keywords.items():
            if name not in names or name in values:
                what = "is given twice" if name in values else f"is no argument; expected {', '.join(names)}"
                raise TypeError(f"{self.name}: {name} {what}")
            values[name] = value
        missing = [name for name in self.arrays if name not in values]
        if missing:
            raise TypeError(f"{self.name}: {', '.join(missing)} missing; expected {', '.join(names)}")
        return {**self.defaults, **values}

    def _parameter(self, name: str, value: Any, inside: np.dtype[Any]) -> float:
        """The parameter as a Python number; one that has to be positive stays so in the type of the arrays."""
        if isinstance(value, (str, bytes, bool, complex)) or np.ndim(value) or not np.isscalar(value):
            raise TypeError(f"{self.name}: {name} is {value!r:.60}; expected a real number")
        number = float(value)  # type: ignore[arg-type]
        if not np.isfinite(number) or (name in self.positive and number <= 0):
            expected = "positive" if name in self.positive else "finite"
            raise ValueError(f"{self.name}: {name} is {value!r}; expected a {expected} number")
        return max(number, float(np.finfo(inside).tiny)) if name in self.positive else number

    def _fit(self, arrays: list[Array]) -> tuple[tuple[int, ...], dict[str, int]]:
        """Leading axes and sizes, decided by the inputs; the upstream gradient has to fit the result."""
        if self.is_elementwise and all(array.shape == arrays[0].shape for array in arrays):
            return arrays[0].shape, {}
        first = self.ways
        order = [*range(first, len(arrays)), *range(first)]
        names, ordered, shapes = ([each[i] for i in order] for each in (self.arrays, arrays, self.shapes))
        sizes = core_sizes(self.name, names, ordered, shapes)
        names, ordered, shapes = (each[: len(each) - first] for each in (names, ordered, shapes))
        lead = leading(self.name, names, ordered, shapes)
        for name, array, shape in zip(self.arrays[:first], arrays, self.shapes, strict=False):
            if leading(self.name, [*names, name], [*ordered, array], [*shapes, shape]) != lead:
                expected = shape.sized(lead, sizes)
                of = "the result" if self.is_vjp else name[1:]
                raise ValueError(f"{self.name}: {name} has shape {array.shape}; expected {expected}, the shape of {of}")
        return lead, sizes


def _tangents(names: tuple[str, ...]) -> int:
    """How many arguments are tangents: dx and dy in dx, dy, x, y."""
    half = len(names) // 2
    return half if names[:half] == tuple(f"d{name}" for name in names[half:]) else 0
