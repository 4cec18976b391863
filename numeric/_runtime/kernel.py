"""The decorator of kernels: arguments are bound, checked and laid out as rows; results get NumPy's shapes and types."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import CO_GENERATOR
from math import prod
from typing import Any

import numpy as np

from .arguments import Arguments, CheckedArguments
from .backend import CompiledKernel, compiled_kernel, with_memory
from .blocks import BLOCK, Flat, run_blocks, run_stages, run_whole
from .compiled import body_of, straight
from .out import Destination, apart, flattened, outs
from .outer_axes import Outer, outer_axes, run_over
from .shapes import Array, Shape, parse
from .small_calls import MOST, Key, ShapePlan, axis_last, run_plan, small_call
from .targets import Targets
from .ufunc_calls import as_ufunc, check_plain
from .ufunc_face import dress


def kernel(
    signature: str,
    *,
    task: str = "",
    positive: Sequence[str] = (),
    rows: int = 0,
    blocks: bool = True,
    targets: Mapping[str, str] | None = None,
    probabilities: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    counts: Mapping[str, str] | None = None,
    by_label: Callable[..., Any] | None = None,
    native: str = "",
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Checks the arguments of a kernel against its signature, and gives the results NumPy's shapes and types.

    A kernel with a parameter `axis` works along it.  task: "vjp" for a kernel whose first argument is the upstream
    gradient, which returns one gradient for each other argument, in the shape of that argument; "jvp" for one that
    takes a tangent for each of its inputs, before these, which decide the shape of its result.  labels are arguments
    that hold numbers from 0 to K − 1: {"y": "K"}; by_label is a kernel of this sort that steps in where an argument
    holds integers and has fewer axes than the data.
    counts: arguments that say how many groups there are of a split axis G*M: {"G": "G"}.
    targets: arguments that have the shape of another one: {"y": "z"}; probabilities: those that are meant as such.
    rows: the leading axes have at least so many entries.
    native is the mark of the compiled kernel that was made from the same definition.

    What is decorated sees blocks of rows: arrays of one floating-point type with their leading axes made one and the
    axis in question last, and out, where it puts its results.  It never writes to an argument.
    """
    shapes, results = parse(signature)

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        about = Targets(targets or {}, probabilities)
        made = _Kernel(body, shapes, results, task, tuple(positive), rows, blocks, labels or {}, about, counts or {})
        made.compiled = compiled_kernel(body.__name__, native)
        if by_label is not None:
            made.by_label = other = by_label.kernel  # type: ignore[attr-defined]
            other.name, made.may_be_labels = made.name, True

        call = wraps(body)(made.accelerated())
        call.kernel = made  # type: ignore[attr-defined]
        made.exported = call
        if made.is_elementwise:
            dress(call, len(made.arrays), len(results))
        return call

    return decorate


