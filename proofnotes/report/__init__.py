"""The notes, typeset: every formula and every verdict from the object that was proved."""

from .build import build_report, markdown_notes, render, steps_of
from .evidence import Evidence, gather
from .templating import ReportError, environment

__all__ = ["Evidence", "ReportError", "build_report", "environment", "gather", "markdown_notes", "render", "steps_of"]
