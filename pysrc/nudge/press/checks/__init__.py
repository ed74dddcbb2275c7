"""Equations of lessons, read and judged, and numbers computed.

`lexer`, `reader` and `atoms` turn TeX into small trees of our own (`tree`), `statements` into claims and definitions,
`lessons` walks through a lesson, with `numbers` for what its text computes. None of them knows SymPy. `meaning`,
`points`, `judge` and `amounts` do, and run only in the processes that `workers` starts; between the two only JSON
crosses. `report` says what came of it.
"""
