"""What a kernel takes: arguments are bound to names, checked, and their shapes fitted to each other."""

from collections.abc import Callable, Mapping
from math import prod
from typing import Any, NamedTuple

import numpy as np

from .chosen_entries import check_labels
from .shapes import (
    Array,
    Shape,
    as_array,
    common_dtype,
    core_sizes,
    in_native_order,
    is_real,
    is_short,
    leading,
    move_axis,
)
from .targets import Targets
from .ufunc_face import CASTING, OPTIONS

SINGLE, LABEL = np.dtype(np.float32), np.dtype(np.intp)


class CheckedArguments(NamedTuple):
    """Checked arguments, the named axis last.

    dtype is the type of the results, inside that which is computed in; kinds are those of the arguments.
    """

    arrays: list[Array]
    lead: tuple[int, ...]
    sizes: dict[str, int]
    rows: int
    dtype: np.dtype[Any]
    inside: np.dtype[Any]
    kinds: list[np.dtype[Any]]
    axis: int
    parameters: dict[str, float]


class Arguments:
    """The names, shapes and defaults of a kernel's arguments.

    counts: {"G": "G"} for an argument that says how many groups there are of a split axis G*M;
    labels: {"y": "K"} if y holds numbers from 0 to K − 1; ways: so many arguments come first, the upstream gradient or
    tangents, which have no say in the shape of the result.
    """

    def __init__(
        self,
        body: Callable[..., Any],
        shapes: list[Shape],
        task: str,
        positive: tuple[str, ...],
        rows: int,
        labels: Mapping[str, str],
        targets: Targets,
        counts: Mapping[str, str],
    ) -> None:
        names = body.__code__.co_varnames[: body.__code__.co_argcount]
        self.name, self.arrays, self.parameters = body.__name__, names[: len(shapes)], names[len(shapes) :]
        self.shapes, self.positive, self.least_rows, self.labels = shapes, positive, rows, labels
        self.targets, self.may_be_labels, self.counts = targets, False, counts
        self.defaults = dict(zip(self.parameters, body.__defaults__ or (), strict=True))
        self.numbers = tuple(name for name in self.parameters if name not in ("axis", "out"))
        self.is_vjp = task == "vjp"
        self.ways = {"vjp": 1, "jvp": len(self.arrays) // 2}.get(task, 0)
        self.shares_matrices = any(not shape.lead and len(shape.core) > 1 for shape in shapes)
        self.is_elementwise = not any(shape.core or not shape.lead for shape in shapes)
        self.options = OPTIONS if self.is_elementwise else {}

    def bound(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> dict[str, Any]:
        """Every argument by its name."""
        names = self.arrays + self.parameters
        if len(args) > len(names):
            raise TypeError(
                f"{self.name}: expected at most {len(names)} arguments ({', '.join(names)}), got {len(args)}"
            )
        values = dict(zip(names, args, strict=False))
        for name, value in keywords.items():
            if (name not in names and name not in self.options) or name in values:
                what = "is given twice" if name in values else f"is no argument; expected {', '.join(names)}"
                raise TypeError(f"{self.name}: {name} {what}")
            values[name] = value
        missing = [name for name in self.arrays if name not in values]
        if missing:
            raise TypeError(f"{self.name}: {', '.join(missing)} missing; expected {', '.join(names)}")
        return {**self.defaults, **self.options, **values}

    def given(self, values: dict[str, Any]) -> list[Array]:
        """The arguments as arrays."""
        return [as_array(self.name, name, values[name]) for name in self.arrays]

    def checked(self, values: dict[str, Any]) -> CheckedArguments:
        """The arguments as arrays that fit each other."""
        came = [values[name] for name in self.arrays]
        arrays = [as_array(self.name, name, value) for name, value in zip(self.arrays, came, strict=True)]
        dtype = self._dtype(values, came, arrays)
        inside = SINGLE if is_short(dtype) else dtype
        counted = {name: self._count(name, values[name]) for name in self.counts}
        plain = (name for name in self.numbers if name not in counted)
        parameters: dict[str, float] = {name: self._parameter(name, values[name], inside) for name in plain}
        parameters |= counted
        axis, before = values.get("axis", -1), arrays
        if axis != -1:
            arrays = self._moved(arrays, axis)
        if self.targets.of:
            of_name = dict(zip(self.arrays, self.shapes, strict=True))
            before_by_name = dict(zip(self.arrays, before, strict=True))
            self.targets.check_shapes(self.name, before_by_name, of_name, axis, self.may_be_labels)
        lead, sizes = self._fit(arrays, {dim: (counted[name], name) for name, dim in self.counts.items()})
        if self.targets.of and not self.labels:
            rows = not self.is_elementwise
            self.targets.check_places(self.name, dict(zip(self.arrays, arrays, strict=True)), rows)
        for name, classes in self.labels.items():
            check_labels(self.name, name, arrays[self.arrays.index(name)], classes, sizes[classes])
        kinds = [LABEL if name in self.labels else inside for name in self.arrays]
        return CheckedArguments(arrays, lead, sizes, self._rows(lead), dtype, inside, kinds, axis, parameters)

    def _dtype(self, values: dict[str, Any], came: list[Any], arrays: list[Array]) -> np.dtype[Any]:
        """The type of the results: that which was asked for, or what NumPy makes of the arguments."""
        wanted = values.get("dtype")
        kept = [place for place, name in enumerate(self.arrays) if name not in self.labels]
        if wanted is None:
            try:
                return common_dtype([came[place] for place in kept], [arrays[place] for place in kept])
            except TypeError:
                told = ", ".join(f"{self.arrays[place]} {arrays[place].dtype}" for place in kept)
                raise TypeError(f"{self.name}: {told} have no type in common; convert one") from None
        try:
            dtype = np.dtype(wanted)
        except TypeError:
            raise TypeError(f"{self.name}: dtype is {wanted!r:.60}; expected float16, float32 or float64") from None
        if not is_real(dtype) or dtype.kind in "biu":
            raise TypeError(f"{self.name}: dtype is {dtype}; expected float16, float32 or float64")
        casting = self.casting(values)
        for place in kept:
            if type(came[place]) not in (int, float) and not np.can_cast(arrays[place].dtype, dtype, casting):
                told = f"{self.arrays[place]} has dtype {arrays[place].dtype}, which casting={casting!r} does not make"
                raise TypeError(f"{self.name}: {told} {dtype}")
        return in_native_order(dtype)

    def casting(self, values: dict[str, Any]) -> Any:
        """The rule of the call for what is cast."""
        rule = values["casting"]
        if rule not in CASTING:
            raise ValueError(f"{self.name}: casting is {rule!r:.60}; expected one of {', '.join(CASTING)}")
        return rule

    def holds_labels(self, values: dict[str, Any], labels: Mapping[str, str]) -> bool:
        """Whether the arguments that may be labels hold integers, and have fewer axes than the data."""
        inputs = zip(self.arrays[self.ways :], self.shapes[self.ways :], strict=True)
        axes = max(np.ndim(values[name]) for name, shape in inputs if name not in labels and shape.core)
        given = [np.asarray(values[name]) for name in labels]
        return all(each.dtype.kind in "iu" and each.ndim < axes for each in given)

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

    def _parameter(self, name: str, value: Any, inside: np.dtype[Any]) -> float:
        """The parameter as a Python number; one that has to be positive stays so in the type of the arrays."""
        if isinstance(value, (str, bytes, bool, complex)) or np.ndim(value) or not np.isscalar(value):
            raise TypeError(f"{self.name}: {name} is {value!r:.60}; expected a real number")
        number = float(value)  # type: ignore[arg-type]
        if not np.isfinite(number) or (name in self.positive and number <= 0):
            expected = "positive" if name in self.positive else "finite"
            raise ValueError(f"{self.name}: {name} is {value!r}; expected a {expected} number")
        return max(number, float(np.finfo(inside).tiny)) if name in self.positive else number

    def _count(self, name: str, value: Any) -> int:
        """A number of groups."""
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise TypeError(f"{self.name}: {name} is {value!r:.60}; expected an integer")
        if value < 1:
            raise ValueError(f"{self.name}: {name} is {value}; expected at least 1")
        return int(value)

    def _fit(
        self, arrays: list[Array], counts: Mapping[str, tuple[int, str]]
    ) -> tuple[tuple[int, ...], dict[str, int]]:
        """Leading axes and sizes, decided by the inputs; upstream gradient and tangents have to fit."""
        if self.is_elementwise and all(array.shape == arrays[0].shape for array in arrays):
            return arrays[0].shape, {}
        first = self.ways
        order = [*range(first, len(arrays)), *range(first)]
        names, ordered, shapes = ([each[i] for i in order] for each in (self.arrays, arrays, self.shapes))
        sizes = core_sizes(self.name, names, ordered, shapes, counts)
        names, ordered, shapes = (each[: len(each) - first] for each in (names, ordered, shapes))
        lead = leading(self.name, names, ordered, shapes)
        for place, (name, array, shape) in enumerate(zip(self.arrays[:first], arrays, self.shapes, strict=False)):
            if leading(self.name, [*names, name], [*ordered, array], [*shapes, shape]) != lead:
                expected = shape.sized(lead, sizes)
                of = "the result" if self.is_vjp else self.arrays[first + place]
                raise ValueError(f"{self.name}: {name} has shape {array.shape}; expected {expected}, the shape of {of}")
        return lead, sizes
