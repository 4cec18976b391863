"""Trees back to LaTeX: what is printed and parsed again is the same tree."""

from __future__ import annotations

from functools import singledispatch

from .commands import ACCENTS, FONTS, GREEK, JOINTS, LETTERS, MARKS, MATRICES, RELATIONS
from .nodes import (
    TexAccented,
    TexBars,
    TexBinomial,
    TexCases,
    TexChain,
    TexConditional,
    TexDerivative,
    TexDots,
    TexEmpty,
    TexEnumeration,
    TexEvaluated,
    TexFactorial,
    TexFraction,
    TexGroup,
    TexList,
    TexMark,
    TexName,
    TexNode,
    TexNorm,
    TexNumeral,
    TexOperator,
    TexProduct,
    TexRoot,
    TexRows,
    TexScript,
    TexScripted,
    TexSum,
    TexTerm,
    TexWords,
    Token,
)

_FONT = {font: command for command, font in reversed(FONTS.items())} | {"roman": r"\mathrm"}
_ACCENT = {accent: command for command, accent in reversed(ACCENTS.items())}
_SIGN = {sign: text for text, sign in reversed(RELATIONS.items())} | {"∣": r"\mid"}
_JOINT = {sign: text for text, sign in reversed(JOINTS.items())}
_TERM = {"+": "+", "-": "-", "±": r"\pm", "∓": r"\mp"}
_MARKS = {sign: text for text, sign in {**JOINTS, **MARKS}.items()} | {"±": r"\pm", "∓": r"\mp"}
_BRACKETS = {
    "(": ("(", ")"),
    "[": ("[", "]"),
    "{": (r"\{", r"\}"),
    "⟨": (r"\langle ", r"\rangle "),
    "⌊": (r"\lfloor ", r"\rfloor "),
    "⌈": (r"\lceil ", r"\rceil "),
    "": ("", ""),
}
_BAR = {"|": r" \mid ", "‖": r" \| ", ":": " : "}
_OPERATORS = {
    "sum": r"\sum",
    "prod": r"\prod",
    "max": r"\max",
    "min": r"\min",
    "argmax": r"\operatorname{argmax}",
    "argmin": r"\operatorname{argmin}",
    "lim": r"\lim",
    "int": r"\int",
    "sup": r"\sup",
    "inf": r"\inf",
    "cup": r"\bigcup",
    "cap": r"\bigcap",
    "limsup": r"\limsup",
    "liminf": r"\liminf",
}
_MATRIX = {
    opening: name for name, opening in reversed(MATRICES.items()) if name in ("matrix", "pmatrix", "bmatrix")
} | {
    "{": "Bmatrix",
    "|": "vmatrix",
    "‖": "Vmatrix",
}


def latex_of(node: TexNode) -> str:
    """The node in LaTeX, in plain spelling: `parse` of it gives the node again, spans aside."""
    return _joined_up(_latex(node))


def _joined_up(text: str) -> str:
    return " ".join(text.split())


def _command(text: str) -> str:
    """A command with a space behind it, so that a letter may follow."""
    return text + " " if text.startswith("\\") and text[-1].isalpha() else text


@singledispatch
def _latex(node: TexNode) -> str:
    raise TypeError(f"{type(node).__name__} has no LaTeX: a kind of node without a row in printing.py")


@_latex.register
def _(node: TexNumeral) -> str:
    return node.text


@_latex.register
def _(node: TexName) -> str:
    text = _bare_name(node)
    for accent in node.accents:
        text = _with_accent(accent, text)
    return text


def _bare_name(node: TexName) -> str:
    name = ("var" if node.variant else "") + node.base
    if node.font == "operator":
        return _command("\\" + name)
    if node.font == "roman":
        return r"\text{" + node.base.replace("_", r"\_") + "}"
    text = _command("\\" + name) if node.base in GREEK | LETTERS else name
    return f"{_FONT[node.font]}{{{text.strip()}}}" if node.font else text


