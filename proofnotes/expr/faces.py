"""What expressions, proofs and statements look like, and what may stand beside them, is decided in higher rooms.

A printer is registered for a type and a form by the file that knows how to print it; a reader for the package whose
objects it turns into expressions; a maker for what is made of statements.  So nothing below has to import what is
above.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Printer = Callable[[Any], str]
Reader = Callable[[Any], Any]
P = TypeVar("P", bound=Callable[..., Any])

TEXT, LATEX = "text", "latex"

_PRINTERS: dict[tuple[type, str], Printer] = {}
_READERS: dict[str, Reader] = {}
_EXPORTERS: dict[type, Callable[[Any], Any]] = {}
_MAKERS: dict[str, Callable[..., Any]] = {}


def prints(kind: type, form: str) -> Callable[[P], P]:
    """Register the decorated function as what prints objects of this type in this form."""

    def register(printer: P) -> P:
        _PRINTERS[kind, form] = printer
        return printer

    return register


def reads(package: str) -> Callable[[P], P]:
    """Register the decorated function as what turns objects of this package into expressions."""

    def register(reader: P) -> P:
        _READERS[package] = reader
        return reader

    return register


def exports(kind: type) -> Callable[[P], P]:
    """Register the decorated function as what makes SymPy's of objects of this type."""

    def register(exporter: P) -> P:
        _EXPORTERS[kind] = exporter
        return exporter

    return register


def makes(what: str) -> Callable[[P], P]:
    """Register the decorated function as what makes this of a statement."""

    def register(maker: P) -> P:
        _MAKERS[what] = maker
        return maker

    return register


def maker_of(what: str) -> Callable[..., Any]:
    """What makes this of a statement."""
    return _MAKERS[what]


def printed(value: object, form: str) -> str:
    """The value in this form."""
    for kind in type(value).__mro__:
        if (kind, form) in _PRINTERS:
            return _PRINTERS[kind, form](value)
    raise TypeError(f"nothing prints a {type(value).__name__} as {form}")


def reader_of(value: object) -> Reader | None:
    """What turns the value into an expression, if anything does."""
    packages = ((kind.__module__ or "").partition(".")[0] for kind in type(value).__mro__)
    return next((_READERS[package] for package in packages if package in _READERS), None)


class WithSympy:
    """Has a counterpart in SymPy, by what is registered for its type."""

    def to_sympy(self) -> Any:
        """The same in SymPy's vocabulary.  NotationError where SymPy has no expression for it."""
        return next(_EXPORTERS[kind] for kind in type(self).__mro__ if kind in _EXPORTERS)(self)


class Shown:
    """Prints itself by what is registered for its type."""

    def __str__(self) -> str:
        return printed(self, TEXT)

    def __repr__(self) -> str:
        return str(self)


class ShownAsFormula(Shown):
    """Prints itself as a formula, too, where a notebook asks for one."""

    def _repr_latex_(self) -> str:
        return printed(self, LATEX)
