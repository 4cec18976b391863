"""Coq asked about the files of one derivation; a link that fails takes no other with it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from .assumptions import AnswerError, assumptions, unlisted
from .coq import Coq, CoqError, Ran
from .files import CERTIFICATES, INTERVALS, CoqFile, Printed, PrintedFile, kind_of
from .outcome import Certificate, CheckedFile, Standing
from .reading import Complaint, first_error, sentence_seconds
from .scan import forbidden
from .theories import Compiled

SECONDS, SECONDS_PER_LINK = 120, 60
"""How long a file may take, and how much longer for each link in it."""

Listed = Mapping[str, tuple[str, ...]]
"""What the proofs of each kind assume."""


@dataclass
class _Session:
    """A folder in which Coq works, the links that it has refused so far, and the seconds of the others."""

    coq: Coq
    compiled: Compiled
    folder: Path
    refused: dict[str, Complaint] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def compile(self, text: CoqFile, *, timed: bool = True) -> Ran:
        path = self.folder / text.name
        path.write_text(text.text, encoding="utf-8")
        limit = SECONDS + SECONDS_PER_LINK * len(text.blocks)
        return self.coq.compile(path, (self.compiled.loading, (self.folder, CERTIFICATES)), limit, timed=timed)

    def refuse(self, text: CoqFile, ran: Ran) -> str:
        """The link at which a run has failed.   CoqError where it has to do with no link."""
        complaint = first_error(ran)
        reached = max((ends for _, ends, _ in sentence_seconds(ran)), default=0)
        link = text.at_byte(reached) if complaint.line is None else text.at_line(complaint.line)
        if link is None:
            raise CoqError(f"Coq {self.coq.version} refuses {text.name}: {complaint.said}")
        self.refused[link] = complaint
        return link

    def count(self, text: CoqFile, ran: Ran) -> None:
        """Add the seconds of each sentence to those of the link where it stands."""
        for begins, _, seconds in sentence_seconds(ran):
            link = text.at_byte(begins)
            if link is not None and begins >= text.blocks[0].begins:
                self.seconds[link] = self.seconds.get(link, 0.0) + seconds


def check_file(printed: PrintedFile, coq: Coq, compiled: Compiled, kept: Path) -> CheckedFile:
    """Ask Coq about every link of a file that has a proof.   CoqError if it cannot be asked.

    kept: a folder for what was compiled, if all of it was accepted.
    """
    words = [f"{each.name}: {word}" for each in printed.texts for word in forbidden(each.text, each.kind)]
    if words:
        refused = dict.fromkeys(_with_proof(printed), Complaint(None, f"a forbidden word: {words[0]}", True))
        return replace(_told(printed, coq, refused, {}, {}), faults=tuple(words))
    compiled.require(printed.theories)
    with TemporaryDirectory(dir=compiled.folder.parent, prefix="making-") as folder:
        session = _Session(coq, compiled, Path(folder))
        left = _stated(session, printed)
        left = left.only(each for kind in left.kinds for each in _proved(session, left, kind))
        listed = _assumed(session, left)
        if not session.refused:
            kept.mkdir(parents=True, exist_ok=True)
            for path in sorted(session.folder.glob("*.vo")):
                os.replace(path, kept / path.name)
    return _told(printed, coq, session.refused, session.seconds, listed)


def _with_proof(printed: PrintedFile) -> Iterable[str]:
    return [each.link for each in printed.links if each.proof]


def _stated(session: _Session, printed: PrintedFile) -> PrintedFile:
    """What is left when Coq understands every statement."""
    while True:
        text = printed.statements
        ran = session.compile(text)
        if ran.ok:
            session.count(text, ran)
            return printed
        printed = printed.without([session.refuse(text, ran)])


def _proved(session: _Session, printed: PrintedFile, kind: str) -> list[str]:
    """The links whose proofs Coq accepts, compiled together.

    After one that fails only those behind it are looked at, and at last all good ones together.
    """
    good: list[str] = []
    waiting = [each.link for each in printed.proofs_of(kind)]
    whole = True
    while waiting:
        text = printed.only(waiting).proofs(kind)
        ran = session.compile(text)
        if ran.ok:
            good += waiting
            break
        whole = False
        place = waiting.index(session.refuse(text, ran))
        good += waiting[:place]
        waiting = waiting[place + 1 :]
    while not whole and good:
        text = printed.only(good).proofs(kind)
        ran = session.compile(text)
        if ran.ok:
            break
        good.remove(session.refuse(text, ran))
    if good:
        session.count(text, ran)
    return good


def _assumed(session: _Session, printed: PrintedFile) -> Listed:
    """What the proofs of each kind assume.  Coq is asked whether they are proofs of the statements, too."""
    kinds = printed.kinds
    if not kinds:
        return {}
    try:
        found = dict(zip(kinds, _answers(session, printed.question, len(kinds)), strict=True))
        if any(unlisted(names, intervals=kind == INTERVALS) for kind, names in found.items()):
            found = _refuse_assuming(session, printed, found)
    except AnswerError as error:
        session.refused |= dict.fromkeys(_with_proof(printed), Complaint(None, str(error), False))
        return {}
    return found


def _answers(session: _Session, text: CoqFile, number: int) -> tuple[tuple[str, ...], ...]:
    ran = session.compile(text, timed=False)
    if not ran.ok:
        raise AnswerError(f"{text.name}: {first_error(ran).said}")
    return assumptions(ran.printed, number)


def _refuse_assuming(session: _Session, printed: PrintedFile, together: Listed) -> dict[str, tuple[str, ...]]:
    """Refuse each link that assumes what is not on the list; what the proofs of each kind assume without them.

    AnswerError where that is not what they assume together.
    """
    asked = [(kind, each.link) for kind in printed.kinds for each in printed.proofs_of(kind)]
    answers = _answers(session, printed.questions_one_by_one, len(asked))
    every: dict[str, set[str]] = {kind: set() for kind in together}
    left: dict[str, set[str]] = {kind: set() for kind in together}
    for (kind, link), names in zip(asked, answers, strict=True):
        every[kind].update(names)
        if strange := unlisted(names, intervals=kind == INTERVALS):
            session.refused[link] = Complaint(None, f"its proof assumes {', '.join(strange)}", True)
        else:
            left[kind].update(names)
    if any(every[kind] != set(names) for kind, names in together.items()):
        raise AnswerError("Coq says that together the proofs assume something else than one by one")
    return {kind: tuple(sorted(names)) for kind, names in left.items()}


def _told(
    printed: PrintedFile, coq: Coq, refused: Mapping[str, Complaint], seconds: Mapping[str, float], listed: Listed
) -> CheckedFile:
    lines = printed.lines
    certificates = []
    for each in printed.links:
        told = _certificate(each, refused.get(each.link), listed)
        line = lines.get(each.link, 0)
        file = printed.statements.name if line else ""
        took = round(seconds.get(each.link, 0.0), 3)
        certificates.append(replace(told, seconds=took, file=file, line=line, hypotheses=each.hypotheses))
    lasting = all(each.lasting for each in refused.values())
    return CheckedFile(
        printed.name, printed.stated_digest, printed.digest, coq.version, tuple(certificates), lasting=lasting
    )


def _certificate(printed: Printed, complaint: Complaint | None, listed: Listed) -> Certificate:
    if complaint is not None:
        return Certificate(printed.link, Standing.REJECTED, complaint.said)
    if not printed.proof:
        return Certificate(printed.link, Standing.NOT_PRINTED, printed.why)
    kind = kind_of(printed.theory)
    return Certificate(printed.link, Standing.CERTIFIED, assumptions=listed[kind], intervals=kind == INTERVALS)
