"""The generator: markdown in, a static site out. Never shipped to the browser.

Each stage returns what it made together with the diagnostics it gathered; nothing is raised for an author's
mistake. The disk, Node and the clock are reached only from `build`, `write`, `serve` and `cli`; the stages
between are handed what they need.
"""
