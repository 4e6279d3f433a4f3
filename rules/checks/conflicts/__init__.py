"""Checks of figures against each other across a report."""
