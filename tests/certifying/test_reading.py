"""What the search reads is what the statement says once Coq has unfolded its names: Coq finds the terms the same."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from proofnotes.certifying.claims.claim import Claims
from proofnotes.certifying.claims.refusal import Unsupported
from proofnotes.certifying.claims.terms import TERMS
from proofnotes.certifying.proofs.rational import Stuck
from proofnotes.certifying.proofs.reading import ROWS, TreeReader
from proofnotes.expr.nodes import Lim
from proofnotes.statements.catalogue import load_catalogue
from proofnotes.statements.chains import Link

LIBRARY = Path(__file__).parents[2] / "proofnotes" / "certifying" / "library"


def links() -> list[Link]:
    folders = load_catalogue(), load_catalogue(Path("examples"), ())
    return [link for catalogue in folders for statement in catalogue.statements for link in statement.links]


def questions(link: Link) -> Iterator[str]:
    """For each side: is the term of the statement the tree of the search?"""
    claims = Claims()
    claim = claims.claim(link)
    reader = TreeReader(claims.names)
    about = f"forall {' '.join(claim.binders)}, " if claim.binders else ""
    names = f" delta [{' '.join(claims.unfolds)}]" if claims.unfolds else ""
    for side in [link.right] if isinstance(link.left, Lim) else [link.left, link.right]:
        tree = reader(side)
        with claims.names.scope():
            stated = claims.term(side)
        yield f"Goal {about}{stated} = {tree.text}. Proof. intros. cbv beta{names}. reflexivity. Qed."
    yield from reversed(claims.definitions)


def test_every_node_that_is_printed_is_read() -> None:
    assert set(TERMS) == set(ROWS)


@pytest.mark.coq
def test_trees_are_the_statements(tmp_path: Path) -> None:
    lines = ["From Proofnotes Require Import Vocabulary.", "Open Scope R_scope."]
    for number, link in enumerate(links()):
        try:
            asked = list(questions(link))
        except (Unsupported, Stuck):
            continue
        lines += [f"Module M{number}.", *reversed(asked), f"End M{number}."]
    (tmp_path / "Vocabulary.v").write_text((LIBRARY / "Vocabulary.v").read_text())
    (tmp_path / "Questions.v").write_text("\n".join(lines))
    for name in ("Vocabulary", "Questions"):
        run = ["coqc", "-q", "-Q", ".", "Proofnotes", f"{name}.v"]
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
