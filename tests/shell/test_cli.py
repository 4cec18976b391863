"""The command line: what it prints, and its exit status."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from proofnotes.statements.catalogue import Catalogue

FALSE = '''"""Half truths.   y = x/2"""
from proofnotes import Definition, Dim, Scalar, Tensor, Theorem, chain, diff, total
K = Dim("K")
(k,) = K.indices("k")
x, t = Scalar("x"), Tensor("t", K)
half = Definition("half", x / 2, inputs=(x,))
derivative = Theorem("half.derivative", diff(half(x), x), "linear", 1 / 2)
wrong = Theorem("half.wrong", diff(half(x), x), "still right", 1 / 2, "no longer", x / 3)
unit = Theorem("half.unit", total(t[k], k) * x, "needs the sum to be 1", x)
'''


@pytest.fixture
def half(tmp_path: Path) -> str:
    (tmp_path / "half.py").write_text(FALSE, encoding="utf-8")
    return str(tmp_path)


def test_list_is_one_id_a_line(proofnotes, catalogue: Catalogue) -> None:
    result = proofnotes("list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == [each.id for each in catalogue.statements]


def test_list_of_one_kind(proofnotes, catalogue: Catalogue) -> None:
    lines = proofnotes("list", "--kind", "D").output.splitlines()
    assert [line.split() for line in lines] == [[each.id, "D"] for each in catalogue.definitions]
    assert proofnotes("list", "--kind", "X").exit_code == 2


COMMANDS = [[], ["list"], ["show"], ["prove"], ["recheck"], ["certify"], ["kernels"], ["check"], ["report"]]


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_help(proofnotes, command: list[str]) -> None:
    for flag in ("--help", "-h"):
        result = proofnotes(*command, flag)
        assert result.exit_code == 0
        assert "Usage: proofnotes" in result.output


def test_version(proofnotes) -> None:
    assert proofnotes("--version").output.startswith("proofnotes, version ")


def test_help_loads_no_large_library() -> None:
    large = ("sympy", "numpy", "rich", "jinja2")
    program = f"import sys, proofnotes.shell.cli; print([name for name in {large} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["show", "prove"])
def test_unknown_id(proofnotes, command: str) -> None:
    result = proofnotes(command, "softmax.jacobain")
    assert result.exit_code == 2
    assert "did you mean softmax.jacobian?" in result.stderr
    assert result.stdout == ""


def test_show(proofnotes) -> None:
    result = proofnotes("show", "softmax.vjp")
    assert result.exit_code == 0
    assert "total(g[i]*diff(y[i], z[j]), i)" in result.output
    assert "where y[i] = softmax(z)[i]" in result.output
    assert "contract δ  [PROVED: " in result.output


def test_show_states_hypotheses_and_parameters(proofnotes) -> None:
    assert "for p > 0, p < 1" in proofnotes("show", "sigmoid.logit").output
    page = proofnotes("show", "layer_norm.definition").output
    assert "layer_norm(x, gamma, beta)[n, d] = " in page
    assert "parameter eps, 1e-05 unless given" in page


def test_show_of_a_family(proofnotes, catalogue: Catalogue) -> None:
    page = proofnotes("show", "sigmoid").output
    assert all(f"{each.id}  (" in page for each in catalogue.family("sigmoid"))


def test_prove(proofnotes) -> None:
    result = proofnotes("prove", "softmax.vjp", "sigmoid.definition")
    assert result.exit_code == 0
    vjp, definition, total = result.output.splitlines()
    assert vjp.split()[:2] == ["softmax.vjp", "PROVED"]
    assert definition.split() == ["sigmoid.definition", "DEFINED"]
    assert total.startswith("2 statements, 2 links: 1 DEFINED, 1 PROVED; ")


def test_prove_says_where_a_chain_breaks(proofnotes, half: str) -> None:
    result = proofnotes("--also", half, "prove", "half", "--jobs", "1")
    assert result.exit_code == 1
    assert "half.derivative  PROVED" in result.output
    assert "half.wrong       REFUTED" in result.output
    assert "half.wrong[2]  REFUTED  (no longer)" in result.output
    assert "half.wrong[1]" not in result.output
    assert "differs at x = " in result.output


def test_prove_as_json(proofnotes, half: str) -> None:
    result = proofnotes("--also", half, "prove", "half", "--json")
    assert result.exit_code == 1
    found = {each["id"]: each for each in json.loads(result.stdout)}
    assert {id: each["verdict"] for id, each in found.items()} == {
        "half.definition": "DEFINED", "half.derivative": "PROVED", "half.wrong": "REFUTED", "half.unit": "REFUTED",
    }  # fmt: skip
    first, second = found["half.wrong"]["links"]
    assert (first["verdict"], first["name"], first["right"]) == ("PROVED", "half.wrong[1]", "0.5")
    assert second["witness"]["scalars"].keys() == {"x"}
    assert second["witness"]["left"] != second["witness"]["right"]
    witness = found["half.unit"]["links"][0]["witness"]
    assert len(witness["tensors"]["t"]) == witness["sizes"]["K"]


def test_prove_gives_the_same_with_more_processes(proofnotes, half: str) -> None:
    one, two = (json.loads(proofnotes("--also", half, "prove", "half", "--json", "--jobs", n).stdout) for n in "12")
    assert [untimed(each) for each in one] == [untimed(each) for each in two]


def untimed(value):
    if isinstance(value, dict):
        return {key: untimed(each) for key, each in value.items() if key != "seconds"}
    return [untimed(each) for each in value] if isinstance(value, list) else value


def test_a_contradiction_is_an_error_in_its_place(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "void.py").write_text(
        '"""Nothing."""\nfrom proofnotes import Scalar, Theorem\nx = Scalar("x")\n'
        'void = Theorem("void.void", x, "anything follows", x + 1, assuming=[x > 0, x < 0])\n', encoding="utf-8",
    )  # fmt: skip
    result = proofnotes("--also", str(tmp_path), "prove", "void.void")
    assert result.exit_code == 1
    assert result.output.split()[:2] == ["void.void", "ERROR"]
    assert "HypothesisError: " in result.output


def test_json_says_which_hypotheses_are_needed(proofnotes) -> None:
    commands = ("prove", "--necessity"), ("show",)
    proved, shown = (json.loads(proofnotes(*each, "sigmoid.logit", "--json").stdout) for each in commands)
    assert [{**each, "certificates": shown[0]["certificates"]} for each in untimed(proved)] == untimed(shown)
    first, second = proved[0]["without"]
    assert (first["hypothesis"], first["need"], first["verdict"]) == ("p > 0", "needed", "UNKNOWN")
    assert first["undefined"]["why"] == "log(p/(1 - p)): the logarithm needs a positive number"
    assert first["undefined"]["scalars"].keys() == {"p"}


def test_recheck_as_json(proofnotes) -> None:
    (found,) = json.loads(proofnotes("recheck", "sigmoid.symmetry", "--json").stdout)
    assert (found["id"], found["expected"]) == ("sigmoid.symmetry", True)
    assert {each["answer"] for each in found["links"]} == {"agrees exactly"}


MEASURED = '''"""A clock that is broken."""
from proofnotes import Measurement
broken = Measurement("clock.time", "What the time is.", lambda: 1 / 0)
'''


def test_what_cannot_be_done_is_said_in_a_sentence(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "clock.py").write_text(MEASURED, encoding="utf-8")
    file = tmp_path / "clock.py"
    for arguments, said in (
        (("--also", str(tmp_path / "nowhere"), "list"), "expected a folder of derivation files"),
        (("--also", str(tmp_path), "show", "clock"), "clock.time cannot be measured: ZeroDivisionError"),
        (("kernels", "--out", str(file / "in")), f"{file}/in: Not a directory"),
        (("report", "--nothing"), "No such option"),
        (("prove", "softmax", "--jobs", "0"), "0 is not in the range"),
    ):
        result = proofnotes(*arguments)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert said in result.stderr


def test_a_hypothesis_that_is_not_needed_is_named(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "void.py").write_text(
        '"""Nothing."""\nfrom proofnotes import Scalar, Theorem\nx = Scalar("x")\n'
        'void = Theorem("void.void", x + x, "twice", 2 * x, assuming=[x > 0])\n', encoding="utf-8",
    )  # fmt: skip
    lines = proofnotes("--also", str(tmp_path), "prove", "--necessity", "void").output.splitlines()
    assert lines[1:3] == [
        "    holds without x > 0 too", "1 hypotheses, each left out in turn: 0 needed, 1 not needed, 0 undecided",
    ]  # fmt: skip


def test_a_derivation_file_that_does_not_load(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    result = proofnotes("--also", str(tmp_path), "list")
    assert result.exit_code == 2
    assert "broken.py: ModuleNotFoundError" in result.stderr


def test_progress_bar_on_a_terminal_only() -> None:
    command = [sys.executable, "-m", "proofnotes", "prove", "sigmoid.symmetry", "sigmoid.derivative"]
    piped = subprocess.run(command, capture_output=True, text=True, check=True)
    assert piped.stderr == ""
    main, side = pty.openpty()
    try:
        seen = subprocess.run(command, stdout=subprocess.PIPE, stderr=side, text=True, check=True)
        drawn = os.read(main, 1 << 16).decode()
    finally:
        os.close(side)
        os.close(main)
    assert "proving" in drawn
    assert [line.split()[:2] for line in seen.stdout.splitlines()] == [
        line.split()[:2] for line in piped.stdout.splitlines()
    ]


def test_kernels_check(proofnotes, tmp_path: Path) -> None:
    assert proofnotes("kernels", "--check").exit_code == 0
    written = proofnotes("kernels", "--out", str(tmp_path))
    assert written.exit_code == 0
    assert proofnotes("kernels", "--check", "--out", str(tmp_path)).exit_code == 0
    (tmp_path / "softmax.py").write_text("tampered\n", encoding="utf-8")
    stale = proofnotes("kernels", "--check", "--out", str(tmp_path))
    assert stale.exit_code == 1
    assert "softmax.py is out of date: run proofnotes kernels" in stale.stderr
    assert len(stale.stderr.splitlines()) == 1


def test_kernels_leaves_other_files_alone(proofnotes, tmp_path: Path) -> None:
    own = tmp_path / "mine.py"
    own.write_text("x = 1\n", encoding="utf-8")
    assert proofnotes("kernels", "--out", str(tmp_path)).exit_code == 0
    once = tmp_path / "once.py"
    once.write_text((tmp_path / "tanh.py").read_text(encoding="utf-8"), encoding="utf-8")
    assert proofnotes("kernels", "--check", "--out", str(tmp_path)).exit_code == 1
    assert proofnotes("kernels", "--out", str(tmp_path)).exit_code == 0
    assert own.exists()
    assert not once.exists()


EDITIONS = ("en.md", "en.tex", "en.html", "zh.md", "zh.tex", "zh.html")


@pytest.mark.thorough
def test_report(proofnotes, tmp_path: Path) -> None:
    result = proofnotes("report", "--out", str(tmp_path))
    assert result.exit_code == 0
    written = [Path(line) for line in result.stdout.splitlines()]
    assert {path.name for path in written} == {f"notes.{name}" for name in EDITIONS}
    assert all(path.stat().st_size for path in written)
