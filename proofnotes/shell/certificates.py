"""Certificates as lines for a terminal, and as JSON."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from ..certifying import (
    Certificate,
    CheckedFile,
    Coq,
    Standing,
    certificate_record,
    certify,
    installed,
    recheck_compiled,
    stated_file,
)
from ..statements.catalogue import Catalogue
from ..statements.statement import Statement
from .progress import echo_lines, progress

UNASKED = {Standing.PRINTED, Standing.NOT_PRINTED}
COQCHK = {"algebra": "P", "intervals": "I"}


def state_files(catalogue: Catalogue, statements: Sequence[Statement]) -> None:
    """Print what is stated for Coq about these statements, proved or not."""
    for module in catalogue.modules:
        own = tuple(each for each in module.statements if each in statements and each.links)
        if own:
            found = stated_file(module.name, own)
            click.echo(found.statements.text)
            for each in found.links:
                if not each.stated:
                    click.echo(f"{each.link}: {each.why}", err=True)


def certify_files(
    catalogue: Catalogue,
    statements: Sequence[Statement],
    out: Path,
    jobs: int,
    folder: Path | None,
    packages: tuple[str, ...],
    *,
    as_json: bool,
    only_print: bool,
    every: bool,
    coqchk: str | None,
) -> bool:
    """Print the files of these statements, ask Coq about them, and tell.  Whether anything is wrong."""
    started = time.perf_counter()
    coq = None if only_print else installed()
    shown = {link.name for each in statements for link in each.links}
    width = max(map(len, shown), default=0)
    places = [
        place
        for place, module in enumerate(catalogue.modules)
        if any(each in statements and each.links for each in module.statements)
    ]
    found: list[CheckedFile] = []
    arriving = certify(catalogue, places, out, coq, jobs=jobs, folder=folder, packages=packages)
    with progress("certifying", len(places)) as advance:
        for each in arriving:
            found.append(each)
            advance([] if as_json else [*file_lines(each, width, out, shown)])
    certificates = [each for checked in found for each in checked.certificates]
    wrong = any(each.faults for each in found) or any(each.standing is Standing.REJECTED for each in certificates)
    if as_json:
        click.echo(_json(each for each in certificates if each.about in shown and not _quiet(each)))
    else:
        echo_lines(certificate_summary(certificates, coq, time.perf_counter() - started, out))
    if coq is not None and coqchk is not None:
        wrong |= _recheck(found, coq, coqchk, quiet=as_json)
    lacking = [each for each in certificates if each.about in shown and not each.certified]
    return wrong or (every and bool(lacking))


def _recheck(found: Iterable[CheckedFile], coq: Coq, coqchk: str, *, quiet: bool) -> bool:
    started = time.perf_counter()
    compiled = [(each.name, each.compiled) for each in found if each.compiled is not None]
    refused = recheck_compiled(compiled, COQCHK[coqchk], coq)
    seconds = f"{time.perf_counter() - started:.1f} s"
    if not quiet or refused:
        click.echo(f"coqchk, {coqchk}: {refused or 'accepted'}; {seconds}", err=bool(refused))
    return bool(refused)


def _json(certificates: Iterable[Certificate]) -> str:
    return json.dumps([certificate_record(each) for each in certificates], ensure_ascii=False, indent=1)


def file_lines(checked: CheckedFile, width: int, out: Path, shown: Iterable[str]) -> Iterator[str]:
    """A line for each link that is to be shown and for hypotheses that are not shown to be possible; and what is wrong
    with the files themselves.
    """
    for each in checked.certificates:
        if each.about in shown and not _quiet(each):
            yield certificate_line(each, width, out)
    yield from (f"    {fault}" for fault in checked.faults)


def _quiet(certificate: Certificate) -> bool:
    """Hypotheses are spoken of only where nobody has shown that they are possible."""
    return certificate.hypotheses and (certificate.certified or certificate.standing is Standing.PRINTED)


def certificate_line(certificate: Certificate, width: int, out: Path) -> str:
    """The link, what Coq says, seconds, where it is stated, and why there is no certificate."""
    seconds = " " * 8 if certificate.standing in UNASKED else f"{certificate.seconds:6.2f} s"
    place = f"{out / certificate.file}:{certificate.line}" if certificate.file else ""
    start = f"{certificate.link:<{width}}  {certificate.standing.value:<11}  {seconds}"
    return "  ".join(filter(None, (start, place, certificate.why))).rstrip()


def certificate_summary(found: Sequence[Certificate], coq: Coq | None, seconds: float, out: Path) -> Iterator[str]:
    """The last lines: what has no certificate, once more; how many links have one, and what those assume."""
    if coq is not None:
        for each in found:
            if not each.certified:
                yield f"no certificate: {each.link}: {each.standing.value}: {each.why}"
    links = [each for each in found if not each.hypotheses]
    counted = Counter(each.standing for each in links)
    parts = ", ".join(f"{counted[each]} {each.value}" for each in Standing if counted[each])
    yield f"{len(links)} links: {parts or 'nothing to certify'}; {seconds:.1f} s; {out}"
    if coq is not None and counted[Standing.CERTIFIED]:
        possible = [each.certified for each in found if each.hypotheses]
        by_intervals = sum(each.certified and each.intervals for each in links)
        yield (
            f"Coq {coq.version}: {counted[Standing.CERTIFIED] - by_intervals} assume the axioms of its real numbers "
            f"only, {by_intervals} its machine integers too; {sum(possible)} of {len(possible)} sets of hypotheses "
            "are shown to be possible"
        )
