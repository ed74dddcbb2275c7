"""Outlines of glyphs, as paths around the place where a glyph stands, in viewBox units."""

ON_UPRIGHT_AXIS = "M0-5H8V5H0Z"
"""A stub to the right of an upright axis: a number that leaves a plot, or enters it, there."""

ON_LEVEL_AXIS = "M-5 0V-8H5V0Z"
"""The same above a level axis."""
