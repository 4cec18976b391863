"""The command `check`, with its options.  What it needs is loaded when it runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

FORMATS = ("terminal", "json", "github", "sarif", "html")
JOBS = min(os.cpu_count() or 1, 2)
FILE = click.Path(dir_okay=False, path_type=Path)


def _explain(context: click.Context, option: click.Parameter, code: str | None) -> None:
    if code is not None and not context.resilient_parsing:
        from .checking import explained

        click.echo(explained(code))
        context.exit()


@click.command()
@click.argument("notes", nargs=-1, metavar="[NOTES]...")
@click.option(
    "--output-format", "format", type=click.Choice(FORMATS), default="terminal", show_default=True,
    help="For people, for programs, for pull requests, for code scanning, or as a copy of the notes.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path), help="Write to this file; pages of several notes to a folder."
)
@click.option("--verbose", is_flag=True, help="Every verdict, also of what is proved, defined or only mentioned.")
@click.option("--statistics", is_flag=True, help="How often each code occurs, and what it means.")
@click.option("--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain, help="Explain a code.")
@click.option("--strict", is_flag=True, help="Warnings are errors.")
@click.option("--exit-zero", is_flag=True, help="The exit status is 0 whatever is found.")
@click.option(
    "--base", metavar="REF", default="", help="Errors are what is worse than at this commit, and nothing else."
)
@click.option("--baseline", type=FILE, help="What stands in this file is known, and no error.")
@click.option("--write-baseline", is_flag=True, help="Write everything that is wrong now into the baseline.")
@click.option("--fix", is_flag=True, help="Correct formulas that exactly one edit makes true, as is proved.")
@click.option(
    "--suggest", is_flag=True, help="Print as a diff the annotations that would help (with --fix corrections)."
)
@click.option("--fix-annotations", is_flag=True, help="Write these annotations into the notes.")
@click.option("--no-words", is_flag=True, help="Read no meaning from prose: definitions and annotations only.")
@click.option("--no-cache", is_flag=True, help="Prove everything anew.")
@click.option("--watch", is_flag=True, help="Go on, and check what has changed whenever a file is saved.")
@click.option("--jobs", type=click.IntRange(min=1), default=JOBS, show_default=True, help="How many processes.")
def check(
    notes: tuple[str, ...],
    format: str,
    output: Path | None,
    verbose: bool,
    statistics: bool,
    strict: bool,
    exit_zero: bool,
    base: str,
    baseline: Path | None,
    write_baseline: bool,
    fix: bool,
    suggest: bool,
    fix_annotations: bool,
    no_words: bool,
    no_cache: bool,
    watch: bool,
    jobs: int,
) -> None:
    """Check the formulas of notes that exist already: Markdown, LaTeX, notebooks; files, folders, patterns.

    Each equation and inequality of the text is read with the definitions around it, and is proved for every dimension,
    refuted with numbers, or understood in part; what is ambiguous is refused with a code (--explain S08).  Only what is
    certainly wrong is an error.

    The exit status is 0 if nothing is an error, 1 if something is, 2 if the notes cannot be read, and 3 if proofnotes
    itself has made a mistake.  [tool.proofnotes.check] in pyproject.toml, or [check] in proofnotes.toml, configures it.
    """
    from .checking import CheckOptions, check_notes
    from .notes.printing import NotesPrinter

    options = CheckOptions(
        notes,
        NotesPrinter(format, output, verbose),
        strict=strict,
        exit_zero=exit_zero,
        base=base,
        baseline=baseline,
        write_baseline=write_baseline,
        fix=fix,
        suggest=suggest,
        fix_annotations=fix_annotations,
        words=not no_words,
        cache=not no_cache,
        statistics=statistics,
        watch=watch,
        jobs=jobs,
    )
    sys.exit(check_notes(options))
