"""Every code that the proofreader gives, with the page that `proofnotes check --explain CODE` prints.

PN: verdicts.  D: documents that cannot be read whole.  P: a formula that is not parsed.  F, A, S: what a name or its
scripts may mean.  T: sizes and shapes.  E: what the language cannot say.  M: definitions.  N: the engine.  W: doubts.
"""

from __future__ import annotations

from difflib import get_close_matches

from ..codes import Code, Severity

ERROR, WARNING, NOTE, INFO = Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.INFO

VERDICTS = (
    Code("PN101", ERROR, "The formula is false in every reading, at a point that satisfies all that the text says.",
         r"\frac{d}{dx} x^2 = 3x", "Correct the formula, or say what is assumed: assume x = 0"),
    Code("PN102", ERROR, "The definition is not the catalogue's function of that name.",
         r"\text{ReLU}(x) = \min(0, x)", "Correct it, or say that it is meant: ignore PN102"),
    Code("PN103", ERROR, "The formula holds under one further hypothesis, which the text does not state.",
         r"\sum_{i=1}^{K} y_i \left(z_i - c\right) = \sum_{i=1}^{K} y_i z_i - c",
         r"assume \sum_{i=1}^{K} y_i = 1"),
    Code("PN201", WARNING, "A symbol is defined a second time in a section, differently; later formulas use the newer.",
         r"f(x) = x^2, \quad f(x) = x^3", "Give one of the two another name."),
    Code("PN202", WARNING, "A symbol stands on one side only, and nothing introduces it.",
         r"\frac{d}{dx} x^2 = 2x + q", r"define q = 0"),
    Code("PN203", WARNING, "The formula is understood, and neither proved nor refuted.",
         r"\sum_{i=1}^{n} \frac{1}{i^2} \le 2", "Split the step into smaller ones, or state what it needs: assume"),
    Code("PN301", NOTE, "The step puts one thing in the place of another, as the words say; it holds from here on.",
         r"L(\hat y) = L(\text{softmax}(z))"),
    Code("PN302", NOTE, "The formula holds under what the text says; the words and their line are quoted.",
         r"\sum_{i=1}^{K} y_i c = c"),
    Code("PN303", NOTE, "The formula holds where both sides are defined.", r"\frac{x^2 - 1}{x - 1} = x + 1"),
    Code("PN499", INFO, "An error of proofnotes on this formula; nothing is said of it.", "",
         "Please report it with the formula."),
)  # fmt: skip

DOCUMENTS = (
    Code("D01", WARNING, "The file is not UTF-8 here; the rest is read.", "", "Save the file as UTF-8."),
    Code("D02", WARNING, "A code fence or a comment is not closed: what follows it is not read as text.", "",
         "Close it with ``` or -->."),
    Code("D03", WARNING, "A formula is not closed.", r"$x + y", r"Close it with the same delimiter, or write \$."),
    Code("D04", WARNING, "A file that is to be included is missing, lies outside the folder, or includes itself.",
         r"\input{missing}", "Put the file below the folder of the document."),
    Code("D05", WARNING, "The file is no notebook, or has no text.", "", "Check what the file is."),
    Code("D06", WARNING, "The front matter or the file of annotations is malformed.", "",
         'Write assume = ["x > 0"] below a heading in quotes.'),
    Code("D07", WARNING, "An annotation is none of those that are known.", "<!-- proofnotes: supose x > 0 -->",
         "Write let, define, assume, notation, index, label, ignore, off or on."),
)  # fmt: skip

PARSING = (
    Code("P01", INFO, "A command lacks its argument.", r"\frac{1}"),
    Code("P02", INFO, "A brace, a bracket or an environment is not closed.", r"\frac{1}{2"),
    Code("P03", INFO, "Another closing bracket stands where one is expected.", r"(x + y]"),
    Code("P04", INFO, "Something is missing after a sign for a script or an argument.", r"x^"),
    Code("P05", INFO, "A sign stands where no term can begin or go on.", r"x + * y"),
    Code("P07", INFO, "A product lacks a factor.", r"x \cdot = y"),
    Code("P12", INFO, "A command is not known.", r"\unknowncommand x = y",
         r"Define it with \newcommand, in the document or above it."),
    Code("P13", INFO, "An environment is not known.", r"\begin{tikzcd} x \end{tikzcd}"),
    Code("P17", INFO, "The limits of an operator cannot be read.", r"\sum_{i=1}_{j=1} x"),
    Code("P18", INFO, "A macro calls itself.", r"\newcommand{\again}{\again}"),
    Code("P19", INFO, "The formula, or what its macros write out, is too long."),
    Code("P20", INFO, "The formula is nested too deeply."),
    Code("P21", INFO, "There are too many scripts on one base."),
)  # fmt: skip

