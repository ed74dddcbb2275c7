"""The generator: markdown in, a static site out. Never shipped to the browser.

Each stage returns what it made together with the diagnostics it gathered; nothing is raised for an author's mistake.
`source`, `parse`, `links`, `prose` and `render` are functions of what they are handed. The world is reached by
`course` and `images` (files), `mathtex` and `bundle` (Node), `cache`, `write`, `serve` and `cli`; `build` brings all
of them together.
"""
