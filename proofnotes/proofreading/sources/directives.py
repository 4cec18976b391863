"""What a directive says: the language of annotations, one row for each word.

The formulas in it stay text: a room further up reads them.  `let W: d, n` · `let b: scalar` · `let f: function` ·
`define \\hat y_i = …` · `assume \\sum_i y_i = 1` · `notation softmax = catalogue.softmax` · `index t` · `label r` ·
`ignore S08` (the next formula) · `off` … `on`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum

from ..codes import NotUnderstood
from .model import Directive, Document, Problem


class AnnotationKind(Enum):
    """What an annotation does; its value is the word that it begins with."""

    LET = "let"
    DEFINE = "define"
    ASSUME = "assume"
    NOTATION = "notation"
    INDEX = "index"
    LABEL = "label"
    IGNORE = "ignore"
    OFF = "off"
    ON = "on"


@dataclass(frozen=True)
class Annotation:
    """One annotation, as text.

    subjects are names (let, notation, index, label) or codes (ignore; none: every one).  axes are those of `let`:
    letters, numbers, products of them; none at all for a scalar; None for a function.  formula is what define and
    assume say, target the catalogue's id behind `notation name =`.
    """

    kind: AnnotationKind
    subjects: tuple[str, ...] = ()
    axes: tuple[str, ...] | None = ()
    formula: str = ""
    target: str = ""
    directive: Directive | None = None
    line: int = 0

    @property
    def is_function(self) -> bool:
        return self.kind is AnnotationKind.LET and self.axes is None


def parse_directive(text: str) -> Annotation:
    """The annotation that one line says.  Raises NotUnderstood, D07."""
    word, _, rest = text.strip().partition(" ")
    row = _WORDS.get(word.rstrip(":").lower())
    if row is None:
        near = get_close_matches(word.lower(), _WORDS, 1)
        known = f"did you mean {near[0]}?" if near else f"known are {', '.join(_WORDS)}"
        raise _refused(f"{word or 'nothing'} is no annotation: {known}")
    return row(rest.strip())


def _refused(message: str) -> NotUnderstood:
    return NotUnderstood("D07", message)


def _let(rest: str) -> Annotation:
    names, colon, axes = rest.partition(":")
    subjects = parts_of(names)
    if not colon or not subjects or not axes.strip():
        raise _refused("let takes names and their axes: let W: d, n; let b: scalar; let f: function")
    said = axes.strip().lower()
    if said == "function":
        return Annotation(AnnotationKind.LET, subjects, None)
    if said in ("scalar", "number"):
        return Annotation(AnnotationKind.LET, subjects, ())
    return Annotation(AnnotationKind.LET, subjects, parts_of(axes))


def _formula(kind: AnnotationKind) -> Callable[[str], Annotation]:
    def read(rest: str) -> Annotation:
        formula = rest.strip().strip("$").strip()
        if not formula or (kind is AnnotationKind.DEFINE and "=" not in formula):
            wanted = "an equation" if kind is AnnotationKind.DEFINE else "a formula"
            raise _refused(f"{kind.value} takes {wanted}, and got {rest or 'nothing'}")
        return Annotation(kind, formula=formula)

    return read


def _notation(rest: str) -> Annotation:
    name, sign, target = (part.strip() for part in rest.partition("="))
    target = target.removeprefix("catalogue.")
    if not sign or not name or not re.fullmatch(r"[A-Za-z_][\w.]*", target):
        raise _refused("notation takes a name and a function of the catalogue: notation S = catalogue.softmax")
    return Annotation(AnnotationKind.NOTATION, (name.strip("$ "),), target=target)


def _names(kind: AnnotationKind) -> Callable[[str], Annotation]:
    def read(rest: str) -> Annotation:
        subjects = parts_of(rest)
        if not subjects:
            raise _refused(f"{kind.value} takes one or more letters: {kind.value} t")
        return Annotation(kind, subjects)

    return read


def _ignore(rest: str) -> Annotation:
    codes = tuple(code.upper() for code in re.split(r"[\s,]+", rest) if code)
    wrong = [code for code in codes if not re.fullmatch(r"[A-Z]{1,2}\d{2,3}", code)]
    if wrong:
        raise _refused(f"ignore takes codes, such as S08, and got {wrong[0]}")
    return Annotation(AnnotationKind.IGNORE, codes)


def _switch(kind: AnnotationKind) -> Callable[[str], Annotation]:
    def read(rest: str) -> Annotation:
        if rest:
            raise _refused(f"{kind.value} takes nothing, and got {rest}")
        return Annotation(kind)

    return read


_WORDS: Mapping[str, Callable[[str], Annotation]] = {
    "let": _let,
    "define": _formula(AnnotationKind.DEFINE),
    "assume": _formula(AnnotationKind.ASSUME),
    "notation": _notation,
    "index": _names(AnnotationKind.INDEX),
    "label": _names(AnnotationKind.LABEL),
    "ignore": _ignore,
    "off": _switch(AnnotationKind.OFF),
    "on": _switch(AnnotationKind.ON),
}


def parts_of(text: str) -> tuple[str, ...]:
    """What commas outside braces and brackets separate, without dollars around it."""
    parts, depth, piece = [], 0, ""
    for character in text:
        depth += (character in "{([") - (character in "})]")
        if character == "," and depth == 0:
            parts.append(piece)
            piece = ""
        else:
            piece += character
    return tuple(part.strip().strip("$").strip() for part in (*parts, piece) if part.strip().strip("$").strip())


@dataclass(frozen=True)
class Annotated:
    """The annotations of a document in their order, and what was none."""

    annotations: tuple[Annotation, ...] = ()
    problems: tuple[Problem, ...] = ()

    def ignored(self, document: Document) -> Mapping[int, frozenset[str]]:
        """What is not to be said of a formula, by its number; an empty set of codes says nothing at all of it."""
        ignored: dict[int, frozenset[str]] = {}
        for annotation in self.annotations:
            directive = annotation.directive
            if annotation.kind is AnnotationKind.IGNORE and directive and directive.after < len(document.formulas):
                before = ignored.get(directive.after)
                codes = frozenset(annotation.subjects)
                ignored[directive.after] = before | codes if before and codes else codes
        return ignored

    def off(self, document: Document) -> frozenset[int]:
        """The numbers of the formulas between `off` and `on`."""
        numbers: set[int] = set()
        start: int | None = None
        for annotation in self.annotations:
            after = annotation.directive.after if annotation.directive else 0
            if annotation.kind is AnnotationKind.OFF and start is None:
                start = after
            elif annotation.kind is AnnotationKind.ON and start is not None:
                numbers |= set(range(start, after))
                start = None
        return frozenset(
            numbers | set(range(len(document.formulas) if start is None else start, len(document.formulas)))
        )


def annotations_of(document: Document) -> Annotated:
    """Every annotation of a document.  A line that begins with no word of the language goes on with the one before."""
    found: list[Annotation] = []
    problems: list[Problem] = []
    for directive in document.directives:
        for line, text in _lines(directive):
            try:
                found.append(replace(parse_directive(text), directive=directive, line=line))
            except NotUnderstood as refused:
                problems.append(Problem(refused.code, refused.message, directive.source, line, 1))
    return Annotated(tuple(found), tuple(problems))


def _lines(directive: Directive) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    for number, text in enumerate(directive.text.splitlines() or [""]):
        begins = text.strip().split(" ")[0].rstrip(":").lower() in _WORDS
        if lines and not begins:
            lines[-1] = (lines[-1][0], f"{lines[-1][1]} {text.strip()}")
        elif text.strip() or not lines:
            lines.append((directive.line + number, text))
    return [(line, text) for line, text in lines if text.strip()] or [(directive.line, "")]
