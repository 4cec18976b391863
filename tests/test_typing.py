"""numeric and proofnotes as a type checker sees them from outside: as installed for development, and from a wheel."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.reading import ROOT

USER = ROOT / "tests" / "typed_user.py"
NOT_SHIPPED = shutil.ignore_patterns(".*", "build", "__pycache__", "*.egg-info", "*.so")
WRONG = {
    "from numeric import softmax\nsoftmax('a b', axes=0)\n": "axes",
    "from numeric import softmax_vjp\nsoftmax_vjp([1.0])\n": "softmax_vjp",
    "from numeric import sigmoid\nsigmoid(1.0).upper()\n": "upper",
    "from numeric import set_num_threads\nset_num_threads('2')\n": "set_num_threads",
    "from proofnotes import prove, Scalar\nprove(Scalar('x') > 0).verdit\n": "verdit",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, without the compiled kernels, which have no say in types."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, folder / "source", symlinks=True, ignore=NOT_SHIPPED)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run("pip", "wheel", *options, "--wheel-dir", str(folder), str(folder / "source"), CC="/nonexistent")
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module", params=["development", "wheel"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where Python finds the packages, besides where it is installed."""
    if request.param == "development":
        return os.environ.get("PYTHONPATH", "")
    target = tmp_path_factory.mktemp("installed")
    run("pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--target", str(target),
        str(request.getfixturevalue("wheel")))  # fmt: skip
    return str(target)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


def run(module: str, *arguments: str, cwd: Path | None = None, passes: bool = True, **environment: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True)
    assert (done.returncode == 0) is passes, done.stdout + done.stderr
    return done.stdout


@pytest.mark.one_in(2)
def test_mypy_has_no_complaint(path: str, cache: str, tmp_path: Path) -> None:
    user = shutil.copy(USER, tmp_path / "user.py")
    run("mypy", "--strict", "--cache-dir", cache, str(user), cwd=tmp_path, PYTHONPATH=path)


@pytest.mark.thorough
def test_pyright_has_no_complaint(path: str, tmp_path: Path) -> None:
    pytest.importorskip("basedpyright")
    user = shutil.copy(USER, tmp_path / "user.py")
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    run("basedpyright", "--pythonpath", sys.executable, str(user), cwd=tmp_path, PYTHONPATH=path)


def test_it_runs(path: str, tmp_path: Path) -> None:
    user = shutil.copy(USER, tmp_path / "user.py")
    done = subprocess.run([sys.executable, str(user)], cwd=tmp_path, env={**os.environ, "PYTHONPATH": path})
    assert done.returncode == 0


@pytest.mark.parametrize("program", WRONG)
def test_a_slip_is_seen(program: str, cache: str, tmp_path: Path) -> None:
    user = tmp_path / "user.py"
    user.write_text(program, encoding="utf-8")
    assert WRONG[program] in run("mypy", "--strict", "--cache-dir", cache, str(user), cwd=tmp_path, passes=False)


def test_stubs_agree_with_the_kernels_that_run(tmp_path: Path) -> None:
    """Names, order and defaults of all parameters; what is written by hand has its types inline."""
    (tmp_path / "mypy.ini").write_text("[mypy]\n[mypy-numeric.*]\nignore_errors = True\n", encoding="utf-8")
    (tmp_path / "allowed").write_text(r"numeric\._\w+\..*" "\n", encoding="utf-8")
    options = ["--mypy-config-file", "mypy.ini", "--allowlist", "allowed", "--ignore-unused-allowlist"]
    run("mypy.stubtest", *options, "numeric", cwd=tmp_path)


def test_stubs_are_consistent(cache: str) -> None:
    stubs = sorted(str(stub) for stub in (ROOT / "numeric").glob("*.pyi"))
    run("mypy", "--strict", "--config-file", os.devnull, "--cache-dir", cache, *stubs, cwd=ROOT)


def test_the_wheel_holds_the_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    stubs = {f"numeric/{stub.name}" for stub in (ROOT / "numeric").glob("*.pyi")}
    assert stubs
    assert stubs | {"numeric/py.typed", "proofnotes/py.typed", "derivations/py.typed"} <= names


def test_the_wheel_holds_what_functions_are_compiled_with(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"numeric/native/{header.name}" for header in (ROOT / "numeric" / "native").glob("*.h")} <= names


def test_every_kernel_has_a_stub() -> None:
    import numeric

    generated = [name for name in numeric.__all__ if hasattr(getattr(numeric, name), "kernel")]
    declared = "".join(stub.read_text(encoding="utf-8") for stub in (ROOT / "numeric").glob("*.pyi"))
    assert generated
    assert [name for name in generated if f"def {name}(" not in declared] == []
