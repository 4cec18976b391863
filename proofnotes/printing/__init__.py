"""How expressions look: plain text and LaTeX, exactly as they were written.

Importing it registers the printers, so that what is printed need not know them.
"""

from . import derivations, displays, latex, sentences, text

__all__ = ["derivations", "displays", "latex", "sentences", "text"]
