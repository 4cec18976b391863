"""A second engine: every identity once more, at small dimensions, by other means than the normal form's."""

from .agreement import Agreement, Check
from .check import check

__all__ = ["Agreement", "Check", "check"]
