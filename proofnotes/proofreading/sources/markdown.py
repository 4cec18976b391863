"""Markdown: formulas, headings and directives, with code, comments and HTML out of the way.

One pass from left to right; whatever begins first wins, so that a dollar in code is no delimiter and a backtick in a
formula is no code.  What closes a delimiter is looked up in sorted offsets: the time is linear in the text, also where
nothing is closed.  Read are the dollars of GitHub, Obsidian, pandoc and d2l; the `\\\\( \\\\)` of kramdown; `\\( \\)`;
fences and roles of MyST and GitLab; bare environments.
"""

from __future__ import annotations

import re

from ..codes import Span
from .front_matter import front_matter
from .macro_definitions import definitions
from .markdown_blocks import BlockReader
from .plausibility import LONGEST_DISPLAY, MOST_WITHIN_TEXT, is_bracketed_mathematics, is_mathematics, opens_mathematics
from .scan import DirectiveMark, MathSpan, Offsets, ProblemMark, Scan
from .text import blanked

ENVIRONMENTS = (
    "align", "equation", "gather", "multline", "eqnarray", "alignat", "flalign", "displaymath", "dmath", "math",
)  # fmt: skip
"""Environments that are a display formula without dollars around them."""

_TOKEN = re.compile(
    r"(?P<bracket>\\{1,2}[\[(])"
    rf"|(?P<environment>\\begin\{{(?P<name>(?:{'|'.join(ENVIRONMENTS)})\*?)\}})"
    r"|(?P<escape>\\.)"
    r"|(?P<comment><!--)"
    r"|(?P<raw><(?P<element>script|style|pre|code|svg|textarea)\b)"
    r"|(?P<tag></?[A-Za-z][\w-]*(?:[\s/][^<>]*)?>)"
    r"|(?P<role>\{math\}(?=`))"
    r"|(?P<ticks>`+)"
    r"|(?P<dollars>\$+)"
    r"|(?P<percents>%%)"
    r"|(?P<line>^%[ \t]*proofnotes:.*)",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)

_PARTS = {
    "dollar": re.compile(r"(?<![\\$])\$(?!\$)"),
    "dollars": re.compile(r"(?<!\\)\$\$"),
    "\\]": re.compile(r"(?<!\\)\\\]"),
    "\\\\]": re.compile(r"\\\\\]"),
    "\\)": re.compile(r"(?<!\\)\\\)"),
    "\\\\)": re.compile(r"\\\\\)"),
    "-->": re.compile(r"-->"),
    "%%": re.compile(r"%%"),
}
"""What may close something."""

_DIRECTIVE = re.compile(r"\s*proofnotes:(?P<text>.*)", re.DOTALL)
_WITHIN_TEXT = re.compile(r"\\(?:text|mbox|textrm|textbf|textit|hbox)\s*\{[^{}]*\}")


