"""Files to Coq, several at a time: what it has said of them before is not asked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from .assumptions import trusted_too_much
from .compiling import check_file
from .coq import Coq, CoqError
from .files import ALGEBRA, CERTIFICATES, INTERVALS, Printed, PrintedFile
from .outcome import Certificate, CheckedFile, Standing
from .reading import first_error
from .records import certificates_cache, place_of, remember, remembered
from .theories import Compiled, library


def not_asked(printed: PrintedFile) -> CheckedFile:
    """A file that is printed and nothing more."""
    certificates = tuple(_unasked(each, printed) for each in printed.links)
    return CheckedFile(printed.name, printed.stated_digest, printed.digest, "", certificates)


def _unasked(link: Printed, printed: PrintedFile) -> Certificate:
    standing = Standing.PRINTED if link.proof else Standing.NOT_PRINTED
    line = printed.lines.get(link.link, 0)
    return Certificate(
        link.link,
        standing,
        link.why,
        file=printed.statements.name if line else "",
        line=line,
        hypotheses=link.hypotheses,
    )


def check_files(files: Iterable[PrintedFile], coq: Coq, jobs: int) -> Iterator[CheckedFile]:
    """What Coq says of each file, in their order, as it is known.

    Whatever runs is ended where the caller does not go on, or Coq cannot be asked (CoqError).
    """
    faults = library().forbidden()
    if faults:
        raise CoqError(f"the library holds {faults[0]}")
    compiled = Compiled(library(), coq, certificates_cache())
    waiting: deque[Future[CheckedFile]] = deque()
    with ThreadPoolExecutor(jobs) as pool:
        try:
            for each in files:
                waiting.append(pool.submit(_checked, each, coq, compiled))
                while waiting and waiting[0].done():
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            coq.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _checked(printed: PrintedFile, coq: Coq, compiled: Compiled) -> CheckedFile:
    place = place_of(printed, coq)
    known = remembered(printed, coq)
    if known is None:
        known = check_file(printed, coq, compiled, place)
        remember(known, place)
    there = all((place / text.name).with_suffix(".vo").exists() for text in printed.texts)
    pairs = zip(printed.links, known.certificates, strict=True)
    answers = {each.link: _brought_up(each, printed, answer) for each, answer in pairs}
    certificates = tuple(_founded(each, answers) for each in printed.links)
    return replace(known, certificates=certificates, compiled=place if there else None)


def _brought_up(link: Printed, printed: PrintedFile, answer: Certificate) -> Certificate:
    """What Coq has answered; the rest as it is printed now.

    Why it was not asked may have changed since, and what is remembered lies where anybody may write.
    """
    now = _unasked(link, printed)
    if answer.standing is Standing.NOT_PRINTED:
        return now
    return replace(answer, file=now.file, line=now.line, hypotheses=now.hypotheses)


def _founded(link: Printed, answers: Mapping[str, Certificate]) -> Certificate:
    """A proof certifies nothing while nobody knows whether the hypotheses are possible."""
    answer = answers[link.link]
    if not link.possible or not answer.certified or answers[link.possible].certified:
        return answer
    why = f"its hypotheses are not shown to be possible: {answers[link.possible].why}"
    return replace(answer, standing=Standing.CONDITIONAL, why=why)


COQCHK_SECONDS = {ALGEBRA: 1800.0, INTERVALS: 86400.0}
"""How long coqchk may take: proofs by intervals take it hours."""


def recheck_compiled(names: Iterable[tuple[str, Path]], kind: str, coq: Coq) -> str:
    """Why coqchk refuses the proofs of a kind, or that it trusts more than it may; empty if it accepts them.

    names: derivations, with the folder where each was compiled.
    """
    found = [(name, folder) for name, folder in names if (folder / f"{kind}_{name}.vo").exists()]
    if not found:
        return ""
    compiled = Compiled(library(), coq, certificates_cache())
    folders = [compiled.loading, *((folder, CERTIFICATES) for _, folder in found)]
    modules = [f"{CERTIFICATES}.{kind}_{name}" for name, _ in found]
    ran = coq.recheck(modules, folders, COQCHK_SECONDS[kind])
    if not ran.ok:
        return first_error(ran).said
    return trusted_too_much(f"{ran.printed}\n{ran.complaint}", intervals=kind == INTERVALS)  # it prints on stderr