NAMES = (
    Code("F01", INFO, "A name stands before parentheses, and nothing says whether it is a function or a factor.",
         r"h = k(x + 1)", "let k: function    (or let k: scalar)"),
    Code("F02", INFO, "A function has no argument.", r"\exp = 1"),
    Code("F03", INFO, "A function has another number of arguments here.", r"\text{sigmoid}(x, y) = 1"),
    Code("F04", INFO, "A function of a symbol that has a definition is asked for at something else.", ""),
    Code("F05", INFO, "A prime on a function that has no derivative here.", r"\exp' = \exp"),
    Code("F06", INFO, "An operator of probability whose distribution is not known.", r"E[x] = 1",
         r"Write the sum or the integral out, or give the distribution: x \sim \mathcal{N}(0, 1)"),
    Code("F07", INFO, "A name is used as a function and is none.", ""),
    Code("F08", INFO, "A function that is not known to the prover.", r"\arctan(x) = 1"),
    Code("F09", INFO, "A word stands before something: an operator?", r"\operatorname{foo} x = 1",
         r"define \operatorname{foo}(x) = …"),
    Code("F10", INFO, "A function of a vector: entry by entry, or one number?", "",
         "let \\phi: activation"),
    Code("A01", INFO, "It is not clear how far a function without parentheses reaches.", r"\log x y z = 1",
         "Write the parentheses."),
    Code("A02", INFO, "Letters stand side by side: one name, or a product?", r"TP + FN = 1",
         r"Write the name as \text{TP}, or the product with a space or \cdot."),
    Code("A03", INFO, "A letter and a number stand side by side: one name, or a product?", r"w1 = 2",
         r"Write w_1, or w \cdot 1."),
    Code("A04", INFO, "An index is used as a number: an index, or the imaginary unit?", r"e^{i x} = 1"),
    Code("A05", INFO, "Δ stands before a symbol: a difference, or a factor?", r"\Delta x = x - y",
         r"define {\Delta x} = …, or write \Delta_x"),
    Code("S01", INFO, "A script stands on more than a name.", r"(x + y)_i = 1"),
    Code("S02", INFO, "A name has two powers.", r"x^{(a)^2} = 1"),
    Code("S03", INFO, "A script that is no index, no label and no power.", r"x_{+-} = 1"),
    Code("S04", INFO, "An index is computed from another that nothing binds.", r"x_{a-1} = 1"),
    Code("S05", INFO, "A subscript is a size: the last entry, or a label?", "", "index n    (or label n)"),
    Code("S06", INFO, "An index has an index itself.", r"x_{a_{b_c}} = 1"),
    Code("S07", INFO, "T is a size here: a power, or a transpose?", "", r"Write the transpose as ^\top."),
    Code("S08", INFO, "A superscript letter: a power, or an index?", r"\sum_{t=1}^{n} x^t y_t = 1",
         "index t    (or write the index as x^{(t)})"),
    Code("S09", INFO, "A prime stands on an expression.", r"(x + y)' = 1"),
    Code("S10", INFO, "A subscript letter: an index, or a label?", "", "index r    (or label r)"),
)  # fmt: skip

SHAPES = (
    Code("T01", INFO, "Two sizes must be the same, and are called differently.", "", "let W: d, n"),
    Code("T02", INFO, "Two sizes must be the same, and are different numbers.", ""),
    Code("T03", INFO, "An array stands where a number is expected.", ""),
    Code("T04", INFO, "An index stands where a number is expected.", ""),
    Code("T05", INFO, "A symbol has another number of indices than axes.", "", "let x: N, D"),
    Code("T06", INFO, "A numbered entry of an axis whose size may be any number.", "",
         "let x: 3    (or label 1: the number belongs to the name)"),
    Code("T07", INFO, "A power of an array, or a division by one: entry by entry, or not?", ""),
    Code("T08", INFO, "The norm of a number.", "", "let x: n"),
    Code("T09", INFO, "Both sides, or the terms of a sum, have different shapes.", "", "let b: d"),
    Code("T10", INFO, "An argument has another shape than the function takes.", ""),
    Code("T11", INFO, "A product of two column vectors: which of them is transposed?", ""),
    Code("T12", INFO, "A dot between matrices: entry by entry, or the matrix product?", ""),
    Code("T13", INFO, "A product of a vector and a matrix that does not fit.", ""),
    Code("T14", INFO, "The transpose of what has no transpose.", "", "let x: n"),
    Code("T15", INFO, "A function of vectors is applied to a number.", r"\text{softmax}(3) = 1", "let z: K"),
    Code("T16", INFO, "A vector is split into parts that its size does not have.", "", "let h: 2d"),
    Code("T17", INFO, "A symbol is declared with other axes than it is defined with.", "", "let x: N, D"),
)  # fmt: skip

