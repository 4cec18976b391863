"""Statements of every kind: as values, in the terminal, in JSON, and in a folder of one's own."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from proofnotes import (
    Eq,
    Kind,
    Link,
    Measurement,
    Ne,
    NotationError,
    Opinion,
    Proof,
    Scalar,
    Table,
    Theorem,
    Verdict,
    chain,
)
from proofnotes.prover.proof import Condition, Point, Witness
from proofnotes.shell.terminal import broken_lines, outcome_lines, table_lines, without_lines
from proofnotes.statements.catalogue import CatalogueError, load_catalogue
from proofnotes.statements.claims import readable
from proofnotes.verdicts.model import Outcome
from proofnotes.verdicts.settle import answered, hypotheses, settle, without

x, y = Scalar("x"), Scalar("y")
CUBES = '''"""Cubes.   x³"""
from proofnotes import Definition, Kind, Measurement, Opinion, Scalar, Table, Theorem, chain
x = Scalar("x")
cube = Definition("cube", x**3, inputs=(x,))
odd = Theorem(
    "cube.odd",
    chain(cube(-x), "(−1)³ = −1", -cube(x), label="odd"),
    chain(cube(x) >= 0, "cubes are not negative", label="sign", kind=Kind.COUNTEREXAMPLE),
    chain(x * cube(x) >= 0, "a square of a square", label="bound", kind=Kind.BOUND),
)
taste = Opinion("cube.taste", "Cubes taste of salt.", source="Kitchen")
size = Measurement("cube.size", "How large cubes are.", lambda: Table(("x", "x³"), ((2, 8), (0.5, 0.125)), "exact"))
'''
TRUE = '''"""A counterexample to what is true."""
from proofnotes import Kind, Scalar, Theorem
x = Scalar("x")
wrong = Theorem("cube.wrong", x + x, "it is", 2 * x, kind=Kind.COUNTEREXAMPLE)
'''


@pytest.fixture
def cubes(tmp_path: Path) -> str:
    (tmp_path / "cube.py").write_text(CUBES, encoding="utf-8")
    return str(tmp_path)


def test_kinds_of_a_theorem_are_those_of_its_chains() -> None:
    theorem = Theorem(
        "a.b", chain(x, "same", x, label="t"), chain(x**2 >= 0, "square", label="b", kind=Kind.BOUND),
        chain(x, "no", y, label="c", kind=Kind.COUNTEREXAMPLE),
    )  # fmt: skip
    assert theorem.kinds == (Kind.IDENTITY, Kind.BOUND, Kind.COUNTEREXAMPLE)
    assert [link.expected for link in theorem.links] == ["PROVED", "PROVED", "REFUTED"]
    assert [link.kind for link in theorem.links] == list(theorem.kinds)


def test_hypotheses_of_a_chain_are_its_own() -> None:
    theorem = Theorem(
        "a.b", chain(x, "1", x, label="p", assuming=[y > 0]), chain(x, "2", x, label="q"), assuming=[x > 0]
    )
    assert [list(map(str, link.assuming)) for link in theorem.links] == [["x > 0", "y > 0"], ["x > 0"]]


@pytest.mark.parametrize("make", [
    lambda: Opinion("beauty", "It is beautiful."),
    lambda: Measurement("Size.x", "How large.", lambda: Table((), ())),
])  # fmt: skip
def test_ids_are_checked(make) -> None:
    with pytest.raises(NotationError, match="expected an id such as"):
        make()


def test_claims_have_nothing_to_prove() -> None:
    opinion = Opinion("a.b", "It is beautiful.")
    assert (opinion.kinds, opinion.links, opinion.family) == ((Kind.OPINION,), (), "a")
    assert settle(opinion).verdict == "OPINION"
    measured = Measurement("a.c", "How large.", lambda: Table(("x",), ((1,),)))
    assert (measured.kinds, settle(measured).verdict) == ((Kind.MEASURED,), "MEASURED")
    counted = replace(measured, chains=(chain(x + x, "twice", 2 * x),))
    assert (counted.kinds, settle(counted).verdict) == ((Kind.IDENTITY, Kind.MEASURED), "PROVED")


def test_list_gives_all_kinds(proofnotes, cubes: str) -> None:
    listed = [line.split() for line in proofnotes("--also", cubes, "list").output.splitlines()]
    own = [line for line in listed if line[0].startswith("cube.")]
    assert own == [
        ["cube.definition", "D"], ["cube.odd", "T", "C", "B"], ["cube.taste", "O"], ["cube.size", "M"],
    ]  # fmt: skip
    assert "cube.odd" in proofnotes("--also", cubes, "list", "--kind", "C").output


def test_prove_settles_a_counterexample(proofnotes, cubes: str) -> None:
    result = proofnotes("--also", cubes, "prove", "cube", "--jobs", "1")
    assert result.exit_code == 0
    assert "cube.odd[sign.1]  REFUTED as claimed, differs at x = -" in result.output
    assert "4 statements, 3 links: 1 DEFINED, 1 MEASURED, 1 OPINION, 1 PROVED; " in result.output


def test_json_says_what_was_expected(proofnotes, cubes: str) -> None:
    found = {each["id"]: each for each in json.loads(proofnotes("--also", cubes, "prove", "cube", "--json").stdout)}
    odd = found["cube.odd"]
    assert (odd["kinds"], odd["verdict"], odd["settled"]) == (["T", "C", "B"], "PROVED", True)
    assert [(each["kind"], each["expected"], each["verdict"]) for each in odd["links"]] == [
        ("T", "PROVED", "PROVED"), ("C", "REFUTED", "REFUTED"), ("B", "PROVED", "PROVED"),
    ]  # fmt: skip
    assert odd["links"][1]["witness"]["scalars"].keys() == {"x"}


def test_a_counterexample_to_what_is_true_is_not_settled(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "cube.py").write_text(TRUE, encoding="utf-8")
    result = proofnotes("--also", str(tmp_path), "prove", "cube.wrong")
    assert result.exit_code == 1
    assert "cube.wrong[1]  PROVED, REFUTED was claimed  (it is)" in result.output
    assert result.output.rstrip().endswith("; 1 not settled")


def test_show_measures(proofnotes, cubes: str) -> None:
    page = proofnotes("--also", cubes, "show", "cube").output
    assert "cube.odd  (identity and counterexample and bound, cube.py)" in page
    assert "Cubes taste of salt." in page
    assert "      x     x³\n      2      8\n    0.5  0.125\n    exact\n" in page


def test_a_claim_that_no_name_holds_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "loose.py").write_text('from proofnotes import Opinion\nOpinion("a.b", "No.")\n', encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"loose\.py:2: Opinion\('a\.b'\) has no module-level name"):
        load_catalogue(tmp_path)


def test_kernels_need_no_measurements() -> None:
    assert load_catalogue(packages=("derivations",)).measurements == ()


def outcome(*links: tuple[str, str]) -> Outcome:
    """Of links with a verdict, and the one that is claimed."""
    witness = Witness(Point({}, {"x": Fraction(1)}, {}), "1", "2")
    kinds = {"PROVED": Kind.IDENTITY, "REFUTED": Kind.COUNTEREXAMPLE}
    made = []
    for verdict, expected in links:
        link = Link("a.b", "", 1, x, "=", y, "why", (), kinds[expected])
        proof = Proof(link.relation, (), Verdict(verdict), "witness", witness=witness, seconds=0.1)
        made.append(answered(link, proof))
    return Outcome("a.b", (Kind.COUNTEREXAMPLE,), tuple(made))


@pytest.mark.parametrize(("links", "verdict", "settled"), [
    ([("REFUTED", "REFUTED")], "REFUTED", True),
    ([("PROVED", "PROVED"), ("REFUTED", "REFUTED")], "PROVED", True),
    ([("PROVED", "REFUTED")], "PROVED", False),
    ([("UNKNOWN", "REFUTED"), ("PROVED", "PROVED")], "UNKNOWN", False),
    ([("REFUTED", "PROVED"), ("REFUTED", "REFUTED")], "REFUTED", False),
])  # fmt: skip
def test_settled_means_as_expected(links: list[tuple[str, str]], verdict: str, settled: bool) -> None:
    found = outcome(*links)
    assert (found.verdict, found.settled) == (verdict, settled)
    assert bool(found.broken) is not settled


def test_lines_of_a_counterexample() -> None:
    assert list(outcome_lines(outcome(("REFUTED", "REFUTED")), 4)) == [
        "a.b   REFUTED   0.100 s  witness",
        "    a.b[1]  REFUTED as claimed, differs at x = 1: 1 against 2",
    ]


def test_what_would_help_is_said_once() -> None:
    (link,) = outcome(("UNKNOWN", "PROVED")).links
    proof = replace(link.proof, witness=None, missing=(Ne(x, 0), Eq(y, 1)))
    known = replace(link, proof=proof)
    assert list(broken_lines(known))[2:] == ["        would hold with: x != 0, y = 1"]
    shown = replace(known, proof=replace(proof, conditions=(Condition(Ne(x, 0), False),)))
    assert list(broken_lines(shown))[2:] == ["        would hold with: y = 1", "        not shown: x != 0"]


def test_without_lines() -> None:
    theorem = Theorem("a.b", x * y, "y = 1", x, assuming=[Eq(y, 1)])
    lines = list(without_lines([without(theorem, each) for each in hypotheses(theorem)]))
    assert lines[1] == "  without y = 1:  needed: a.b[1] is REFUTED"
    assert "        left over: x*(y - 1)" in lines
    assert "        would hold with: y = 1" in lines


def test_tables_are_aligned() -> None:
    table = Table(("name", "value"), (("a", 0.123456), ("bb", 12)), "note")
    assert list(table_lines(table)) == ["    name   value", "       a  0.1235", "      bb      12", "    note"]
    assert [readable(each) for each in (1, 1.0, 1e-9, "x")] == ["1", "1", "1e-09", "x"]
