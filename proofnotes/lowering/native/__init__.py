"""From array-level values to C: the same programs as the NumPy kernels, in loops over vectors."""
