"""TeX to small trees of our own, and displays to claims and definitions. Nothing here knows SymPy.

`lexer` makes tokens, `letters` sees what letters stand for, `cursor` and `reader` make trees (`tree`) with `atoms`,
`operators` and `cases`, which `grammar` puts together. `rows`, `heads` and `statements` take displays apart, and
`equations` those that are solved; `scope` is what they say, and what is known.
"""
