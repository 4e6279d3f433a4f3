"""Checks of percentages against what they are taken of."""
