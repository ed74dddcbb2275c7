"""Equations of lessons, read and judged, and numbers computed.

`tex` reads what formulas say, without knowing what is true. `judge` finds that out, in processes of its own; only there
is SymPy. `options` and `displays` say what is asked about a display, `numbers` about a number in the text; `lessons`
walks through a lesson, `problems` names what is wrong, `report` what came of it.
"""
