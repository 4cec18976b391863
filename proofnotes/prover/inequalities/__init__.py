"""Inequalities by name: rows that the proof cites, asked only after signs and lemmas have failed."""
