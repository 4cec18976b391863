"""Errors against exact values, on sweeps over all that a function takes, and the bounds that are promised."""
