"""What looks like a statement, an answer or a record and is none is not believed; without Coq: it is a script here."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from proofnotes.certifying.checking.check import check_files
from proofnotes.certifying.checking.coq import CoqError, installed
from proofnotes.certifying.checking.files import Printed, PrintedFile
from proofnotes.certifying.checking.folder import write_files
from proofnotes.certifying.checking.outcome import Certificate, CheckedFile, Standing
from proofnotes.certifying.checking.records import RECORD, add_to, certificates_cache, records_in
from tests.certifying.checking.made import ALSO, FILE, GOOD, ODD, OPEN, Fake

SAID = ("Definition ", "Definition some_3 : Prop := True.", "Definition some_1 : Prop", "a\u2028b\x0bc\x0cd\x85e\x1cf")


def checked(file: PrintedFile = FILE) -> CheckedFile:
    (found,) = check_files([file], installed(), 1)
    return found


def standings(found: CheckedFile) -> list[Standing]:
    return [each.standing for each in found.certificates]


def with_reason(link: Printed, reason: str) -> Printed:
    return replace(link, stated=f"(* {link.link}\n{reason} *)\n{link.stated}")


@pytest.mark.parametrize("reason", SAID)
def test_reasons_do_not_tell_where_a_link_is_stated(reason: str) -> None:
    file = PrintedFile("some", (with_reason(GOOD, reason), with_reason(ALSO, reason), OPEN, ODD))
    lines = file.statements.text.split("\n")
    assert list(file.lines) == ["some[1]", "some[3]", "some[4]"]
    for name, line in file.lines.items():
        identifier = name.replace("[", "_").replace("]", "")
        assert lines[line - 1] == f"Definition {identifier} : Prop :="
        assert lines[line].endswith(".")


def test_half_of_a_surrogate_pair(fake: Fake, tmp_path: Path) -> None:
    file = PrintedFile("some", (with_reason(GOOD, "odd \ud800"), replace(ODD, why="odd \ud800")))
    found = checked(file)
    assert standings(found)[0] is Standing.CERTIFIED
    write_files(tmp_path, file)
    add_to(tmp_path, found)
    assert "odd \\ud800" in (tmp_path / "S_some.v").read_text(encoding="utf-8")
    assert records_in(tmp_path)["some"].certificates == found.certificates


CONDITIONED = PrintedFile("some", (replace(OPEN, hypotheses=True), replace(GOOD, possible="some[4]"), ALSO))


def test_hypotheses_that_may_be_impossible(fake: Fake) -> None:
    for _ in range(2):  # what is remembered says so too
        found = checked(CONDITIONED)
        assert standings(found) == [Standing.NOT_PRINTED, Standing.CONDITIONAL, Standing.CERTIFIED]
        assert found.certificates[1].why == "its hypotheses are not shown to be possible: no proof was found"
    assert found.remembered
    shown = replace(CONDITIONED, links=(replace(ALSO, hypotheses=True), replace(GOOD, possible="some[3]")))
    assert standings(checked(shown)) == [Standing.CERTIFIED] * 2


ONE_BY_ONE = {
    "silent": ":",
    "fewer": "if grep -q 'Assumptions C.*some_1' $file; then printf 'Axioms:\\nP_some.trick : False\\n'; fi",
    "innocent": "grep '^Print' $file | while read -r line; do echo Closed under the global context; done",
    "refused": "echo 'Error: no' >&2; exit 1",
    "killed": "kill -9 $$",
}


@pytest.mark.parametrize("way", ONE_BY_ONE)
def test_answers_that_do_not_agree(fake: Fake, way: str) -> None:
    """An axiom that is not on the list, and then not the answers that were asked for."""
    fake.says(f"""case $file in K_*)
        if grep -q '^Definition' $file; then printf 'Axioms:\\nP_some.trick : False\\n'; else {ONE_BY_ONE[way]}; fi
        touch "${{file}}o"; exit;; esac""")
    found = checked()
    assert standings(found)[:2] == [Standing.REJECTED] * 2
    assert all(each.why for each in found.certificates)
    assert not found.lasting


def test_who_assumes_it_is_named(fake: Fake) -> None:
    fake.says("""case $file in K_*)
        if grep -q '^Definition' $file; then printf 'Axioms:\\nP_some.trick : False\\n'
        else printf 'Axioms:\\nP_some.trick : False\\nClosed under the global context\\n'; fi
        touch "${file}o"; exit;; esac""")
    found = checked()
    assert standings(found)[:2] == [Standing.REJECTED, Standing.CERTIFIED]
    assert found.certificates[0].why == "its proof assumes P_some.trick"
    assert found.certificates[1].assumptions == ()


def altered(**change: Any) -> None:
    (path,) = certificates_cache().glob(f"*/*/{RECORD}")
    record = json.loads(path.read_text())
    for place, values in change.items():
        record[0]["links"][int(place[1:])].update(values)
    path.write_text(json.dumps(record))


STRANGE: list[dict[str, dict[str, Any]]] = [
    {"_0": {"link": "some[2]"}},
    {"_0": {"link": "some[3]"}, "_1": {"link": "some[1]"}},
    {"_2": {"standing": "certified"}},
    {"_3": {"standing": "certified"}},
    {"_3": {"standing": "rejected"}},
    {"_0": {"standing": "not printed"}},
    {"_0": {"standing": "printed"}},
    {"_0": {"standing": "conditional"}},
    {"_0": {"standing": "perfect"}},
    {"_0": {"assumptions": ["P_some.trick"]}},
    {"_0": {"intervals": True}},
    {"_0": {"seconds": "many"}},
    {"_0": {"line": 1e400}},
    {"_0": {"more": 1}},
]


@pytest.mark.parametrize("change", STRANGE, ids=str)
def test_strange_records_are_not_used(fake: Fake, change: dict[str, dict[str, Any]]) -> None:
    before = checked()
    altered(**change)
    again = checked()
    assert not again.remembered
    assert again.certificates == before.certificates


def test_records_do_not_tell_where_a_link_is_stated(fake: Fake) -> None:
    before = checked()
    altered(_0={"line": 1, "file": "S_other.v", "hypotheses": True}, _1={"line": 2})
    again = checked()
    assert again.remembered
    assert again.certificates == before.certificates


def test_records_that_nest_too_deep(fake: Fake) -> None:
    checked()
    (path,) = certificates_cache().glob(f"*/*/{RECORD}")
    path.write_text("[" * 200_000)
    assert not checked().remembered


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("kill -25 $$", "Coquelicot lies: it was ended by signal 25"),
        ("echo 'Error: File too large' >&2; exit 1", "ended with status 1: Error: File too large"),
        ("echo X is bound to file /nowhere/at/all.vo", "/nowhere/at/all.vo: No such file"),
    ],
)
def test_coq_that_fails_before_it_says_what_it_has(fake: Fake, does: str, said: str) -> None:
    path = fake.folder / "coqc"
    path.write_text(path.read_text().replace("ask.v) ", f"ask.v) {does}; exit;; never) "))
    with pytest.raises(CoqError, match=said) as caught:
        installed()
    assert "apt-get" not in str(caught.value)


def test_what_is_only_accepted_is_no_certificate() -> None:
    assert not Certificate("some[1]", Standing.CONDITIONAL).certified
