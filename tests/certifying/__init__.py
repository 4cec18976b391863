"""Certificates.  What needs Coq is marked `coq`, and skipped with a reason where there is none."""
