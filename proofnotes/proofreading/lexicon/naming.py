"""The words around a formula that say what it defines; what names the next formula, or is set against it, does not."""

from __future__ import annotations

import re

from ..sources.model import Formula

REACH = 80
"""So many characters around a formula, in its sentence or right behind it, say what it defines."""

FORMULA = re.compile(r"\$\$?[^$]*\$?\$?")

NEXT = "\N{REFERENCE MARK}"
"""Stands where the next formula does."""

OF_IT = re.compile(rf"\s*\b(?:of|with|for|in|at|on)\s*{NEXT}(?:\s*(?:,|and)\s*{NEXT})*")
"""The logistic function of t: the formula behind it is no formula of that name."""

SET_ASIDE = re.compile(
    r"(?:\b(?:unlike|in contrast (?:to|with)|instead of|rather than|while|whereas)\b|不同于|有别于|不像)[^,，]*[,，]",
    re.IGNORECASE,
)
"""Unlike the cross-entropy, …"""

CONTRAST = re.compile(
    r"[;；]|\b(?:but|while|whilst|whereas|however|unlike|in contrast|instead of|rather than)\b"
    r"|但|不同于|(?<![从因进反])而(?![且言后])",
    re.IGNORECASE,
)
"""What stands behind these is of another thing."""

CLAUSE = re.compile(rf"[^,，.。:：{NEXT}]*[,，.。:：{NEXT}]?")

CALLED = re.compile(
    r"[\s,，]*(?:(?:which |this )?(?:is|are)\b|(?:called|known as)|"
    r"这?就?是|称[为之作]|被称|叫[做作]?|即|也就是)",
    re.IGNORECASE,
)
"""A name that follows these is of the formula before."""

GENERIC = "the|a|an|this|that|our|its|following|whose|total|overall|define|with"

OWN_NAME = re.compile(
    rf"(?<![\w-])(?!(?:{GENERIC})\s)[\w-]+\s+(?:loss|error|cost|risk|objective|activation)(?:\s+function)?"
    r"(?:\s+is)?[\s,:]*$"
    r"|[^\W\da-z用的义为个](?:损失|误差|代价|激活)(?:函数)?[是为：]?\s*$",
    re.IGNORECASE,
)
"""The squared loss: a name that stands directly before a formula is its own."""


def words_before(formula: Formula) -> str:
    """What the sentence says before the formula, without what it is set against."""
    return CONTRAST.split(SET_ASIDE.sub("", _plain(formula.lead)))[-1][-REACH:]


def words_behind(formula: Formula) -> str:
    """What the sentence, and the text right behind the formula, say of it, and not of the next one.

    Where it has a name of its own directly before it, only what calls it something counts.
    """
    own = OWN_NAME.search(_plain(formula.lead)) is not None
    return " ".join(_of_it(text, own)[:REACH] for text in (formula.rest, formula.after + NEXT))


def _of_it(text: str, named: bool) -> str:
    plain = OF_IT.sub("", _plain(FORMULA.sub(NEXT, text)))
    nearest = CONTRAST.split(plain)[0]
    called = CALLED.match(nearest)
    clauses = CLAUSE.findall(nearest[called.end() :] if called else nearest)
    if named or called:
        return clauses[0] if called else ""
    return "".join(each for each in clauses if not each.endswith((":", "：", NEXT)))


def _plain(text: str) -> str:
    """Text without line breaks and what blanked code leaves."""
    return " ".join(text.split())
