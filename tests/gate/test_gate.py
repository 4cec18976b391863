"""No kernel reaches a file unproved or unchecked: whatever goes wrong, the file keeps its old text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from proofnotes.callables.compiling import can_compile
from proofnotes.gate import WrittenKernels, examining, loading, write_kernels, writing
from proofnotes.lowering.native import c_kernel
from proofnotes.lowering.program import values as v
from proofnotes.lowering.program.program import Program
from proofnotes.lowering.stable import stabilize
from proofnotes.lowering.tasks import gradients, tangents
from proofnotes.statements.catalogue import load_catalogue
from tests.reading import ROOT, imports

HEAD = '''"""{name}: a draft."""
from proofnotes import *

K, N = Dim("K"), Dim("N")
i, j, k = K.indices("i j k")
n, m = N.indices("n m")
x, g = Scalar("x"), Scalar("g")
z, v = Tensor("z", K), Tensor("g", K)
X, W = Tensor("x", N, K), Tensor("W", K, K)
'''

ACTIVATION = 'f = Definition("f", x * tanh(x), inputs=(x,))\n'
LAYER = 'f = Definition("f", total(X[n, j] * W[j, i], j), inputs=(X, W), indices=(n, i))\n'
SOFTMAX = (
    'f = Definition("f", exp(z[i]) / total(exp(z[k]), k), inputs=(z,), indices=(i,))\n'
    'y = let("y", f.of(z)[i], i)\n'
)  # fmt: skip

Draft = Callable[..., Path]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A folder of files, each with one definition."""

    def write(**texts: str) -> Path:
        folder = tmp_path / "drafts"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.py").write_text(HEAD.format(name=name) + text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def run(folder: Path, out: Path, *files: str) -> WrittenKernels:
    return write_kernels(out, load_catalogue(folder, ()), files or None)


