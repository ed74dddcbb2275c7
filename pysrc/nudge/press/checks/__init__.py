"""Equations of lessons, read and judged.

`lexer` and `reader` turn the TeX of a display into small trees of our own (`tree`), `statements` into claims and
definitions, `lessons` walks through a lesson. None of them knows SymPy. `meaning`, `points` and `judge` do, and run
only in the processes that `workers` starts; between the two only JSON crosses. `report` says what came of it.
"""
