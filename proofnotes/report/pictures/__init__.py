"""Pictures, drawn from the statements: the curve of every function of one number, and a few that rows ask for."""

from .gallery import pictures
from .picture import Picture

__all__ = ["Picture", "pictures"]
