"""Exercises: questions whose answers are computed from what is given, and whose usual slips are known by name.

`given` reads what is known, in one or more variants; `answers` computes and marks an answer; `possible` reads which
slips can be made yet; `separation` refuses a slip that could not be told from the answer; `talk` says what went wrong,
or asks; `hints` traces the way to the answer. `base` is what every exercise has, and each kind is one
file: `typed`, `choice`, `fill`, `target`.
"""
