"""Pages: lessons put together with their links, numbers, formulas and pictures, as HTML."""
