"""How far a command is: a bar where somebody watches, and nothing where a program reads."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import click


def echo_lines(lines: Iterable[str]) -> None:
    """One below the other."""
    for line in lines:
        click.echo(line)


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[Sequence[str]], None]]:
    """A callback that prints lines and moves on by one: above a bar where stderr is a terminal, plainly elsewhere."""
    if not sys.stderr.isatty():
        yield echo_lines
        return
    from rich.console import Console  # slow, and needed on a terminal only
    from rich.progress import MofNCompleteColumn, Progress

    columns = (*Progress.get_default_columns(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        above = partial(bar.console.print, markup=False, highlight=False, soft_wrap=True)

        def advance(lines: Sequence[str]) -> None:
            for line in lines:
                (above if sys.stdout.isatty() else click.echo)(line)
            bar.advance(task)

        yield advance
