"""How kernels are compiled: at installation, by setup.py, and by whoever makes one later.   Standard library only."""

import os
import platform
import shlex
import sysconfig
from hashlib import sha256
from pathlib import Path

FLAGS = [
    "-O3",
    "-g0",
    "-std=gnu11",
    "-Wall",
    "-Wextra",
    "-ffp-contract=off",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-pthread",
]
X86 = {
    "avx2": ["-mavx2", "-mfma"],
    "avx512": ["-mavx512f", "-mavx512dq", "-mavx512vl", "-mavx512bw", "-mfma", "-mprefer-vector-width=512"],
}


def instruction_sets() -> dict[str, list[str]]:
    """Name to flags: what every machine of this kind has, and what some have."""
    is_x86 = platform.machine().lower() in ("x86_64", "amd64")
    return {"baseline": [], **(X86 if is_x86 else {})}


def compiler() -> list[str]:
    """The command: that of the environment, or the one that built Python."""
    return shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")


def layout_of(folder: Path) -> str:
    """What tells how a table of kernels lies in memory: code that was compiled for another must not be called."""
    return sha256((folder / "kernel.h").read_bytes()).hexdigest()[:12]
