"""Statements at concrete points: rigorous values, points that satisfy hypotheses, counterexamples."""
