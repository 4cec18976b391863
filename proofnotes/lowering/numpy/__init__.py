"""The NumPy back end: an array program as the Python of numeric/."""