def _with_accent(accent: str, text: str) -> str:
    if accent in _ACCENT:
        return f"{_ACCENT[accent]}{{{text.strip()}}}"
    side, _, note = accent.partition(" ")
    return f"\\{side}{{{note}}}{{{text.strip()}}}"


@_latex.register
def _(node: TexAccented) -> str:
    return _with_accent(node.accent, _latex(node.argument))


@_latex.register
def _(node: TexScripted) -> str:
    text = _atom(node.base)
    if isinstance(node.base, TexScripted):
        text = "{" + text.strip() + "}"
    if node.sub is not None:
        text = text.rstrip() + "_" + _argument(_script(node.sub))
    text = text.rstrip() + "'" * node.primes
    if node.sup is not None:
        text += "^" + _argument(_script(node.sup))
    return text


def _argument(text: str) -> str:
    """In braces, unless it is one letter or digit."""
    return text if len(text) == 1 and text.isalnum() else "{" + text + "}"


def _script(node: TexScript) -> str:
    return _joined_up(_latex(node.tree)) if node.tree is not None else _spelled(node.tokens)


def _spelled(tokens: tuple[Token, ...]) -> str:
    return " ".join(r"\text{" + token.text + "}" if token.kind == "word" else token.text for token in tokens)


@_latex.register
def _(node: TexScript) -> str:
    return _script(node)


_ATOMS: tuple[type[TexNode], ...] = (
    TexName,
    TexNumeral,
    TexGroup,
    TexList,
    TexConditional,
    TexBars,
    TexNorm,
    TexScripted,
    TexRows,
    TexCases,
)
_ATOMS += (TexFraction, TexRoot, TexBinomial, TexDerivative, TexDots, TexAccented, TexFactorial)


def _atom(node: TexNode) -> str:
    """The node as the base of a script, or as a factor: in braces unless it is one piece."""
    text = _latex(node)
    bare = isinstance(node, TexList) and not node.opening
    return text if isinstance(node, _ATOMS) and not bare else "{" + text.strip() + "}"


def _enclosed(opening: str, inner: str, closing: str = "") -> str:
    left, right = _BRACKETS[opening]
    return f"{left}{inner}{closing or right}"


def _listed(items: tuple[TexNode, ...]) -> str:
    return ", ".join(_latex(item).strip() for item in items)


@_latex.register
def _(node: TexGroup) -> str:
    return _enclosed(node.opening, _latex(node.inner).strip())


@_latex.register
def _(node: TexList) -> str:
    return _enclosed(node.opening, _listed(node.items), node.closing)


@_latex.register
def _(node: TexConditional) -> str:
    return _enclosed(node.opening, _listed(node.items) + _BAR[node.bar] + _listed(node.given))


@_latex.register
def _(node: TexSum) -> str:
    first, *rest = node.terms
    text = ("" if first.sign == "+" else _command(_TERM[first.sign])) + _term(first)
    for term in rest:
        text += f" {_TERM[term.sign]} {_term(term)}"
    return text


def _term(term: TexTerm) -> str:
    value = term.value
    inner = isinstance(value, (TexSum, TexChain, TexList, TexMark)) and not (
        isinstance(value, TexList) and value.opening
    )
    return "{" + _latex(value).strip() + "}" if inner else _latex(value)


@_latex.register
def _(node: TexProduct) -> str:
    last = len(node.factors) - 1
    text = ""
    for number, factor in enumerate(node.factors):
        value = _factor(factor.value, last=number == last)
        if number == 0:
            text = value
        elif factor.joint:
            text += f" {_JOINT[factor.joint]} {value}"
        else:
            text += value if value.startswith("(") and text[-1] != " " else " " + value
    return text


def _factor(node: TexNode, *, last: bool) -> str:
    if isinstance(node, TexOperator):
        return _latex(node) if last else "{" + _latex(node).strip() + "}"
    if isinstance(node, TexEvaluated):
        return _latex(node)
    if isinstance(node, TexBars):
        return "{" + _latex(node) + "}"
    return _atom(node)


