"""A LaTeX document of several files: \\input is followed below the folder of the document, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .assembly import SourceStretch
from .latex import preamble_files, scan_latex
from .macro_definitions import definitions
from .model import Macro, Problem, Source
from .scan import InputMark, Scan
from .text import Decoded, decoded, line_starts, newline_of, with_plain_line_ends

MOST_FILES = 200
"""Files that one document reads, each as often as it is asked for: a bomb of inputs ends here."""

Load = Callable[[Path], bytes]


def encoding_problems(source: Source, number: int, found: Decoded) -> list[Problem]:
    """What the decoder could not read."""
    message = "a byte that is not UTF-8 (read as U+FFFD)"
    return [Problem("D01", message, number, *source.place(fault)) for fault in found.faults]


def source_of(path: Path, found: Decoded, cell: int | None = None) -> Source:
    """A file as a source."""
    return Source(path, found.text, line_starts(found.text), cell, newline_of(found.text), found.encoding)


class InputReader:
    """Reads a file and what it inputs, depth first, into stretches in the order of reading."""

    def __init__(self, path: Path, load: Load) -> None:
        self.path, self.load = path, load
        self.folder = path.parent.resolve()
        self.sources: list[Source] = []
        self.scans: list[Scan] = []
        self.stretches: list[SourceStretch] = []
        self.problems: list[Problem] = []
        self.macros: dict[str, Macro] = {}

    def read(self, found: Decoded) -> None:
        self._file(self.path, found, (self.path.resolve(),))

    def _file(self, path: Path, found: Decoded, within: tuple[Path, ...]) -> None:
        number = len(self.sources)
        source = source_of(path, found)
        text = with_plain_line_ends(found.text)
        self.sources.append(source)
        self._preamble(number, text)
        scan = scan_latex(text, self.macros)
        self.macros |= scan.macros
        self.scans.append(scan)
        self.problems += encoding_problems(source, number, found)
        reached = 0
        for mark in scan.inputs:
            self.stretches.append(SourceStretch(number, reached, mark.span[0]))
            reached = mark.span[1]
            self._input(number, mark, within)
        self.stretches.append(SourceStretch(number, reached, len(found.text)))

    def _preamble(self, number: int, text: str) -> None:
        """The macros of the files that a preamble reads; their text is no text of the document."""
        for name, offset, needed in preamble_files(text)[:MOST_FILES]:
            mark = InputMark((offset, offset), name, "input")
            path = self._path(mark)
            problem = self._why_not(path, mark, ())
            try:
                raw = b"" if problem else self.load(path)
            except (OSError, ValueError):
                raw, problem = b"", f"there is no file {name}"
            self.macros |= definitions(decoded(raw).text)[0]
            if problem and needed:
                self.problems.append(Problem("D04", problem, number, *self.sources[number].place(offset)))

    def _path(self, mark: InputMark) -> Path:
        path = self.folder / mark.name
        return path if path.suffix in (".tex", ".sty") or not path.name else path.with_name(path.name + ".tex")

    def _input(self, number: int, mark: InputMark, within: tuple[Path, ...]) -> None:
        path = self._path(mark)
        problem = self._why_not(path, mark, within)
        raw = None
        if not problem:
            try:
                raw = self.load(path)
            except (OSError, ValueError):
                problem = f"there is no file {mark.name}"
        if problem or raw is None:
            self.problems.append(Problem("D04", problem, number, *self.sources[number].place(mark.span[0])))
            return
        self._file(path, decoded(raw), (*within, path.resolve()))

    def _why_not(self, path: Path, mark: InputMark, within: tuple[Path, ...]) -> str:
        """Why a file is not read; empty if it is."""
        if not mark.name or "\0" in mark.name:
            return f"\\{mark.command} names no file"
        resolved = path.resolve()
        if not resolved.is_relative_to(self.folder):
            return f"{mark.name} is not below the folder of the document"
        if resolved in within:
            return f"{mark.name} inputs itself"
        if len(self.sources) >= MOST_FILES:
            return f"{mark.name} is one file more than {MOST_FILES}"
        return ""
