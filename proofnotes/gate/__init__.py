"""No kernel reaches a file unproved or unchecked.

`proofs` asks whether the theorems are proved whose formulas a kernel uses, `loading` makes functions of the text that
is to be written, `examining` runs them, `writing` puts into place what has passed.
"""

from .examining import Stop
from .writing import WrittenKernels, write_kernels

__all__ = ["Stop", "WrittenKernels", "write_kernels"]
