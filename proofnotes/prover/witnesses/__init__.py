"""Concrete points: some that satisfy hypotheses, some that refute a statement."""
