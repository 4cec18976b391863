"""What a derivation file consists of: definitions, theorems, chains, claims, and the catalogue of all of them.

Importing it registers how statements are typeset and what they are in SymPy, so that they need not know it.
"""

from . import in_sympy, statement, typeset

__all__ = ["in_sympy", "statement", "typeset"]
