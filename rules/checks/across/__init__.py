"""Checks across the reports of one submission."""
