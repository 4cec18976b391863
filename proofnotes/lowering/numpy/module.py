"""The Python of `numeric/`: one file for each derivation file that defines something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent, wrap

from ...expr.indices import Index
from ...expr.nodes import Expr, Input, Named, Quantity, Tensor, walk
from ...printing.text import text
from ...statements.split_axes import split_sizes
from ..tasks.gradients import Target
from ..tasks.kernel import Kernel, Unit
from ..tasks.names import dimension_names, factor_names, identifier
from ..tasks.shapes import prediction_of
from .emit import body_of
from .formulas import readable

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

ONE_LABEL = "{} has a label for each row of {}, or is one number, for all."
ONE_ROW = "{0} has the shape of {1}, or, as one target for all rows, leading axes of length 1."
ONE_NUMBER = "{0} has the shape of {1}, or, as one target for all, axes of length 1; either may be one number."
"""What is said of targets: a row against a column is no pair of them."""

SPLIT = "The axis {} is written with a place for each factor: groups of groups first, the entry of a group last."
LABELS = "Where {} holds integers and has one axis fewer, they are class labels, counted from 0."


def module(unit: Unit, marks: Mapping[str, str]) -> str:
    """The text of numeric/softmax.py.   marks: those of compiled counterparts, by the names of the kernels."""
    return f'"""{heading(unit)}"""\n\n{numpy_source(unit.kernels, marks)}'


def heading(unit: Unit) -> str:
    """What a generated file says of itself: its title, and where it comes from."""
    title = unit.title.partition("   ")[0].rstrip(":. ")
    return f"{quoted(title)}.\n\n{HEADER.format(unit.name)}\n"


def quoted(text: str) -> str:
    """The text as it stands between three quotation marks."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def numpy_source(kernels: Sequence[Kernel], marks: Mapping[str, str] | None = None) -> str:
    """Kernels as Python source that runs as it stands; one with a mark is replaced by its compiled counterpart."""
    bodies = [body_of(each) for each in kernels]
    made = [
        _function(kernel, body, (marks or {}).get(kernel.name, ""), other)
        for (kernel, other), body in zip(with_labels(kernels), bodies, strict=True)
    ]
    return _imports([line for body in bodies for line in body]) + "\n\n".join(made)


def with_labels(kernels: Sequence[Kernel]) -> list[tuple[Kernel, Kernel | None]]:
    """Each kernel with the one that steps in for it where class labels are given, if there is one."""
    labels = {(kernel.definition, kernel.task): kernel for kernel in kernels if kernel.given}
    return [(kernel, None if kernel.given else labels.get((kernel.definition, kernel.task))) for kernel in kernels]


def _imports(lines: Sequence[str]) -> str:
    used = {name for name in ("math", "np") for line in lines if f"{name}." in line}
    standard = "import math\n\n" if "math" in used else ""
    arrays = "import numpy as np\n\n" if "np" in used else ""
    return f"{standard}{arrays}from numeric import _runtime as rt\n\n\n"


def _function(kernel: Kernel, lines: Sequence[str], mark: str, other: Kernel | None) -> str:
    """lines: the body; mark: that of its compiled counterpart; other: the same with class labels."""
    called = kernel.spelled
    parameters = [f"{called[each.name]}={decimal(default)}" for each, default in kernel.definition.parameters]
    sizes = kernel.definition.sizes
    parameters += [f"{kernel.counts[dim.name]}={size}" for dim, size in sizes if dim.name in kernel.counts]
    given = [called[name] for name in kernel.arguments]
    arguments = ", ".join([*given, *parameters, *(["axis=-1"] if kernel.has_axis else []), "out=None"])
    positive = tuple(called[each.name] for each, _ in kernel.definition.parameters if each.positive)
    options = [f'"{kernel.signature}"', *([f'task="{kernel.task}"'] if kernel.task in ("vjp", "jvp") else [])]
    options += [f"positive={_tuple(positive)}"] if positive else []
    options += [f"counts={_counts(kernel)}"] if kernel.counts else []
    options += [] if kernel.is_blockwise else ["blocks=False"]
    options += [f"rows={kernel.least_rows}"] if kernel.least_rows else []
    options += _about_targets(kernel)
    options += [f"labels={_classes(kernel)}"] if kernel.given else []
    options += [f"by_label={other.name}"] if other else []
    options += [f'native="{mark}"'] if mark else []
    body = "\n".join(lines)
    head = f"def {kernel.name}({arguments}):"
    if len(head) > 120:
        head = f"def {kernel.name}(\n{indent(chr(10).join(wrap(f'{arguments},', 112)), '    ')}\n):"
    made = f"{_decorator(options)}\n{head}\n"
    return made + indent(f'"""{quoted(_docstring(kernel, other))}\n"""\n{body}\n', "    ")


