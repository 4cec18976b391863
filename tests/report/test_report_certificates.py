"""Where Coq has accepted a step, the notes say so and lead to what it has accepted; elsewhere nothing is said of it."""

from dataclasses import replace

import pytest

from proofnotes.certifying import CoqMark
from proofnotes.report import Evidence, markdown_notes
from proofnotes.report.build import edition_pages
from proofnotes.statements.catalogue import Catalogue

MARK = CoqMark("8.16.1", "S_softmax.v", 41, False)


@pytest.fixture(scope="module")
def certified(catalogue: Catalogue, evidence: Evidence) -> Evidence:
    """All of softmax.vjp, a part of softmax.logsumexp."""
    links = (*catalogue.by_id("softmax.vjp").links, catalogue.by_id("softmax.logsumexp").links[0])
    return replace(evidence, certificates={each.name: MARK for each in links})


def test_nothing_is_said_of_coq_without_certificates(catalogue: Catalogue, evidence: Evidence) -> None:
    for language in ("en", "zh"):
        text = markdown_notes(catalogue, evidence, language)
        assert "⊢" not in text
        assert "Coq" not in text


@pytest.mark.parametrize(("language", "said"), [("en", "certified by Coq 8.16"), ("zh", "经 Coq 8.16 核验")])
def test_notes_mark_what_is_certified(catalogue: Catalogue, certified: Evidence, language: str, said: str) -> None:
    pages = edition_pages(catalogue, certified, language)
    markdown, tex, html = (pages[f"notes.{language}.{kind}"] for kind in ("md", "tex", "html"))
    steps = len(certified.certificates)
    assert markdown.count("[⊢](certificates/S_softmax.v)") == steps
    assert f"[{said}](certificates/S_softmax.v)" in markdown
    assert tex.count(r"\href{run:certificates/S_softmax.v}") > steps
    assert html.count('href="certificates/S_softmax.v"') > steps
    assert "S_softmax.v:41" in html
    rows = [line for line in markdown.splitlines() if line.startswith("| ") and "`softmax." in line]
    assert [("`softmax.vjp`" in line) for line in rows if "⊢" in line] == [True]


def test_a_step_that_is_not_settled_shows_none(catalogue: Catalogue, certified: Evidence) -> None:
    text = markdown_notes(catalogue, replace(certified, outcomes={}), "en")
    assert "certificates/S_softmax.v" not in text
