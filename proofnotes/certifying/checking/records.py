"""What Coq has said before: in the user's cache, and beside the printed files.

An answer is found under the hash of everything that it depends on.  In the cache it lies first under what is stated, so
that whoever only wants to know whether a statement is certified need not search for its proof again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from ...verdicts.user_cache import cache_folder
from .assumptions import unlisted
from .coq import Coq
from .files import INTERVALS, Printed, PrintedFile, kind_of
from .outcome import Certificate, CheckedFile, Standing, read_record

RECORD = "certified.json"


def write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=path.parent, prefix=".making-", delete=False) as made:
        try:
            made.write(text.encode(errors="backslashreplace"))  # half of a surrogate pair; JSON reads the escape back
            made.close()
            os.chmod(made.name, 0o644)
            os.replace(made.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(made.name)
            raise


def certificates_cache() -> Path:
    """Where the answers lie, and the compiled library."""
    return cache_folder() / "certificates"


def place_of(printed: PrintedFile, coq: Coq) -> Path:
    """Where in the cache the answer to a printed file lies, and what was compiled."""
    key = sha256(f"{printed.digest}\0{coq.digest}".encode()).hexdigest()
    return certificates_cache() / printed.stated_digest[:32] / key[:32]


def remembered(printed: PrintedFile, coq: Coq) -> CheckedFile | None:
    """What this Coq has said of a file, if nothing has changed, and it may have said so."""
    found = _read(place_of(printed, coq) / RECORD)
    same = [each for each in found if each.digest == printed.digest and each.version == coq.version]
    return same[0] if same and _answers(printed, same[0]) else None


def _answers(printed: PrintedFile, checked: CheckedFile) -> bool:
    """Whether these are answers about these links, one each."""
    if len(printed.links) != len(checked.certificates):
        return False
    return all(_answer(each, told) for each, told in zip(printed.links, checked.certificates, strict=True))


def _answer(link: Printed, told: Certificate) -> bool:
    """Whether Coq may have answered so: it accepts a proof that there is, which assumes what it may."""
    if told.link != link.link:
        return False
    if told.standing is Standing.CERTIFIED:
        intervals = bool(link.proof) and kind_of(link.theory) == INTERVALS
        listed = not unlisted(told.assumptions, intervals=intervals)
        return bool(link.proof) and listed and told.intervals == intervals
    if told.standing is Standing.REJECTED:
        return bool(link.stated)
    return told.standing is Standing.NOT_PRINTED and not link.proof


def remember(checked: CheckedFile, place: Path) -> None:
    """Keep an answer, unless it has to do with a clock or with memory."""
    if checked.lasting and not checked.faults:
        write_whole(place / RECORD, _written([checked]))


def records_in(folder: Path) -> dict[str, CheckedFile]:
    """What is said in a folder of printed files, by name."""
    return {each.name: each for each in _read(folder / RECORD)}


def add_to(folder: Path, checked: CheckedFile) -> None:
    """Say it beside the printed files, too."""
    found = {**records_in(folder), checked.name: checked}
    write_whole(folder / RECORD, _written(found[name] for name in sorted(found)))


def _written(files: Iterable[CheckedFile]) -> str:
    return json.dumps([each.record for each in files], ensure_ascii=False, indent=1) + "\n"


def _read(path: Path) -> list[CheckedFile]:
    """Nothing where there is no record, or none that can be read: then Coq is asked again."""
    try:
        return [read_record(each) for each in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return []
