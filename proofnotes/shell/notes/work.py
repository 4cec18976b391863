"""One document, read, checked, and held against what it was: a plain report that travels between processes."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from ...proofreading.check import check
from ...proofreading.codes import Severity
from ...proofreading.helping.annotations import suggested
from ...proofreading.helping.writing import FileChange, WritingError, changed_files
from ...proofreading.history.base import BaseCommit
from ...proofreading.history.cache import ProofMemory
from ...proofreading.history.ratchet import ratcheted
from ...proofreading.history.weighing import weighed
from ...proofreading.lexicon.codes import CODES
from ...proofreading.outcomes import Checked, Edit, NoteVerdict
from ...proofreading.output.findings import NotesReport, report_of
from ...proofreading.output.html.page import html_page
from ...proofreading.sources.model import Document
from ...proofreading.sources.read import read
from .settings import CheckSettings


@dataclass(frozen=True)
class NotesTask:
    """A document, and what is to be done with it.  name is what it is called in what is printed.

    fix and annotate: whether corrections and annotations are to be found; unsure: also annotations of which the reader
    has to choose one.  remember: whether answers are kept; helpful: whether corrections are looked for.
    """

    path: Path
    name: str
    settings: CheckSettings
    base: BaseCommit | None = None
    html: bool = False
    remember: bool = True
    helpful: bool = True
    fix: bool = False
    annotate: bool = False
    unsure: bool = False


@dataclass(frozen=True)
class NotesDone:
    """What came of it.

    failure is set where this library made a mistake, unreadable where the file holds no text or cannot be written.
    read are the files that it was made of.

    changes are the files as they would be with what was asked for, and reasons say why, a line for each annotation.
    """

    task: NotesTask
    report: NotesReport
    html: str = ""
    failure: str = ""
    unreadable: str = ""
    read: tuple[Path, ...] = ()
    changes: tuple[FileChange, ...] = ()
    reasons: tuple[str, ...] = ()


def severity_of(code: str, verdict: NoteVerdict) -> Severity | None:
    """By the table of codes; what has no row there has no weight."""
    row = CODES.get(code)
    return row.severity if row else None


def examined(task: NotesTask) -> NotesDone:
    """Check one document.  It raises nothing: what went wrong is told."""
    nothing = NotesReport(task.name, (), 0)
    try:
        text = task.path.read_bytes()
    except OSError as error:
        return NotesDone(task, nothing, unreadable=error.strerror or str(error), read=(task.path,))
    if _is_binary(text):
        return NotesDone(task, nothing, unreadable="a binary file, expected text", read=(task.path,))
    try:
        return _examined(task, text)
    except WritingError as error:
        return NotesDone(task, nothing, unreadable=str(error), read=(task.path,))
    except Exception as error:  # a mistake of this library: the other documents are checked all the same
        lines = traceback.format_exception(error)
        return NotesDone(task, nothing, failure="".join(lines), read=(task.path,))


def _is_binary(text: bytes) -> bool:
    """As git sees it: a zero byte near the beginning, unless the text says that its units are of two bytes."""
    return b"\0" in text[:8000] and not text.startswith((b"\xff\xfe", b"\xfe\xff"))


def _examined(task: NotesTask, text: bytes) -> NotesDone:
    checked = checked_document(task.path, text, task.settings, remember=task.remember, helpful=task.helpful)
    report = _report(checked, task)
    if task.base is not None:
        report = ratcheted(report, _at_base(task, task.base, text, report), task.base.ref)
    page = html_page(checked, report) if task.html else ""
    read_files = {task.path, *(source.path for source in checked.document.sources)}
    annotations = _annotations(checked, task) if task.annotate else []
    changes = tuple(changed_files(checked.document, [*_corrections(checked, task), *annotations]))
    reasons = tuple(_reason(checked, edit, task.name) for edit in annotations)
    return NotesDone(task, report, page, read=tuple(sorted(read_files)), changes=changes, reasons=reasons)


def _annotations(checked: Checked, task: NotesTask) -> list[Edit]:
    """The annotations that would help; each was tried."""
    again = partial(_checked, settings=task.settings, remember=task.remember, helpful=False)
    return [edit for edit in suggested(checked, again) if edit.certain or task.unsure]


def _reason(checked: Checked, edit: Edit, name: str) -> str:
    line, _ = checked.document.sources[edit.source].place(edit.span[0])
    return f"{name}:{line}: {edit.why}"


def _corrections(checked: Checked, task: NotesTask) -> Iterator[Edit]:
    """Corrections where one edit alone holds."""
    if task.fix:
        outcomes = (outcome for formula in checked.formulas for outcome in formula.outcomes)
        yield from (edit for outcome in outcomes for edit in outcome.edits if edit.certain)


def checked_document(
    path: Path, text: bytes, settings: CheckSettings, *, remember: bool = True, helpful: bool = True
) -> Checked:
    """The document as these settings read it.  helpful: whether corrections are looked for."""
    document = read(path, text)
    if not settings.annotations:
        document = replace(document, directives=())
    return _checked(document, settings, remember=remember, helpful=helpful)


def _checked(document: Document, settings: CheckSettings, *, remember: bool, helpful: bool) -> Checked:
    return check(
        document,
        seconds=settings.seconds,
        budget=settings.budget,
        words=settings.words,
        memory=memory_for(settings.seconds) if remember else None,
        helpful=helpful,
    )


@lru_cache
def memory_for(seconds: float) -> ProofMemory:
    """One for a process: answers that have been read once are at hand."""
    return ProofMemory(salt=f"{seconds:g} s")


def _report(checked: Checked, task: NotesTask) -> NotesReport:
    report = report_of(checked, severity_of, task.name)
    return weighed(report, task.settings.severity, strict=task.settings.strict)


def _at_base(task: NotesTask, base: BaseCommit, text: bytes, now: NotesReport) -> NotesReport | None:
    """What the same check says of the document as it was; where no byte differs, what it says now."""
    if base.same_beside(task.path, text):
        return now
    with base.checked_out(task.path) as path:
        if path is None:
            return None
        was = checked_document(path, path.read_bytes(), task.settings, remember=task.remember, helpful=False)
        return _report(was, task)


@contextmanager
def in_parallel(tasks: Sequence[NotesTask], jobs: int) -> Iterator[Iterator[NotesDone]]:
    """What comes of each, in their order, as it arrives."""
    if jobs == 1 or len(tasks) < 2:
        yield map(examined, tasks)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), initializer=_end_quietly) as pool:
        yield pool.map(examined, tasks)


def _end_quietly() -> None:
    """A worker that is interrupted ends at once: what there is to say, the process that has started it says."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
