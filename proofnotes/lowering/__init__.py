"""From definitions to kernels, in NumPy and in C."""

from .errors import LoweringError
from .kernels import Kernel, derivative_kernel, forward_kernel, jvp_kernel, kernels, vjp_kernel
from .numpy.module import lower, program
from .package import stale_kernels, write_kernels
from .stable.rewrites import ROWS, Row

__all__ = [
    "ROWS",
    "Kernel",
    "LoweringError",
    "Row",
    "derivative_kernel",
    "forward_kernel",
    "jvp_kernel",
    "kernels",
    "lower",
    "program",
    "stale_kernels",
    "vjp_kernel",
    "write_kernels",
]
