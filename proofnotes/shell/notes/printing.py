"""Reports in the formats of the command, and what is said beside them."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from ...proofreading.lexicon.codes import CODES
from ...proofreading.output.findings import NotesReport
from ...proofreading.output.github import github_lines
from ...proofreading.output.json import json_text
from ...proofreading.output.sarif import sarif_text
from ...proofreading.output.terminal import Paint, coloured, plain, report_lines, summary_lines
from .work import NotesDone

HTML = "html"
LEAST_COLUMNS, USUAL_COLUMNS = 40, 100


@dataclass(frozen=True)
class NotesPrinter:
    """How reports are printed: in which format, to which file if not to stdout, and whether all verdicts are."""

    format: str = "terminal"
    output: Path | None = None
    verbose: bool = False

    @property
    def for_people(self) -> bool:
        """Whether stdout is where somebody reads; else a program does."""
        return self.output is not None or self.format in ("terminal", "github")

    def lines(self, report: NotesReport) -> list[str]:
        """A document for the terminal, in its colours and columns."""
        return list(report_lines(report, verbose=self.verbose, paint=_paint(), columns=_columns()))

    def summary(self, reports: Sequence[NotesReport]) -> None:
        self.say(summary_lines(reports, verbose=self.verbose, paint=_paint()))

    def say(self, lines: Iterator[str] | Sequence[str]) -> None:
        """To people: beside what a program reads."""
        for line in lines:
            click.echo(line, err=not self.for_people)

    def write(self, reports: Sequence[NotesReport], done: Sequence[NotesDone], *, streamed: bool) -> None:
        """Everything in its format.  What has been printed as it was found is not printed again."""
        if self.format == HTML:
            self._write_pages(done)
        elif self.output is not None:
            _write(self.output, TEXTS[self.format](reports, self.verbose))
            self.summary(reports)
        elif self.format == "terminal":
            self.say([] if streamed else [line for each in reports for line in self.lines(each)])
            self.summary(reports)
        else:
            click.echo(TEXTS[self.format](reports, self.verbose), nl=False)

    def _write_pages(self, done: Sequence[NotesDone]) -> None:
        """One page to stdout or to a file; any number into a folder, each named as its document."""
        if self.output is None:
            click.echo(done[0].html, nl=False)
        elif self.one_page:
            _write(self.output, done[0].html)
        else:
            for each in done:
                place = self.output / f"{each.task.name.replace('../', '').lstrip('/')}.html"
                _write(place, each.html)
                click.echo(place)

    @property
    def one_page(self) -> bool:
        """Whether there is room for one page only."""
        return self.format == HTML and (self.output is None or self.output.suffix in (".html", ".htm"))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _paint() -> Paint:
    """Colours where somebody reads, unless they have asked for none."""
    return coloured if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else plain


def _columns() -> int:
    """Of the terminal; in a pipe always the same."""
    if not sys.stdout.isatty():
        return USUAL_COLUMNS
    return max(LEAST_COLUMNS, shutil.get_terminal_size((USUAL_COLUMNS, 24)).columns)


def _terminal(reports: Sequence[NotesReport], verbose: bool) -> str:
    lines = [line for each in reports for line in report_lines(each, verbose=verbose)]
    return _joined([*lines, *summary_lines(reports, verbose=verbose)])


def _github(reports: Sequence[NotesReport], verbose: bool) -> str:
    return _joined(github_lines(reports, verbose=verbose))


def _json(reports: Sequence[NotesReport], verbose: bool) -> str:
    return json_text(reports, _version())


def _sarif(reports: Sequence[NotesReport], verbose: bool) -> str:
    return sarif_text(reports, _version(), CODES.get, verbose=verbose)


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _version() -> str:
    return metadata.version("proofnotes")


TEXTS: Mapping[str, Callable[[Sequence[NotesReport], bool], str]] = {
    "terminal": _terminal,
    "json": _json,
    "github": _github,
    "sarif": _sarif,
}


def statistics(reports: Sequence[NotesReport]) -> Iterator[str]:
    """How often each code occurs, the most frequent first, and what it means."""
    counts = Counter(each.code for report in reports for each in report.findings if each.code)
    width = max((len(str(number)) for number in counts.values()), default=1)
    for code, number in sorted(counts.items(), key=lambda row: (-row[1], row[0])):
        yield f"{number:>{width}}  {code:<6}{CODES[code].means if code in CODES else ''}".rstrip()
