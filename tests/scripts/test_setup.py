"""Installing: a kernel that the C compiler dies on, or does not come to an end with, is lost alone."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest
from setuptools.errors import ExecError

from tests.reading import ROOT

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="there is no C compiler")

LOADED = """
import numpy as np, numeric
from numeric._runtime import backend
print(numeric.backend(), *sorted(backend._module.kernels))
print(numeric.relu(np.array([-1.0, 2.0])).tolist(), numeric.sigmoid(np.zeros(1)).tolist())
"""
DYING = '#error "the compiler has died"\n'


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package with the kernels of two functions only."""
    shutil.copytree(ROOT / "numeric", tmp_path / "numeric", ignore=shutil.ignore_patterns("*.so", "__pycache__"))
    for name in ("setup.py", "pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    table = tmp_path / "numeric/native/kernels.c"
    text = table.read_text(encoding="utf-8")
    text = re.sub(r'#include "kernels/(?!relu|sigmoid)\w+.h"\n', "", text)
    text = re.sub(r"#ifndef WITHOUT_(?!relu|sigmoid)\w+\n.*\n#endif\n", "", text)
    table.write_text(text, encoding="utf-8")
    return tmp_path


def build(folder: Path) -> str:
    """What the installation says."""
    command = [sys.executable, "setup.py", "--quiet", "build_ext", "--inplace"]
    environment = {**os.environ, "PROOFNOTES_CFLAGS": "-O0"}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stderr


def loaded(folder: Path) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", LOADED], cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def insert(folder: Path, line: str) -> None:
    """Into the kernel relu_vjp."""
    header = folder / "numeric/native/kernels/relu.h"
    start = "#ifndef WITHOUT_relu_vjp\n"
    text = header.read_text(encoding="utf-8")
    assert start in text
    header.write_text(text.replace(start, start + line), encoding="utf-8")


def names(of: str) -> list[str]:
    return [f"{of}{task}" for task in ("", "_derivative", "_jvp", "_vjp")]


def test_a_kernel_is_lost_alone(copy: Path) -> None:
    insert(copy, DYING)
    told = build(copy)
    assert "The C compiler fails on relu_vjp: the NumPy kernels will serve there." in told
    kernels, values = loaded(copy)
    assert kernels.split() == ["native", *sorted({*names("relu"), *names("sigmoid")} - {"relu_vjp"})]
    assert values == "[0.0, 2.0] [0.5]"


def test_a_compiler_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    """Like one that dies: an error of the compiler, so that its kernel is lost alone."""
    spawn = runpy.run_path(str(ROOT / "setup.py"), run_name="setup")["spawn_for_a_while"]
    spawn.__globals__["SECONDS"] = 2
    pid = tmp_path / "pid"
    with pytest.raises(ExecError, match="timed out"):
        spawn(["sh", "-c", f'sleep 1000 & echo $! > "{pid}"; wait'])
    number = int(pid.read_text())
    for _ in range(300):  # a signal takes its time on a busy machine
        if is_gone(number):
            return
        sleep(0.1)
    pytest.fail("what the compiler had started is still running")


def is_gone(pid: int) -> bool:
    """Whether the process has ended; nobody may have asked for its status yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
