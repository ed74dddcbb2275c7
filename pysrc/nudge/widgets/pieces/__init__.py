"""Pieces: the named things that widgets are made of. One file each; a widget imports the ones it uses."""
