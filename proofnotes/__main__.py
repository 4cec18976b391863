"""python -m proofnotes."""

from .cli import main

main(prog_name="proofnotes")
