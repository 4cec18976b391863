"""What the lowering makes of definitions that the repository does not have, and how the source looks."""

import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from proofnotes import Definition, Dim, Scalar, Tensor, exp, let_scalar, tanh
from proofnotes.gate import write_kernels
from proofnotes.lowering import (
    LoweringError,
    forward_kernel,
    kernels,
    lower,
    numpy_source,
    stale_kernels,
    vjp_kernel,
)
from proofnotes.lowering.kernels import jacobian_kernel
from proofnotes.lowering.numpy.emit import body_of
from proofnotes.lowering.numpy.registers import Statement, allocate, hole
from proofnotes.lowering.program.nodes import ProgramError
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.tasks.gradients import forward, gradients
from proofnotes.lowering.tasks.jacobians import has_jacobian
from proofnotes.statements.catalogue import load_catalogue
from tests.catalogue import CATALOGUE
from tests.examples import EXAMPLES
from tests.numeric.numeric_checks import (
    assert_close,
    condition,
    exact,
    exact_jacobian,
    exact_jvp,
    exact_vjp,
    natural_scale,
    sample,
)
from tests.numeric.numeric_checks import cases as all_cases
from tests.reading import ROOT

CASES = [
    pytest.param(definition, size, dtype, id=f"{definition.name}-{size}-{dtype.__name__}")
    for definition, size, dtype in all_cases(EXAMPLES)
]


@pytest.mark.parametrize(("definition", "size", "dtype"), CASES)
def test_a_strangers_definition(definition: Definition, size: int, dtype: Any) -> None:
    """A kernel, a gradient and a tangent from the definition alone."""
    at = sample(definition, size, dtype, 1)
    wanted = exact(forward(definition), at)
    scale = condition(lambda moved: exact(forward(definition), moved), at, wanted)
    assert_close(at.call(lower(definition)), wanted, scale, dtype, 12)
    found = at.call(lower(definition, vjp=True), vjp=True)
    found = found if isinstance(found, tuple) else (found,)
    for by, each in zip(definition.inputs, found, strict=True):
        wanted = exact_vjp(definition, by, at)
        scale = condition(lambda moved, by=by: exact_vjp(definition, by, moved), at, wanted)
        assert_close(each, wanted, scale + natural_scale(definition, at), dtype, 12)
    wanted = exact_jvp(definition, at)
    scale = condition(lambda moved: exact_jvp(definition, moved), at, wanted)
    inputs = [at.arrays[each.name] for each in definition.inputs]
    found = lower(definition, jvp=True)(*(at.arrays[f"d{each.name}"] for each in definition.inputs), *inputs)
    ways = sum(float(np.sum(np.abs(at.arrays[f"d{each.name}"]))) for each in definition.inputs)
    assert_close(found, wanted, scale + natural_scale(definition, at) * ways, dtype, 12)


@pytest.mark.parametrize("definition", [pytest.param(each, id=each.name) for each in EXAMPLES if has_jacobian(each)])
@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_strangers_jacobian(definition: Definition, size: int) -> None:
    at = sample(definition, size, np.float64, 1)
    kernel = jacobian_kernel(definition)
    namespace: dict[str, Any] = {}
    exec(numpy_source([kernel]), namespace)
    wanted = exact_jacobian(definition, at)
    scale = condition(lambda moved: exact_jacobian(definition, moved), at, wanted)
    assert_close(namespace[kernel.name](at.arrays["z"]), wanted, scale, np.float64, 12)


def test_a_strangers_statistic() -> None:
    """Over samples: no leading axes in the value, any number of them in the data, and a mean of nothing is refused."""
    moment = next(each for each in EXAMPLES if each.name == "moment")
    assert forward_kernel(moment).signature == "(..., D) -> (D)"
    data = np.random.default_rng(0).normal(size=(4, 5, 3))
    np.testing.assert_allclose(lower(moment)(data), np.mean(data**3, axis=(0, 1)), rtol=1e-14)
    np.testing.assert_allclose(lower(moment)(data, axis=0), np.mean(data**3, axis=(1, 2)), rtol=1e-14)
    with pytest.raises(ValueError, match=r"^moment: x has the leading axes \(0,\), 0 entries .*; expected at least 1"):
        lower(moment)(np.empty((0, 3)))


@pytest.mark.parametrize("name", ["mish", "hump", "logsumexp"])
def test_a_strangers_kernel_is_stable(name: str) -> None:
    definition = next(each for each in EXAMPLES if each.name == name)
    marks = [0, 1, 30, 1e3, 1e30, 3e38]
    x = np.array([marks, [-mark for mark in marks]], np.float32)
    assert np.isfinite(lower(definition)(x)).all()
    g = np.ones(2, np.float32) if name == "logsumexp" else np.ones_like(x)
    assert np.isfinite(lower(definition, vjp=True)(g, x)).all()
    if name != "logsumexp":
        np.testing.assert_array_equal(lower(definition)(np.float32([-np.inf])), 0)


