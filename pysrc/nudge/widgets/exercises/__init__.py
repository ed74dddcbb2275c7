"""Exercises: questions whose answers are computed from what is given, and whose usual slips are known by name.

`given` reads what is known, in one or more variants; `formulas` reads expressions of it; `answers` works an answer out
and marks one; `possible` reads which slips can be made yet; `separation` refuses a slip that could not be told from
the answer; `talk` says what went wrong, or asks; `hints` traces the way to the answer. A question is an `Ask`, of which
there are four: `typed`, `choice`, `fill` and `goal`. `base` is what every exercise has; its kinds are in `../kinds/`.
"""
