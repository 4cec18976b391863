"""The map: every definition and theorem, what rests on what, and what is proved."""

from .groups import MapEntry, MapGroup, map_groups
from .picture import map_alt, map_svg, map_svg_file, map_title

__all__ = ["MapEntry", "MapGroup", "map_alt", "map_groups", "map_svg", "map_svg_file", "map_title"]
