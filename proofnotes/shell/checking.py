"""check: notes that exist already, read as they are, and what holds of every formula."""

from __future__ import annotations

import difflib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from ..proofreading.helping.writing import WritingError
from ..proofreading.history.base import BaseCommit, BaseError
from ..proofreading.history.baseline import Baseline, BaselineError
from ..proofreading.lexicon.codes import CODES, explain
from ..proofreading.output.findings import NotesReport
from .notes.found import NotesNotFoundError, notes_in
from .notes.printing import HTML, NotesPrinter, statistics
from .notes.settings import CheckSettings, SettingsError, find_settings
from .notes.watching import Watched
from .notes.work import NotesDone, NotesTask, in_parallel
from .progress import progress

CANNOT, MISTAKE = 2, 3
"""Exit statuses: what was asked for cannot be done; this library has made a mistake."""


class CheckRefused(click.ClickException):
    """Notes cannot be checked as it was asked; the message says why."""

    exit_code = CANNOT


@dataclass(frozen=True)
class CheckOptions:
    """What stands on the command line; see its help."""

    notes: tuple[str, ...] = ()
    printed: NotesPrinter = field(default_factory=NotesPrinter)
    strict: bool = False
    exit_zero: bool = False
    base: str = ""
    baseline: Path | None = None
    write_baseline: bool = False
    fix: bool = False
    suggest: bool = False
    fix_annotations: bool = False
    words: bool = True
    cache: bool = True
    statistics: bool = False
    watch: bool = False
    jobs: int = 1


def explained(code: str) -> str:
    """The page of a code, or which codes there are near it."""
    if code in CODES:
        return explain(code)
    close = difflib.get_close_matches(code, CODES, n=3) or sorted(name for name in CODES if name[:1] == code[:1])
    raise CheckRefused(f"{code}: no such code{': did you mean ' + ', '.join(close) + '?' if close else ''}")


def check_notes(options: CheckOptions) -> int:
    """Check, print, and say what the exit status is."""
    try:
        tasks = _tasks(options)
        if options.printed.one_page and len(tasks) > 1:
            raise CheckRefused(f"{len(tasks)} documents make {len(tasks)} pages: name a folder with --output")
        if options.watch:
            return _watch(tasks, options)
        if options.suggest:
            return _suggest(tasks, options)
        if options.fix or options.fix_annotations:
            _write_edits(tasks, options)
        return _told(_worked(tasks, options), tasks[0].settings, options)
    except (NotesNotFoundError, SettingsError, BaseError, BaselineError, WritingError) as error:
        raise CheckRefused(str(error)) from error


def _tasks(options: CheckOptions) -> list[NotesTask]:
    settings = _settings(options)
    paths = notes_in(options.notes or (".",), settings)
    bases: dict[Path, BaseCommit | None] = {path.resolve().parent: None for path in paths}
    if options.base:
        bases |= {folder: BaseCommit.find(options.base, folder) for folder in bases}
    html = options.printed.format == HTML
    return [
        NotesTask(path, name_of(path), settings, bases[path.resolve().parent], html=html, remember=options.cache)
        for path in paths
    ]


def _settings(options: CheckOptions) -> CheckSettings:
    found = find_settings(Path())
    return replace(
        found,
        strict=options.strict or found.strict,
        words=options.words and found.words,
        baseline=options.baseline or found.baseline,
    )


