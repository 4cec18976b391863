"""Files to Coq, several at a time: what it has said of them before is not asked again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from .compiling import check_file
from .coq import Coq, CoqError
from .files import Printed, PrintedFile
from .library import Compiled, library
from .outcome import Certificate, CheckedFile, Standing
from .records import certificates_cache, place_of, remember, remembered


def not_asked(printed: PrintedFile) -> CheckedFile:
    """A file that is printed and nothing more."""
    certificates = tuple(_unasked(each, printed) for each in printed.links)
    return CheckedFile(printed.name, printed.stated_digest, printed.digest, "", certificates)


def _unasked(link: Printed, printed: PrintedFile) -> Certificate:
    standing = Standing.PRINTED if link.proof else Standing.NOT_PRINTED
    line = printed.lines.get(link.link, 0)
    return Certificate(link.link, standing, link.why, file=printed.statements.name if line else "", line=line)


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
    known = remembered(printed, coq)
    if known is not None:
        return replace(known, certificates=tuple(_brought_up(printed, known)))
    place = place_of(printed, coq)
    checked = check_file(printed, coq, compiled, place)
    remember(checked, place)
    return checked


def _brought_up(printed: PrintedFile, known: CheckedFile) -> Iterator[Certificate]:
    """What Coq was asked about as it answered; of the others, why it was not."""
    answers = {each.link: each for each in known.certificates}
    for each in printed.links:
        yield answers[each.link] if each.proof else _unasked(each, printed)
