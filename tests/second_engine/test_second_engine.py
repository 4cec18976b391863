"""The second engine agrees with every link of the catalogue, and disagrees with what is false."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result

import proofnotes.expr.calculus
import proofnotes.prover.normal_form.normal
from proofnotes import Dim, Eq, Ne, NotationError, Scalar, Tensor, Verdict, diff, exp, let, limit, prove, total
from proofnotes.expr.nodes import Relation
from proofnotes.second_engine import Agreement, check
from tests.catalogue import CATALOGUE

from ..prover.mutants import mutants
from ..reading import file_of, imports, name_of, reached, sources

LINKS = CATALOGUE.links
LINK = pytest.mark.parametrize("link", [pytest.param(link, id=link.name) for link in LINKS])

NOTATION = ("errors", "faces", "indices", "misuse", "nodes", "signs", "spelling", "tex")
MAY_READ = {f"proofnotes.{name}" for name in ("statements.chains", "expr.indices", "expr.nodes", "expr.restriction")}
"""Notation only, and of which indices a hypothesis speaks: nothing that differentiates or decides."""

K = Dim("K")
i, j, k = K.indices("i j k")
(c,) = K.fixed("c")
x, y = Scalar("x"), Scalar("y")
z = Tensor("z", K)
sigma = let("sigma", 1 / (1 + exp(-x)), inputs=(x,))
slope = let("slope", diff(x**2 * y, x), inputs=(x,))
slopes = let("slopes", diff(total(z[k] ** 2, k), z[j]), j, inputs=(z,))
energy = let("energy", total(z[k] ** 2, k))


@pytest.mark.one_in(3)
@LINK
def test_every_link_agrees(link) -> None:
    """Balls are for inequalities: an identity is the same rational function, or has the same limit."""
    found = check(link)
    if link.expected == "REFUTED":
        assert found.agreement is Agreement.DISAGREES
        return
    assert found.agrees, found.detail
    assert not found.detail, "some dimensions were skipped"
    assert (found.agreement is Agreement.BALLS) <= (link.sign != "=")


@pytest.mark.one_in(8)
@LINK
def test_mistakes_disagree(link) -> None:
    """One mistake of each kind.  A mistake with which it agrees is none: the first engine does not refute it."""
    for kind, right in dict(mutants(link.right)).items():
        mutant = Relation(link.left, link.sign, right)
        found = check(mutant, link.assuming)
        if found.agreement is not Agreement.DISAGREES and link.sign == "=" and link.expected == "PROVED":
            try:
                verdict = prove(mutant, assuming=link.assuming).verdict
            except NotationError:
                continue
            assert verdict is not Verdict.REFUTED, f"{kind}: {mutant}"


def test_it_imports_notation_only() -> None:
    for path in sources("proofnotes/second_engine"):
        ours = {name for name in imports(path) if name.startswith("proofnotes")}
        assert {name for name in ours if not name.startswith("proofnotes.second_engine")} <= MAY_READ, path


def test_notation_differentiates_nothing() -> None:
    """What it reads trees with does not reach the calculus either, not even inside a function."""
    loaded = {name_of(path) for path in reached(file_of(name) for name in MAY_READ - {"proofnotes.statements.chains"})}
    assert {name for name in loaded if not name.startswith("proofnotes.expr.")} == set()
    assert not loaded & {f"proofnotes.expr.{name}" for name in ("arrays", "calculus", "counting", "functions", "names")}


def test_it_works_without_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the second engine asked the first")

    monkeypatch.setattr(proofnotes.expr.calculus, "derivative", refuse)
    monkeypatch.setattr(proofnotes.prover.normal_form.normal, "normal", refuse)
    link = next(link for link in LINKS if link.id == "layer_norm.vjp")
    assert check(link).agreement is Agreement.EXACT


AGREES = {
    "arguments": (Eq(sigma.of(-x) + sigma.of(x), 1), Agreement.EXACT),
    "a derivative inside a name is carried out first": (Eq(slope.of(y), 2 * y**2), Agreement.EXACT),
    "the same of a tensor": (Eq(slopes.of(lambda a: z[a] * total(z[k], k))[i], 2 * z[i] * total(z[k], k)),
                             Agreement.EXACT),
    "by a name, then by an entry": (Eq(diff(energy[()] ** 2 + x * energy[()], energy[()], z[j]), 4 * z[j]),
                                    Agreement.EXACT),
    "by an entry, then by a name": (Eq(diff(energy[()] ** 2, z[j], energy[()]), 4 * z[j]), Agreement.EXACT),
    "a limit": (Eq(limit(1 / (1 + exp(x)), x), 0), Agreement.LIMIT),
    "an inequality": (exp(x) >= 1 + x, Agreement.BALLS),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREES)
def test_agrees(name: str) -> None:
    relation, agreement = AGREES[name]
    assert check(relation).agreement is agreement


def test_positions_of_a_fixed_index() -> None:
    assert check(z[c] + z[i] > z[i], [z[c] > 0]).agrees
    assert check(z[j] + z[i] > z[i], [z[c] > 0]).agreement is Agreement.DISAGREES


def test_no_point_is_not_agreement() -> None:
    assert check(Eq(x, x), [x > 0, x < 0]).agreement is Agreement.UNCHECKED
    assert check(Eq(x, x), [Ne(x, x)]).agreement is Agreement.UNCHECKED


def test_what_it_cannot_see() -> None:
    """Small dimensions never prove: a polynomial that vanishes at 1, 2 and 3 is found out by the first engine only."""
    hidden = Eq((1 * K - 1) * (1 * K - 2) * (1 * K - 3) * total(z[k], k), 0)
    assert check(hidden).agrees
    assert prove(hidden).verdict is Verdict.REFUTED


def test_a_derivative_by_a_name_of_an_indexed_argument_is_refused() -> None:
    """A sum over the index captured it: Σ_k ∂σ(z_k)/∂σ(z_k) = K was PROVED."""
    with pytest.raises(NotationError, match="index of its own"):
        prove(diff(total(sigma.of(z[k]), k), sigma.of(z[k])), 1 * K)


def test_recheck(proofnotes) -> None:
    result: Result = proofnotes("recheck", "softmax.jacobian", "batch_norm.couples", "--jobs", "1")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.output.splitlines()] == ["softmax.jacobian", "batch_norm.couples"]
    assert "agrees exactly" in result.output
    assert "disagrees, as claimed" in result.output


WRONG = '''"""Wrong on purpose."""
from proofnotes import Scalar, Theorem
x = Scalar("x")
wrong = Theorem("wrong.square", (x + 1) ** 2, "forgotten", x**2 + 1)
'''


def test_recheck_of_what_is_wrong(proofnotes, tmp_path: Path) -> None:
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    result: Result = proofnotes("--also", str(tmp_path), "recheck", "wrong")
    assert result.exit_code == 1
    assert "wrong.square[1]: disagrees" in result.output