def test_softmax_looks_as_one_would_write_it() -> None:
    softmax = CATALOGUE.by_id("softmax.definition")
    assert isinstance(softmax, Definition)
    assert body_of(forward_kernel(softmax)) == [
        "np.subtract(z, np.max(z, axis=-1, keepdims=True), out=out)",
        "np.exp(out, out=out)",
        "out /= np.sum(out, axis=-1, keepdims=True)",
    ]


def test_sums_over_rows_are_exchanged() -> None:
    """batch_norm_inference_vjp makes its gradient, and then yields what its rows add to the gradients of parameters."""
    inference = CATALOGUE.by_id("batch_norm.inference")
    assert isinstance(inference, Definition)
    body = body_of(vjp_kernel(inference))
    assert body[0] == "dx, dgamma, dbeta, drunning_mean, drunning_var = out"
    assert [line for line in body if " = yield rt.total(" in line]
    assert body[-1].startswith("drunning_var[...] = ")


def test_memory_is_used_again() -> None:
    """No kernel of the catalogue takes more than four arrays of scratch, but one that multiplies matrices six."""
    taken = {}
    for definition in CATALOGUE.definitions:
        for kernel in kernels(definition, CATALOGUE.theorems):
            lines = [line for line in body_of(kernel) if "rt.scratch(" in line]
            taken[kernel.name] = max((line.split(" = ")[0].count(",") + 1 for line in lines), default=0)
    assert max(taken.values()) <= 6
    assert max(taken[name] for name in taken if not name.startswith("swiglu")) <= 4
    assert taken["relu"] == taken["tanh"] == taken["softmax"] == taken["gelu"] == 0
    assert taken["sigmoid"] == taken["layer_norm"] == 1


def test_a_value_keeps_its_memory_while_it_is_read() -> None:
    """x is read after y is made from it: y gets memory of its own; z may take that of y."""
    lines = [
        Statement(function="np.exp", arguments=("a",), made=0),
        Statement(function="np.exp", arguments=(hole(0),), made=1),
        Statement(function="np.add", arguments=(hole(0), hole(1)), made=2),
        Statement(function="np.multiply", arguments=("b", hole(2)), made=3),
    ]
    found = allocate(lines, {3: "out"}, {}, iter("tuv"))
    assert found.memory == {0: "out", 1: "t", 2: "out", 3: "out"}
    assert list(found.scratch) == ["t"]
    assert lines[-1].written(found.memory, found.memory) == "out *= b"
    both = allocate([*lines, Statement("", "np.exp", (hole(0),), 4)], {3: "out", 4: "dx"}, {}, iter("tuv"))
    assert both.memory[0] not in {both.memory[n] for n in (1, 2, 3)}


def test_gradient_comes_from_the_theorem() -> None:
    catalogue = CATALOGUE
    sources = {d.name: {t.source for t in gradients(d, catalogue.theorems)} for d in catalogue.definitions}
    assert sources["softmax"] == {"softmax.vjp"}
    alone = {d.name: {t.source for t in gradients(d)} for d in catalogue.definitions}
    assert alone["softmax"] == {"softmax.definition"}


K, N = Dim("K"), Dim("N")
(i,) = K.indices("i")
(n,) = N.indices("n")
z, s = Tensor("z", K), Scalar("s")


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        (Definition("stray", z[i] + s, inputs=(z,), indices=(i,)), "mentions s, which is no input of stray"),
        (Definition("twice", z[i] + s, inputs=(z, Scalar("z")), indices=(i,)), "two of its arguments are called z"),
        (Definition("wide", z[i], inputs=(z,), indices=(n, i)), "no argument tells how many entries N has; add one"),
    ],
    ids=lambda value: value.name if isinstance(value, Definition) else "",
)
def test_what_cannot_be_lowered_is_told(definition: Definition, told: str) -> None:
    with pytest.raises(LoweringError, match=told):
        forward_kernel(definition)


DRAFTS = {
    "fine.py": '"""Square."""\nfrom proofnotes import Definition, Scalar\n\nx = Scalar("x")\n'
    'fine = Definition("fine", x**2, inputs=(x,))\nbad = Definition("bad", x + Scalar("y"), inputs=(x,))\n'
    'again = Definition("fine_vjp", x**3, inputs=(x,))\n',
    "hopeless.py": '"""Wide."""\nfrom proofnotes import Definition, Dim, Scalar\n\n'
    'x, n = Scalar("x"), Dim("N").index("n")\n'
    'hopeless = Definition("hopeless", x, inputs=(x,), indices=(n,))\n',
}


