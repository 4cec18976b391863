"""The command line: list, show, prove, recheck, certify, kernels, report, check.

Commands import what they need when they run: --help and list need neither SymPy nor NumPy.  The exit status is 1 where
something is not settled or out of date, and 2 where a command cannot do what it was asked to; a sentence says why.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..expr.errors import HypothesisError, NotationError, UndefinedError
from ..statements.catalogue import PACKAGES, Catalogue, CatalogueError, UnknownId, load_catalogue
from ..statements.statement import Statement
from ..verdicts.model import Outcome
from ..verdicts.processes import in_processes
from ..verdicts.record import recheck_record, record
from ..verdicts.settle import MeasuringError, settle
from .check_command import check
from .progress import echo_lines, progress
from .terminal import outcome_lines, recheck_lines, statement_lines, summary

if TYPE_CHECKING:  # its room is loaded by the commands that need it
    from ..certifying import CoqMark

FOLDER = click.Path(file_okay=False, path_type=Path)
CERTIFICATES = Path("build/certificates")
"""Where the report looks for certificates, too."""

JOBS = min(os.cpu_count() or 1, 2)
IDS = click.argument("ids", nargs=-1, metavar="[ID]...")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print a JSON list: each statement with its links.")
IN_JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), default=JOBS, show_default=True, help="How many processes."
)


class Refused(click.ClickException):
    """A command that cannot do what it was asked to; the message says why."""

    exit_code = 2


class Commands(click.Group):
    """The commands; what is wrong with a file, a formula or a folder is said in a sentence."""

    def invoke(self, context: click.Context) -> Any:
        """A closed pipe is click's to handle, and what shows a mistake of this library is not caught."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Refused(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error
        except (CatalogueError, MeasuringError, NotationError, HypothesisError, UndefinedError) as error:
            raise Refused(str(error)) from error


class Settings:
    """What the options before the command say: a folder of derivation files, and whether it is read alone."""

    def __init__(self, also: Path | None, only: Path | None) -> None:
        if also is not None and only is not None:
            raise click.UsageError("--also reads a folder besides the repository's own files, --only without them")
        self.folder = also or only
        self.packages = PACKAGES if only is None else ()

    def catalogue(self, *, measured: bool = True) -> Catalogue:
        """Load it, with what is measured or without."""
        return load_catalogue(self.folder, self.packages if measured else self.packages[:1])


def _selected(catalogue: Catalogue, ids: Sequence[str]) -> tuple[Statement, ...]:
    try:
        found = [each for id in ids for each in catalogue.select(id)]
    except UnknownId as error:
        raise click.UsageError(str(error)) from error
    return tuple(dict.fromkeys(found)) if ids else catalogue.statements


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(metadata.version("proofnotes"), prog_name="proofnotes")
@click.option("--also", type=FOLDER, help="Read the derivation files of this folder too.")
@click.option("--only", type=FOLDER, help="Read the derivation files of this folder alone.")
@click.pass_context
def main(context: click.Context, also: Path | None, only: Path | None) -> None:
    """Machine-checked mathematics of machine learning.

    An ID is that of a statement (softmax.jacobian) or of everything about one function (softmax).
    """
    context.obj = Settings(also, only)


@main.command("list")
@click.option("--kind", type=click.Choice(list("DTBLCMO")), help="Those of one kind only.")
@click.pass_obj
def list_(settings: Settings, kind: str | None) -> None:
    """List every statement, one a line: its id and its kinds.

    D definition, T identity, B bound, L limit, C counterexample, M measured, O opinion.
    """
    kinds = {each.id: [one.value for one in each.kinds] for each in settings.catalogue().statements}
    width = max(map(len, kinds), default=0)
    for id, own in kinds.items():
        if kind is None or kind in own:
            click.echo(f"{id:<{width}}  {' '.join(own)}")


@main.command()
@click.argument("id")
@AS_JSON
@click.pass_obj
def show(settings: Settings, id: str, as_json: bool) -> None:
    """Print a statement: its hypotheses, its chain with the reasons, and the verdict on each link.

    A link that build/certificates says is certified is so marked.  Below the chains stands what becomes of the
    statement without each of its hypotheses.
    """
    catalogue = settings.catalogue()
    statements = _selected(catalogue, [id])
    found = [(each, settle(each, measure=True)) for each in statements]
    marks = _marks(catalogue, statements)
    if as_json:
        _echo_json({**record(outcome), "certificates": _marked(outcome, marks)} for _, outcome in found)
        return
    certified = {name: f"Coq {mark.version}, {CERTIFICATES / mark.file}:{mark.line}" for name, mark in marks.items()}
    pages = ("\n".join(statement_lines(each, catalogue.module_of(each), outcome, certified)) for each, outcome in found)
    click.echo("\n\n".join(pages))


