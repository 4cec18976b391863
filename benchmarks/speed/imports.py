"""What `import numeric` costs beside `import numpy`: processor time in processes of their own, by turns."""

import subprocess
import sys
from compileall import compile_dir
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = "from time import process_time as now; start = now(); import {}; print(now() - start)"


def seconds(rounds: int) -> dict[str, float]:
    """The least of several runs for each, of modules that are compiled, as they are once installed."""
    compile_dir(ROOT / "numeric", quiet=1)
    times: dict[str, list[float]] = {"numpy": [], "numeric": []}
    for _ in range(rounds):
        for package, found in times.items():
            found.append(_once(package))
    return {package: round(min(found), 5) for package, found in times.items()}


def _once(package: str) -> float:
    command = [sys.executable, "-c", PROGRAM.format(package)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