def test_a_definition_without_a_kernel_stops_no_other(tmp_path: Path) -> None:
    """A sentence for each, exit status 1, and the others are written."""
    (drafts := tmp_path / "drafts").mkdir()
    for name, text in DRAFTS.items():
        (drafts / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "proofnotes", "--also", str(drafts), "kernels", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "fine.py: no kernel bad: bad.definition: x + y mentions y, which is no input of bad",
        "fine.py: no kernel fine_vjp: fine.definition makes one; rename fine_vjp.definition",
        "hopeless.py: no kernel hopeless: hopeless: no argument tells how many entries N has; add one over N",
    ]
    assert (out / "fine.py").is_file()
    assert not (out / "hopeless.py").exists()
    assert (out / "softmax.py").is_file()


def test_a_new_file_gets_kernels(tmp_path: Path) -> None:
    """One file in a folder: kernels are written, found fresh, and run."""
    drafts = tmp_path / "drafts"
    drafts.mkdir()
    (drafts / "drafted.py").write_text(
        '"""Mish: smooth."""\nfrom proofnotes import Definition, Scalar, exp, log, tanh\n\nx = Scalar("x")\n'
        'drafted = Definition("drafted", x * tanh(log(1 + exp(x))), inputs=(x,))\n',
        encoding="utf-8",
    )
    catalogue = load_catalogue(drafts)
    folder = tmp_path / "kernels"
    assert folder / "drafted.py" in write_kernels(folder, catalogue).paths
    assert stale_kernels(folder, catalogue) == []
    namespace: dict[str, Any] = {}
    exec((folder / "drafted.py").read_text(encoding="utf-8"), namespace)
    assert namespace["drafted"](1.0) == pytest.approx(0.8650983882673103, rel=1e-15)
    assert namespace["drafted_vjp"](1.0, 1.0) == pytest.approx(1.0490362200997922, rel=1e-14)


def test_stale_files_are_noticed(tmp_path: Path) -> None:
    catalogue = CATALOGUE
    write_kernels(tmp_path, catalogue)
    stray = (tmp_path / "softmax.py").read_text(encoding="utf-8")
    (tmp_path / "softmax.py").write_text("changed", encoding="utf-8")
    (tmp_path / "tanh.py").unlink()
    (tmp_path / "stray.py").write_text(stray, encoding="utf-8")
    (tmp_path / "mine.py").write_text("", encoding="utf-8")
    assert {path.name for path in stale_kernels(tmp_path, catalogue)} == {"softmax.py", "tanh.py", "stray.py"}
    write_kernels(tmp_path, catalogue)
    assert stale_kernels(tmp_path, catalogue) == []
    assert (tmp_path / "mine.py").exists()


def test_source_does_not_depend_on_hashes() -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "proofnotes", "kernels", "--check"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


def test_lines_are_short() -> None:
    for path in (ROOT / "numeric").glob("*.py"):
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120, path


def test_local_names_do_not_shadow_arguments() -> None:
    for definition in CATALOGUE.definitions:
        for kernel in kernels(definition):
            assigned = {line.split(" ")[0] for line in body_of(kernel) if " = " in line}
            assert not assigned & set(kernel.arguments)


def test_a_value_has_its_name_when_it_is_made() -> None:
    """A product of three factors that the derivation names: two statements, and no name before the last."""
    a, b, c = Scalar("a"), Scalar("b"), Scalar("c")
    part = let_scalar("part", a * exp(b) * tanh(c))
    kernel = Definition("named", part**2 + part * a, inputs=(a, b, c), where=(part.quantity,))
    found, wanted = lower(kernel)(np.ones(2), np.ones(2), np.ones(2)), math.e * math.tanh(1)
    np.testing.assert_allclose(found, wanted**2 + wanted, rtol=1e-14)


@pytest.mark.parametrize(
    ("make", "error", "told"),
    [
        (forward_kernel, ProgramError("inside"), "no array program was found for x*exp(x) (inside); name its parts"),
        (vjp_kernel, ProgramError("inside"), "no array program was found for the gradients of x*exp(x) (inside); name"),
        (vjp_kernel, RecursionError("inside"), "it is nested too deeply; name its parts with let()"),
        (vjp_kernel, LoweringError("no kernel for it"), "no kernel for it"),
    ],
)
def test_a_refusal_quotes_what_the_author_wrote(
    make: Any, error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only what an array program has no place for."""

    def none(program: Program) -> Program:
        raise error

    monkeypatch.setitem(forward_kernel.__globals__, "arranged", none)
    x = Scalar("x")
    with pytest.raises(LoweringError, match=re.escape(f"bump: {told}")):
        make(Definition("bump", x * exp(x), inputs=(x,)))
