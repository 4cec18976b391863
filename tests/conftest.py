"""What several test files use."""

import pytest
from click.testing import CliRunner, Result

from proofnotes.report import Evidence, gather
from proofnotes.shell.cli import main
from proofnotes.statements.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The repository's own."""
    return load_catalogue()


@pytest.fixture(scope="session")
def evidence(catalogue: Catalogue) -> Evidence:
    """Everything proved and measured, once for all tests: it takes a quarter of a minute."""
    return gather(catalogue, lambda name, done, total: None)


@pytest.fixture
def proofnotes():
    """The command line, called in this process: proofnotes("show", "softmax.vjp")."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), prog_name="proofnotes", catch_exceptions=False)

    return run