def _decorator(options: list[str]) -> str:
    line = f"@rt.kernel({', '.join(options)})"
    return line if len(line) <= 120 else "@rt.kernel(\n" + indent(",\n".join(options), "    ") + ",\n)"


def _counts(kernel: Kernel) -> str:
    """The arguments that are whole numbers, and the dimensions that they are."""
    names = {size.name: name for size, name in factor_names(kernel.definition).items()}
    return "{" + ", ".join(f'"{called}": "{names[name]}"' for name, called in kernel.counts.items()) + "}"


def _classes(kernel: Kernel) -> str:
    """The labels, and the dimension whose places they are."""
    given = [each for each in kernel.definition.inputs if each.name in kernel.given and isinstance(each, Tensor)]
    names = dimension_names(kernel.definition)
    return "{" + ", ".join(f'"{kernel.spelled[each.name]}": "{names[each.over[0]]}"' for each in given) + "}"


def _about_targets(kernel: Kernel) -> list[str]:
    """Each target with the input whose shape it has, and what is a probability."""
    definition = kernel.definition
    called = kernel.spelled
    told = [f'"{called[e.name]}": "{called[prediction_of(e, definition).name]}"' for e in definition.targets]
    shares = tuple(called[each.name] for each in definition.probabilities if each.name not in kernel.given)
    return [f"targets={{{', '.join(told)}}}"] * bool(told) + [f"probabilities={_tuple(shares)}"] * bool(told and shares)


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
    split = [dimension_names(definition)[each] for each in split_sizes(definition)]
    told += [_wrapped(SPLIT.format(each)) for each in split]
    where = [f"    {line}" for line in names.values()]
    along = ", the named axis being `axis`" if kernel.has_axis else ""
    called = [kernel.spelled[name] for name in kernel.arguments]
    shapes = _wrapped(f"Shapes: {', '.join(called)}: {kernel.signature}{along}.")
    source = "; ".join(dict.fromkeys(target.source for target in kernel.targets))
    written = f"Source: {source}" + (f"; {definition.source}" if definition.source else "") + "."
    paragraphs = ["\n".join(told)] + (["\n".join(["where", *where])] if where else [])
    changed = [f"{other} stands for {name}" for name, other in kernel.spelled.items() if name != other]
    paragraphs += [_wrapped(f"In Python {', '.join(changed)}.")] if changed else []
    paragraphs += [_wrapped(LABELS.format(kernel.spelled[other.given[0]]))] if other else []
    paragraphs += [_wrapped(_shape_of_target(each, kernel)) for each in definition.targets]
    return "\n\n".join([*paragraphs, f"{shapes}\n{written}"])


def _shape_of_target(each: Input, kernel: Kernel) -> str:
    names = kernel.spelled[each.name], kernel.spelled[prediction_of(each, kernel.definition).name]
    if each.name in kernel.given:
        return ONE_LABEL.format(*names)
    return (ONE_ROW if isinstance(each, Tensor) else ONE_NUMBER).format(*names)


def _formula(kernel: Kernel, target: Target) -> str:
    expression, indices = readable(target.expression, target.indices)
    called = identifier(kernel.definition.name) if kernel.given else kernel.name
    name = f"d{target.of}" if kernel.is_vjp else f"{called}({', '.join(kernel.arguments)})"
    return _wrapped(f"{name}{_places(indices)} = {text(expression)}")


def _places(indices: tuple[Index, ...]) -> str:
    return f"[{', '.join(map(str, indices))}]" if indices else ""


def _where(e: Expr) -> Iterator[tuple[str, str]]:
    """The named quantities of an expression that are no functions, those that they mention first."""
    for node in walk(e):
        if isinstance(node, Named):
            quantity = node.quantity
            yield from _where(quantity.body)
            if not quantity.applied:
                yield quantity.name, _wrapped(_named(quantity), "    ")


def _named(quantity: Quantity) -> str:
    body, indices = readable(quantity.body, quantity.indices)
    return f"{quantity.name}{_places(indices)} = {text(body)}"


def _wrapped(line: str, deeper: str = "") -> str:
    plain = re.sub(r"~\d+", "", line)
    return "\n".join(wrap(plain, 104, subsequent_indent=deeper + "    ", break_long_words=False))
