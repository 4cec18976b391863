"""The folder of printed files, which is whole by itself: with the library in it, Coq and make check it without us."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from .files import ASKED, CERTIFICATES, PrintedFile
from .records import write_whole
from .theories import LOGICAL, library

PROJECT = "_CoqProject"
ALL = "K_all.v"
LIBRARY = "library"

MAKEFILE = f"""\
# Coq checks every statement with its proof: make -j2.  What everything assumes is printed last, by {ALL}.
# make check lets coqchk read the compiled files once more, except I_*: by intervals it takes hours.

all: CoqMakefile
	$(MAKE) -f CoqMakefile COQC='coqc -w none'

check: all
	coqchk -o -silent -Q . {CERTIFICATES} -Q {LIBRARY} {LOGICAL} $(patsubst %.v,{CERTIFICATES}.%,$(wildcard P_*.v))

CoqMakefile: {PROJECT}
	coq_makefile -f {PROJECT} -o CoqMakefile 2>/dev/null

.PHONY: all check
"""


def write_files(folder: Path, printed: PrintedFile) -> None:
    """The files of one derivation.  Of a kind that it has no longer none is left."""
    texts = {each.name: each.text for each in printed.texts}
    for name, text in texts.items():
        _write(folder / name, text)
    for kind in ("S", "K", *ASKED):
        if f"{kind}_{printed.name}.v" not in texts:
            with suppress(FileNotFoundError):
                (folder / f"{kind}_{printed.name}.v").unlink()


def write_project(folder: Path, files: Sequence[PrintedFile]) -> None:
    """The library, the question about all files together, and how to check them."""
    for name, text in library().texts.items():
        _write(folder / LIBRARY / f"{name}.v", text)
    _write(folder / ALL, question_about(files))
    names = [
        *(f"{LIBRARY}/{name}.v" for name in library().texts),
        *(each.name for printed in files for each in printed.texts),
        ALL,
    ]
    loading = [f"-Q . {CERTIFICATES}", f"-Q {LIBRARY} {LOGICAL}"]  # the inner folder comes last
    _write(folder / PROJECT, "\n".join([*loading, *names]) + "\n")
    _write(folder / "Makefile", MAKEFILE)


def question_about(files: Iterable[PrintedFile]) -> str:
    """Coq asked what all certificates of each kind assume together."""
    parts = {kind: [each.name for each in files if kind in each.kinds] for kind in ASKED}
    asking = dict.fromkeys(f"K_{name}" for names in parts.values() for name in names)
    lines = [f"From {CERTIFICATES} Require {' '.join(asking)}."] if asking else []
    for kind, names in parts.items():
        if names:
            every = ", ".join(f"K_{name}.{ASKED[kind]}" for name in names)
            lines += [f"Definition {ASKED[kind]} := ({every}).", f"Print Assumptions {ASKED[kind]}."]
    return "\n".join(lines) + "\n"


def _write(path: Path, text: str) -> None:
    """What has not changed keeps its time, so that make does not compile it again."""
    with suppress(OSError, UnicodeDecodeError):
        if path.read_text(encoding="utf-8") == text:
            return
    write_whole(path, text)
