"""What coqc says, as data: the first error and its line, and the seconds of each sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .coq import LONGEST, SENTENCE_SECONDS, Ran, ended_by

PLACE = re.compile(r'^File "[^"]*", line (\d+), characters \d+-\d+:$', re.MULTILINE)
TIMED = re.compile(r"^Chars (\d+) - (\d+) .*? ([\d.e+-]+) secs", re.MULTILINE)


@dataclass(frozen=True)
class Complaint:
    """The first error: the line where it stands, counted from 1, None where Coq names none; and what Coq says.

    lasting: Coq would say so again, and no clock or memory has to do with it.
    """

    line: int | None
    said: str
    lasting: bool


def first_error(ran: Ran) -> Complaint:
    """Why a run has failed."""
    if ran.status < 0:
        return Complaint(None, f"Coq {ended_by(ran)}", False)
    *_, place = [None, *PLACE.finditer(ran.complaint)]
    after = ran.complaint[place.end() :] if place else ran.complaint
    words = " ".join(after.split()).removeprefix("Error:").strip()
    line = int(place[1]) if place else None
    if words.startswith("Timeout!"):
        return Complaint(line, f"Coq needs more than {SENTENCE_SECONDS} seconds for one step", False)
    exhausted = any(each in words for each in ("Out of memory", "Stack overflow", "Cannot allocate"))
    return Complaint(line, _shortened(words or f"Coq ended with status {ran.status}"), not exhausted and bool(words))


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"


def sentence_seconds(ran: Ran) -> Iterator[tuple[int, int, float]]:
    """Where each sentence begins and ends, in bytes, and how long it took."""
    for begins, ends, seconds in TIMED.findall(ran.printed):
        yield int(begins), int(ends), float(seconds)
