"""Checks of parts against their totals."""
