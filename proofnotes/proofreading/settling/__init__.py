"""What holds: proofs, hypotheses from the text, witnesses, comparison with the catalogue."""
