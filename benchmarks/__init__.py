"""How fast and how exact the kernels are, beside their peers."""
