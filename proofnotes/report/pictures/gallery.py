"""Which pictures there are."""

from __future__ import annotations

from collections.abc import Mapping

from ...statements.catalogue import Catalogue
from ...statements.claims import Table
from .batches import batch_statistics
from .comparisons import approximation_error, gradients
from .distributions import jacobian, sharpening
from .functions import function_picture, of_one_number
from .picture import Picture
from .picture_source import Exhibit, PictureSource

EXHIBITS = (
    Exhibit("gelu_tanh.error", approximation_error),
    Exhibit("softmax.sharpening", sharpening),
    Exhibit("softmax.jacobian", jacobian),
    Exhibit("binary_cross_entropy.against_squared", gradients),
    Exhibit("norms.batch_sensitivity", batch_statistics),
)
"""Statements that are seen better than read.  A picture is drawn where the catalogue has its statement."""


def pictures(catalogue: Catalogue, tables: Mapping[str, Table] | None = None) -> tuple[Picture, ...]:
    """One for each function of one number, and the special ones; in the order of the catalogue.

    tables are what was measured, by the ids of measurements; what is not there is measured for the picture.  Nothing
    is drawn before a picture is asked for.
    """
    source = PictureSource(catalogue, tables or {})
    found = [function_picture(each, catalogue.theorems) for each in catalogue.definitions if of_one_number(each)]
    known = {each.id: place for place, each in enumerate(catalogue.statements)}
    found += [row.picture(source) for row in EXHIBITS if row.statement in known]
    return tuple(sorted(found, key=lambda each: known[each.statement]))
