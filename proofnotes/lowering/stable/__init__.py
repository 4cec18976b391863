"""Stable rewrites, each a theorem, applied to array programs."""
