"""What became of a statement: one model that the terminal, JSON, notebooks and the report all read.

Whoever imports this room gets what prints statements in a notebook with it.
"""

from . import notebook

__all__ = ["notebook"]