def _marks(catalogue: Catalogue, statements: Sequence[Statement]) -> dict[str, CoqMark]:
    """The certificates of their files, if any has been made."""
    if not CERTIFICATES.is_dir():
        return {}
    from ..certifying import coq_marks

    return coq_marks(catalogue, CERTIFICATES, {catalogue.module_of(each).path for each in statements})


def _marked(outcome: Outcome, marks: Mapping[str, CoqMark]) -> dict[str, Any]:
    return {each.name: vars(marks[each.name]) for each in outcome.links if each.settled and each.name in marks}


def _echo_json(records: Iterable[dict[str, Any]]) -> None:
    click.echo(json.dumps(list(records), ensure_ascii=False, indent=1))


@main.command()
@IDS
@AS_JSON
@IN_JOBS
@click.option("--necessity", is_flag=True, help="Try each theorem again without each of its hypotheses.")
@click.pass_obj
def prove(settings: Settings, ids: Sequence[str], as_json: bool, jobs: int, necessity: bool) -> None:
    """Settle statements, all of them by default: a line for each with verdict, seconds and method.

    An identity, bound or limit is settled when it is PROVED, a counterexample when it is REFUTED; the witness stands
    below it.  Below a statement that is not settled stand its broken links, with a witness or what is left over.
    The exit status is 1 if any statement is not settled.

    With --necessity what is settled is tried again without each of its hypotheses.  One without which the statement
    is REFUTED, or has no value somewhere, is needed; one without which it is PROVED is not, and is named; of the others
    nothing is decided.
    """
    statements = _selected(settings.catalogue(), ids)
    started = time.perf_counter()
    outcomes = _settled(settings, statements, jobs, quiet=as_json, necessity=necessity)
    if as_json:
        _echo_json(map(record, outcomes))
    else:
        echo_lines(summary(outcomes, time.perf_counter() - started))
    sys.exit(not all(each.settled for each in outcomes))


def _settled(
    settings: Settings, statements: Sequence[Statement], jobs: int, *, quiet: bool, necessity: bool
) -> list[Outcome]:
    width = max((len(each.id) for each in statements), default=0)
    outcomes = []
    work = partial(settle, necessity=necessity)
    arriving = in_processes(work, statements, jobs, settings.folder, settings.packages)
    with arriving as found, progress("proving", len(statements)) as advance:
        for outcome in found:
            outcomes.append(outcome)
            advance([] if quiet else list(outcome_lines(outcome, width)))
    return outcomes


@main.command("recheck")
@IDS
@AS_JSON
@IN_JOBS
@click.pass_obj
def recheck_(settings: Settings, ids: Sequence[str], as_json: bool, jobs: int) -> None:
    """Check statements again with the second engine: at small dimensions, by plain SymPy and exact arithmetic.

    The exit status is 1 if it does not agree with what is claimed, or says nothing about it.
    """
    from ..verdicts.recheck import recheck  # it loads SymPy

    statements = [each for each in _selected(settings.catalogue(), ids) if each.links]
    width = max((len(each.id) for each in statements), default=0)
    found = []
    arriving = in_processes(recheck, statements, jobs, settings.folder, settings.packages)
    with arriving as answers, progress("checking", len(statements)) as advance:
        for each in answers:
            found.append(each)
            advance([] if as_json else list(recheck_lines(each, width)))
    if as_json:
        _echo_json(map(recheck_record, found))
    sys.exit(any(each.unexpected for each in found))


