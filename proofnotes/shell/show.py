"""Statements as pages for a terminal, also for a derivation file that is run: `python derivations/softmax.py`."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..statements.catalogue import Module
    from ..statements.statement import Statement

PACKAGE = "derivations"


def page(statement: Statement, module: Module) -> Iterator[str]:
    """Its hypotheses, its chains with the reasons and verdicts, and what becomes of it without each hypothesis."""
    from ..verdicts.necessity import hypotheses, without
    from ..verdicts.outcomes import settle
    from .terminal import statement_lines, without_lines

    yield from statement_lines(statement, module, settle(statement))
    yield from without_lines([without(statement, each) for each in hypotheses(statement)])


def show_when_run() -> None:
    """If the program that is being run is a derivation file, print its derivation once it has been read.

    A derivation file holds mathematics only, and so nothing that could call this; importing the vocabulary does.
    """
    main = sys.modules.get("__main__")
    path = Path(getattr(main, "__file__", None) or "")
    if main is not None and path.suffix == ".py" and path.resolve().parent in _folders():
        atexit.register(_show, path, main)


def _folders() -> set[Path]:
    package = find_spec(PACKAGE)
    return {Path(each).resolve() for each in (package and package.submodule_search_locations) or ()}


def _show(path: Path, main: ModuleType) -> None:
    """Not after an error, which has been printed already."""
    from ..statements.catalogue import CatalogueError, collect

    if hasattr(sys, "last_value"):
        return
    try:
        module = collect(path, main)
        for place, statement in enumerate(module.statements):
            print(("\n" if place else "") + "\n".join(page(statement, module)), flush=True)
    except CatalogueError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
