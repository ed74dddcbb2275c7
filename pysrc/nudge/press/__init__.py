"""The generator: markdown in, a static site out. Never shipped to the browser.

`read` understands lessons, `checks` judges their equations, `draw` makes what is slow and kept, `page` puts pages
together, `ship` writes the site and shows it; `build` has the stages in order and `cli` the commands. Each stage
returns what it made together with the diagnostics it gathered; nothing is raised for an author's mistake.
"""
