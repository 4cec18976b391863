"""The notes, typeset: every formula and every verdict from the object that was proved."""

from .build import build_report, markdown_notes, render
from .templating import ReportError, environment

__all__ = ["ReportError", "build_report", "environment", "markdown_notes", "render"]
