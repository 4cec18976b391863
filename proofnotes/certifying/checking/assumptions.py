"""What proofs assume: the axioms of Coq's real numbers, and for interval proofs its machine integers; nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

REALS = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "Classical_Prop.classic",
    }
)
"""The standard library's axioms of the real numbers, as Coq names them."""

INTEGERS = re.compile(r"(PrimInt63|Uint63|Sint63)\.\w+")
"""The machine integers that verified interval arithmetic computes with: their type, operations and specification."""

START = re.compile(r"^(Axioms:|Closed under the global context)[ ]*$", re.MULTILINE)
NAMED = re.compile(r"([\w.']+)( :.*|$)")


class AnswerError(Exception):
    """What Coq prints cannot be read as a list of assumptions."""


def assumptions(printed: str, number: int) -> tuple[tuple[str, ...], ...]:
    """The names that each of so many `Print Assumptions` lists.   AnswerError where that is not what was printed."""
    kept = "\n".join(line for line in printed.splitlines() if not line.startswith("Chars "))
    before, *parts = START.split(kept)
    if before.strip() or len(parts) != 2 * number:
        raise AnswerError(f"asked for {number} lists of assumptions, Coq printed {len(parts) // 2}")
    answers = []
    for heading, listed in zip(parts[::2], parts[1::2], strict=True):
        names = tuple(_named(line) for line in listed.splitlines() if line and not line[0].isspace())
        if (heading == "Axioms:") != bool(names):
            raise AnswerError(f"{heading} {listed.strip()[:100]}")
        answers.append(tuple(sorted(set(names))))
    return tuple(answers)


def _named(line: str) -> str:
    """The name that a line tells of; the types that follow it are indented."""
    found = NAMED.fullmatch(line)
    if found is None:  # "… is assumed to be guarded", say
        raise AnswerError(line)
    return found[1]


def unlisted(names: Iterable[str], *, intervals: bool) -> tuple[str, ...]:
    """Those that are not on the list."""
    return tuple(each for each in names if each not in REALS and not (intervals and INTEGERS.fullmatch(each)))


SUMMARY = re.compile(r"^\* (.*?):(.*?)(?=^\* |\Z)", re.MULTILINE | re.DOTALL)


def trusted_too_much(printed: str, *, intervals: bool) -> str:
    """What is too much in coqchk's summary of what it has trusted, in a sentence; empty if nothing is."""
    summary = {title: " ".join(text.split()) for title, text in SUMMARY.findall(printed)}
    if summary.pop("Theory", "") != "Set is predicative" or "Axioms" not in summary:
        return "coqchk has printed no summary of what it trusts"
    axioms = summary.pop("Axioms").replace("<none>", "").split()
    strange = unlisted([".".join(each.split(".")[-2:]) for each in axioms], intervals=intervals)
    if strange:
        return f"it trusts {', '.join(strange)}"
    return "; ".join(f"{title}: {text}" for title, text in summary.items() if text != "<none>")
