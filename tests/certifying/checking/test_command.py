"""proofnotes certify: what it prints, writes and refuses, with a Coq that is a script or none."""

import json
import re
from pathlib import Path

import pytest

from tests.certifying.checking.made import Fake

HALF = '''"""Half truths.   y = x/2"""
from proofnotes import Definition, Kind, Scalar, Theorem, diff
x, admit = Scalar("x"), Scalar("admit")
half = Definition("half", x / 2, inputs=(x,))
linear = Theorem("half.linear", half(x) + half(x), "twice", x)
derivative = Theorem("half.derivative", diff(half(x), x), "linear", 1 / 2)
wrong = Theorem("half.wrong", half(x), "no longer", x / 3)
named = Theorem("half.named", half(admit), "the definition", admit / 2)
'''
LINKS = ["half.linear[1]", "half.derivative[1]", "half.wrong[1]", "half.named[1]"]


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "half.py").write_text(HALF, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


GONE = '''"""Nothing is so.   y² + y + 1 = 0"""
from proofnotes import Eq, Scalar, Theorem
x, y = Scalar("x"), Scalar("y")
first = Theorem("half.first", x + y**2 + y, "odd \\ud800", x - 1, assuming=[Eq(y**2 + y + 1, 0)])
second = Theorem("half.second", (2 * y + 1) ** 2, "a square below 0", -3, assuming=[Eq(y**2 + y + 1, 0)])
plain = Theorem("half.plain", x + x, "twice", 2 * x)
'''


@pytest.fixture
def gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two links that share hypotheses which nothing satisfies."""
    folder = tmp_path / "gone"
    folder.mkdir()
    (folder / "half.py").write_text(GONE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


@pytest.fixture
def no_coq(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def standings(output: str) -> dict[str, str]:
    return dict(re.split(r"\s{2,}", line)[:2] for line in output.splitlines() if line.startswith("half."))


@pytest.mark.usefixtures("no_coq")
def test_prints_without_coq(proofnotes, half: Path) -> None:
    result = proofnotes("--only", str(half), "certify", "--print", "--jobs", "1")
    assert result.exit_code == 0
    assert list(standings(result.output)) == LINKS
    folder = Path("build/certificates")
    assert {"S_half.v", "K_all.v", "Makefile", "_CoqProject"} <= {path.name for path in folder.iterdir()}
    assert (folder / "S_half.v").read_text().count("Definition half_") == 4
    assert not (folder / "certified.json").exists()


@pytest.mark.usefixtures("no_coq")
def test_says_which_packages_lack(proofnotes, half: Path) -> None:
    result = proofnotes("--only", str(half), "certify")
    assert result.exit_code == 2
    assert "apt-get install coq libcoq-coquelicot libcoq-interval" in result.output
    assert not Path("build").exists()


def test_tells_of_each_link(proofnotes, half: Path, fake: Fake) -> None:
    result = proofnotes("--only", str(half), "certify", "--jobs", "1")
    found = standings(result.output)
    assert list(found) == LINKS
    assert found["half.wrong[1]"] == "not printed"
    assert "no certificate: half.wrong[1]: not printed: the prover does not settle it: REFUTED" in result.output
    assert "half_wrong_1" in Path("build/certificates/S_half.v").read_text()
    record = json.loads(Path("build/certificates/certified.json").read_text())
    assert [each["link"] for each in record[0]["links"]] == LINKS


def test_only_what_was_asked_for_is_shown(proofnotes, half: Path, fake: Fake) -> None:
    result = proofnotes("--only", str(half), "certify", "half.linear")
    assert list(standings(result.output)) == LINKS[:1]
    assert proofnotes("--only", str(half), "certify", "half.linaer").exit_code == 2


def test_json(proofnotes, half: Path, fake: Fake) -> None:
    result = proofnotes("--only", str(half), "certify", "--json")
    assert [each["link"] for each in json.loads(result.stdout)] == LINKS
    assert {"standing", "why", "seconds", "file", "line", "assumptions", "intervals"} <= set(
        json.loads(result.stdout)[0]
    )


def test_exit_status(proofnotes, half: Path, fake: Fake) -> None:
    """What is not printed is listed; it is wrong only where everything was to be certified."""
    assert proofnotes("--only", str(half), "certify", "half").exit_code == 0
    assert proofnotes("--only", str(half), "certify", "--all").exit_code == 1


def test_statement(proofnotes, half: Path) -> None:
    result = proofnotes("--only", str(half), "certify", "--statement", "half.linear")
    assert result.exit_code == 0
    assert "Definition half_linear_1 : Prop :=" in result.output
    assert "half_derivative" not in result.output
    assert not Path("build").exists()


def test_folder_that_cannot_be_written(proofnotes, half: Path, fake: Fake) -> None:
    Path("build").write_text("")
    result = proofnotes("--only", str(half), "certify", "--jobs", "1")
    assert result.exit_code == 2
    assert "build" in result.output
    assert "Traceback" not in result.output


def test_impossible_hypotheses_certify_nothing(proofnotes, gone: Path, fake: Fake) -> None:
    result = proofnotes("--only", str(gone), "certify", "--jobs", "1")
    assert result.exit_code == 0
    found = standings(result.output)
    assert [found[f"half.{name}[1]"] for name in ("first", "second", "plain")] == ["conditional"] * 2 + ["certified"]
    assert "no certificate: half.second[1]: conditional: its hypotheses are not shown to be possible: " in result.output
    assert "3 links: 1 certified, 2 conditional" in result.output
    assert "1 assume the axioms" in result.output
    assert proofnotes("--only", str(gone), "certify", "half.second", "--all").exit_code == 1
    assert proofnotes("--only", str(gone), "certify", "half.plain", "--all").exit_code == 0


def test_impossible_hypotheses_as_json(proofnotes, gone: Path, fake: Fake) -> None:
    records = json.loads(proofnotes("--only", str(gone), "certify", "--json").stdout)
    found = {each["link"]: each["standing"] for each in records}
    assert found["half.second[1]"] == found["half.first[1]"] == "conditional"
    assert found["half.first[1] hypotheses"] == "not printed"
    (second,) = json.loads(proofnotes("--only", str(gone), "certify", "--json", "half.second").stdout)
    assert second["why"].startswith("its hypotheses are not shown to be possible")


def test_impossible_hypotheses_are_not_marked(proofnotes, gone: Path, fake: Fake) -> None:
    proofnotes("--only", str(gone), "certify")
    certificates = [
        json.loads(proofnotes("--only", str(gone), "show", f"half.{name}", "--json").stdout)[0]["certificates"]
        for name in ("second", "plain")
    ]
    assert [list(each) for each in certificates] == [[], ["half.plain[1]"]]
