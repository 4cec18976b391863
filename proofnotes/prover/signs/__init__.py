"""What hypotheses, lemmas and the written form say about signs, and where an expression is defined."""
