"""Markdown to a lesson: what its author wrote, understood, with a place for everything that is not."""
