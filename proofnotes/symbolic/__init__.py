"""The former place of expressions: they are in `proofnotes.expr`.

Kept for programs that import `proofnotes.symbolic.errors`; new ones take everything from `proofnotes` itself.
"""
