"""What a derivation file consists of: definitions, theorems, chains, claims, and the catalogue of all of them.

Importing it registers how statements are typeset, so that they need not know it.
"""

from . import statement, typeset

__all__ = ["statement", "typeset"]
