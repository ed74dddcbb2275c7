"""The lines that a widget is written in: what they define, and what their expressions are worth in a state.

A line is `key: text`. `scope` knows the names that lines define, `reading` makes trees of texts, `expressions` and
`places` are worth numbers in a state, `sequences` go step by step, `endings` are the small words at the end of a line.
`shared` reads what all kinds have in common, with `moving` for what a reader moves, into a `description`. None of it
draws anything.
"""
