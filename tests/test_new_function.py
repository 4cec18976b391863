"""A function that the repository does not have, from the one file that CONTRIBUTING.md shows."""

import re
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import mpmath
import numpy as np
import pytest

from proofnotes import Definition
from proofnotes.gate import write_kernels
from proofnotes.lowering import stale_kernels
from proofnotes.printing.latex import latex
from proofnotes.report import gather, render
from proofnotes.statements.catalogue import Catalogue, load_catalogue
from tests.catalogue import CATALOGUE
from tests.numeric import test_kernels
from tests.reading import ROOT

pytestmark = pytest.mark.skipif(
    (ROOT / "derivations" / "mish.py").exists(),
    reason="the repository has it, so the tests of every function are about it",
)


def source() -> str:
    """The file, from the page."""
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("drafts")
    (found / "mish.py").write_text(source(), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)


def test_a_catalogue_without_the_folder_does_not_have_it() -> None:
    assert "mish.definition" not in {each.id for each in CATALOGUE.statements}


def test_it_is_stated(catalogue: Catalogue) -> None:
    assert [each.id for each in catalogue.family("mish")] == ["mish.definition", "mish.derivative"]
    assert catalogue.module_of(catalogue.by_id("mish.derivative")).title.startswith("Mish")


def test_it_is_proved(proofnotes, folder: Path) -> None:
    result = proofnotes("--also", str(folder), "prove", "mish")
    assert result.exit_code == 0
    definition, derivative, _ = result.output.splitlines()
    assert definition.split() == ["mish.definition", "DEFINED"]
    assert derivative.split()[:2] == ["mish.derivative", "PROVED"]


def test_a_mistake_in_it_is_refuted(proofnotes, folder: Path, tmp_path: Path) -> None:
    right = (folder / "mish.py").read_text(encoding="utf-8")
    wrong = right.replace("1 - tanh(softplus) ** 2", "1 + tanh(softplus) ** 2")
    assert wrong != right
    (tmp_path / "mish.py").write_text(wrong, encoding="utf-8")
    result = proofnotes("--also", str(tmp_path), "prove", "mish")
    assert result.exit_code == 1
    assert "mish.derivative[1]  REFUTED" in result.output


@pytest.fixture(scope="module")
def kernels(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The generated file, imported from the folder that it was written to."""
    out = tmp_path_factory.mktemp("kernels")
    assert out / "mish.py" in write_kernels(out, catalogue).paths
    assert stale_kernels(out, catalogue) == []
    spec = spec_from_file_location("mish_kernels", out / "mish.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


POINTS = [-800.0, -60.0, -20.0, -1.5, -1e-8, 0.0, 1e-8, 0.5, 3.0, 40.0, 800.0]


def exact(x: float) -> mpmath.mpf:
    return x * mpmath.tanh(mpmath.log(1 + mpmath.exp(mpmath.mpf(x))))


@pytest.mark.parametrize(("dtype", "ulps"), [(np.float64, 8), (np.float32, 8)])
def test_its_kernel_computes_the_definition(kernels: ModuleType, dtype: type, ulps: int) -> None:
    x = np.array(POINTS, dtype=dtype)
    with mpmath.workdps(400):
        expected = np.array([float(exact(float(each))) for each in x])
    found = kernels.mish(x)
    assert found.dtype == dtype
    tiny = float(np.finfo(dtype).tiny)
    np.testing.assert_allclose(found, expected, rtol=ulps * np.finfo(dtype).eps, atol=tiny)


@pytest.fixture
def as_catalogued(kernels: ModuleType, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> Definition:
    """What the checks of the whole catalogue take: the definition, with its kernels where they look for them."""
    monkeypatch.setattr(test_kernels, "CATALOGUE", catalogue)
    monkeypatch.setattr(test_kernels, "numeric", kernels)
    return catalogue.by_id("mish.definition")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("check", [
    test_kernels.test_forward_is_the_definition,
    test_kernels.test_gradient_is_the_derivative,
    test_kernels.test_gradient_is_the_proved_closed_form,
])  # fmt: skip
def test_it_passes_the_checks_of_every_kernel(as_catalogued: Definition, check: Callable, dtype: type) -> None:
    check(as_catalogued, 1, dtype)


def test_its_gradient_is_adjoint_to_central_differences(as_catalogued: Definition) -> None:
    test_kernels.test_gradient_is_adjoint_to_central_differences(as_catalogued, 1)


def test_its_gradient_is_the_exact_one(kernels: ModuleType) -> None:
    x = np.array(POINTS)
    with mpmath.workdps(400):
        expected = np.array([float(mpmath.diff(exact, each, h=mpmath.mpf(10) ** -60)) for each in POINTS])
    found = kernels.mish_vjp(np.ones_like(x), x)
    np.testing.assert_allclose(found, expected, rtol=1e-14, atol=np.finfo(float).tiny)


def test_its_kernel_checks_what_it_is_given(kernels: ModuleType) -> None:
    with pytest.raises(TypeError, match="mish: x"):
        kernels.mish(np.array(["one"]))
    with pytest.raises(ValueError, match=r"mish_vjp: .*g has \(3,\)"):
        kernels.mish_vjp(np.ones(3), np.ones(2))


def test_it_has_a_section_in_the_notes(catalogue: Catalogue, tmp_path: Path) -> None:
    (link,) = catalogue.by_id("mish.derivative").links
    own = Catalogue((catalogue.module_of(catalogue.by_id("mish.derivative")),))
    written = render(catalogue, gather(own, lambda name, done, total: None), tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in written}
    for name, proved in {"notes.zh.md": "✓ 已证", "notes.en.md": "✓ proved"}.items():
        section = pages[name][pages[name].index("#### mish.derivative") :]
        assert all(latex(side) in section for side in (link.left, link.right))
        assert proved in section
        assert "mish.derivative" in pages[name.replace("md", "tex")].replace(r"\_", "_")
