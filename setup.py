"""The kernels in C, compiled when the project is installed.   Everything else is in pyproject.toml.

Without a C compiler, or where it fails, the installation succeeds and the NumPy kernels serve.
The same source is compiled for each precision and instruction set; which of them runs is decided when it is loaded.
PROOFNOTES_CFLAGS is added to the compiler's flags (-Werror, -fsanitize=address).
"""

import os
import runpy
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

FOLDER = "numeric/native"
HOW = runpy.run_path("numeric/_runtime/c_compiler.py")


class BuildKernels(build_ext):
    """Compiles kernels.c once for each precision and instruction set, two at a time, and links everything."""

    def build_extension(self, ext: Extension) -> None:
        extra = shlex.split(os.environ.get("PROOFNOTES_CFLAGS", ""))
        sets = HOW["instruction_sets"]()
        layout = ("LAYOUT", f'"{HOW["layout_of"](Path(FOLDER))}"')
        available = [layout, *((f"HAVE_{name.upper()}", "1") for name in sets if name != "baseline")]

        def compiled(job: tuple[str, list[str], list[tuple[str, str]], str]) -> list[str]:
            source, flags, macros, place = job
            return self.compiler.compile(
                [source],
                output_dir=str(Path(self.build_temp) / place),
                macros=macros,
                include_dirs=ext.include_dirs,
                extra_postargs=[*HOW["FLAGS"], *flags, *extra],
                depends=[*map(str, Path(FOLDER).rglob("*.h")), FOLDER + "/kernels.c"],
            )

        jobs = [
            (f"{FOLDER}/kernels.c", flags, [("PRECISION", bits), ("TABLE", f"kernels_{name}_{bits}")], f"{name}_{bits}")
            for name, flags in sets.items()
            for bits in ("32", "64")
        ]
        jobs += [(source, [], available, "common") for source in ext.sources]
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            ext.extra_objects = [path for paths in pool.map(compiled, jobs) for path in paths]
        ext.sources, self.force = [], True
        ext.extra_link_args = ["-pthread", *extra]
        super().build_extension(ext)


def headers() -> list[str]:
    """NumPy's; none where NumPy is not there, and then there is no extension either."""
    try:
        import numpy
    except ImportError:
        return []
    return [numpy.get_include()]


def has_compiler() -> bool:
    """Whether the compiler that built Python is here."""
    try:
        return subprocess.run([*HOW["compiler"](), "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


NAMES = ("module", "calls", "dispatch", "parallel", "strided")
EXTENSION = Extension(
    "numeric._native", [f"{FOLDER}/{name}.c" for name in NAMES], include_dirs=[*headers(), FOLDER], optional=True
)

if not has_compiler():
    print("No C compiler: the NumPy kernels will serve.", file=sys.stderr)
setup(cmdclass={"build_ext": BuildKernels}, ext_modules=[EXTENSION] if has_compiler() and headers() else [])
