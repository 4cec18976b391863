"""Whatever may happen to Coq, a link is certified only where Coq has accepted it; without Coq: it is a script here."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from proofnotes.certifying.checking.check import check_files, not_asked, recheck_compiled
from proofnotes.certifying.checking.coq import CoqError, installed
from proofnotes.certifying.checking.files import STATED_IN
from proofnotes.certifying.checking.outcome import CheckedFile, Standing
from proofnotes.certifying.checking.records import RECORD, add_to, certificates_cache, records_in
from tests.certifying.checking.made import ALSO, FILE, GOOD, Fake, printed

TWO = ["some[1]", "some[3]"]
BROKEN = FILE.__class__("some", (printed("some[0]", "0 = 1", "lra."), GOOD, ALSO))
AT_FIRST = """case $file in P_*) if grep -q some_0 "$file"; then {}; fi;; esac"""


def checked(*files) -> list[CheckedFile]:
    return list(check_files(files or [FILE], installed(), 2))


def certified(found: CheckedFile) -> list[str]:
    return [each.link for each in found.certificates if each.certified]


def test_accepts_what_coq_accepts(fake: Fake) -> None:
    (found,) = checked()
    assert certified(found) == TWO
    assert [each.standing for each in found.certificates[2:]] == [Standing.NOT_PRINTED] * 2
    assert found.certificates[3].why == "ζ(x) has no meaning there"
    assert found.certificates[0].assumptions == ("ClassicalDedekindReals.sig_not_dec",)
    assert (found.certificates[0].file, found.certificates[0].line) == ("S_some.v", STATED_IN.count("\n") + 3)
    assert found.compiled is not None


def test_asks_once(fake: Fake) -> None:
    checked()
    before = len(fake.compiled)
    (again,) = checked()
    assert again.remembered
    assert certified(again) == TWO
    assert len(fake.compiled) == before


@pytest.mark.parametrize("change", ["version", "proof", "record"])
def test_asks_again(fake: Fake, change: str) -> None:
    checked()
    before = fake.compiled.count("P_some.v")
    if change == "version":
        fake.says(version="8.17.0 4.13.1")
    if change == "record":
        for path in certificates_cache().glob(f"*/*/{RECORD}"):
            path.write_text("[{")
    lines = FILE if change != "proof" else FILE.__class__("some", (printed("some[1]", "0 = 0", "ring."), ALSO))
    (again,) = checked(lines)
    assert not again.remembered
    assert fake.compiled.count("P_some.v") == before + 1


ERRORS = {
    "error": 'echo "File \\"./$file\\", line 7, characters 0-4:\nError: Cannot find witness." >&2; exit 1',
    "nowhere": "echo oh >&2; exit 1",
    "killed": "kill -9 $$",
    "memory": 'echo "Out of memory." >&2; exit 2',
    "slow": 'echo "File \\"./$file\\", line 7, characters 0-4:\nError: Timeout!" >&2; exit 1',
}


@pytest.mark.parametrize("way", ERRORS)
def test_one_failure_takes_no_other_with_it(fake: Fake, way: str) -> None:
    fake.says(AT_FIRST.format(ERRORS[way]))
    (found,) = checked(BROKEN)
    assert certified(found) == TWO
    (bad,) = [each for each in found.certificates if not each.certified]
    assert bad.standing is Standing.REJECTED
    assert bad.why
    assert found.lasting == (way in ("error", "nowhere"))
    assert found.compiled is None
    (again,) = checked(BROKEN)
    assert again.remembered == found.lasting  # what a clock or memory decided is asked again


def test_says_what_coq_says(fake: Fake) -> None:
    for way, said in (("killed", "Coq was killed"), ("slow", "120 seconds"), ("error", "Cannot find witness.")):
        fake.says(AT_FIRST.format(ERRORS[way]))
        (found,) = checked(BROKEN)
        assert said in found.certificates[0].why


def test_statement_that_coq_does_not_understand(fake: Fake) -> None:
    there = ERRORS["error"].replace("7", str(STATED_IN.count("\n") + 2))
    fake.says(f'case $file in S_*) if grep -q some_0 "$file"; then {there}; fi;; esac')
    (found,) = checked(BROKEN)
    assert certified(found) == TWO
    assert found.certificates[0].standing is Standing.REJECTED


ANSWERS = {
    "strange": r"printf 'Axioms:\nP_some.trick : False\n'",
    "floats": r"printf 'Axioms:\nPrimFloat.add : a\n'",
    "integers": r"printf 'Axioms:\nPrimInt63.add : a\n'",
    "unguarded": r"printf 'Axioms:\nloop is assumed to be guarded.\n'",
    "silent": ":",
    "refused": "exit 1",
    "killed": "kill -9 $$",
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_assumes_no_more_than_is_listed(fake: Fake, answer: str) -> None:
    fake.says(f"""case $file in K_*) grep "^Print" "$file" | while read -r line; do {ANSWERS[answer]}; done
        {"exit 1" if answer == "refused" else 'touch "${file}o"; exit'};; esac""")
    (found,) = checked()
    assert certified(found) == []
    assert {each.standing for each in found.certificates[:2]} == {Standing.REJECTED}


def test_forbidden_word(fake: Fake) -> None:
    (found,) = checked(FILE.__class__("some", (printed("some[1]", "0 = 1", "admit."), ALSO)))
    assert found.faults == ("P_some.v: admit",)
    assert certified(found) == []
    assert fake.compiled == []


def test_library_that_coq_refuses(fake: Fake) -> None:
    fake.says("case $file in Vocabulary.v) echo 'Error: no' >&2; exit 1;; esac")
    with pytest.raises(CoqError, match=r"refuses .*Vocabulary\.v: no"):
        checked()


def test_full_disk(fake: Fake) -> None:
    fake.says("case $file in P_*) echo 'Error: P_some.vo: No space left on device' >&2; exit 1;; esac")
    with pytest.raises(CoqError, match="no space is left"):
        checked()
    fake.says()
    (found,) = checked()
    assert not found.remembered


@pytest.mark.parametrize(
    ("version", "said"), [("8.9.1 4.02", "8.16 or newer"), ("", "does not say"), ("what?", "does not say")]
)
def test_coq_that_is_too_old_or_none(fake: Fake, version: str, said: str) -> None:
    fake.says(version=version)
    with pytest.raises(CoqError, match=said) as caught:
        installed()
    assert "apt-get install coq libcoq-coquelicot libcoq-interval" in str(caught.value)


def test_no_coq(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CoqError, match="there is no coqc"):
        installed()


def test_coq_that_does_not_run(fake: Fake) -> None:
    (fake.folder / "coqc").write_text("#!/nowhere/at/all\n")
    with pytest.raises(CoqError, match="does not run"):
        installed()


@pytest.mark.parametrize(("lacking", "package"), [("Coquelicot", "libcoq-coquelicot"), ("Interval", "libcoq-interval")])
def test_coq_without_a_library(fake: Fake, lacking: str, package: str) -> None:
    path = fake.folder / "coqc"
    path.write_text(path.read_text().replace("Lacking", lacking))
    with pytest.raises(CoqError, match=rf"no {lacking} \({package}\)"):
        installed()


def test_stopped_in_the_middle(fake: Fake) -> None:
    """The exception goes up, coqc ends, and nothing half-done counts."""
    fake.says("case $file in P_*) sleep 60;; esac")
    coq = installed()
    main = threading.main_thread().ident
    assert main is not None

    def interrupt() -> None:
        while "P_some.v" not in fake.compiled:
            time.sleep(0.02)
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=interrupt).start()
    started = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        list(check_files([FILE], coq, 2))
    assert time.perf_counter() - started < 20
    fake.says()
    (found,) = checked()
    assert not found.remembered


def test_nothing_is_left_where_it_was_called(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    fake.says("touch .lia.cache left.aux")
    checked()
    assert list(here.iterdir()) == []
    assert not [path for path in certificates_cache().iterdir() if path.name.startswith("making-")]


def test_record_beside_the_files(fake: Fake, tmp_path: Path) -> None:
    (found,) = checked()
    add_to(tmp_path, found)
    assert records_in(tmp_path)["some"].certificates == found.certificates
    assert records_in(tmp_path)["some"].stated == FILE.stated_digest
    (tmp_path / RECORD).write_text(json.dumps([{"name": "some"}]))
    assert records_in(tmp_path) == {}
    add_to(tmp_path, found)
    assert list(records_in(tmp_path)) == ["some"]


def test_a_file_that_is_only_printed() -> None:
    found = not_asked(FILE)
    assert [each.standing.value for each in found.certificates] == ["printed"] * 2 + ["not printed"] * 2
    assert certified(found) == []


def test_coqchk(fake: Fake) -> None:
    (found,) = checked()
    assert found.compiled is not None
    summary = "* Theory: Set is predicative\n\n* Axioms:\n    {}\n\n* type-in-type: <none>\n"
    for axioms, refused in (("<none>", ""), ("Coq.Logic.Classical_Prop.classic", ""), ("Mine.a.b", "it trusts a.b")):
        fake.says(f"cat >&2 <<'E'\n{summary.format(axioms)}E\nexit", name="coqchk")
        assert recheck_compiled([("some", found.compiled)], "P", installed()) == refused
    fake.says("exit 3", name="coqchk")
    assert recheck_compiled([("some", found.compiled)], "P", installed())
    assert recheck_compiled([("some", found.compiled)], "I", installed()) == ""


def test_unwritable(fake: Fake, tmp_path: Path) -> None:
    (found,) = checked()
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(OSError, match="file"):
        add_to(blocked, found)
    assert os.listdir(tmp_path / "bin") == ["coqc"]