def name_of(path: Path) -> str:
    """As it is seen from here, with slashes everywhere."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _worked(tasks: Sequence[NotesTask], options: CheckOptions) -> list[NotesDone]:
    """Every document in order; what a person reads appears as it is found."""
    done = []
    with in_parallel(tasks, options.jobs) as arriving, progress("checking", len(tasks)) as advance:
        for each in arriving:
            done.append(each)
            advance(options.printed.lines(each.report) if _streamed(tasks[0].settings, options) else [])
    return done


def _streamed(settings: CheckSettings, options: CheckOptions) -> bool:
    """Whether a document can be printed before all are there: a baseline is applied to all at once."""
    whole = options.write_baseline or options.suggest or settings.baseline is not None
    return options.printed.format == "terminal" and options.printed.output is None and not whole


def _told(done: Sequence[NotesDone], settings: CheckSettings, options: CheckOptions) -> int:
    reports = _against_baseline([each.report for each in done], settings, options)
    options.printed.write(reports, done, streamed=_streamed(settings, options))
    if options.statistics:
        options.printed.say(list(statistics(reports)))
    return _status(done, reports, options)


def _status(done: Sequence[NotesDone], reports: Sequence[NotesReport], options: CheckOptions) -> int:
    unreadable = [each for each in done if each.unreadable]
    for each in unreadable:
        click.echo(f"{each.task.name}: {each.unreadable}", err=True)
    failures = [each for each in done if each.failure]
    for each in failures:
        click.echo(f"{each.task.name}: PN499 a mistake of proofnotes itself: {_last_line(each.failure)}", err=True)
        if options.printed.verbose:
            click.echo(each.failure, err=True)
    if failures:
        return MISTAKE
    if unreadable:
        return CANNOT
    return int(any(each.failing for each in reports) and not options.exit_zero)


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


def _against_baseline(
    reports: list[NotesReport], settings: CheckSettings, options: CheckOptions
) -> Sequence[NotesReport]:
    """The reports, with notes in place of what is known; with --write-baseline everything is from now on."""
    path = settings.baseline
    if path is None:
        if options.write_baseline:
            raise CheckRefused("--write-baseline needs a file: --baseline FILE, or `baseline` in the configuration")
        return reports
    baseline = Baseline.of(reports) if options.write_baseline else _read_baseline(path)
    if options.write_baseline:
        path.write_text(baseline.text, encoding="utf-8")
        click.echo(f"{path}: {baseline.known.total()} known", err=True)
    found, unused = baseline.applied(reports)
    if unused:
        click.echo(f"{path}: {unused} known no more: --write-baseline leaves them out", err=True)
    return found


def _read_baseline(path: Path) -> Baseline:
    try:
        return Baseline.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CheckRefused(f"{path}: no such baseline; --write-baseline makes one") from error
    except UnicodeDecodeError as error:
        raise CheckRefused(f"{path}: no baseline: it is not UTF-8") from error
    except BaselineError as error:
        raise CheckRefused(f"{path}: {error}") from error


def _suggest(tasks: Sequence[NotesTask], options: CheckOptions) -> int:
    """The annotations that would help, and with --fix the corrections, as a diff; nothing is written."""
    done = _worked([replace(task, annotate=True, unsure=True, fix=options.fix) for task in tasks], options)
    for each in done:
        for change in each.changes:
            for line in change.diff(name_of(change.path)):
                click.echo(line, nl=False)
        for reason in each.reasons:
            click.echo(reason, err=True)
    return _status(done, [each.report for each in done], options)


def _write_edits(tasks: Sequence[NotesTask], options: CheckOptions) -> None:
    """Corrections and annotations written into the files; the notes are then checked as they have become."""
    asked = [replace(task, fix=options.fix, annotate=options.fix_annotations, base=None) for task in tasks]
    with in_parallel(asked, options.jobs) as arriving:
        changes = {change.path: change for each in arriving for change in each.changes}
    for path, change in changes.items():
        path.write_bytes(change.content)
        click.echo(f"{name_of(path)}: corrected", err=True)
    if not changes:
        click.echo("nothing to write: no edit is the only one that holds", err=True)


def _watch(tasks: Sequence[NotesTask], options: CheckOptions) -> int:
    """Check, and check again what has changed, until somebody interrupts."""
    watched, latest = Watched(), dict[Path, NotesReport]()
    by_path = {task.path: replace(task, helpful=False) for task in tasks}
    waiting = list(by_path)
    try:
        while True:
            for path in waiting:
                watched.begin(path)
            done = _worked([by_path[path] for path in waiting], replace(options, jobs=1))
            for each in done:
                watched.made_of(each.task.path, each.read)
                latest[each.task.path] = each.report
            _status(done, [], options)
            options.printed.summary(list(latest.values()))
            waiting = next(watched.changes())
            click.echo(f"\n{time.strftime('%H:%M:%S')}  {', '.join(name_of(path) for path in waiting)}")
    except KeyboardInterrupt:
        return int(any(each.failing for each in latest.values()) and not options.exit_zero)
