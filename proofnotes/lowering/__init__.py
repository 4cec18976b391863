"""From definitions to kernels, in NumPy and in C.

In the order of the trip, each part importing only what stands before it: `program` (the array program, its
specification and its construction from index notation) < `stable` (rewrites that are theorems) < `schedule` (what
becomes an array, in which blocks) < `tasks` (what there is to compute: gradients, tangents, Jacobians, labels) <
`numpy` and `native` (back ends, siblings) < `kernels` (a definition through all of this) < `back_ends`, `callables`,
`package` (text, functions, files).
"""

from ..expr.errors import LoweringError
from .callables import lower
from .kernels import Refusal, attempted, derivative_kernel, forward_kernel, jvp_kernel, kernels, vjp_kernel
from .numpy.module import numpy_source
from .package import stale_kernels
from .stable.rewrites import REWRITES, Rewrite
from .tasks.kernel import Kernel

__all__ = [
    "REWRITES",
    "Kernel",
    "LoweringError",
    "Refusal",
    "Rewrite",
    "attempted",
    "derivative_kernel",
    "forward_kernel",
    "jvp_kernel",
    "kernels",
    "lower",
    "numpy_source",
    "stale_kernels",
    "vjp_kernel",
]
