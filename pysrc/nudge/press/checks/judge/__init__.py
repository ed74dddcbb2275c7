"""What is true of claims. Between these processes and the build only JSON crosses: `wire` says which.

`workers` start `worker`, which asks `verdicts` of claims, `solving` of solutions, `curves` of curves, `amounts` of
numbers. `meaning` makes SymPy's expressions of trees, `points` and `search` find places, `compare` and `rounding` look
at values there, `intent` and `form` tell a condition from a rule with a mistake, `proof` proves.
"""
