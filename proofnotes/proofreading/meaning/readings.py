"""All the ways to read a link: both sides as trees, and everything that was used."""

from __future__ import annotations

from .model import NoteLink, NoteStatement, Readings
from .scopes import Paper


def readings(
    paper: Paper, statement: NoteStatement, link: NoteLink, *, below: bool = False, inherit: bool = True
) -> Readings:
    """The well-formed readings of a link, at most six, and why the others were refused.

    below also takes definitions further down; without inherit nothing comes from other sections but word functions.
    """
    raise NotImplementedError