class _Kernel(Arguments):
    def __init__(
        self,
        body: Callable[..., Any],
        shapes: list[Shape],
        results: list[Shape],
        task: str,
        positive: tuple[str, ...],
        rows: int,
        blocks: bool,
        labels: Mapping[str, str],
        targets: Targets,
        counts: Mapping[str, str],
    ) -> None:
        super().__init__(body, shapes, task, positive, rows, labels, targets, counts)
        self.body, self.results = body, results
        self.exported: Callable[..., Any] = self.body
        self.by_label: _Kernel | None = None
        self.compiled: CompiledKernel | None = None
        self.plans: dict[Key, ShapePlan] = {}
        self.quick = {"axis": (int,), "out": (), **dict.fromkeys(self.numbers, (int, float))}
        self.quick |= dict.fromkeys(counts, (int,))
        self.is_compiled = False
        self.is_staged = bool(body.__code__.co_flags & CO_GENERATOR)
        self.run = run_stages if self.is_staged else run_blocks if blocks else run_whole

    def accelerated(self) -> Callable[..., Any]:
        """The kernel as a function.  Where there is a compiled one it takes the place of the body."""
        if self.compiled is None:
            return lambda *args, **keywords: self(args, keywords)
        self.body, self.is_compiled, self.is_staged = body_of(self.compiled), True, False
        self.run = run_whole if self.compiled.all_rows else run_blocks
        by_label = self.by_label.exported if self.by_label and self.by_label.is_compiled else None
        return straight(self.compiled, self, len(self.results), by_label)

    def __call__(self, args: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        small = None if self.is_compiled else small_call(args, keywords, len(self.arrays), self.quick)
        if small is not None and small.key in self.plans and not self.targets.look_exchanged(self.arrays, small.arrays):
            done = run_plan(self.plans[small.key], self.body, small, self.is_staged)
            if done is not None:
                return done
        values, key = self.bound(args, keywords), small.key if small else None
        if self.is_elementwise:
            return as_ufunc(self, values, key)
        check_plain(self, values)
        if self.by_label and self.holds_labels(values, self.by_label.labels):
            return self.by_label(args, keywords)
        if self.shares_matrices and (outer := outer_axes(self.name, self.arrays, self.given(values), self.shapes)):
            return self._over(outer, values)
        return with_memory(self.computed, values, key)

    def computed(self, values: dict[str, Any], key: Key | None = None) -> Any:
        """The results for arguments by name.   key: of the call, if what is found out is to be remembered."""
        given = self.checked(values)
        described = zip(given.arrays, self.shapes, given.kinds, strict=True)
        flat = [self._flat(array, shape, kind, given) for array, shape, kind in described]
        destinations = self._destinations(values, given)
        results = tuple(
            destination.flat(given.rows if shape.lead else None, given.inside, self.is_staged)
            for destination, shape in zip(destinations, self.results, strict=True)
        )
        if values["out"] is not None:
            flat = [apart(each, results, not self.is_staged) for each in flat]
        if given.rows:
            if key:
                self._remember(key, given, flat, destinations, results)
            self.run(self.body, flat, results, given.parameters, given.rows)
        else:
            for result in results:
                result.array[...] = 0
        with np.errstate(all="ignore"):
            done = tuple([place.finished(made.array) for place, made in zip(destinations, results, strict=True)])
        return done if len(done) > 1 else done[0]

    def _over(self, outer: Outer, values: dict[str, Any]) -> Any:
        """The results for every entry of the outer axes."""
        keywords = {name: values[name] for name in self.parameters if name != "out"}
        if "axis" in keywords and keywords["axis"] >= 0:
            keywords["axis"] -= len(outer.shape)
        of = [place for place, name in enumerate(self.arrays) if place and name not in self.labels]
        results = run_over(self.exported, self.given(values), outer, of if self.is_vjp else (), keywords)
        if values["out"] is not None:
            names = [f"d{self.arrays[place]}" for place in of] if self.is_vjp else [self.name]
            wanted = zip(results, outs(self.name, values["out"], names), strict=True)
            results = tuple(
                each if place is None else _put(self.name, name, each, place) for each, (name, place) in wanted
            )
        return results if len(results) > 1 else results[0]

    def _remember(
        self, key: Key, given: CheckedArguments, flat: list[Flat], places: list[Destination], results: tuple[Flat, ...]
    ) -> None:
        """Note what was found out for these shapes, if nothing is broadcast and everything fits one block."""
        inputs = tuple([each.array.shape for each in flat])
        same = all(prod(shape) == prod(other) for shape, other in zip(key[0], inputs, strict=True))
        small = max(each.array.size for each in (*flat, *results)) <= BLOCK
        if same and small and all(place.full == place.wanted for place in places):
            if len(self.plans) >= MOST:
                self.plans.clear()
            moved = [given.axis if shape.core and shape.lead else -1 for shape in self.shapes]
            self.plans[key] = ShapePlan(
                inputs,
                tuple([each.array.shape for each in results]),
                tuple([place.wanted for place in places]),
                given.rows,
                given.parameters,
                tuple([axis_last(len(shape), axis) for shape, axis in zip(key[0], moved, strict=True)]),
                tuple([axis_last(len(place.wanted), place.axis if place.moves else -1) for place in places]),
            )

    def _flat(self, array: Array, shape: Shape, kind: np.dtype[Any], given: CheckedArguments) -> Flat:
        """The argument as rows, of the type that kernels compute in where it is small or read more than once."""
        core = tuple(blocks * given.sizes[name] for blocks, name in shape.core)
        if not shape.lead or self.is_staged:
            array = array.astype(kind, copy=False) if array.flags.aligned else array.astype(kind)
        return Flat(flattened(array, given.lead, core) if shape.lead else array, kind, shape.lead)

    def _destinations(self, values: dict[str, Any], given: CheckedArguments) -> list[Destination]:
        """Where results go: gradients have the shapes of their inputs."""
        full = [shape.sized(given.lead, given.sizes) for shape in self.results]
        inputs = [place for place, name in enumerate(self.arrays) if place and name not in self.labels]
        wanted = [given.arrays[place].shape for place in inputs] if self.is_vjp else full
        destinations = [
            Destination(each, wants, len(shape.core), given.dtype, given.axis if shape.lead else -1)
            for each, wants, shape in zip(full, wanted, self.results, strict=True)
        ]
        if self.is_elementwise:
            for each in destinations:
                each.as_of_ufunc(self.name, self.casting(values), values["where"], self.is_vjp)
        if values["out"] is not None:
            names = [f"d{self.arrays[place]}" for place in inputs] if self.is_vjp else [self.name]
            for destination, (name, array) in zip(destinations, outs(self.name, values["out"], names), strict=True):
                if array is not None:
                    destination.give(self.name, name, array)
        return destinations


def _put(kernel: str, name: str, result: Array, place: Any) -> Array:
    """The result in the caller's array, if there is one."""
    if place is None:
        return result
    Destination(result.shape, result.shape, result.ndim, result.dtype, -1).give(kernel, name, place)
    np.copyto(place, result)
    return place  # type: ignore[no-any-return]
