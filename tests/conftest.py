"""What several test files use, and which tests are `thorough`: those that `make test` leaves to `make test-all`."""

import fcntl
import gc
import pickle
import shutil
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import pytest
from click.testing import CliRunner, Result

from proofnotes.report import Evidence, gather
from proofnotes.shell.cli import main
from proofnotes.statements.catalogue import Catalogue
from tests.catalogue import CATALOGUE

Made = TypeVar("Made")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of a family of cases marked `one_in(n)`, one in n is kept for every run, chosen by its name.

    The choice is the same everywhere, and does not move when a case is added; no family is left out.  What is marked
    `coq` is skipped where there is no Coq.
    """
    if shutil.which("coqc") is None:
        for item in items:
            if item.get_closest_marker("coq"):
                item.add_marker(pytest.mark.skip(reason="there is no coqc"))
    families: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if item.get_closest_marker("one_in"):
            families[item.nodeid.partition("[")[0]].append(item)
    for family in families.values():
        first = min(family, key=_lot)
        for item in family:
            (n,) = item.get_closest_marker("one_in").args
            if item is not first and _lot(item) % n:
                item.add_marker("thorough")


def pytest_collection_finish() -> None:
    """The thousands of tests are no garbage; to look through them every so often slows down what is measured."""
    gc.collect()
    gc.freeze()


def _lot(item: pytest.Item) -> int:
    return crc32(item.nodeid.encode())


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The repository's own."""
    return CATALOGUE


@pytest.fixture(scope="session")
def evidence(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Evidence:
    """Everything proved and measured, once for all tests: it takes a quarter of a minute."""

    def made() -> Evidence:
        return gather(CATALOGUE, lambda name, done, total: None)

    return made() if worker_id == "master" else _shared(tmp_path_factory.getbasetemp().parent / "evidence", made)


def _shared(place: Path, make: Callable[[], Made]) -> Made:
    """Made by the worker that needs it first; the others wait for it and read it."""
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            place.write_bytes(pickle.dumps(make()))
    return pickle.loads(place.read_bytes())


@pytest.fixture
def proofnotes():
    """The command line, called in this process: proofnotes("show", "softmax.vjp")."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), prog_name="proofnotes", catch_exceptions=False)

    return run
