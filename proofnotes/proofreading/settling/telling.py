"""What became of a link, for whoever prints it: everything used with its line, and the witness as people read it."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import Span
from ..meaning.model import NoteLink, NoteStatement, Origin, Reading, Use
from ..outcomes import Basis, NoteOutcome, NoteVerdict
from .notation import MACHINERY, NotesNames, normalization, shown, symbol_text
from .proofs import Answer, Prover
from .settle import Settlement
from .witnesses import Accepts

OF = {
    Origin.SIBLING: " of an earlier section",
    Origin.BELOW: ", defined further down",
    Origin.LIFTED: ", for every sample",
    Origin.OPEN: ", any function",
    Origin.ANNOTATED: ", by an annotation",
}
"""What is to be said of where a meaning comes from."""

FALSE = (NoteVerdict.REFUTED, NoteVerdict.DIFFERS, NoteVerdict.UNKNOWN, NoteVerdict.NEEDS, NoteVerdict.REDEFINED)
"""The verdicts with which a witness is shown, if there is one."""


def told(
    statement: NoteStatement, link: NoteLink | None, settled: Settlement, span: Span, prover: Prover
) -> NoteOutcome:
    """The outcome of a link, or of a statement that is no claim."""
    answer = settled.answer
    verdict, code, message = settled.verdict, settled.code, settled.message
    names = names_of(settled)
    witness: dict[str, str] = {}
    values: tuple[str, str] | None = None
    if answer is not None and answer.refuted and verdict in FALSE:
        found = _witness(settled, answer, prover)
        if found is not None:
            witness, values = found
        elif verdict is NoteVerdict.REFUTED:
            verdict, code, message = NoteVerdict.UNKNOWN, "PN203", "no witness satisfies all that the text says"
    return NoteOutcome(
        statement,
        link,
        verdict,
        settled.span or span,
        code,
        message=names.told(message or _message(verdict, settled)),
        where=_conditions(answer, names) if answer is not None and settled.holds else (),
        given=settled.given,
        used=tuple(_used(settled.reading)) if settled.reading is not None else (),
        witness=witness,
        values=values,
        missing=(normalization(answer.missing, names),)
        if answer is not None and answer.missing and verdict in (NoteVerdict.MISSING, NoteVerdict.UNKNOWN)
        else (),
        bound=settled.bound,
        method=answer.method if answer is not None and settled.holds else "",
        reading=settled.reading,
    )


def _conditions(answer: Answer, names: NotesNames) -> tuple[str, ...]:
    """Where both sides are defined, as far as that can be said in the names of the notes."""
    return tuple(names.told(each) for each in answer.conditions if MACHINERY not in each)


def names_of(settled: Settlement) -> NotesNames:
    """How the notes write the names of the reading."""
    return NotesNames(use.symbol for use in settled.reading.uses) if settled.reading else NotesNames(())


def _message(verdict: NoteVerdict, settled: Settlement) -> str:
    """One sentence, where nothing else is to be said."""
    if verdict is NoteVerdict.REFUTED:
        return "both sides differ in every reading" if settled.count > 1 else "both sides differ"
    return ""


def _witness(settled: Settlement, answer: Answer, prover: Prover) -> tuple[dict[str, str], tuple[str, str]] | None:
    """The witness that is easiest to read; None where none satisfies what the text says beside relations."""
    names = names_of(settled)
    asked = settled.asked
    accepts = [held.accepts for held in asked.held if held.accepts is not None] if asked else []
    if asked is not None:
        simple = prover.simplest(asked.relation, asked.assuming, _all_of(accepts))
        if simple is not None:
            return shown(simple[0], simple[1], names)
    if accepts or answer.point is None:
        return None
    return shown(answer.point, answer.sides, names)


def _all_of(accepts: list[Accepts]) -> Accepts | None:
    return (lambda point: all(accept(point) for accept in accepts)) if accepts else None


def _used(reading: Reading) -> Iterator[Basis]:
    """Definitions and declarations with their lines, and the rules of reading."""
    for use in reading.uses:
        if use.definition is not None or use.line or use.declared or use.origin in OF:
            yield Basis(_words(use), use.line)
    yield from (Basis(rule) for rule in reading.rules)
    names = NotesNames(use.symbol for use in reading.uses)
    yield from (Basis(f"with {names.told(str(relation))}") for relation in reading.assumed)


def _words(use: Use) -> str:
    how = f", {use.definition.how}" if use.definition is not None and use.definition.how else ""
    declared = f" ({use.declared})" if use.declared else ""
    return f"{symbol_text(use.symbol)}{declared}{OF.get(use.origin, '')}{how}"