LANGUAGE = (
    Code("E01", INFO, "This sign has no meaning here.", r"x^{*} = \dagger"),
    Code("E02", INFO, "These brackets have no meaning here.", r"\lfloor x \rfloor = 1"),
    Code("E03", INFO, "Dots between terms whose pattern is not seen.", r"x + y + \cdots + z = 1", r"Write \sum."),
    Code("E04", INFO, "Nothing stands where a value is expected.", ""),
    Code("E05", INFO, "Words stand where a value is expected.", r"x = \text{mean of the data}"),
    Code("E06", INFO, "A list stands where a value is expected.", r"x = (1, 2) + y"),
    Code("E07", INFO, "A bar for a condition stands where a value is expected.", r"(x | y) = 1"),
    Code("E08", INFO, "A matrix that is written out.", r"A = \begin{pmatrix} a & \cdots \\ c & d \end{pmatrix}"),
    Code("E09", INFO, "A factorial.", r"n! = 1"),
    Code("E10", INFO, "A binomial coefficient.", r"\binom{n}{k} = 1"),
    Code("E11", INFO, "A relation inside an expression.", r"x + (y = 1) = 2"),
    Code("E12", INFO, "Infinity as a number.", r"x = \infty"),
    Code("E13", INFO, "An operator without what it acts on.", r"\nabla = 1"),
    Code("E14", INFO, "A blackboard letter that is no value.", r"\mathbb{Q} = 1"),
    Code("E15", INFO, "An inverse that cannot be taken here.", ""),
    Code("E17", INFO, "A norm that is not known.", r"\|x\|_{*} = 1"),
    Code("E18", INFO, "A sign that stands for two.", r"x = \pm 1", "Write the two equations."),
    Code("E19", INFO, "A limit that cannot be taken here.", ""),
    Code("E20", INFO, "An operator of this kind.", r"x = \operatorname{argmax}_y f"),
    Code("E21", INFO, "A largest or smallest value over something that is no index.", r"\max_{x \in S} x = 1"),
    Code("E22", INFO, "An integral.", r"\int_0^1 x \, dx = \frac{1}{2}"),
    Code("E23", INFO, "A union or an intersection.", r"\bigcup_i A_i = B"),
    Code("E24", INFO, "A sum without an index.", r"\sum x = 1", r"Write \sum_{i=1}^{n}."),
    Code("E25", INFO, "A sum over a set.", r"\sum_{x \in \mathcal{X}} p(x) = 1", r"Write \sum_{i=1}^{n}."),
    Code("E26", INFO, "Limits of a sum or product that are not read.", ""),
    Code("E27", INFO, "A range that does not start at 1.", ""),
    Code("E28", INFO, "An upper limit that is not read.", ""),
    Code("E29", INFO, "Cases that may leave values out, or overlap.",
         r"f(x) = \begin{cases} 1 & x > 0 \\ 2 & x < -1 \end{cases}", r"End with \text{otherwise}."),
    Code("E30", INFO, "A condition of a case that is not read.", ""),
    Code("E31", INFO, "A derivative without what it acts on.", r"\frac{d}{dx} = 1"),
    Code("E32", INFO, "A derivative of this order.", r"\frac{d^n y}{dx^n} = 1"),
    Code("E33", INFO, "A second derivative of arrays.", ""),
    Code("E34", INFO, "A derivative by something that is no symbol.", r"\frac{d (x^2)}{d (2x)} = x"),
    Code("E35", INFO, "An operator whose variable is not read.", ""),
    Code("E36", INFO, "A product sign between arrays that has several meanings.", ""),
    Code("E37", INFO, "A further derivative of a function that is not defined.", ""),
    Code("E38", INFO, "A derivative at a point.", r"\frac{d f}{dx}\Big|_{x = 0} = 1"),
    Code("E39", INFO, "An index is bound in the value and free in its condition.", ""),
    Code("E40", INFO, "A relation that nothing is proved of.", r"x \propto y"),
)  # fmt: skip

MEANINGS = (
    Code("M03", INFO, "A definition needs itself.", r"x = x + 1"),
    Code("M04", INFO, "Only a power of the symbol is defined.", r"\sigma^2 = 2, \quad \sigma = 1"),
    Code("M05", INFO, "A definition has a free index that its left side does not carry.", "",
         "Write the index on the left side."),
    Code("M06", INFO, "The derivative is by something on which the value does not depend: a definition is missing.",
         "", r"define \hat y = …"),
    Code("M07", INFO, "It rests on a definition that was not understood.", ""),
    Code("M08", INFO, "A definition does not use an index of its left side.", ""),
    Code("N01", INFO, "The engine refuses the statement.", ""),
    Code("N02", INFO, "The formula is nested too deeply to be read.", "", "Split the formula."),
    Code("W01", WARNING, "It is false under a meaning that is only likely.", "",
         "Say what the symbol is: define …"),
    Code("W02", WARNING, "It is false across a term that was not understood.", ""),
)  # fmt: skip

CODES = {code.name: code for code in (*VERDICTS, *DOCUMENTS, *PARSING, *NAMES, *SHAPES, *LANGUAGE, *MEANINGS)}


def explain(code: str) -> str:
    """The page of a code.  Raises KeyError with a sentence that names the nearest one."""
    name = code.strip().upper()
    if name not in CODES:
        nearest = get_close_matches(name, CODES, n=1, cutoff=0.5)
        raise KeyError(f"no code is called {code}" + (f"; did you mean {nearest[0]}?" if nearest else ""))
    row = CODES[name]
    lines = [f"{row.name} ({row.severity.value})", "", row.means]
    if row.example:
        lines += ["", "For example:", f"    {row.example}"]
    if row.help:
        lines += ["", "What helps:", f"    {row.help}"]
    return "\n".join(lines)
