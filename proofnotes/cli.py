"""The former place of the command line, which is in `proofnotes.shell.cli`; kept for programs that import from it."""

from .shell.cli import main

__all__ = ["main"]
