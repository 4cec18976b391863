"""The kernels in C, compiled when the project is installed.   Everything else is in pyproject.toml.

Without a C compiler, or where it fails, the installation succeeds and the NumPy kernels serve.
The same source is compiled for each precision and instruction set; which of them runs is decided when it is loaded.
A kernel that the compiler fails on is left out, and said to be.
PROOFNOTES_CFLAGS is added to the compiler's flags (-Werror, -fsanitize=address); it gets PROOFNOTES_COMPILE_SECONDS for
each file, 300 unless it is said.
"""

import os
import re
import runpy
import shlex
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError, ExecError

FOLDER = "numeric/native"
SECONDS = int(os.environ.get("PROOFNOTES_COMPILE_SECONDS") or 300)
HOW = runpy.run_path("numeric/_runtime/c_compiler.py")


class BuildKernels(build_ext):
    """Compiles kernels.c once for each precision and instruction set, two at a time, and links everything.

    Where the compiler fails on some kernels only, or does not come to an end, the others are compiled without them.
    """

    def build_extension(self, ext: Extension) -> None:
        extra = shlex.split(os.environ.get("PROOFNOTES_CFLAGS", ""))
        sets = HOW["instruction_sets"]()
        layout = ("LAYOUT", f'"{HOW["layout_of"](Path(FOLDER))}"')
        available = [layout, *((f"HAVE_{name.upper()}", "1") for name in sets if name != "baseline")]
        self.compiler.spawn = spawn_for_a_while
        self.compile_one = partial(self._compiled, include_dirs=ext.include_dirs, extra=extra)
        tables = [
            Job(
                f"{FOLDER}/kernels.c",
                flags,
                [("PRECISION", bits), ("TABLE", f"kernels_{name}_{bits}")],
                f"{name}_{bits}",
            )
            for name, flags in sets.items()
            for bits in ("32", "64")
        ]
        common = [Job(source, [], available, "common") for source in ext.sources]
        ext.extra_objects = self._without_failing(tables) + _objects(self._attempts(common))
        ext.sources, self.force = [], True
        ext.extra_link_args = ["-pthread", *extra]
        super().build_extension(ext)

    def _compiled(self, job: "Job", include_dirs: list[str], extra: list[str]) -> list[str]:
        return self.compiler.compile(
            [job.source],
            output_dir=str(Path(self.build_temp) / job.place),
            macros=job.macros,
            include_dirs=include_dirs,
            extra_postargs=[*HOW["FLAGS"], *job.flags, *extra],
            depends=[*map(str, Path(FOLDER).rglob("*.h")), FOLDER + "/kernels.c"],
        )

    def _attempts(self, jobs: "list[Job]") -> "list[list[str] | CompileError]":
        """The objects of each, or why there are none."""

        def attempt(job: Job) -> "list[str] | CompileError":
            try:
                return self.compile_one(job)
            except CompileError as error:
                return error

        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return list(pool.map(attempt, jobs))

    def _without_failing(self, tables: "list[Job]") -> list[str]:
        """The tables, all without the same kernels: those that some table cannot be compiled with, even alone."""
        left_out: list[str] = []
        while True:
            jobs = [job.without(left_out) for job in tables]
            made = self._attempts(jobs)
            failed = next((job for job, each in zip(jobs, made, strict=True) if isinstance(each, CompileError)), None)
            found = self._failing(failed, left_out) if failed else []
            if not found:
                return _objects(made)
            told = ", ".join(found)
            print(f"The C compiler fails on {told}: the NumPy kernels will serve there.", file=sys.stderr)
            left_out += found

    def _failing(self, job: "Job", left_out: list[str]) -> list[str]:
        """The kernels that cannot be compiled even alone."""
        names = [name for name in kernel_names() if name not in left_out]
        made = self._attempts([job.only(name, names) for name in names])
        return [name for name, each in zip(names, made, strict=True) if isinstance(each, CompileError)]


def _objects(made: "list[list[str] | CompileError]") -> list[str]:
    """All objects; the first error if there is one."""
    for each in made:
        if isinstance(each, CompileError):
            raise each
    return [path for paths in made for path in paths]


@dataclass(frozen=True)
class Job:
    """A file to compile, and under which folder its object goes."""

    source: str
    flags: list[str]
    macros: list[tuple[str, str]]
    place: str

    def without(self, names: list[str]) -> "Job":
        """The same without these kernels."""
        return replace(self, macros=[*self.macros, *((f"WITHOUT_{name}", "1") for name in names)])

    def only(self, name: str, names: list[str]) -> "Job":
        """One kernel alone."""
        job = self.without([each for each in names if each != name])
        return replace(job, place=f"{self.place}/{name}")


def kernel_names() -> list[str]:
    """All that the table names."""
    return re.findall(r'\.name = "(\w+)"', Path(FOLDER, "kernels.c").read_text(encoding="utf-8"))


def spawn_for_a_while(command: list[str]) -> None:
    """Run a compiler that may die, or hang; then it ends together with the processes that it has started."""
    try:
        with subprocess.Popen(command, process_group=0) as running:
            try:
                status = running.wait(SECONDS)
            finally:
                if running.poll() is None:
                    os.killpg(running.pid, signal.SIGKILL)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ExecError(f"{command[0]}: {error}"[:500]) from None
    if status:
        raise ExecError(f"{command[0]} ended with status {status}")


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


NAMES = ("module", "caller", "calls", "dispatch", "memory", "parallel", "results", "strided")
EXTENSION = Extension(
    "numeric._native", [f"{FOLDER}/{name}.c" for name in NAMES], include_dirs=[*headers(), FOLDER], optional=True
)

if __name__ == "__main__":
    if not has_compiler():
        print("No C compiler: the NumPy kernels will serve.", file=sys.stderr)
    setup(cmdclass={"build_ext": BuildKernels}, ext_modules=[EXTENSION] if has_compiler() and headers() else [])
