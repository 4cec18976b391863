"""Expressions as LaTeX and as plain text, exactly as they were written."""
