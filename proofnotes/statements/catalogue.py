"""The catalogue: every statement of `derivations/` and `measurements/`, in the order of the notes.

Nothing registers itself.  A catalogue imports the files of a folder and collects the module-level `Definition`,
`Theorem`, `Opinion` and `Measurement` values that each file makes; a value that a file imports from another belongs to
that other.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import get_args

from .chains import Link
from .claims import Measurement
from .statement import Definition, Statement, Theorem

PACKAGES = ("derivations", "measurements")
MADE = {each.__name__ for each in get_args(Statement)}


class CatalogueError(Exception):
    """A derivation file that cannot be collected; the message names the file."""


class UnknownId(KeyError):  # noqa: N818 - what it says is the id, not the error
    """No statement or family has this id.  nearest is the most similar one that exists, if any is similar."""

    def __init__(self, id: str, known: Iterable[str]) -> None:
        super().__init__(id)
        self.id = id
        self.nearest = next(iter(get_close_matches(id, known, n=1, cutoff=0.5)), None)

    def __str__(self) -> str:
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return f"no statement is called {self.id!r}{hint}"


@dataclass(frozen=True)
class Module:
    """One file and what it states, in the order written."""

    path: Path
    docstring: str
    statements: tuple[Statement, ...]

    @property
    def name(self) -> str:
        """softmax, for derivations/softmax.py."""
        return self.path.stem

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.docstring.strip().partition("\n")[0]

    def rank(self) -> tuple[float, str]:
        """By the first formula of the notes that the file shows; files that show none come last, by name."""
        numbers = [display.number for each in self.statements for display in each.shows]
        return min(numbers, default=float("inf")), self.name


@dataclass(frozen=True)
class Catalogue:
    """Definitions, theorems, opinions and measurements, found by id."""

    modules: tuple[Module, ...]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Everything, in the order of the notes."""
        return tuple(chain.from_iterable(module.statements for module in self.modules))

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The functions."""
        return tuple(each for each in self.statements if isinstance(each, Definition))

    @cached_property
    def theorems(self) -> tuple[Theorem, ...]:
        """What is claimed about them."""
        return tuple(each for each in self.statements if isinstance(each, Theorem))

    @cached_property
    def measurements(self) -> tuple[Measurement, ...]:
        """What the report measures."""
        return tuple(each for each in self.statements if isinstance(each, Measurement))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every obligation, those of definitions that have several forms too."""
        return tuple(chain.from_iterable(each.links for each in self.statements))

    @cached_property
    def _by_id(self) -> dict[str, Statement]:
        return {each.id: each for each in self.statements}

    @cached_property
    def _families(self) -> dict[str, tuple[Statement, ...]]:
        names = dict.fromkeys(each.family for each in self.statements)
        return {name: tuple(each for each in self.statements if each.family == name) for name in names}

    def by_id(self, id: str) -> Statement:
        """The statement called softmax.jacobian; UnknownId if there is none."""
        if id not in self._by_id:
            raise UnknownId(id, self._by_id)
        return self._by_id[id]

    def family(self, name: str) -> tuple[Statement, ...]:
        """Everything about one function: softmax; UnknownId if there is none."""
        if name not in self._families:
            raise UnknownId(name, self._families)
        return self._families[name]

    def select(self, id: str) -> tuple[Statement, ...]:
        """One statement by its id, or a whole family by its name."""
        if id in self._families:
            return self._families[id]
        if id not in self._by_id:
            raise UnknownId(id, [*self._by_id, *self._families])
        return (self._by_id[id],)

    def module_of(self, statement: Statement) -> Module:
        """The file that states it."""
        for module in self.modules:
            if any(each is statement for each in module.statements):
                return module
        raise UnknownId(statement.id, self._by_id)


def load_catalogue(folder: Path | None = None, packages: Sequence[str] = PACKAGES) -> Catalogue:
    """The catalogue of `derivations/` and `measurements/`; with a folder, that folder's files in addition.

    The files of such a folder may import from `derivations`.  CatalogueError if a file does not load, if two statements
    have the same id, or if a file makes a statement that no module-level name holds (it would never be proved).
    """
    own = [
        collect(path, _import(path, f"{package}.{path.stem}"))
        for package in packages
        for place in importlib.import_module(package).__path__
        for path in _files(Path(place))
    ]
    added = [collect(path, _execute(path)) for path in _files(folder)]
    _check_ids(own + added)
    return Catalogue((*sorted(own, key=Module.rank), *sorted(added, key=Module.rank)))


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    if not folder.is_dir():
        raise CatalogueError(f"{folder}: expected a folder of derivation files")
    return sorted(path for path in folder.glob("*.py") if not path.stem.startswith("_"))


def _import(path: Path, name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise CatalogueError(f"{path}: {type(error).__name__}: {error}") from error


def _execute(path: Path) -> ModuleType:
    """A file outside the package: run under a name of its own, and kept out of `sys.modules`."""
    spec = importlib.util.spec_from_file_location(f"derivations.{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise CatalogueError(f"{path}: {type(error).__name__}: {error}") from error
    return module


def collect(path: Path, module: ModuleType) -> Module:
    """What a file states that has been run.  CatalogueError if it makes a statement that no module-level name holds."""
    source = ast.parse(path.read_text(encoding="utf-8"))
    imported = {id(getattr(module, name)) for name in _imported_names(source) if hasattr(module, name)}
    held = {id(value): value for value in vars(module).values() if isinstance(value, Statement)}
    own = tuple(value for key, value in held.items() if key not in imported)
    _check_nothing_lost(path, source, {each.id for each in own})
    return Module(path, module.__doc__ or "", own)


def _imported_names(source: ast.Module) -> set[str]:
    aliases = [alias for node in source.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    return {alias.asname or alias.name for alias in aliases}


def _check_nothing_lost(path: Path, source: ast.Module, missing: set[str]) -> None:
    """A theorem whose name was bound again, or that was never bound, would silently go unproved.

    missing are the ids that were collected, each to be met once in the source.
    """
    for node in ast.walk(source):
        match node:
            case ast.Call(func=ast.Name(made), args=[ast.Constant(str(name)), *_]) if made in MADE:
                named = [each.value for each in node.keywords if each.arg == "id"]
                id = ast.literal_eval(named[0]) if named else f"{name}.definition" if made == "Definition" else name
                if id not in missing:
                    raise CatalogueError(
                        f"{path}:{node.lineno}: {made}({name!r}) has no module-level name of its own, "
                        "so it would never be proved"
                    )
                missing.remove(id)


def _check_ids(modules: Iterable[Module]) -> None:
    seen: dict[str, tuple[Statement, Path]] = {}
    for module in modules:
        for each in module.statements:
            other, path = seen.setdefault(each.id, (each, module.path))
            if other is not each:
                raise CatalogueError(f"{each.id} is stated twice: in {path} and in {module.path}")
