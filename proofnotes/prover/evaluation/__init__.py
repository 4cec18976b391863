"""Rigorous values of trees at concrete points; it shares no rule with the prover that it checks."""
