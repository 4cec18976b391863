"""What a benchmark ran on.  No name of a host, a user or a folder."""

import os
import platform
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import numpy as np

from proofnotes.report.benchmarks import Machine

CPUINFO = Path("/proc/cpuinfo")
ISA = ("sse4_2", "avx", "avx2", "fma", "avx512f", "avx512bw", "avx512dq", "avx512vl", "asimd", "sve")
"""The extensions that decide which code runs, as Linux calls them."""


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def describe(backends: Mapping[str, ModuleType], versions: Mapping[str, str], missing: Mapping[str, str]) -> Machine:
    """The machine, and the versions of everything that took part."""
    return Machine(
        cpu=cpu(),
        cores=cores(),
        isa=tuple(_isa()),
        system=f"{platform.system()} {platform.machine()}",
        date=datetime.now(UTC).date().isoformat(),
        threads={name: module.get_num_threads() for name, module in backends.items()},
        load=round(os.getloadavg()[0], 2),
        versions={"Python": platform.python_version(), "NumPy": np.__version__, **versions},
        missing=dict(missing),
    )


def _cpuinfo(field: str) -> str:
    if not CPUINFO.exists():
        return ""
    found = re.search(rf"^{field}\s*:\s*(.*)$", CPUINFO.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1].strip() if found else ""


def cpu() -> str:
    return _cpuinfo("model name") or platform.processor() or platform.machine()


def _isa() -> list[str]:
    flags = (_cpuinfo("flags") or _cpuinfo("Features")).split()
    return [each for each in ISA if each in flags]
