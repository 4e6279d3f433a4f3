"""Checks of changes, directions and plans."""
