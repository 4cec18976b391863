"""The Python of `numeric/`: one file for each derivation file that defines something."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from textwrap import indent, wrap
from typing import Any

from ...expr.nodes import Expr, Named, Quantity, Tensor, walk
from ...printing.text import text
from ...statements.catalogue import Catalogue, Module
from ...statements.statement import Definition, Theorem
from ..kernels import Kernel, forward_kernel, jvp_kernel, kernels, vjp_kernel
from ..native.source import mark
from ..tasks.gradients import Target

HEADER = "Generated, do not edit: `proofnotes kernels` makes this file from derivations/{}.py."
GENERATED = HEADER.partition("{}")[0]
"""What every generated file says of itself."""

TOLD = {
    "vjp": "The gradients of {}: the upstream gradient g times the Jacobian.",
    "jvp": "The tangent of {}: the Jacobian times the tangents of the inputs.",
    "derivative": "The derivative of {}.",
    "jacobian": "The Jacobian of {}: its entries [i, j] are the derivatives of its entries i by those of the input j.",
}
"""The first sentence of what a kernel says of itself."""

LABELS = "Where {} holds integers and has one axis fewer, they are class labels, counted from 0."


def lower(
    definition: Definition, theorems: tuple[Theorem, ...] = (), *, vjp: bool = False, jvp: bool = False
) -> Callable[..., Any]:
    """The definition as a NumPy function, as `sympy.lambdify` would make it: lower(softmax)([1.0, 2.0]).

    With vjp=True its gradient, which takes the upstream gradient first; with jvp=True its tangent, which takes those of
    the inputs first.  theorems are those that may be used for it.
    """
    make = vjp_kernel if vjp else jvp_kernel if jvp else None
    kernel = make(definition, theorems) if make else forward_kernel(definition)
    namespace: dict[str, Any] = {}
    exec(compile(program([kernel]), f"<kernel {kernel.name}>", "exec"), namespace)
    made: Callable[..., Any] = namespace[kernel.name]
    return made


def kernels_of(module: Module, catalogue: Catalogue) -> list[Kernel]:
    """Everything that there is for the definitions of a file."""
    definitions = [each for each in module.statements if isinstance(each, Definition)]
    return [each for definition in definitions for each in kernels(definition, catalogue.theorems)]


def module_source(module: Module, found: list[Kernel]) -> str:
    """The text of numeric/softmax.py, with the kernels of the file."""
    return f'"""{heading(module)}"""\n\n{program(found, marked=True)}'


def heading(module: Module) -> str:
    """What a generated file says of itself: its title, and where it comes from."""
    title = module.title.partition("   ")[0].rstrip(":. ")
    return f"{title}.\n\n{HEADER.format(module.name)}\n"


def program(found: list[Kernel], *, marked: bool = False) -> str:
    """Kernels as Python source that runs as it stands.  marked: each names its counterpart in C, if it has one."""
    functions = [_function(each, mark(each) if marked else "", other) for each, other in with_labels(found)]
    return _imports(found) + "\n\n".join(functions)


def with_labels(kernels: list[Kernel]) -> list[tuple[Kernel, Kernel | None]]:
    """Each kernel with the one that steps in for it where class labels are given, if there is one."""
    labels = {(kernel.definition, kernel.task): kernel for kernel in kernels if kernel.given}
    return [(kernel, None if kernel.given else labels.get((kernel.definition, kernel.task))) for kernel in kernels]


def _imports(found: list[Kernel]) -> str:
    bodies = "\n".join(line for each in found for line in each.body)
    standard = "import math\n\n" if "math." in bodies else ""
    return f"{standard}import numpy as np\n\nfrom numeric import _runtime as rt\n\n\n".replace(
        "import numpy as np\n\n", "import numpy as np\n\n" if "np." in bodies else ""
    )


def _function(kernel: Kernel, native: str = "", other: Kernel | None = None) -> str:
    """native: the mark of its counterpart in C; other: the same with class labels."""
    parameters = [f"{parameter.name}={decimal(default)}" for parameter, default in kernel.definition.parameters]
    arguments = ", ".join([*kernel.arguments, *parameters, *(["axis=-1"] if kernel.has_axis else []), "out=None"])
    positive = tuple(parameter.name for parameter, _ in kernel.definition.parameters if parameter.positive)
    options = [f'"{kernel.signature}"', *([f"positive={_tuple(positive)}"] if positive else [])]
    options += [] if kernel.is_blockwise else ["blocks=False"]
    options += [f"rows={kernel.least_rows}"] if kernel.least_rows else []
    options += [f"labels={_classes(kernel)}"] if kernel.given else []
    options += [f"by_label={other.name}"] if other else []
    options += [f'native="{native}"'] if native else []
    body = "\n".join(kernel.body)
    head = f"def {kernel.name}({arguments}):"
    if len(head) > 120:
        head = f"def {kernel.name}(\n{indent(chr(10).join(wrap(f'{arguments},', 112)), '    ')}\n):"
    made = f"{_decorator(options)}\n{head}\n"
    return made + indent(f'"""{_docstring(kernel, other)}\n"""\n{body}\n', "    ")


def _decorator(options: list[str]) -> str:
    line = f"@rt.kernel({', '.join(options)})"
    return line if len(line) <= 120 else "@rt.kernel(\n" + indent(",\n".join(options), "    ") + ",\n)"


def _classes(kernel: Kernel) -> str:
    """The labels, and the dimension whose places they are."""
    given = [each for each in kernel.definition.inputs if each.name in kernel.given and isinstance(each, Tensor)]
    return "{" + ", ".join(f'"{each.name}": "{each.over[0]}"' for each in given) + "}"


def decimal(value: float) -> str:
    """A default as it is written: 1e-5."""
    return repr(value).replace("e-0", "e-")


def _tuple(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _docstring(kernel: Kernel, other: Kernel | None = None) -> str:
    definition = kernel.definition
    told = [TOLD[kernel.task].format(definition.name)] if kernel.task else []
    told += [_formula(kernel, target) for target in kernel.targets]
    told += [f"{kernel.given[0]} holds the places c, counted from 0."] if kernel.given else []
    names = {name: line for target in kernel.targets for name, line in _where(target.expression)}
    where = [f"    {line}" for line in names.values()]
    along = ", the named axis being `axis`" if kernel.has_axis else ""
    shapes = _wrapped(f"Shapes: {', '.join(kernel.arguments)}: {kernel.signature}{along}.")
    source = "; ".join(dict.fromkeys(target.source for target in kernel.targets))
    written = f"Source: {source}" + (f"; {definition.source}" if definition.source else "") + "."
    paragraphs = ["\n".join(told)] + (["\n".join(["where", *where])] if where else [])
    paragraphs += [_wrapped(LABELS.format(other.given[0]))] if other else []
    return "\n\n".join([*paragraphs, f"{shapes}\n{written}"])


def _formula(kernel: Kernel, target: Target) -> str:
    places = f"[{', '.join(map(str, target.indices))}]" if target.indices else ""
    called = kernel.definition.name if kernel.given else kernel.name
    name = f"d{target.of}" if kernel.is_vjp else f"{called}({', '.join(kernel.arguments)})"
    return _wrapped(f"{name}{places} = {text(target.expression)}")


def _where(e: Expr) -> Iterator[tuple[str, str]]:
    """The named quantities of an expression that are no functions, those that they mention first."""
    for node in walk(e):
        if isinstance(node, Named):
            quantity = node.quantity
            yield from _where(quantity.body)
            if not quantity.applied:
                yield quantity.name, _wrapped(_named(quantity), "    ")


def _named(quantity: Quantity) -> str:
    places = f"[{', '.join(map(str, quantity.indices))}]" if quantity.indices else ""
    return f"{quantity.name}{places} = {text(quantity.body)}"


def _wrapped(line: str, deeper: str = "") -> str:
    plain = re.sub(r"~\d+", "", line)
    return "\n".join(wrap(plain, 104, subsequent_indent=deeper + "    ", break_long_words=False))
