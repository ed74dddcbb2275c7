"""What leaves the house: the files that all pages share, the site on disk, and the preview."""
