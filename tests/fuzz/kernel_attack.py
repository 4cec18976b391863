"""A definition as an attack on the kernels that are made of it.

Its kernels are judged twice: by the library's own check, against ball arithmetic on the tree, and by loops over the
plain data that the definition was generated as, which share nothing with the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import prod
from random import Random
from time import process_time
from typing import Any

import mpmath
import numpy as np

import proofnotes
from proofnotes import Definition, NotationError
from proofnotes.callables.compiling import can_compile
from proofnotes.checks import Calls, Difference, check_kernel
from proofnotes.gate.loading import Functions, compile_all, compiled_functions
from proofnotes.lowering import Kernel, LoweringError, kernels, numpy_source
from proofnotes.lowering.native.c_kernel import c_kernel

from . import arithmetic as ar
from .arithmetic import TOUCHED, Dual, Unclear, Undefined, Value
from .definitions import Defined
from .judge import Outcome
from .language import Arr, Var
from .oracle import Env, environment, key, value
from .oracle import Point as At
from .source import Writer

CLOSE = 1e-7
"""Kernels are right to more digits; what is wrong is off by more."""

BITS = 120

MOST_SECONDS = 0.3
"""Loops that take longer are left to the other judge."""

COMPILED = 1 / 50
"""For so many definitions there is C as well."""

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class DefinitionSource:
    """The definition as Python source."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join(("from proofnotes import *", *self.lines))


@dataclass(frozen=True)
class KernelAttack:
    """A definition whose kernels are tried."""

    defined: Defined

    def source(self) -> DefinitionSource:
        """What the library is given."""
        writer, d = Writer(), self.defined
        body = writer.term(d.body)
        inputs = "".join(f"{writer.array(e) if isinstance(e, Arr) else writer.term(e)}, " for e in d.inputs)
        indices = "".join(f"{writer.place(index)}, " for index in d.indices)
        made = f'f = Definition("{d.name}", {body}, inputs=({inputs}), indices=({indices}))'
        return DefinitionSource((*writer.lines, made))

    def built(self) -> Definition:
        """The library's own."""
        names: dict[str, Any] = dict(vars(proofnotes))
        exec("\n".join(self.source().lines), names)
        found = names["f"]
        assert isinstance(found, Definition)
        return found


def judged(attack: KernelAttack, rng: Random) -> Outcome:
    """right, refused, or wrong, and then the alarm; overflow where only no number comes of large ones."""
    try:
        definition = attack.built()
    except NotationError as error:
        return Outcome("rejected", None, str(error))
    try:
        made = kernels(definition)
        text = numpy_source(made)
    except LoweringError as error:
        return Outcome("refused", None, str(error))
    except Exception as error:
        return Outcome("crash", ("crash while lowering", f"{type(error).__name__}: {error}"))
    try:
        functions: dict[str, Any] = {}
        exec(compile(text, f"<{definition.name}>", "exec"), functions)
    except Exception as error:
        return Outcome("crash", ("not loaded", f"{type(error).__name__}: {error}\n{text}"))
    if rng.random() < COMPILED and can_compile():
        compile_all(made)
        functions |= {f"{name} in C": each for name, each in compiled_functions(_marked(made), "compiled").items()}
    calls = Calls.of(made[0])
    found = [each for kernel in made for each in differences(kernel, functions, calls)]
    for each in found:
        if str(each.got).startswith("nothing to compare"):
            return Outcome("refused", None, str(each))
        if not each.overflows:
            return Outcome("wrong", ("wrong kernel", str(each)))
    tasks = {kernel.task: functions[kernel.name] for kernel in made}
    for sizes in ((3, 2, 4, 2), (2, 2, 2, 2), (1, 1, 1, 1)):
        for told in by_loops(attack.defined, tasks, dict(zip("KNDM", sizes, strict=True)), rng):
            return Outcome("wrong", ("wrong kernel", told))
    return Outcome("overflow" if found else "right")


def differences(kernel: Kernel, functions: Functions, calls: Calls) -> Iterator[Difference]:
    """What the library's own check finds, in NumPy and in C as far as there is any."""
    for name in (kernel.name, f"{kernel.name} in C"):
        if name in functions:
            yield from check_kernel(kernel, functions[name], calls)


def _marked(made: tuple[Kernel, ...]) -> str:
    """The kernels as text that finds what was compiled for them."""
    return numpy_source(made, {each.name: found.mark for each in made if (found := c_kernel(each))})


