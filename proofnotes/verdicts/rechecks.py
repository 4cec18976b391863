"""What the second engine says of a statement's links, as plain data: for the terminal and for worker processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ..second_engine import Agreement, check
from ..statements.catalogue import load_catalogue
from ..statements.chains import Link
from ..statements.statement import Statement

FALSE_AS_CLAIMED = "disagrees, as claimed"
"""The answer to a counterexample: the statement is false, and the second engine sees it."""


@dataclass(frozen=True)
class LinkRecheck:
    """One link: the answer, how many dimensions and positions were looked at, and whether it is the one expected."""

    name: str
    answer: str
    expected: bool
    places: int
    detail: str
    seconds: float


@dataclass(frozen=True)
class Recheck:
    """A statement with the answer for each of its links."""

    id: str
    links: tuple[LinkRecheck, ...]

    @property
    def unexpected(self) -> tuple[LinkRecheck, ...]:
        """The links on which the engines do not agree, or about which this one says nothing."""
        return tuple(link for link in self.links if not link.expected)

    def lines(self, width: int) -> Iterator[str]:
        """A line for the statement, and one below it for each link that is not as expected."""
        answers = ", ".join(dict.fromkeys(link.answer for link in self.links))
        places, seconds = sum(link.places for link in self.links), sum(link.seconds for link in self.links)
        yield f"{self.id:<{width}}  {seconds:6.2f} s  {places:4} places  {answers}"
        for link in self.unexpected:
            yield f"  {link.name}: {link.answer}: {link.detail}"


def recheck_link(link: Link) -> LinkRecheck:
    """One link, by the second engine."""
    found = check(link)
    refuted = link.expected == "REFUTED"
    expected = found.agreement is Agreement.DISAGREES if refuted else found.agrees
    answer = FALSE_AS_CLAIMED if refuted and expected else found.agreement.value
    return LinkRecheck(link.name, answer, expected, found.places, found.detail, found.seconds)


def recheck(statement: Statement) -> Recheck:
    """Every link of a statement."""
    return Recheck(statement.id, tuple(map(recheck_link, statement.links)))


@contextmanager
def rechecking(statements: Sequence[Statement], jobs: int, folder: Path | None = None) -> Iterator[Iterator[Recheck]]:
    """The answers in the order of the statements, as they arrive, from that many processes."""
    if jobs == 1 or len(statements) < 2:
        yield map(recheck, statements)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield pool.map(partial(_recheck_id, folder), [each.id for each in statements])


def _recheck_id(folder: Path | None, id: str) -> Recheck:
    return recheck(_loaded(folder).by_id(id))


_loaded = cache(load_catalogue)
"""One catalogue for each worker process."""
