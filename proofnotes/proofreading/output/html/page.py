"""The copy of the notes in which every formula shows what is said of it, in one file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from ...codes import Severity
from ...outcomes import Checked, NoteVerdict
from ...sources.model import Document, Formula
from ..findings import Finding, NotesReport
from .prose import MARK, prose_of
from .typesetting import Typesetter

TEMPLATES = Path(__file__).resolve().parents[3] / "templates" / "proofreading"


@dataclass(frozen=True)
class MarkKind:
    """How a formula looks, by what is said of it: name of a style, sign, and words of the legend."""

    name: str
    sign: str
    words: str
    verdicts: frozenset[NoteVerdict]


V = NoteVerdict
KINDS = (
    MarkKind("false", "✗", "refuted, differs, or lacks a hypothesis", frozenset({V.REFUTED, V.DIFFERS, V.MISSING})),
    MarkKind("refused", "⊘", "not understood", frozenset({V.NOT_UNDERSTOOD})),
    MarkKind("open", "?", "not settled", frozenset({V.UNKNOWN, V.NEEDS, V.REDEFINED})),
    MarkKind("holds", "✓", "proved; its panel says under which conditions", frozenset(v for v in V if v.holds)),
    MarkKind("said", "≔", "definition, declaration, value or condition: nothing to prove",
             frozenset({V.DEFINITION, V.AGREES, V.DECLARATION, V.VALUE, V.CONDITION})),
    MarkKind("mention", "", "mentioned only", frozenset({V.MENTION})),
)  # fmt: skip
"""Of several things that are said of one formula the first kind is shown."""


@dataclass(frozen=True)
class FormulaPanel:
    """A formula with what is said of it."""

    formula: Formula
    kind: MarkKind
    findings: tuple[Finding, ...]
    typeset: Markup

    @property
    def words(self) -> str:
        """Every verdict once, in order."""
        return ", ".join(dict.fromkeys(each.verdict.value for each in self.findings))


def kind_of(findings: Sequence[Finding]) -> MarkKind:
    """How a formula looks."""
    said = {each.verdict for each in findings}
    return next((kind for kind in KINDS if said & kind.verdicts), KINDS[-1])


def html_page(checked: Checked, report: NotesReport) -> str:
    """The page.  Text of the notes is escaped, their scripts and pictures stay away, and nothing is loaded."""
    document = checked.document
    panels = _panels(document, report)
    script = _asset("script.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    parts = [MARK.sub(lambda found: _shown(panels[int(found[1])]), each) for each in _prose(document)]
    return _template().render(
        title=report.path,
        parts=[Markup(part) for part in parts],
        panels=[panel for panel in panels.values() if panel.kind.name != "mention"],
        problems=[each for each in report.findings if each.formula < 0],
        weighty=[each for each in report.findings if each.severity in (Severity.ERROR, Severity.WARNING)],
        legend=_legend(panels),
        formulas=report.formulas,
        style=Markup(_asset("style.css")),
        script=Markup(script),
        digest=digest,
    )


def _panels(document: Document, report: NotesReport) -> dict[int, FormulaPanel]:
    typesetter = Typesetter(document.macros)
    said: dict[int, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        said[finding.formula].append(finding)
    return {
        formula.number: FormulaPanel(
            formula,
            kind_of(said[formula.number]),
            tuple(said[formula.number]),
            typesetter.typeset(formula.body, display=formula.display),
        )
        for formula in document.formulas
    }


def _prose(document: Document) -> list[Markup]:
    by_source: dict[int, list[Formula]] = defaultdict(list)
    for formula in document.formulas:
        by_source[formula.source].append(formula)
    texts = [number for number, source in enumerate(document.sources) if source.path.suffix != ".toml"]
    return [prose_of(document.format, document.sources[number], by_source[number]) for number in texts]


def _shown(panel: FormulaPanel) -> str:
    """A formula in the text: a button that opens what is said of it, or the formula alone."""
    style = f"formula {panel.kind.name}{' display' if panel.formula.display else ''}"
    if panel.kind.name == "mention":
        return Markup('<span class="{}">{}</span>').format(style, panel.typeset)
    return Markup(
        '<button type="button" class="{}" id="b{}" popovertarget="f{}">{}'
        '<span class="sign" aria-hidden="true">{}</span><span class="unseen">: {}</span></button>'
    ).format(style, panel.formula.number, panel.formula.number, panel.typeset, panel.kind.sign, panel.words)


def _legend(panels: dict[int, FormulaPanel]) -> list[tuple[MarkKind, int]]:
    counts = Counter(panel.kind for panel in panels.values())
    return [(kind, counts[kind]) for kind in KINDS]


@cache
def _asset(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["position"] = _position
    environment.globals["style_of"] = lambda finding: kind_of((finding,)).name
    return environment.get_template("page.html")


def _position(finding: Finding) -> str:
    cell = f"cell {finding.cell}, " if finding.cell is not None else ""
    return f"{cell}line {finding.start.line}"
