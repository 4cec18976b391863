"""The repository's own catalogue, loaded once for all tests."""

from proofnotes.statements.catalogue import load_catalogue

CATALOGUE = load_catalogue()
