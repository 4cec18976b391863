"""From definitions to NumPy kernels."""

from .errors import LoweringError
from .kernels import Kernel, forward_kernel, vjp_kernel
from .module import lower, stale_kernels, write_kernels
from .rewrites import ROWS, Row

__all__ = [
    "ROWS",
    "Kernel",
    "LoweringError",
    "Row",
    "forward_kernel",
    "lower",
    "stale_kernels",
    "vjp_kernel",
    "write_kernels",
]
