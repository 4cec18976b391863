"""python -m proofnotes."""

from .shell.cli import main

main(prog_name="proofnotes")