def imported(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_what_passes_is_written(draft: Draft, out: Path) -> None:
    done = run(draft(first=ACTIVATION, second=LAYER.replace('"f"', '"h"')), out)
    assert (done.stopped, done.refused, done.left) == ((), (), ())
    assert {path.name for path in done.paths} >= {"first.py", "first.pyi", "second.py", "__init__.py", "kernels.c"}
    assert imported(out / "first.py").f(1.0) == pytest.approx(np.tanh(1), rel=1e-15)


# Theorems.

THEOREMS = {
    "false": 'vjp = Theorem("f.vjp", g * diff(f(x), x), "wrong", g * (tanh(x) - x * (1 - tanh(x) ** 2)))\n',
    "of something else": 'vjp = Theorem("f.vjp", g * diff(x * exp(x), x), "of another", g * (1 + x) * exp(x))\n',
    "for some numbers only": (
        'h = Definition("h", Abs(x), inputs=(x,))\n'
        'vjp = Theorem("h.vjp", g * diff(Abs(x), x), "x > 0", g, assuming=[x > 0])\n'
    ),
    "a bound": 'vjp = Theorem("f.vjp", chain(g * g * diff(f(x), x) <= g * g * 2, "bounded"), kind=Kind.BOUND)\n',
    "a counterexample": 'vjp = Theorem("f.vjp", g * diff(f(x), x), "false", g * x, kind=Kind.COUNTEREXAMPLE)\n',
}  # fmt: skip


@pytest.mark.parametrize("theorem", THEOREMS)
def test_a_theorem_that_is_not_proved_stops_its_file(draft: Draft, out: Path, theorem: str) -> None:
    done = run(draft(first=ACTIVATION + THEOREMS[theorem], second=LAYER.replace('"f"', '"other"')), out)
    assert done.stopped
    assert {each.file for each in done.stopped} == {"first"}
    assert not (out / "first.py").exists()
    assert (out / "second.py").exists()
    assert "first" not in (out / "__init__.py").read_text(encoding="utf-8")
    assert "first" not in (out / "native" / "kernels.c").read_text(encoding="utf-8")


def test_the_sentence_names_the_link_and_what_became_of_it(draft: Draft, out: Path) -> None:
    told = [str(each) for each in run(draft(first=ACTIVATION + THEOREMS["false"]), out).stopped]
    assert any(each.startswith("first.py: f_vjp is not written: f.vjp[1] is REFUTED") for each in told)
    told = [str(each) for each in run(draft(first=ACTIVATION + THEOREMS["for some numbers only"]), out).stopped]
    assert any("without the hypotheses x > 0, which the definition does not have" in each for each in told)


def test_a_theorem_under_an_equation_is_not_used(draft: Draft, out: Path) -> None:
    """It says nothing where the equation does not hold; the gradient is derived from the definition."""
    hypotheses = "assuming=[Eq(z[k], 0), Eq(v[k], 1)]"
    under = f'vjp = Theorem("f.vjp", total(v[i] * diff(y[i], z[j]), i), "at 0", 0, {hypotheses})\n'
    done = run(draft(first=SOFTMAX + under), out)
    assert done.stopped == ()
    assert "Source: f.definition" in (out / "first.py").read_text(encoding="utf-8").partition("def f_vjp")[2]


def test_a_proved_theorem_is_used(draft: Draft, out: Path) -> None:
    right = 'vjp = Theorem("f.vjp", g * diff(f(x), x), "product rule", g * (tanh(x) + x * (1 - tanh(x) ** 2)))\n'
    assert run(draft(first=ACTIVATION + right), out).stopped == ()
    assert "Source: f.vjp" in (out / "first.py").read_text(encoding="utf-8")


def test_a_theorem_about_another_function_is_found_by_running(draft: Draft, out: Path) -> None:
    """Proved, and of no use: it differentiates something else."""
    done = run(draft(first=ACTIVATION + THEOREMS["of something else"]), out)
    assert any("f_vjp is wrong with" in str(each) for each in done.stopped)


# Lowering.


def _no_transposition(text: str) -> str:
    return text.replace(".T", "")


MISTAKES = {
    "an operation": (ACTIVATION, lambda text: text.replace("np.tanh", "np.sin")),
    "a factor": (ACTIVATION, lambda text: text.replace("out *= x\n", "\n", 1)),
    "a transposition": (LAYER, _no_transposition),
    "an axis": (SOFTMAX, lambda text: text.replace("np.sum(out, axis=-1", "np.sum(out, axis=0")),
    "a sign": (SOFTMAX, lambda text: text.replace("np.subtract(t, u", "np.add(t, u")),
    "a maximum": (SOFTMAX, lambda text: text.replace("np.max(", "np.min(")),
    "a name": (ACTIVATION, lambda text: text.replace("np.tanh(x", "np.tanh(y")),
    "the syntax": (ACTIVATION, lambda text: text.replace("def f(", "def f(,")),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_edited_text_is_stopped(draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch, mistake: str) -> None:
    definition, change = MISTAKES[mistake]
    folder = draft(first=definition)
    assert run(folder, out).stopped == ()
    right = (out / "first.py").read_text(encoding="utf-8")
    assert change(right) != right
    written = writing.written

    def wrong(*arguments: object, **keywords: object) -> dict[str, str]:
        files = written(*arguments, **keywords)  # type: ignore[arg-type]
        return {**files, "first.py": change(files["first.py"])}

    monkeypatch.setattr(writing, "written", wrong)
    assert run(folder, out).stopped
    assert (out / "first.py").read_text(encoding="utf-8") == right


def test_wrong_gradients_and_tangents_are_stopped(draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contracted = gradients.contracted
    monkeypatch.setattr(gradients, "contracted", lambda e: -contracted(e))
    monkeypatch.setattr(tangents, "contracted", lambda e: 2 * contracted(e))
    told = [each.kernel for each in run(draft(first=ACTIVATION), out).stopped]
    assert {"f_vjp", "f_derivative"} <= set(told)


def test_a_wrong_rewrite_is_stopped(draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values that are exchanged for others which they do not equal."""
    rewritten = stabilize.rewritten

    def wrong(program: Program, *given: object) -> Program:
        found = rewritten(program, *given)
        return Program(tuple(v.neg(each) for each in found.outputs), found.hints)

    monkeypatch.setattr(import_module("proofnotes.lowering.kernels"), "rewritten", wrong)
    done = run(draft(first=ACTIVATION, second=LAYER.replace('"f"', '"h"')), out)
    assert {each.file for each in done.stopped} == {"first", "second"}
    assert list(out.glob("*.py")) == [out / "__init__.py"]


@pytest.mark.skipif(not can_compile(), reason="there is no C compiler")
class TestCompiled:
    """What is wrong in C only."""

    def test_wrong_c_is_stopped(self, draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        joined = c_kernel._joined
        monkeypatch.setattr(c_kernel, "_joined", lambda lines: joined(lines).replace("v_tanh(", "v_exp("))
        told = [str(each) for each in run(draft(first=ACTIVATION), out).stopped]
        assert told
        assert all(" in C is wrong with " in each for each in told)
        assert not (out / "first.py").exists()

    def test_right_c_is_run(self, draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found: list[str] = []
        functions = loading.compiled_functions

        def seen(text: str, name: str) -> loading.Functions:
            made = functions(text, name)
            found.extend(made)
            return made

        monkeypatch.setattr(examining, "compiled_functions", seen)
        assert run(draft(first=ACTIVATION), out).stopped == ()
        assert {"f", "f_vjp", "f_jvp", "f_derivative"} <= set(found)

    def test_a_kernel_that_no_compiler_takes_is_left_to_numpy(
        self, draft: Draft, out: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        joined = c_kernel._joined
        monkeypatch.setattr(c_kernel, "_joined", lambda lines: joined(lines).replace("kernel_f_vjp(", "kernel f_vjp("))
        done = run(draft(first=ACTIVATION), out)
        assert done.stopped == ()
        assert len(done.left) == 1
        assert done.left[0].startswith("f_vjp: ")
        text = (out / "first.py").read_text(encoding="utf-8")
        assert text.count("native=") == 3
        assert "kernel_f_vjp" not in (out / "native" / "kernels" / "first.h").read_text(encoding="utf-8")
        assert "kernel_f_jvp" in (out / "native" / "kernels" / "first.h").read_text(encoding="utf-8")


# Files.


def texts(folder: Path) -> dict[str, str]:
    """Everything that was written."""
    found = (path for path in folder.rglob("*.*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in found}


def test_a_stopped_file_keeps_its_old_text_and_its_place(draft: Draft, out: Path) -> None:
    folder = draft(first=ACTIVATION, second=SOFTMAX.replace('"f"', '"h"'))
    run(folder, out)
    before = texts(out)
    draft(first=ACTIVATION + THEOREMS["false"])
    done = run(folder, out)
    assert {each.file for each in done.stopped} == {"first"}
    assert texts(out) == before
    draft(first=ACTIVATION)
    assert run(folder, out).stopped == ()


def test_some_files_alone(draft: Draft, out: Path) -> None:
    folder = draft(first=ACTIVATION, second=SOFTMAX.replace('"f"', '"h"'))
    run(folder, out)
    whole = texts(out)
    (out / "first.py").write_text((out / "first.py").read_text(encoding="utf-8") + "# kept\n", encoding="utf-8")
    done = run(folder, out, "second")
    assert out / "first.py" not in done.paths
    assert (out / "first.py").read_text(encoding="utf-8").endswith("# kept\n")
    run(folder, out, "first")
    assert texts(out) == whole


def test_what_cannot_be_made_stops_nothing_else(draft: Draft, out: Path) -> None:
    folder = draft(first=ACTIVATION, second='h = Definition("h", x * K, inputs=(x,))\n')
    done = run(folder, out)
    assert len(done.refused) >= 1
    assert all("second.py" in each for each in done.refused)
    assert (out / "first.py").exists()
    assert done.stopped == ()


# The command.


def test_the_command_tells_and_exits_with_1(proofnotes, draft: Draft, out: Path) -> None:
    folder = draft(first=ACTIVATION + THEOREMS["of something else"], second=SOFTMAX.replace('"f"', '"h"'))
    done = proofnotes("--also", str(folder), "kernels", "h", "f", "--out", str(out))
    assert done.exit_code == 1
    assert "first.py: f_vjp is wrong with unequal sizes, float64: dx" in done.stderr
    assert "expected" in done.stderr
    assert str(out / "second.py") in done.stdout
    assert not (out / "first.py").exists()


def test_the_command_takes_ids(proofnotes, out: Path) -> None:
    done = proofnotes("kernels", "softmax", "tanh.vjp", "--out", str(out))
    assert done.exit_code == 0
    assert {path.name for path in out.glob("*.py")} == {"softmax.py", "tanh.py", "__init__.py"}
    assert proofnotes("kernels", "softmx", "--out", str(out)).exit_code == 2


def test_the_repository_passes(proofnotes, tmp_path: Path) -> None:
    assert proofnotes("kernels", "--out", str(tmp_path / "numeric")).exit_code == 0


def test_what_is_exact_shares_nothing_with_the_lowering() -> None:
    for name in ("exact", "slopes"):
        found = list(imports(ROOT / "proofnotes" / "checks" / f"{name}.py"))
        assert found
        assert [each for each in found if each.startswith("proofnotes.lowering")] == []


@pytest.mark.skipif(not can_compile(), reason="there is no C compiler")
def test_what_is_compiled_later_has_memory_beside_the_numpy_kernels() -> None:
    """With the package in NumPy nobody had said how many threads there are, and there was scratch for none."""
    program = (
        "import numpy as np; from proofnotes import *; K = Dim('K'); i, k = K.indices('i k'); z = Tensor('z', K)\n"
        "f = lambdify(exp(z[i])/total(exp(z[k]), k), modules='native', check=False)\n"
        "x = np.zeros((64, 4096)); print(all(np.allclose(f(x), 1/4096) for _ in range(50)))"
    )
    environment = {**os.environ, "PROOFNOTES_BACKEND": "numpy"}
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (found.returncode, found.stdout.strip()) == (0, "True")
