"""LaTeX mathematics as trees with spans, without meanings."""