class MarkdownScanner:
    """The inline pass, behind the pass over the lines."""

    def __init__(self, text: str, start: int = 0) -> None:
        blocks = BlockReader(text, start).read()
        self.maths: list[MathSpan] = list(blocks.maths)
        self.dead: list[Span] = [(0, start), *blocks.dead]
        self.directives: list[DirectiveMark] = []
        self.problems = list(blocks.problems)
        self.headings = list(blocks.headings)
        self.breaks = Offsets(blocks.breaks + blocks.walls)
        self.walls = Offsets(blocks.walls)
        self.text = blanked(text, [*self.dead, *(math.outer for math in self.maths)])
        self.original = text
        self.closers = {name: Offsets(m.start() for m in part.finditer(self.text)) for name, part in _PARTS.items()}
        self.ticks: dict[int, Offsets] = {}
        self.ends: dict[str, Offsets] = {}
        self.unclosed_raw: set[str] = set()

    def scan(self) -> Scan:
        position = 0
        while found := _TOKEN.search(self.text, position):
            position = self._token(found)
        self.maths.sort(key=lambda math: math.outer)
        words = blanked(self.original, self.dead)
        macros, _ = definitions(words)
        hidden = Spans([*self.dead, *(math.outer for math in self.maths)])
        headings = sorted(
            (head for head in self.headings if not hidden.hold(head.offset)), key=lambda head: head.offset
        )
        return Scan(
            words,
            tuple(self.maths),
            tuple(headings),
            tuple(self.directives),
            tuple(sorted(self.problems, key=lambda problem: problem.offset)),
            breaks=tuple(self.breaks.offsets),
            macros=macros,
        )

    def _token(self, found: re.Match[str]) -> int:
        """What a token begins; the offset at which reading goes on."""
        kind = next(name for name, matched in found.groupdict().items() if matched is not None)
        return _READERS[kind](self, found)

    def _skip(self, found: re.Match[str]) -> int:
        return found.end()

    def _comment(self, found: re.Match[str]) -> int:
        return self._remark(found, "-->")

    def _percents(self, found: re.Match[str]) -> int:
        """%% a comment of Obsidian %%, within a paragraph."""
        end = self.closers["%%"].after(found.end())
        if end is None or self.breaks.within(found.start() + 1, end):
            return found.end()
        return self._remark(found, "%%")

    def _remark(self, found: re.Match[str], closing: str) -> int:
        end = self.closers[closing].after(found.end())
        if end is None:
            self._problem("D02", f"the comment {found.group()} is not closed", found.start())
            return found.end()
        self._directive(found.end(), end)
        self.dead.append((found.start(), end + len(closing)))
        return end + len(closing)

    def _line_remark(self, found: re.Match[str]) -> int:
        """% proofnotes: … as MyST writes comments."""
        end = self.text.find("\n", found.start())
        end = len(self.text) if end < 0 else end
        self._directive(found.start() + 1, end)
        self.dead.append((found.start(), end))
        return end

    def _directive(self, start: int, end: int) -> None:
        said = _DIRECTIVE.match(self.original[start:end])
        if said:
            text = said["text"]
            offset = start + said.start("text") + len(text) - len(text.lstrip())
            self.directives.append(DirectiveMark(offset, text.strip()))

    def _raw_element(self, found: re.Match[str]) -> int:
        """<script> … </script>: nothing in it is text."""
        element = found["element"].lower()
        if element in self.unclosed_raw:
            return found.end()
        end = re.compile(rf"</{element}\s*>", re.IGNORECASE).search(self.text, found.end())
        if end is None:
            self.unclosed_raw.add(element)
            return found.end()
        self.dead.append((found.start(), end.end()))
        return end.end()

    def _tag(self, found: re.Match[str]) -> int:
        if self.breaks.within(found.start() + 1, found.end()):
            return found.start() + 1
        self.dead.append(found.span())
        return found.end()

    def _role(self, found: re.Match[str]) -> int:
        """{math}`x^2`."""
        following = self.text[found.end() : found.end() + 10]
        ticks = len(following) - len(following.lstrip("`"))
        end = self._closing_ticks(found.end(), ticks)
        if end is None:
            return found.end()
        self._formula((found.end() + ticks, end), (found.start(), end + ticks), display=False)
        return end + ticks

    def _code(self, found: re.Match[str]) -> int:
        ticks = len(found.group())
        end = self._closing_ticks(found.start(), ticks)
        if end is None:
            return found.end()
        self.dead.append((found.start(), end + ticks))
        return end + ticks

    def _closing_ticks(self, start: int, ticks: int) -> int | None:
        """Where the next run of as many backticks begins, in the same paragraph."""
        if not self.ticks:
            runs: dict[int, list[int]] = {}
            for run in re.finditer(r"`+", self.text):
                runs.setdefault(len(run.group()), []).append(run.start())
            self.ticks = {length: Offsets(offsets) for length, offsets in runs.items()}
        end = self.ticks[ticks].after(start + ticks) if ticks in self.ticks else None
        return None if end is None or self.breaks.within(start + 1, end) else end

    def _dollars(self, found: re.Match[str]) -> int:
        """$…$, $$…$$ and the $`…`$ of GitHub."""
        if len(found.group()) > 2:
            return found.end()
        return self._display(found) if len(found.group()) == 2 else self._inline(found)

    def _inline(self, found: re.Match[str]) -> int:
        start = found.end()
        end = self.closers["dollar"].after(start)
        for _ in range(MOST_WITHIN_TEXT):
            if end is None or not self._is_in_text(start, end):
                break
            end = self.closers["dollar"].after(end + 1)
        if end is None or self.breaks.within(start, end):
            if opens_mathematics(self.text, found.start()):
                self._problem("D03", "a dollar that no other one in its paragraph closes", found.start())
            return start
        body = self.text[start:end]
        if not is_mathematics(body, self.text[end + 1 : end + 2]):
            return start
        inner = (start + 1, end - 1) if body[0] == body[-1] == "`" and len(body) > 2 else (start, end)
        self._formula(inner, (found.start(), end + 1), display=False)
        return end + 1

    def _is_in_text(self, start: int, end: int) -> bool:
        """Whether the dollar at end stands in \\text{if $x$} of a formula that begins at start."""
        opened = self.text.rfind("\\text{", max(start, end - 200), end)
        if opened < 0 or self.breaks.within(start, end):
            return False
        between = self.text[opened + 6 : end]
        return between.count("{") - between.count("}") >= 0

    def _display(self, found: re.Match[str]) -> int:
        start = found.end()
        end = self.closers["dollars"].after(start)
        return self._displayed(found, start, end, 2, "$$")

    def _bracket(self, found: re.Match[str]) -> int:
        opening = found.group()
        closing = opening[:-1] + {"(": ")", "[": "]"}[opening[-1]]
        end = self.closers[closing].after(found.end())
        if opening[-1] == "[":
            again = self.text.find(opening, found.end(), min(end or 0, found.end() + LONGEST_DISPLAY))
            if end is None or again >= 0 or end - found.end() > LONGEST_DISPLAY:
                return found.end()
            if not is_bracketed_mathematics(self.text[found.end() : end]):
                return found.end()
            return self._displayed(found, found.end(), end, len(closing), opening)
        if (
            end is None
            or self.breaks.within(found.end(), end)
            or not is_bracketed_mathematics(self.text[found.end() : end])
        ):
            return found.end()
        self._formula((found.end(), end), (found.start(), end + len(closing)), display=False)
        return end + len(closing)

    def _displayed(self, found: re.Match[str], start: int, end: int | None, width: int, mark: str) -> int:
        """A display formula reaches over no heading and no fence, and has no single dollar outside \\text{…}."""
        reason = ""
        if end is None:
            reason = "nothing closes it"
        elif end - start > LONGEST_DISPLAY:
            reason = f"what closes it is more than {LONGEST_DISPLAY} characters away"
        elif self.walls.within(start, end):
            reason = "a heading or a fence comes before what would close it"
        elif self.closers["dollar"].within(start, end) and "$" in _WITHIN_TEXT.sub("", self.text[start:end]):
            reason = "a single dollar comes before what would close it"
        if reason:
            self._problem("D03", f"{mark} opens a formula, and {reason}", found.start())
            return start
        assert end is not None
        if self.text[start:end].strip():
            self._formula((start, end), (found.start(), end + width), display=True)
        return end + width

    def _environment(self, found: re.Match[str]) -> int:
        name = found["name"]
        if name not in self.ends:
            closing = f"\\end{{{name}}}"
            self.ends[name] = Offsets(m.start() for m in re.finditer(re.escape(closing), self.text))
        end = self.ends[name].after(found.end())
        if end is None or end - found.start() > LONGEST_DISPLAY or self.walls.within(found.start() + 1, end):
            self._problem("D03", f"\\begin{{{name}}} is not closed", found.start())
            return found.end()
        end += len(f"\\end{{{name}}}")
        self._formula((found.start(), end), (found.start(), end), display=True)
        return end

    def _formula(self, inner: Span, outer: Span, *, display: bool) -> None:
        self.maths.append(MathSpan(inner, outer, display))

    def _problem(self, code: str, message: str, offset: int) -> None:
        self.problems.append(ProblemMark(code, message, offset))


