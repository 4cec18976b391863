"""The search for proofs in Coq, trusted by nobody: what it finds, Coq checks."""
