"""Every code that the proofreader gives, with the page that `proofnotes check --explain CODE` prints.

PN: verdicts.  D: documents that cannot be read whole.  P: a formula that is not parsed.  The others are in
`reading_codes.py`.  An example is a formula, or a piece of notes that has formulas in it.
"""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import indent

from ..codes import Code, Severity
from .reading_codes import READINGS

ERROR, WARNING, NOTE, INFO = Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.INFO

VERDICTS = (
    Code(
        "PN101",
        ERROR,
        "The formula is false in every reading, at a point that satisfies all that the text says.",
        r"\frac{d}{dx} x^2 = 3x",
        "Correct the formula, or say what is assumed: assume x = 0",
    ),
    Code(
        "PN102",
        NOTE,
        "The definition is not the catalogue's function of that name; an error where it was before (--base).",
        r"\text{ReLU}(x) = \min(0, x)",
        "Correct it, or say that it is meant: ignore PN102",
    ),
    Code(
        "PN103",
        ERROR,
        "The formula holds under one further hypothesis, which the text does not state.",
        (r"$$g(z) = \sum_{k=1}^{K} y_k (z_k - c)$$" "\n\n" r"$$c + g(z) = \sum_{k=1}^{K} y_k z_k$$"),
        r"assume \sum_{i=1}^{K} y_i = 1",
    ),
    Code(
        "PN201",
        WARNING,
        "A symbol is defined a second time in a section, differently; later formulas use the newer.",
        "$$f(x) = x^2$$\n\nLater:\n\n$$f(x) = x^3$$",
        "Give one of the two another name.",
    ),
    Code(
        "PN202",
        WARNING,
        "A symbol stands on one side only, and nothing introduces it.",
        r"\frac{d}{dx} x^2 = 2x + q",
        "define q = 0",
    ),
    Code(
        "PN203",
        WARNING,
        "The formula is understood, and neither proved nor refuted.",
        (r"$$f(x, y) = \sqrt{x + y}$$" "\n\n" r"$$f(x, y) \approx x + y$$"),
        "Split the step into smaller ones, or state what it needs: assume",
    ),
    Code(
        "PN301",
        NOTE,
        "The step puts one thing in the place of another, as the words say; it holds from here on.",
        r"Let $L(\hat y) = -\sum_{i=1}^{K} y_i \log \hat{y}_i$. We substitute the softmax: $$"
        r"-\sum_{i=1}^{K} y_i \log \hat{y}_i = -\sum_{i=1}^{K} y_i \log \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}$$",
    ),
    Code(
        "PN302",
        NOTE,
        "The formula holds under what the text says; the words and their line are quoted.",
        (
            r"Let $y = [y_1, \dots, y_K]$ be a one-hot vector, and"
            "\n\n"
            r"$$f(c) = \sum_{i=1}^{K} y_i (z_i - c)$$"
            "\n\n"
            r"$$f(c) = \sum_{i=1}^{K} y_i z_i - c$$"
        ),
    ),
    Code("PN303", NOTE, "The formula holds where both sides are defined.", r"\frac{x^2 - 1}{x - 1} = x + 1"),
    Code(
        "PN499",
        INFO,
        "An error of proofnotes on this formula; nothing is said of it.",
        "",
        "Please report it with the formula.",
    ),
)

DOCUMENTS = (
    Code("D01", WARNING, "The file is not UTF-8 here; the rest is read.", "", "Save the file as UTF-8."),
    Code(
        "D02",
        WARNING,
        "A code fence or a comment is not closed: what follows it is not read as text.",
        "",
        "Close it with ``` or -->.",
    ),
    Code("D03", WARNING, "A formula is not closed.", "$x + y", r"Close it with the same delimiter, or write \$."),
    Code(
        "D04",
        WARNING,
        "A file that is to be included is missing, lies outside the folder, or includes itself.",
        r"\input{missing}",
        "Put the file below the folder of the document.",
    ),
    Code("D05", WARNING, "The file is no notebook, or has no text.", "", "Check what the file is."),
    Code(
        "D06",
        WARNING,
        "The front matter or the file of annotations is malformed.",
        "",
        'Write annotations = ["assume x > 0"], below a heading in quotes and brackets.',
    ),
    Code(
        "D07",
        WARNING,
        "An annotation is none of those that are known, or its formula cannot be read.",
        "<!-- proofnotes: supose x > 0 -->",
        "Write let, define, assume, notation, index, label, ignore, off or on.",
    ),
    Code(
        "D08",
        WARNING,
        "Nothing uses an annotation: what it is about does not occur where it holds.",
        "<!-- proofnotes: let W: d, n -->",
        "Take it out, or write the name as the formulas do.",
    ),
)

PARSING = (
    Code("P01", INFO, "A command lacks its argument.", r"\text"),
    Code("P02", INFO, "A brace, a bracket or an environment is not closed.", r"\frac{1}{2"),
    Code("P03", INFO, "Another closing bracket stands where one is expected.", "(x + y]"),
    Code("P04", INFO, "Something is missing after a sign for a script or an argument.", "x^"),
    Code("P05", INFO, "A sign stands where no term can begin or go on.", "x + * y"),
    Code("P07", INFO, "A product lacks a factor.", r"x \cdot = y"),
    Code(
        "P12",
        INFO,
        "A command is not known.",
        r"\unknowncommand x = y",
        r"Define it with \newcommand, in the document or above it.",
    ),
    Code("P13", INFO, "An environment is not known.", r"\begin{tikzcd} x \end{tikzcd}"),
    Code("P17", INFO, "The limits of an operator cannot be read.", r"\sum_{i=1}_{j=1} x"),
    Code("P18", INFO, "A macro calls itself.", r"$$\newcommand{\again}{\again x} \again = 1$$"),
    Code("P19", INFO, "The formula, or what its macros write out, is too long."),
    Code("P20", INFO, "The formula is nested too deeply."),
    Code("P21", INFO, "There are too many scripts on one base."),
)

CODES = {code.name: code for code in (*VERDICTS, *DOCUMENTS, *PARSING, *READINGS)}


def explain(code: str) -> str:
    """The page of a code.  Raises KeyError with a sentence that names the nearest one."""
    name = code.strip().upper()
    if name not in CODES:
        nearest = get_close_matches(name, CODES, n=1, cutoff=0.5)
        raise KeyError(f"no code is called {code}" + (f"; did you mean {nearest[0]}?" if nearest else ""))
    row = CODES[name]
    lines = [f"{row.name} ({row.severity.value})", "", row.means]
    if row.example:
        lines += ["", "For example:", indent(row.example, "    ")]
    if row.help:
        lines += ["", "What helps:", f"    {row.help}"]
    return "\n".join(lines)
