"""The lines of a Markdown document: front matter, fences, indented code, tables, headings, and where paragraphs end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..codes import Span
from .headings import atx_heading, bold_item, underlined_heading
from .scan import HeadingMark, MathSpan, ProblemMark

_CONTAINER = r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?"
_FENCE = re.compile(_CONTAINER + r"(?P<marks>`{3,}|~{3,}|:{3,})[ \t]*(?P<info>.*)$")
_MATH_INFO = re.compile(r"\{?math\}?\b|\{?\.?math\}")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:.*$")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_TABLE_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LIQUID = re.compile(r"[ \t]*\{%-?\s*(?P<end>end)?highlight\b")
_BLANK = re.compile(r"[ \t>]*$")
_INDENTED = re.compile(r"(?: {4}|\t)[ \t]*(?P<first>.*)$")
_MATHEMATICAL = re.compile(r"\$|\\begin\b|\\{1,2}[\[(]")


@dataclass
class Blocks:
    """What the lines of a document say.

    dead is code; breaks end a paragraph, an item or a cell; walls end everything: no formula reaches over one.
    """

    dead: list[Span] = field(default_factory=list)
    maths: list[MathSpan] = field(default_factory=list)
    headings: list[HeadingMark] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    walls: list[int] = field(default_factory=list)
    problems: list[ProblemMark] = field(default_factory=list)


@dataclass
class _Fence:
    start: int
    marks: str
    mathematical: bool
    body: int
    options: bool = True


class BlockReader:
    """Reads lines one by one; the state is what is open: a fence, a comment, a display formula, a list, a table."""

    def __init__(self, text: str, start: int) -> None:
        self.blocks = Blocks()
        self.text, self.start = text, start
        self.fence: _Fence | None = None
        self.comment = self.display = self.highlighted = False
        self.in_list = self.after_blank = self.in_table = self.in_code = False
        self.above, self.above_offset = "", start

    def read(self) -> Blocks:
        offset = self.start
        for line in self.text[self.start :].split("\n"):
            self._line(line, offset)
            offset += len(line) + 1
        if self.fence is not None:
            self.blocks.problems.append(
                ProblemMark("D02", f"the fence {self.fence.marks} is not closed", self.fence.start)
            )
            self._close_fence(len(self.text), len(self.text))
        return self.blocks

    def _line(self, line: str, offset: int) -> None:
        if self.fence is not None:
            self._within_fence(line, offset)
        elif self.comment:
            self.comment = "-->" not in line
        elif not self._opens(line, offset):
            self._plain(line, offset)

    def _opens(self, line: str, offset: int) -> bool:
        """Fences and listings."""
        liquid = _LIQUID.match(line)
        if self.highlighted or liquid:
            self.blocks.dead.append((offset, offset + len(line)))
            self.highlighted = not (liquid and liquid["end"])
            return True
        found = _FENCE.match(line)
        if found is None or (found["marks"][0] == "`" and "`" in found["info"]):
            return False
        mathematical = bool(_MATH_INFO.match(found["info"]))
        if found["marks"][0] == ":" and not mathematical:
            self._wall(offset, line)
            return True
        self._wall(offset, line)
        self.fence = _Fence(offset, found["marks"], mathematical, offset + len(line) + 1)
        return True

    def _within_fence(self, line: str, offset: int) -> None:
        fence = self.fence
        assert fence is not None
        found = _FENCE.match(line)
        if found and not found["info"] and found["marks"].startswith(fence.marks):
            self._close_fence(offset, offset + len(line))
            self._wall(offset, line)
        elif fence.mathematical and fence.options and (_OPTION.match(line) or _BLANK.match(line)):
            fence.body = offset + len(line) + 1
        else:
            fence.options = False

    def _close_fence(self, body_end: int, end: int) -> None:
        fence = self.fence
        assert fence is not None
        self.fence = None
        body_end = max(min(body_end, end), fence.body)
        if fence.mathematical and self.text[fence.body : body_end].strip():
            body_end = fence.body + len(self.text[fence.body : body_end].rstrip())
            self.blocks.maths.append(MathSpan((fence.body, body_end), (fence.start, end), display=True))
        else:
            self.blocks.dead.append((fence.start, end))

    def _plain(self, line: str, offset: int) -> None:
        if not self.display and self._is_code(line):
            self.blocks.dead.append((offset, offset + len(line)))
            return
        blank = bool(_BLANK.match(line))
        if blank:
            self.blocks.breaks.append(offset)
            self.in_table = False
        elif not self.display:
            self._structure(line, offset)
        self.after_blank = blank
        if line.count("$$") % 2:
            self.display = not self.display
        if "<!--" in line and "-->" not in line[line.rindex("<!--") :]:
            self.comment = True
        self.above, self.above_offset = line, offset

    def _is_code(self, line: str) -> bool:
        """A block four columns in, behind a blank line and outside lists, that does not begin with a formula."""
        found = _INDENTED.match(line)
        if found is None:
            self.in_code = self.in_code and not line.strip()
            return False
        if self.in_code:
            return True
        self.in_code = (
            self.after_blank
            and not self.in_list
            and bool(found["first"].strip())
            and not _MATHEMATICAL.match(found["first"])
            and not _ITEM.match(found["first"])
        )
        return self.in_code

    def _structure(self, line: str, offset: int) -> None:
        heading = atx_heading(line, offset) or bold_item(line, offset)
        under = None if heading or self.after_blank else underlined_heading(self.above, line, self.above_offset)
        if heading or under:
            self.blocks.headings += [each for each in (heading, under) if each is not None]
            if under:
                self.blocks.walls.append(self.above_offset)
            if heading and heading.stands_in:
                self.blocks.breaks.append(offset)
            else:
                self._wall(offset, line)
        if _ITEM.match(line):
            self.in_list = True
            self.blocks.breaks.append(offset)
        elif self.after_blank and line[:1] not in (" ", "\t"):
            self.in_list = False
        self._table(line, offset)

    def _wall(self, offset: int, line: str) -> None:
        self.blocks.walls += [offset, offset + len(line)]
        self.display = False
        self.above = ""

    def _table(self, line: str, offset: int) -> None:
        if not self.in_table and "|" in line and "-" in line and _TABLE_RULE.match(line) and "|" in self.above:
            self.in_table = True
            self._cells(self.above, self.above_offset)
        elif self.in_table and "|" in line:
            self._cells(line, offset)
        else:
            self.in_table = False

    def _cells(self, line: str, offset: int) -> None:
        """A dollar never pairs across a bar that ends a cell."""
        self.blocks.breaks.append(offset)
        self.blocks.breaks += [offset + bar.start() for bar in _BAR.finditer(line)]


_BAR = re.compile(r"(?<!\\)\|")
