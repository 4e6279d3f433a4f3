"""Checks of how figures and documents are written."""
