"""LaTeX: formulas, headings, macros and directives of one file; comments, listings and the preamble out of the way.

One pass from left to right, as for Markdown.  A dollar is never money here; what a command takes is read with its
braces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..codes import Span
from .author_commands import author_commands, held_formula
from .headings import LATEX_LEVELS
from .macro_definitions import definitions, group_end
from .markdown import ENVIRONMENTS
from .model import Macro
from .plausibility import LONGEST_DISPLAY, LONGEST_INLINE, MOST_WITHIN_TEXT
from .scan import DirectiveMark, HeadingMark, InputMark, MathSpan, Offsets, ProblemMark, Scan
from .text import blanked

LISTINGS = (
    "verbatim",
    "Verbatim",
    "lstlisting",
    "minted",
    "comment",
    "filecontents",
    "alltt",
    "tikzpicture",
    "algorithmic",
)
"""Environments in which a dollar is no mathematics, or none that stands by itself."""

ONE_LINE = ("equation", "displaymath", "math", "dmath", "multline")
"""Environments without columns: what stands in one is a formula without it."""

INPUTS = ("input", "include", "subfile", "subfileinclude")
"""Commands that read another file in their place."""

LONGEST_TITLE = 500

_COMMENT = re.compile(r"(?<!\\)(?P<even>(?:\\\\)*)%(?P<text>.*)")
_DIRECTIVE = re.compile(r"\s*proofnotes:(?P<text>.*)")

_TOKEN = re.compile(
    rf"\\(?P<heading>{'|'.join(LATEX_LEVELS)})(?![A-Za-z])\*?\s*(?P<short>\[[^\]\n]*\])?\s*(?=\{{)"
    rf"|\\begin\{{(?P<environment>(?:{'|'.join(ENVIRONMENTS)})\*?)\}}"
    rf"|\\(?P<input>{'|'.join(INPUTS)})(?![A-Za-z])[ \t]*(?:\{{(?P<braced>[^{{}}\n]*)\}}|(?P<bare>[\w./-]+))"
    r"|(?P<bracket>\\[\[(])"
    r"|(?P<dollars>\${1,2})"
    r"|(?P<own>\\[A-Za-z]+)"
    r"|(?P<escape>\\.)",
    re.DOTALL,
)
_VERB = re.compile(r"\\(?:verb\*?|lstinline(?:\[[^\]\n]*\])?|mintinline\{\w*\})(?P<mark>[^A-Za-z\s*{])[^\n]*?(?P=mark)")
_NEVER = re.compile(r"\\iffalse\b(?:(?!\\(?:if|fi\b)).)*\\fi\b", re.DOTALL)
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?=\n)")
_DISPLAY_NAMES = {"[": "\\]", "(": "\\)"}


class LatexScanner:
    """The pass over one file."""

    def __init__(self, text: str, known: Mapping[str, Macro]) -> None:
        self.original = text
        self.directives: list[DirectiveMark] = []
        self.problems: list[ProblemMark] = []
        self.maths: list[MathSpan] = []
        self.headings: list[HeadingMark] = []
        self.inputs: list[InputMark] = []
        listings = self._listings(text)
        self.text = blanked(text, listings)
        self.text = blanked(self.text, self._comments())
        self.text = blanked(self.text, (found.span() for found in _VERB.finditer(self.text)))
        self.macros, defining = definitions(self.text)
        self.text = blanked(self.text, defining)
        self.own = author_commands({**known, **self.macros})
        self.words = self.text = blanked(self.text, self._outside())
        self.breaks = Offsets(end.start() for end in _PARAGRAPH_END.finditer(self.text))
        self.closers = {
            "$": Offsets(m.start() for m in re.finditer(r"(?<!\\)\$", self.text)),
            "$$": Offsets(m.start() for m in re.finditer(r"(?<!\\)\$\$", self.text)),
            "\\]": Offsets(m.start() for m in re.finditer(r"(?<!\\)\\\]", self.text)),
            "\\)": Offsets(m.start() for m in re.finditer(r"(?<!\\)\\\)", self.text)),
        }
        self.ends: dict[str, Offsets] = {}

    def scan(self) -> Scan:
        position = 0
        while found := _TOKEN.search(self.text, position):
            position = self._token(found)
        walls = [head.offset for head in self.headings]
        return Scan(
            self.words,
            tuple(self.maths),
            tuple(self.headings),
            tuple(self.directives),
            tuple(sorted(self.problems, key=lambda problem: problem.offset)),
            tuple(self.inputs),
            tuple(sorted({*self.breaks.offsets, *walls})),
            self.macros,
        )

    def _listings(self, text: str) -> list[Span]:
        """Where code stands.  One that does not end reaches to the end of the file, and is a problem."""
        spans: list[Span] = []
        position = 0
        opening = re.compile(
            rf"^(?:[^%\n\\]|\\(?!begin).)*?\\begin\{{(?P<name>(?:{'|'.join(LISTINGS)})\*?)\}}", re.MULTILINE
        )
        while found := opening.search(text, position):
            closing = f"\\end{{{found['name']}}}"
            start = found.start("name") - len("\\begin{")
            end = text.find(closing, found.end())
            if end < 0:
                self.problems.append(ProblemMark("D02", f"\\begin{{{found['name']}}} is not closed", start))
                end = len(text)
            position = min(end + len(closing), len(text))
            spans.append((start, position))
        return spans

    def _comments(self) -> list[Span]:
        spans: list[Span] = []
        for found in _COMMENT.finditer(self.text):
            start = found.end("even")
            spans.append((start, found.end()))
            said = _DIRECTIVE.match(self.text, found.start("text"), found.end())
            if said:
                text = said["text"]
                offset = said.start("text") + len(text) - len(text.lstrip())
                self.directives.append(DirectiveMark(offset, text.strip()))
        return spans

    def _outside(self) -> list[Span]:
        """The preamble, and what stands behind the end of the document."""
        begin, end = self.text.find("\\begin{document}"), self.text.find("\\end{document}")
        spans: list[Span] = []
        if begin >= 0:
            spans.append((0, begin + len("\\begin{document}")))
        elif re.search(r"\\documentclass\b", self.text):
            self.problems.append(ProblemMark("D02", "\\documentclass without \\begin{document}", 0))
        if end >= 0:
            spans.append((end, len(self.text)))
        return [*spans, *(found.span() for found in _NEVER.finditer(self.text))]

    def _token(self, found: re.Match[str]) -> int:
        if found["heading"]:
            return self._heading(found)
        if found["environment"]:
            return self._environment(found)
        if found["input"]:
            name = (found["braced"] if found["braced"] is not None else found["bare"]).strip()
            self.inputs.append(InputMark(found.span(), name, found["input"]))
            return found.end()
        if found["bracket"]:
            mark = found["bracket"][1]
            return self._formula(found, _DISPLAY_NAMES[mark], display=mark == "[")
        if found["own"]:
            return self._own(found)
        if found["dollars"]:
            return self._formula(found, found["dollars"], display=len(found["dollars"]) == 2)
        return found.end()

    def _heading(self, found: re.Match[str]) -> int:
        end = group_end(self.text, found.end(), longest=LONGEST_TITLE)
        if end is None:
            self._problem("D03", f"\\{found['heading']} is not closed", found.start())
            return found.end()
        title = " ".join(self.text[found.end() + 1 : end - 1].split())
        self.headings.append(HeadingMark(found.start(), LATEX_LEVELS[found["heading"]], title))
        return found.end()

    def _environment(self, found: re.Match[str]) -> int:
        name = found["environment"]
        closing = f"\\end{{{name}}}"
        end = self._next(closing, found.end())
        if end is None or end - found.start() > LONGEST_DISPLAY:
            self._problem("D03", f"\\begin{{{name}}} is not closed", found.start())
            return found.end()
        span = (found.start(), end + len(closing))
        self.maths.append(MathSpan(span, span, display=name != "math"))
        return span[1]

    def _next(self, closing: str, offset: int) -> int | None:
        """Where a command that closes something stands next."""
        if closing not in self.ends:
            pattern = re.escape(closing) + ("(?![A-Za-z])" if closing[-1].isalpha() else "")
            self.ends[closing] = Offsets(found.start() for found in re.finditer(pattern, self.text))
        return self.ends[closing].after(offset)

    def _own(self, found: re.Match[str]) -> int:
        """A command of the author's: \\be … \\ee is an environment, \\formula{…} a formula."""
        name = found["own"]
        if name in self.own.opening and self.own.opening[name].rstrip("*") in ENVIRONMENTS:
            environment = self.own.opening[name]
            closings = (f"\\end{{{environment}}}", *self.own.closing.get(environment, ()))
            ends = [(end, end + len(each)) for each in closings if (end := self._next(each, found.end())) is not None]
            start, end = min(ends, default=(len(self.text), 0))
            if start - found.end() > LONGEST_DISPLAY or not ends:
                self._problem(
                    "D03", f"{name} opens a formula that {' or '.join(closings)} does not close", found.start()
                )
                return found.end()
            alone = environment.rstrip("*") in ONE_LINE
            inner = (found.end(), start) if alone else (found.start(), end)
            self.maths.append(MathSpan(inner, (found.start(), end), display=environment != "math"))
            return end
        if name in self.own.holding:
            command = self.own.holding[name]
            held = held_formula(self.text, found.end(), command, LONGEST_DISPLAY)
            if held is not None:
                self.maths.append(MathSpan(held[0], (found.start(), held[1]), command.display))
                return held[1]
        return found.end()

    def _formula(self, found: re.Match[str], closing: str, *, display: bool) -> int:
        start = found.end()
        end = self.closers[closing].after(start)
        for _ in range(MOST_WITHIN_TEXT):
            if end is None or closing != "$" or not self._is_in_text(start, end):
                break
            end = self.closers["$"].after(end + 1)
        if (
            end is None
            or end - start > (LONGEST_DISPLAY if display else LONGEST_INLINE)
            or self._ends(start, end, closing)
        ):
            self._problem("D03", f"{found.group()} opens a formula that {closing} does not close", found.start())
            return start
        outer = (found.start(), end + len(closing))
        if self.text[start:end].strip():
            self.maths.append(MathSpan((start, end), outer, display))
        return outer[1]

    def _ends(self, start: int, end: int, closing: str) -> bool:
        """Whether a paragraph ends before a formula does: LaTeX would stop there, too."""
        if closing in ("$", "\\)"):
            return self.breaks.within(start, end)
        return bool(re.search(r"\\(?:section|subsection|begin\{document\})", self.text[start:end]))

    def _is_in_text(self, start: int, end: int) -> bool:
        """Whether a dollar stands in \\text{if $x$} of a formula that begins at start."""
        if self.breaks.within(start, end):
            return False
        opened = max(self.text.rfind(f"\\{name}{{", max(start, end - 200), end) for name in ("text", "mbox", "textrm"))
        if opened < 0:
            return False
        between = self.text[opened:end]
        return between.count("{") > between.count("}")

    def _problem(self, code: str, message: str, offset: int) -> None:
        self.problems.append(ProblemMark(code, message, offset))


