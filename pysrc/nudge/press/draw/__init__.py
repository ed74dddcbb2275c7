"""What is slow to make and kept: formulas, code in colour, pictures and frames of widgets."""