@dataclass(frozen=True)
class Numbers:
    """Numbers for every input, and a way for each to move."""

    sizes: dict[str, int]
    inputs: dict[str, Array]
    ways: dict[str, Array]

    def moved(self, defined: Defined, ways: dict[str, Array]) -> Env:
        """The inputs with an infinitesimal along the ways."""
        env = environment(At(self.sizes, {}, {}))
        inputs = {key(e): _reader(self.inputs[e.name], ways[e.name]) for e in defined.inputs}
        return replace(env, inputs=inputs, level=1)


def _reader(array: Array, way: Array) -> Callable[[tuple[int, ...]], Value]:
    def read(places: tuple[int, ...]) -> Value:
        at = tuple(place - 1 for place in places)
        step = Fraction(float(way[at]))
        here = Fraction(float(array[at]))
        return Dual(1, here, step) if step else here

    return read


def by_loops(
    defined: Defined, tasks: dict[str, Callable[..., Any]], sizes: dict[str, int], rng: Random
) -> Iterator[str]:
    """The value, the tangent and the gradients, called with arrays in the shapes of the definition."""
    at = _drawn(defined, sizes, rng)
    shape = tuple(sizes[index.over.name] for index in defined.indices)
    g = _array(shape, rng)
    given = [at.inputs[each.name] for each in defined.inputs]
    ways = [at.ways[each.name] for each in defined.inputs]
    exact = list(_cells(defined, at, at.ways, shape))
    if any(each is None for each in exact):
        return
    yield from _compared("value", tasks[""](*given), [each[0] for each in exact if each], at)
    yield from _compared("jvp", tasks["jvp"](*ways, *given), [each[1] for each in exact if each], at)
    gradients = tasks["vjp"](g, *given)
    several = gradients if isinstance(gradients, tuple) else (gradients,)
    for by, found in zip(defined.inputs, several, strict=True):
        wanted = _gradient(defined, at, by, g, shape)
        if wanted is not None:
            yield from _compared(f"d{by.name}", found, wanted, at)


def _gradient(defined: Defined, at: Numbers, by: Arr | Var, g: Array, shape: tuple[int, ...]) -> list[float] | None:
    """Σ g ∂f/∂x for each entry of an input, one after the other."""
    found, ended = list[float](), process_time() + MOST_SECONDS
    none = {name: np.zeros_like(way) for name, way in at.ways.items()}
    for place in np.ndindex(at.inputs[by.name].shape):
        step = np.zeros_like(at.ways[by.name])
        step[place] = 1
        cells = list(_cells(defined, at, {**none, by.name: step}, shape))
        if process_time() > ended or any(each is None for each in cells):
            return None
        found.append(sum(float(weight) * each[1] for weight, each in zip(g.reshape(-1), cells, strict=True) if each))
    return found


def _cells(
    defined: Defined, at: Numbers, ways: dict[str, Array], shape: tuple[int, ...]
) -> Iterator[tuple[float, float] | None]:
    """Value and slope at each place; None where there is none, or a kink."""
    env, ended = at.moved(defined, ways), process_time() + MOST_SECONDS
    for places in product(*(range(1, length + 1) for length in shape)):
        here = replace(env, at=dict(zip(defined.indices, places, strict=True)))
        try:
            with mpmath.workprec(BITS):
                TOUCHED.discard(1)
                plain, slope = ar.parts(value(defined.body, here), 1)
                yield None if 1 in TOUCHED else (float(ar.rounded(plain)), float(ar.rounded(slope)))
        except (Undefined, Unclear, OverflowError):
            yield None
        if process_time() > ended:
            yield None
            return


def _compared(what: str, got: Any, wanted: list[float], at: Numbers) -> Iterator[str]:
    found = np.asarray(got).reshape(-1)
    scale = max(map(abs, wanted), default=0.0)
    for number, x in zip(wanted, found, strict=True):
        if not abs(float(x) - number) <= CLOSE * (1 + abs(number) + 1e-3 * scale):
            yield f"{what} by loops: got {found.tolist()}, expected {wanted}, at {at}"
            return


def _drawn(defined: Defined, sizes: dict[str, int], rng: Random) -> Numbers:
    shapes = {e.name: tuple(sizes[axis.name] for axis in e.axes) if isinstance(e, Arr) else () for e in defined.inputs}
    inputs = {name: _array(shape, rng) for name, shape in shapes.items()}
    return Numbers(sizes, inputs, {name: _array(shape, rng) for name, shape in shapes.items()})


def _array(shape: tuple[int, ...], rng: Random) -> Array:
    values = [rng.choice((-1, 1)) * rng.randint(1 << 12, 1 << 15) / (1 << 14) for _ in range(prod(shape))]
    return np.array(values).reshape(shape)