class Spans:
    """Whether an offset lies in one of many spans."""

    def __init__(self, spans: list[Span]) -> None:
        self.ends = dict(sorted(spans))
        self.starts = Offsets(self.ends)

    def hold(self, offset: int) -> bool:
        start = self.starts.last_up_to(offset)
        return start is not None and offset < self.ends[start]


_READERS = {
    "bracket": MarkdownScanner._bracket,
    "environment": MarkdownScanner._environment,
    "escape": MarkdownScanner._skip,
    "comment": MarkdownScanner._comment,
    "raw": MarkdownScanner._raw_element,
    "tag": MarkdownScanner._tag,
    "role": MarkdownScanner._role,
    "ticks": MarkdownScanner._code,
    "dollars": MarkdownScanner._dollars,
    "percents": MarkdownScanner._percents,
    "line": MarkdownScanner._line_remark,
}
"""Who reads what begins with a token."""


def scan_markdown(text: str) -> Scan:
    """The scan of a text whose lines end with LF."""
    start, directives, problems = front_matter(text)
    scan = MarkdownScanner(text, start).scan()
    if not directives and not problems:
        return scan
    return Scan(
        scan.words,
        scan.maths,
        scan.headings,
        (*directives, *scan.directives),
        (*problems, *scan.problems),
        scan.inputs,
        scan.breaks,
        scan.macros,
    )
