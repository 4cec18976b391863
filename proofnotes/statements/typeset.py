"""Statements in LaTeX: definitions and chains, as the report and notebooks print them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..expr.signs import SIGNS
from ..printing.displays import aligned, display, equation, listed, text
from ..printing.latex import latex, writer_for
from .chains import Chain, Link
from .statement import Definition, Theorem


def definition_formula(definition: Definition) -> str:
    """The quantities that it uses and then the function, one equation a line, with all indices."""
    return aligned(equation(each, "& =") for each in (*definition.where, definition.quantity))


def written(chain: Chain) -> tuple[str, list[tuple[str, str]]]:
    """The first expression, and each sign with what follows it; an index has the same letter in all of them."""
    writer = writer_for(chain.terms)
    first, *rest = map(writer.latex, chain.terms)
    return first, [(SIGNS[sign].latex, each) for sign, each in zip(chain.signs, rest, strict=True)]


def steps_aligned(first: str, steps: Iterable[tuple[str, str]]) -> str:
    """One step a line."""
    return aligned(f"{first if place == 0 else ''} & {sign} {each}" for place, (sign, each) in enumerate(steps))


def statement_display(statement: Definition | Theorem, remark: Callable[[Link], str] = lambda link: "") -> str:
    """A definition or theorem for a notebook: its formulas, each step with its reason, and the hypotheses.

    remark is what else stands beside a step.
    """
    formulas = [definition_formula(statement)] if isinstance(statement, Definition) else []
    links = iter(statement.links)
    for chain in statement.chains:
        said = [" ".join(filter(None, (reason, remark(next(links))))) for reason in chain.reasons]
        formulas.append(_with_reasons(chain, said, isinstance(statement, Theorem)))
    return display(*formulas, *_hypotheses(statement))


def _with_reasons(chain: Chain, reasons: Iterable[str], labelled: bool) -> str:
    first, steps = written(chain)
    lines = [
        f"{first if place == 0 else ''} & {sign} {each} && {text(reason)}"
        for place, ((sign, each), reason) in enumerate(zip(steps, reasons, strict=True))
    ]
    assumed = [r" & && " + text("for ") + listed(map(latex, chain.assuming))] if chain.assuming else []
    label = text(f"{chain.label}: ") + r"\quad " if labelled and chain.label else ""
    return label + r"\begin{aligned} " + r" \\ ".join(map(str.strip, lines + assumed)) + r" \end{aligned}"


def _hypotheses(statement: Definition | Theorem) -> Iterator[str]:
    if statement.assuming:
        yield text("for ") + listed(map(latex, statement.assuming))
