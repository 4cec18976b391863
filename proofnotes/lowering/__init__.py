"""From definitions to kernels, in NumPy and in C."""

from .callables import lower
from .kernels import derivative_kernel, forward_kernel, jvp_kernel, kernels, vjp_kernel
from .numpy.module import numpy_source
from .package import stale_kernels, write_kernels
from .program.errors import LoweringError
from .stable.rewrites import ROWS, Row
from .tasks.kernel import Kernel

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
    "numpy_source",
    "stale_kernels",
    "vjp_kernel",
    "write_kernels",
]
