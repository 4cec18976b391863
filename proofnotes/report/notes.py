"""What a template can ask for.  Every formula and every verdict in the notes comes through here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache

from ..certifying import FOLDER
from ..expr.errors import NotationError
from ..printing.latex import latex
from ..statements.catalogue import Catalogue, Module
from ..statements.chains import Kind
from ..statements.claims import readable
from ..statements.statement import Definition, Statement
from ..verdicts.model import Need, needs
from .dependencies import Dependencies, dependencies
from .evidence import Evidence
from .figures import Figure, drawn, figures
from .formulas import formula, shape_of, symbol
from .map import MapGroup, map_groups
from .markdown import anchor, block, code, escape, image, in_table, inline
from .phrases import say
from .views import CertificateTally, StatementView, certificate_tally, number, statement_view

LINE_BREAK = r"\\"


@lru_cache(maxsize=1)
def _dependencies(catalogue: Catalogue) -> Dependencies:
    """The same for every edition, and a second's work."""
    return dependencies(catalogue)


class Notes:
    """The catalogue and the evidence, as functions for the templates."""

    def __init__(
        self,
        catalogue: Catalogue,
        evidence: Evidence,
        language: str,
        phrases: Mapping[str, str],
        sentences: Mapping[str, str],
    ) -> None:
        self.catalogue = catalogue
        self.evidence = evidence
        self.language = language
        self.phrases = phrases
        self.sentences = sentences
        self.displays = {each.number: (each, owner) for owner in catalogue.statements for each in owner.shows}
        self.told: set[str] = set()
        self._views: dict[str, StatementView] = {}

    def functions(self) -> dict[str, Callable[..., object]]:
        """By the names that templates use."""
        return {
            "show": self.show,
            "pictures": self.pictures,
            "statement": self.statement,
            "statements": self.statements,
            "untold": self.untold,
            "findings": self.findings,
            "ledger": self.ledger,
            "groups": self.groups,
            "benchmarks": lambda: self.evidence.benchmarks,
            "sentence": self.sentence,
            "counts": self.counts,
            "needs": self.needs,
            "certificates": self.certificates,
            "certificate_file": lambda mark: f"{FOLDER}/{mark.file}",
            "heading": self.heading,
            "name": self.name,
            "shape": self.shape,
            "value": self.value,
            "hypotheses": self.hypotheses,
            "cell": lambda value: escape(readable(value)),
            "say": self.say,
            "block": block,
            "inline": inline,
            "escape": escape,
            "code": code,
            "image": image,
            "anchor": anchor,
        }

    def show(self, number: int) -> str:
        """Display formula `number` of the notes, from the statement that carries it."""
        if number not in self.displays:
            raise NotationError(
                f"no statement shows formula {number}; there are {', '.join(map(str, sorted(self.displays)))}"
            )
        return block(formula(*self.displays[number]))

    def statement(self, id: str) -> StatementView:
        """Everything about one statement."""
        return self._view(self.catalogue.by_id(id))

    def statements(self, module: str) -> tuple[StatementView, ...]:
        """Everything that one derivation file states, and what is measured about it.  The report then has told it."""
        self.told.add(module)
        return tuple(self._view(each) for found in self._modules(module) for each in found.statements)

    def pictures(self, id: str) -> tuple[Figure, ...]:
        """Those of a statement."""
        found = [each for each in drawn(self.catalogue, self.evidence) if each.statement == id]
        return figures(found, self.language)

    def findings(self) -> tuple[StatementView, ...]:
        """The statements that show what the notes leave unsaid."""
        return tuple(view for view in self.ledger() if view.finding)

    def ledger(self) -> tuple[StatementView, ...]:
        """Every statement."""
        return tuple(map(self._view, self.catalogue.statements))

    def groups(self) -> tuple[MapGroup, ...]:
        """Every statement by its file, with what it rests on."""
        return map_groups(self.catalogue, _dependencies(self.catalogue), {each.id: each for each in self.ledger()})

    def sentence(self, view: StatementView) -> str:
        """What a statement says, for a cell of a table: in words where the edition has them, else as a formula.

        Empty where the formula has several rows, which a cell cannot hold.
        """
        if view.id in self.sentences:
            return escape(self.sentences[view.id])
        if view.says:
            return self.say(view.says)
        is_long = any(LINE_BREAK in claim for claim in view.claims)
        return "" if is_long else in_table("; ".join(map(inline, view.claims)))

    def say(self, text: str) -> str:
        """A reason or a note, in the language of the edition."""
        return escape(say(text, self.phrases))

    def counts(self) -> tuple[tuple[str, int, int], ...]:
        """For each kind: how many statements there are, and how many of them are proved or disproved as claimed."""
        views = self.ledger()
        of_kind = {kind.value: [each for each in views if kind.value in each.kinds] for kind in Kind}
        return tuple(
            (kind, len(found), sum(bool(each.mark) and each.outcome.settled for each in found))
            for kind, found in of_kind.items()
        )

    def needs(self) -> Counter[Need]:
        """How many hypotheses are needed, are not, or might be."""
        return needs(each.outcome for each in self.ledger())

    def certificates(self) -> CertificateTally:
        """How many steps there are, and how many of them Coq has accepted."""
        marks = [mark for each in self.ledger() for mark in each.certificates]
        return certificate_tally(marks, len(self.catalogue.links))

    def _view(self, statement: Statement) -> StatementView:
        if statement.id not in self._views:
            self._views[statement.id] = self._made(statement)
        return self._views[statement.id]

    def _made(self, statement: Statement) -> StatementView:
        """Functions are explained by their definitions, and their quantities in the same file."""
        here = self.catalogue.module_of(statement).statements
        functions = [each.quantity for each in self.catalogue.definitions]
        return statement_view(
            statement,
            self.evidence.on(statement),
            [*functions, *(q for each in here if isinstance(each, Definition) for q in each.where)],
            self.evidence.certificates,
        )

    def untold(self) -> tuple[Module, ...]:
        """The derivation files that no section has told so far."""
        return tuple(each for each in self.catalogue.modules if each.name not in self.told and each.statements)

    def heading(self, module: Module) -> str:
        """The first sentence of a derivation file: its title without the formula that follows after a gap."""
        return self.say(re.split(r"\s{2,}", module.title)[0].removesuffix("."))

    def name(self, id: str, symbol_name: str) -> str:
        """How a statement writes one of its quantities, inputs, parameters or dimensions."""
        return inline(symbol(self._owner(id), symbol_name))

    def shape(self, id: str, symbol_name: str) -> str:
        """x ∈ ℝᴺˣᴰ."""
        return inline(shape_of(self._owner(id), symbol_name))

    def value(self, id: str, symbol_name: str) -> str:
        """The usual value of a parameter."""
        owner = self._owner(id)
        known = {name.name: value for name, value in owner.parameters} if isinstance(owner, Definition) else {}
        if symbol_name not in known:
            raise NotationError(
                f"{owner.id}: no parameter is called {symbol_name!r}; there are {', '.join(known) or 'none'}"
            )
        return inline(number(known[symbol_name]))

    def hypotheses(self, id: str) -> tuple[str, ...]:
        """What a statement assumes."""
        return tuple(inline(latex(each)) for each in self._owner(id).assuming)

    def _owner(self, id: str) -> Statement:
        """A statement by its id, or the definition that opens a family."""
        known = {each.name: each for each in self.catalogue.definitions}
        return known[id] if id in known else self.catalogue.by_id(id)

    def _modules(self, name: str) -> tuple[Module, ...]:
        """The file of derivations/ and the one of measurements/."""
        found = tuple(each for each in self.catalogue.modules if each.name == name)
        if not found:
            near = get_close_matches(name, [each.name for each in self.catalogue.modules], n=1, cutoff=0.5)
            raise NotationError(f"no derivation file is called {name!r}{f'; did you mean {near[0]}?' if near else ''}")
        return found
