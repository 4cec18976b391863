"""Edits written into the files that they are of: everything else stays byte for byte, in notebooks, too."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from ..codes import Span
from ..outcomes import Edit
from ..sources.model import Document, Source
from ..sources.notebook import NotebookError, markdown_cells


class WritingError(ValueError):
    """A file that cannot be written back; the message says why."""


@dataclass(frozen=True)
class FileChange:
    """A file before and after, as text for a diff and as bytes for the disk."""

    path: Path
    before: str
    after: str
    content: bytes

    def diff(self, name: str) -> Iterator[str]:
        """Lines of a unified diff, as `patch` takes it."""
        before, after = (text.splitlines(keepends=True) for text in (self.before, self.after))
        for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def changed_files(document: Document, edits: Iterable[Edit]) -> list[FileChange]:
    """The files as they are with these edits; of edits that overlap the first one counts."""
    by_source: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_source[edit.source].append(edit)
    by_path: dict[Path, list[tuple[Source, str]]] = defaultdict(list)
    for number, own in sorted(by_source.items()):
        source = document.sources[number]
        by_path[source.path].append((source, edited(source.text, own)))
    return [_changed(path, texts) for path, texts in by_path.items()]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits."""
    parts, place = [], 0
    for edit in sorted(set(edits), key=lambda each: each.span):
        first, last = edit.span
        if first >= place:
            parts += [text[place:first], edit.text]
            place = last
    return "".join((*parts, text[place:]))


def _changed(path: Path, texts: Sequence[tuple[Source, str]]) -> FileChange:
    (source, text), *others = texts
    raw = path.read_bytes()
    if source.cell is not None:
        return _changed_notebook(path, raw, texts)
    if not source.encoding or others:
        raise WritingError(f"{path}: not all of it could be read, so it is not written")
    if source.text.encode(source.encoding) != raw:
        raise WritingError(f"{path}: it has changed since it was read")
    return FileChange(path, source.text, text, text.encode(source.encoding))


def _changed_notebook(path: Path, raw: bytes, texts: Sequence[tuple[Source, str]]) -> FileChange:
    """Only the lines that differ are written anew, in the way in which this file writes text."""
    page = raw.decode("utf-8")
    try:
        cells = {cell.number: cell for cell in markdown_cells(page)}
    except NotebookError as error:
        raise WritingError(f"{path}: {error.message}") from error
    changes: list[tuple[Span, str]] = []
    for source, text in texts:
        cell = cells.get(source.cell or 0)
        if cell is None or cell.text != source.text:
            raise WritingError(f"{path}: cell {source.cell} has changed since it was read")
        changes.append((cell.span, _written(page[slice(*cell.span)], text)))
    after = page
    for (first, last), text in sorted(changes, reverse=True):
        after = after[:first] + text + after[last:]
    return FileChange(path, page, after, after.encode("utf-8"))


def _written(raw: str, text: str) -> str:
    """A new text for a cell: a string where there was one; else a list, whose equal lines stay as they were."""
    if raw[0] != "[":
        return _quoted(text, raw)
    spans = list(_items(raw, 0))
    if not spans:
        return json.dumps(text.splitlines(keepends=True), ensure_ascii=False)
    known = {json.loads(raw[first:last]): raw[first:last] for first, last in spans}
    between = raw[spans[0][1] : spans[1][0]] if len(spans) > 1 else "," + raw[1 : spans[0][0]]
    lines = [known.get(line) or _quoted(line, raw) for line in text.splitlines(keepends=True)]
    return raw[: spans[0][0]] + between.join(lines) + raw[spans[-1][1] :]


def _quoted(text: str, like: str) -> str:
    """As JSON, with letters escaped where the file escapes them."""
    return json.dumps(text, ensure_ascii=like.isascii() and "\\u" in like)


def _items(page: str, place: int) -> Iterator[Span]:
    """Where the items of a list stand."""
    decoder = json.JSONDecoder()
    place = _blank(page, place + 1)
    while page[place] != "]":
        _, end = decoder.raw_decode(page, place)
        yield place, end
        place = _next(page, end)


def _next(page: str, place: int) -> int:
    """Behind the comma, if there is one."""
    place = _blank(page, place)
    return _blank(page, place + 1) if page[place] == "," else place


def _blank(page: str, place: int) -> int:
    while place < len(page) and page[place] in " \t\n\r":
        place += 1
    return place
