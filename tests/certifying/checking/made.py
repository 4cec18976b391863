"""Printed files made by hand, and a Coq that is a script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from proofnotes.certifying.checking.files import Printed, PrintedFile


def printed(name: str, claim: str, *proof: str, theory: str = "Vocabulary") -> Printed:
    """A claim named some[1], with its proof."""
    identifier = name.replace("[", "_").replace("]", "")
    stated = f"(* {name} *)\nDefinition {identifier} : Prop :=\n  {claim}.\n"
    lines = (f"unfold {identifier}.", *proof) if proof else ()
    return Printed(name, identifier, stated, lines, theory if proof else "", "" if proof else "no proof was found")


GOOD = printed("some[1]", "forall x : R, x = x", "reflexivity.")
ALSO = printed("some[3]", "forall x : R, x + 0 = x", "intros x.", "ring.")
OPEN = printed("some[4]", "forall x : R, x <= x * x + 1")
ODD = Printed("some[5]", why="ζ(x) has no meaning there")
FILE = PrintedFile("some", (GOOD, ALSO, OPEN, ODD))


class Fake:
    """A coqc of a test's own: a shell script that is found on the path, and a cache of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "bin"
        self.folder.mkdir()
        self.calls = folder / "calls"
        monkeypatch.setenv("PATH", f"{self.folder}{os.pathsep}{os.environ['PATH']}")

    def says(self, on_files: str = "", version: str = "8.16.1 4.13.1", name: str = "coqc") -> None:
        """on_files: what it does with the file "$file" that it is to compile; then it makes "${file}o"."""
        path = self.folder / name
        path.write_text(SCRIPT.format(version=version, on_files=on_files or ":", calls=self.calls, lacking=LACKING))
        path.chmod(0o755)

    @property
    def compiled(self) -> list[str]:
        """The files that it was asked to compile."""
        return self.calls.read_text().split() if self.calls.exists() else []


LACKING = "echo 'Error: Cannot find a physical path bound to logical path Lacking.' >&2"
SCRIPT = """#!/bin/sh
if [ "$1" = --print-version ]; then echo {version}; exit; fi
for file; do :; done
case $file in
ask.v) if grep -q "Lacking" ask.v; then {lacking}; exit 1; fi
  echo "X is bound to file"; echo "$PWD/ask.vo"; touch ask.vo; exit;;
esac
echo "$file" >> {calls}
{on_files}
case $file in
K_*) grep "^Print" "$file" | while read -r line; do
  printf 'Axioms:\\nClassicalDedekindReals.sig_not_dec : forall P : Prop,\\n  {{~ ~ P}} + {{~ P}}\\n'; done;;
esac
touch "${{file}}o"
"""
