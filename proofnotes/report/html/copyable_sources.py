"""The sources of a formula that a reader can copy: LaTeX, SymPy, NumPy."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ...expr.errors import NotationError
from ...expr.nodes import Relation
from ...interchange.sympy_source import sympy_source
from ...lowering import Kernel, LoweringError, kernels, numpy_source
from ...statements.catalogue import Catalogue
from ...statements.statement import Definition, Statement
from ..views import StatementView


@dataclass(frozen=True)
class CopyableSource:
    """One formula in one language."""

    language: str
    text: str


@lru_cache(maxsize=1)
def sources_of(catalogue: Catalogue) -> CopyableSources:
    """The same for every edition: they take long to make."""
    return CopyableSources(catalogue)


class CopyableSources:
    """The sources of every statement.  A language that has no words for a formula is left out."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._known: dict[tuple[str, str | None], tuple[CopyableSource, ...]] = {}

    def of(self, view: StatementView, label: str | None = None) -> tuple[CopyableSource, ...]:
        """Of a definition, or of the chain with that label."""
        if (view.id, label) not in self._known:
            self._known[view.id, label] = self._written(view, label)
        return self._known[view.id, label]

    def _written(self, view: StatementView, label: str | None) -> tuple[CopyableSource, ...]:
        statement = self.catalogue.by_id(view.id)
        if label is None:
            assert isinstance(statement, Definition)
            found = (view.formula, _definition(statement), self._module(statement))
        else:
            formula = next(each.formula for each in view.chains if each.label == label)
            found = (formula, _chain(statement, label), self._kernels.get((view.id, label), ""))
        return tuple(CopyableSource(*each) for each in zip(("LaTeX", "SymPy", "NumPy"), found, strict=True) if each[1])

    def _module(self, definition: Definition) -> str:
        """The function and its gradients."""
        return numpy_source(list(self._made[definition.id])) if definition.id in self._made else ""

    @cached_property
    def _made(self) -> dict[str, tuple[Kernel, ...]]:
        found: dict[str, tuple[Kernel, ...]] = {}
        for definition in self.catalogue.definitions:
            with suppress(LoweringError):
                found[definition.id] = kernels(definition, self.catalogue.theorems)
        return found

    @cached_property
    def _kernels(self) -> dict[tuple[str, str], str]:
        """Kernels made from a theorem, by its id and the label of the chain; none where it has one chain."""
        found: dict[tuple[str, str], str] = {}
        for kernel in (each for made in self._made.values() for each in made):
            for target in kernel.targets:
                for label in ("", target.of):
                    found.setdefault((target.source, label), numpy_source([kernel]))
        return found


def _definition(definition: Definition) -> str:
    with suppress(NotationError):
        return sympy_source((), definition.assuming, {definition.name: definition.body})
    return ""


def _chain(statement: Statement, label: str) -> str:
    """As many of its links as SymPy can express."""
    links = [each for each in statement.links if each.chain == label]
    claims = [each for each in (each.relation for each in links) if _expressible(each)]
    with suppress(NotationError):
        return sympy_source(claims, links[0].assuming) if claims else ""
    return ""


def _expressible(claim: Relation) -> bool:
    try:
        sympy_source([claim])
    except NotationError:
        return False
    return True
