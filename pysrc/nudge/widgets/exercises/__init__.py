"""Exercises: questions whose answers are computed from what is given, and whose usual slips are known by name.

`given` reads what is known, in one or more variants; `answers` computes and marks an answer; `separation` refuses what
could not be told apart; `hints` traces the way to the answer. `base` is what every exercise has, and each kind is one
file: `typed`, `choice`, `fill`, `target`.
"""
