"""The files of `numeric/`: one for each derivation file that defines something, and the package's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import indent, wrap
from typing import Any

from ..catalogue import Catalogue, Module
from ..statements import Definition, Theorem
from ..symbolic.printing.text import text
from ..symbolic.quantities import Quantity
from ..symbolic.rewrite import walk
from ..symbolic.tree import Expr, Named
from .gradients import Target
from .kernels import Kernel, forward_kernel, kernels, vjp_kernel

HEADER = "Generated, do not edit: `proofnotes kernels` makes this file from derivations/{}.py."
PACKAGE = '''"""Kernels: NumPy implementations made from the definitions.   from numeric import softmax, softmax_vjp

Generated, do not edit: `proofnotes kernels` makes this file.
"""
'''
GENERATED = HEADER.partition("{}")[0]
"""What every generated file says of itself."""

TOLD = {
    "vjp": "The gradients of {}: the upstream gradient g times the Jacobian.",
    "jvp": "The tangent of {}: the Jacobian times the tangents of the inputs.",
    "derivative": "The derivative of {}.",
}
"""The first sentence of what a kernel says of itself."""

THREADS = ("get_num_threads", "set_num_threads")
"""What the package exports besides kernels."""


def lower(definition: Definition, theorems: tuple[Theorem, ...] = (), *, vjp: bool = False) -> Callable[..., Any]:
    """The definition as a NumPy function, as `sympy.lambdify` would make it: lower(softmax)([1.0, 2.0]).

    With vjp=True its gradient, which takes the upstream gradient first.  theorems are those that may be used for it.
    """
    kernel = vjp_kernel(definition, theorems) if vjp else forward_kernel(definition)
    namespace: dict[str, Any] = {}
    exec(compile(program([kernel]), f"<kernel {kernel.name}>", "exec"), namespace)
    made: Callable[..., Any] = namespace[kernel.name]
    return made


def module_source(module: Module, catalogue: Catalogue) -> str:
    """The text of numeric/softmax.py."""
    definitions = [each for each in module.statements if isinstance(each, Definition)]
    found = [each for definition in definitions for each in kernels(definition, catalogue.theorems)]
    title = module.title.partition("   ")[0].rstrip(":. ")
    head = f'"""{title}.\n\n{HEADER.format(module.name)}\n"""\n\n'
    return head + program(found)


def program(found: list[Kernel]) -> str:
    """Kernels as Python source that runs as it stands."""
    return _imports(found) + "\n\n".join(map(_function, found))


def _imports(found: list[Kernel]) -> str:
    bodies = "\n".join(line for each in found for line in each.body)
    standard = "import math\n\n" if "math." in bodies else ""
    return f"{standard}import numpy as np\n\nfrom numeric import _runtime as rt\n\n\n".replace(
        "import numpy as np\n\n", "import numpy as np\n\n" if "np." in bodies else ""
    )


def _function(kernel: Kernel) -> str:
    parameters = [f"{parameter.name}={_decimal(default)}" for parameter, default in kernel.definition.parameters]
    arguments = ", ".join([*kernel.arguments, *parameters, *(["axis=-1"] if kernel.has_axis else []), "out=None"])
    positive = tuple(parameter.name for parameter, _ in kernel.definition.parameters if parameter.positive)
    options = [f'"{kernel.signature}"', *([f"positive={_tuple(positive)}"] if positive else [])]
    options += [] if kernel.is_blockwise else ["blocks=False"]
    body = "\n".join(kernel.body)
    head = f"def {kernel.name}({arguments}):"
    head = head if len(head) <= 120 else f"def {kernel.name}(\n    {arguments},\n):"
    made = f"{_decorator(options)}\n{head}\n"
    return made + indent(f'"""{_docstring(kernel)}\n"""\n{body}\n', "    ")


def _decorator(options: list[str]) -> str:
    line = f"@rt.kernel({', '.join(options)})"
    return line if len(line) <= 120 else "@rt.kernel(\n" + indent(",\n".join(options), "    ") + ",\n)"


def _decimal(value: float) -> str:
    return repr(value).replace("e-0", "e-")


def _tuple(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _docstring(kernel: Kernel) -> str:
    definition = kernel.definition
    told = [TOLD[kernel.task].format(definition.name)] if kernel.task else []
    told += [_formula(kernel, target) for target in kernel.targets]
    names = {name: line for target in kernel.targets for name, line in _where(target.expression)}
    where = [f"    {line}" for line in names.values()]
    along = ", the named axis being `axis`" if kernel.has_axis else ""
    shapes = _wrapped(f"Shapes: {', '.join(kernel.arguments)}: {kernel.signature}{along}.")
    source = "; ".join(dict.fromkeys(target.source for target in kernel.targets))
    written = f"Source: {source}" + (f"; {definition.source}" if definition.source else "") + "."
    paragraphs = ["\n".join(told)] + (["\n".join(["where", *where])] if where else [])
    return "\n\n".join([*paragraphs, f"{shapes}\n{written}"])


def _formula(kernel: Kernel, target: Target) -> str:
    places = f"[{', '.join(map(str, target.indices))}]" if target.indices else ""
    name = f"d{target.of}" if kernel.is_vjp else f"{kernel.name}({', '.join(kernel.arguments)})"
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


def package_files(catalogue: Catalogue) -> dict[str, str]:
    """What the folder has to hold: file name to text."""
    modules = [each for each in catalogue.modules if any(isinstance(s, Definition) for s in each.statements)]
    files = {f"{each.name}.py": module_source(each, catalogue) for each in modules}
    return {**files, "__init__.py": _package(modules, catalogue)}


def _package(modules: list[Module], catalogue: Catalogue) -> str:
    names = {each.name: _exported(each, catalogue) for each in sorted(modules, key=lambda each: each.name)}
    imports = "".join(_import_line(module, exported) for module, exported in names.items())
    everything = "".join(
        f'    "{name}",\n' for name in sorted([*THREADS, *(name for each in names.values() for name in each)])
    )
    threads = f"from ._threads import {', '.join(THREADS)}\n"
    return f"{PACKAGE}\n{threads}{imports}\n__all__ = [\n{everything}]\n"


def _exported(module: Module, catalogue: Catalogue) -> list[str]:
    definitions = [each for each in module.statements if isinstance(each, Definition)]
    return sorted(each.name for definition in definitions for each in kernels(definition, catalogue.theorems))


def _import_line(module: str, names: list[str]) -> str:
    line = f"from .{module} import {', '.join(names)}\n"
    return (
        line
        if len(line) <= 120
        else f"from .{module} import (\n{''.join(f'    {name},{chr(10)}' for name in names)})\n"
    )


def write_kernels(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Write every generated file, and delete generated files that no derivation stands behind."""
    folder.mkdir(parents=True, exist_ok=True)
    files = package_files(catalogue)
    for path in _superfluous(folder, files):
        path.unlink()
    for name, source in files.items():
        (folder / name).write_text(source, encoding="utf-8")
    return [folder / name for name in sorted(files)]


def stale_kernels(folder: Path, catalogue: Catalogue) -> list[Path]:
    """The generated files that are missing, that differ from what would be written, or that should not be there."""
    files = package_files(catalogue)
    changed = [folder / name for name, source in sorted(files.items()) if not _holds(folder / name, source)]
    return changed + _superfluous(folder, files)


def _holds(path: Path, source: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == source


def _superfluous(folder: Path, files: dict[str, str]) -> list[Path]:
    """Files that were generated once and no longer would be.  A file that does not say so is left alone."""
    others = (path for path in folder.glob("*.py") if path.name not in files)
    return sorted(path for path in others if GENERATED in path.read_text(encoding="utf-8"))
