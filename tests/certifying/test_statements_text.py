"""The files of statements as text: nothing is assumed in them, and they are the same whoever prints them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from proofnotes.certifying.claims import Claims, Unsupported
from proofnotes.statements.catalogue import Module, load_catalogue
from tests.catalogue import CATALOGUE

from .corpus import LINKS
from .reader import definitions, term, without_comments
from .values import Theory, vocabulary_of_statements, vocabulary_text

ROOT = Path(__file__).parents[2]
EXAMPLES = load_catalogue(ROOT / "examples", ())
FILES = {
    each.name: each
    for each in (*CATALOGUE.modules, *EXAMPLES.modules)
    if any(statement.links for statement in each.statements)
}
ASSUMING = re.compile(
    r"\b(Admitted|admit|Abort|Axioms?|Parameters?|Conjectures?|Hypothes[ie]s|Variables?|Context|Unset|Set|Guard|Load"
    r"|bypass_check|Typing|Notation|Infix|Ltac|Hint|Instance|Coercion|Canonical|Declare|Import|Module|Section|Goal"
    r"|Theorem|Lemma|Proof|Print|Eval|Reserved|Bind|Arguments|Extraction|Inductive|Record)\b"
)
"""What no file of statements needs, and what could change what one says."""


def printed(file: Module) -> str:
    """The definitions and the statements of one derivation file, as they follow one another."""
    claims, seen = Claims(), 0
    text = []
    for statement in file.statements:
        for link in statement.links:
            try:
                claim = claims.claim(link)
            except Unsupported:
                continue
            text += [*claims.definitions[seen:], claim.definition]
            seen = len(claims.definitions)
    return "\n".join(text)


@pytest.mark.parametrize("name", FILES)
def test_nothing_but_definitions(name: str) -> None:
    """Each well formed, of names that are there, and none twice; every claim is closed."""
    text = printed(FILES[name])
    assert ASSUMING.findall(without_comments(text)) == []
    found = Theory(text, upon=vocabulary_of_statements())
    assert all(each.name in found.values or each.name in found.claims for each in definitions(text))


def test_the_vocabulary_assumes_nothing() -> None:
    own = without_comments(vocabulary_text())
    allowed = {"Export", "Open", "Scope", "Definition", "Fixpoint"}
    assert set(ASSUMING.findall(own)) <= {"Import"}
    assert set(re.findall(r"(?m)^([A-Z]\w+)\b", own)) <= allowed | {"From"}
    assert list(definitions(vocabulary_text()))


def test_it_is_ascii_but_for_comments() -> None:
    for file in FILES.values():
        assert without_comments(printed(file)).isascii(), file.name


def test_a_name_is_one_thing() -> None:
    """In a file no variable has the name of a definition, or of anything in Coq that is printed."""
    for file in FILES.values():
        text = printed(file)
        defined = {each.name for each in definitions(text)}
        bound = set(re.findall(r"\(([A-Za-z_][\w']*) :", without_comments(text)))
        bound |= set(re.findall(r"\bfun ([\w' ]+) =>", without_comments(text)))
        known = defined | set(vocabulary_of_statements().values)
        assert {name for names in bound for name in names.split()} & known == set(), file.name


PRINT = """
from tests.certifying.test_statements_text import FILES, printed
for file in FILES.values():
    print(printed(file))
"""


@pytest.mark.thorough
def test_every_run_prints_the_same() -> None:
    """Whatever the seed of hashing, and whatever was made before."""
    texts = []
    for seed, before in (
        ("1", ""),
        ("2", "import tests.certifying.corpus; from proofnotes import Dim; Dim('Z').index('z')\n"),
    ):
        made = subprocess.run(
            [sys.executable, "-c", before + PRINT],
            capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        texts.append(made.stdout)
    assert texts[0] == texts[1]
    assert len(texts[0]) > 100_000


def test_one_order_or_another() -> None:
    """What is printed of a link says the same, whatever was printed before it."""
    links = [LINKS[name] for name in ("names", "name in a name", "one name for four things", "reserved names")]
    alone = [Claims().claim(link) for link in links]
    claims = Claims()
    together = {link.name: claims.claim(link) for link in reversed(links)}
    for one in alone:
        assert len(one.binders) == len(together[one.name].binders)
        assert one.text.count("(") == together[one.name].text.count("(")


def test_files_state_what_is_claimed(proofnotes: Callable[..., Result], tmp_path: Path) -> None:
    """The file of statements that is written, read back: the claims of its links, on the vocabulary alone."""
    assert proofnotes("certify", "--print", "--out", str(tmp_path), "relu").exit_code == 0
    text = (tmp_path / "S_relu.v").read_text()
    assert re.findall(r"(?m)^.*\bRequire\b.*$", without_comments(text)) == [
        "From Proofnotes Require Import Vocabulary."
    ]
    assert set(ASSUMING.findall(without_comments(text))) <= {"Import"}
    stated = Theory(text, upon=vocabulary_of_statements()).claims
    claims = Claims()
    for statement in FILES["relu"].statements:
        for link in statement.links:
            claim = claims.claim(link)
            assert stated[claim.identifier] == term(claim.text), link.name
