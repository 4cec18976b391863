"""Certificates: every theorem stated and proved once more in Coq, for a kernel that shares nothing with the prover."""
