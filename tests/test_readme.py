"""Every example in README.md, CONTRIBUTING.md and docs/check.md runs, and prints what it says."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from proofnotes.report import Evidence, markdown_notes
from proofnotes.statements.catalogue import Catalogue
from tests.reading import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = re.compile(r"\d+\.\d+ s")
CERTIFIED = re.compile(r"; certified by [^\]]*")


@dataclass(frozen=True)
class Block:
    file: str
    line: int
    language: str
    text: str


def blocks(*languages: str) -> list:
    return list(_blocks(*languages))


def _blocks(*languages: str) -> Iterator[object]:
    for file in ("README.md", "CONTRIBUTING.md", "docs/check.md"):
        page = (ROOT / file).read_text(encoding="utf-8")
        for match in BLOCK.finditer(page):
            if match.group(1) in languages:
                line = page.count("\n", 0, match.start()) + 1
                yield pytest.param(Block(file, line, *match.groups()), id=f"{file}:{line}")


@pytest.mark.parametrize("block", blocks("python"))
def test_python(block: Block) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"{block.file}:{block.line}", "exec"), {})
        return
    test = doctest.DocTestParser().get_doctest(block.text, {}, block.file, block.file, block.line)
    printed: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=printed.append)
    assert not result.failed, "".join(printed)


@pytest.mark.parametrize("block", blocks("console"))
def test_console(block: Block) -> None:
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        assert untimed(run(command)) == untimed(expected), command


@pytest.mark.parametrize("block", blocks("sh"))
def test_shell_commands_exist(block: Block) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in block.text.splitlines():
        program, *rest = shlex.split(line, comments=True)
        if program == "make" and "-C" not in rest:
            assert set(rest) <= targets
        elif program == "make":
            assert set(rest) == {"-C", "build/certificates"}
        elif Path(program).name == "python":
            assert re.fullmatch(r"derivations/\w+\.py", *rest)
        else:
            assert Path(program).name == "proofnotes"
            command = next(each for each in rest if each in COMMANDS)
            assert run(f"proofnotes {command} --help")


COMMANDS = ("list", "show", "prove", "certify", "kernels", "check", "report")


def run(command: str) -> str:
    """Its output, from the repository of this test, whichever copy the environment was installed from."""
    program, *arguments = shlex.split(command)
    assert program == "proofnotes"
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    found = subprocess.run(
        [sys.executable, "-m", "proofnotes", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    return found.stdout


def untimed(text: str) -> list[str]:
    """Without what differs from machine to machine: seconds, and whether somebody has asked Coq there."""
    return [CERTIFIED.sub("", SECONDS.sub("… s", line.rstrip())) for line in text.strip().splitlines()]


def test_formulas_are_those_of_the_notes(catalogue: Catalogue) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    formulas = re.findall(r"^\$\$\n.*?^\$\$$", page, re.MULTILINE | re.DOTALL)
    notes = markdown_notes(catalogue, Evidence())
    assert formulas
    assert all(each in notes for each in formulas)


def test_every_command_is_in_the_readme() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`proofnotes {command}" in page for command in COMMANDS)