_PACKAGE = re.compile(r"\\(?:usepackage|RequirePackage)(?:\[[^\]\n]*\])?\{(?P<names>[^{}]*)\}")
_INPUT = re.compile(rf"\\(?:{'|'.join(INPUTS)})(?![A-Za-z])[ \t]*(?:\{{(?P<braced>[^{{}}\n]*)\}}|(?P<bare>[\w./-]+))")


def preamble_files(text: str) -> tuple[tuple[str, int, bool], ...]:
    """What a preamble reads: names, where each stands, and whether it has to be there (a package may be anywhere)."""
    scanner = blanked(text, (found.span("text") for found in _COMMENT.finditer(text)))
    preamble = scanner[: max(scanner.find("\\begin{document}"), 0)]
    inputs = [(found["braced"] or found["bare"] or "", found.start(), True) for found in _INPUT.finditer(preamble)]
    packages = [
        (f"{name.strip()}.sty", found.start(), False)
        for found in _PACKAGE.finditer(preamble)
        for name in found["names"].split(",")
    ]
    return (*inputs, *packages)


def scan_latex(text: str, known: Mapping[str, Macro] | None = None) -> Scan:
    """The scan of a file whose lines end with LF; known are macros of files read before it."""
    return LatexScanner(text, known or {}).scan()
