"""The notes as one HTML file: no network, complete without script."""

from .page import html_notes

__all__ = ["html_notes"]