@_latex.register
def _(node: TexFraction) -> str:
    return rf"\frac{{{_latex(node.above).strip()}}}{{{_latex(node.below).strip()}}}"


@_latex.register
def _(node: TexRoot) -> str:
    degree = f"[{_latex(node.degree).strip()}]" if node.degree is not None else ""
    return rf"\sqrt{degree}{{{_latex(node.argument).strip()}}}"


@_latex.register
def _(node: TexBars) -> str:
    return r"\left|" + _latex(node.argument).strip() + r"\right|"


@_latex.register
def _(node: TexNorm) -> str:
    return r"\left\|" + _latex(node.argument).strip() + r"\right\|"


@_latex.register
def _(node: TexDerivative) -> str:
    order = "" if node.order == "1" else f"^{{{node.order}}}"
    body = "" if node.body is None else _atom(node.body)
    below = " ".join(rf"\partial {_atom(each).strip()}" for each in node.by)
    return rf"\frac{{\partial{order} {body}".rstrip() + f"}}{{{below}}}"


@_latex.register
def _(node: TexOperator) -> str:
    text = _OPERATORS[node.name]
    if node.lower is not None:
        text += "_{" + _limits(node.lower) + "}"
    if node.upper is not None:
        text += "^{" + _latex(node.upper).strip() + "}"
    return _command(text) + ("" if isinstance(node.body, TexEmpty) else " " + _body(node.body))


def _limits(node: TexNode) -> str:
    return _latex(node).strip()


def _body(node: TexNode) -> str:
    minus = isinstance(node, TexSum) and len(node.terms) == 1 and node.terms[0].sign == "-"
    if isinstance(node, (TexProduct, TexOperator)) or minus:
        return _latex(node)
    return _atom(node)


@_latex.register
def _(node: TexCases) -> str:
    rows = []
    for branch in node.branches:
        condition = r"\text{otherwise}" if branch.condition is None else _latex(branch.condition).strip()
        rows.append(f"{_latex(branch.value).strip()} & {condition}")
    return r"\begin{cases} " + r" \\ ".join(rows) + r" \end{cases}"


@_latex.register
def _(node: TexRows) -> str:
    name = _MATRIX[node.opening]
    rows = (" & ".join(_latex(cell).strip() for cell in row) for row in node.rows)
    return rf"\begin{{{name}}} " + r" \\ ".join(rows) + rf" \end{{{name}}}"


@_latex.register
def _(node: TexChain) -> str:
    text = _side(node.parts[0])
    for sign, part in zip(node.signs, node.parts[1:], strict=True):
        text += f" {_SIGN[sign]} {_side(part)}"
    return text.strip()


def _side(node: TexNode) -> str:
    return "{" + _latex(node) + "}" if isinstance(node, (TexChain, TexWords)) else _latex(node).strip()


@_latex.register
def _(node: TexEnumeration) -> str:
    return rf"{_latex(node.letter).strip()} = {_latex(node.first).strip()}, \ldots, {_latex(node.last).strip()}"


@_latex.register
def _(node: TexFactorial) -> str:
    return _atom(node.argument).rstrip() + "!"


@_latex.register
def _(node: TexBinomial) -> str:
    return rf"\binom{{{_latex(node.above).strip()}}}{{{_latex(node.below).strip()}}}"


@_latex.register
def _(node: TexEvaluated) -> str:
    upper = "" if node.sup is None else f"^{{{_latex(node.sup).strip()}}}"
    return rf"\left. {_latex(node.body).strip()} \right|_{{{_latex(node.sub).strip()}}}{upper}"


@_latex.register
def _(node: TexDots) -> str:
    return r"\ldots "


@_latex.register
def _(node: TexEmpty) -> str:
    return ""


@_latex.register
def _(node: TexWords) -> str:
    return "\\" + node.text if node.text in ("%", "#", "$", "&") else rf"\text{{{node.text}}}"


@_latex.register
def _(node: TexMark) -> str:
    return _command(_MARKS[node.text])
