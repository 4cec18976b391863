"""Markdown, LaTeX and notebooks as formulas with exact positions."""
