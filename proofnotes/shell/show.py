"""A derivation file that is run prints what it derives: `python derivations/softmax.py`."""

from __future__ import annotations

import atexit
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from ..statements.catalogue import CatalogueError, collect
from ..verdicts.settle import MeasuringError, settle
from .terminal import statement_lines

PACKAGE = "derivations"


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
    if hasattr(sys, "last_value"):
        return
    try:
        module = collect(path, main)
        for place, statement in enumerate(module.statements):
            lines = statement_lines(statement, module, settle(statement, measure=True))
            print(("\n" if place else "") + "\n".join(lines), flush=True)
    except (CatalogueError, MeasuringError) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