@main.command("certify")
@IDS
@AS_JSON
@IN_JOBS
@click.option("--print", "only_print", is_flag=True, help="Only write the files; this needs no Coq.")
@click.option("--statement", is_flag=True, help="Only show what is stated for Coq; this writes nothing.")
@click.option("--all", "every", is_flag=True, help="Exit with 1 also where a link has no certificate.")
@click.option(
    "--coqchk", type=click.Choice(["algebra", "intervals"]), help="Let Coq's second checker read those proofs, too."
)
@click.option("--out", type=FOLDER, default=CERTIFICATES, show_default=True, help="The folder to write to.")
@click.pass_obj
def certify_(
    settings: Settings,
    ids: Sequence[str],
    as_json: bool,
    jobs: int,
    only_print: bool,
    statement: bool,
    every: bool,
    coqchk: str | None,
    out: Path,
) -> None:
    """Certificates: every link stated and proved for Coq, and checked by it.  All files, or those of the IDs.

    For each derivation S_NAME.v says what is claimed, P_NAME.v and I_NAME.v hold proofs, and K_NAME.v asks Coq whether
    they are of these claims and what they assume.  Nothing that Coq has accepted before is checked again.

    A line for each link: certified, rejected with what Coq says, not printed and why, or conditional, proved under
    hypotheses that are not shown to be possible.  The exit status is 1 if Coq rejects a link that is PROVED, or a proof
    assumes more than it may; with --all also if a link has no certificate.
    """
    from ..certifying import CoqError
    from .certificates import certify_files, state_files

    catalogue = settings.catalogue()
    statements = _selected(catalogue, ids)
    try:
        if statement:
            state_files(catalogue, statements)
            return
        sys.exit(
            certify_files(
                catalogue, statements, out, jobs, settings.folder, settings.packages,
                as_json=as_json, only_print=only_print, every=every, coqchk=coqchk,
            )
        )  # fmt: skip
    except CoqError as error:
        raise Refused(str(error)) from error


@main.command()
@IDS
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and name the files if any is out of date.")
@click.option("--out", type=FOLDER, help="The folder to write to.  [default: the package numeric]")
@click.pass_obj
def kernels(settings: Settings, ids: Sequence[str], check: bool, out: Path | None) -> None:
    """Generate the kernels from the definitions, in NumPy and in C: all of them, or those of the files of the IDs.

    The theorems whose formulas a kernel uses are proved first.  Then every kernel is run, as it would be written, and
    compared with an evaluation of its definition in ball arithmetic.  One that differs is stopped, with the numbers
    that show it, and the file that it belongs to keeps its old text; all others are written.  What cannot be made is
    said, and stops nothing else.  The exit status is 1 if a kernel was stopped or cannot be made.
    """
    from ..lowering import stale_kernels  # it loads NumPy

    if out is None and not settings.packages:
        raise Refused("kernels of --only do not go into the package numeric; name a folder with --out")
    folder = out or _numeric_folder()
    catalogue = settings.catalogue(measured=False)  # what is measured are the kernels
    if not check:
        files = {catalogue.module_of(each).name for each in _selected(catalogue, ids)} if ids else None
        sys.exit(_written(folder, catalogue, files))
    stale = stale_kernels(folder, catalogue)
    for name in stale:
        click.echo(f"{name} is out of date: run proofnotes kernels", err=True)
    sys.exit(bool(stale))


def _written(folder: Path, catalogue: Catalogue, files: set[str] | None) -> bool:
    """Write kernels and tell what came of it; whether any is missing."""
    from ..gate import write_kernels  # it loads NumPy

    done = write_kernels(folder, catalogue, files)
    echo_lines(map(str, done.paths))
    for each in (*done.left, *done.refused, *done.stopped):
        click.echo(each, err=True)
    return bool(done.refused or done.stopped)


def _numeric_folder() -> Path:
    spec = find_spec("numeric")
    if spec is None or spec.origin is None:
        raise Refused("the package numeric is not installed; name a folder with --out")
    return Path(spec.origin).parent


@main.command()
@click.option("--out", type=FOLDER, default=Path("build"), show_default=True, help="The folder to write to.")
@click.pass_obj
def report(settings: Settings, out: Path) -> None:
    """Prove everything and typeset the notes, in English and Chinese: Markdown, LaTeX and HTML."""
    from ..report import ReportError, build_report, steps_of  # it loads Matplotlib

    if not settings.packages:
        raise Refused("the notes are about the files of derivations: report takes --also and not --only")
    catalogue = settings.catalogue()
    with progress("report", steps_of(catalogue)) as advance:
        try:
            written = build_report(out, lambda name, done, total: advance([]), catalogue)
        except ReportError as error:
            raise Refused(str(error)) from error
    for path in written:
        click.echo(path)


main.add_command(check)
