"""Across reports: units, periods, indicators, and what a folder of reports says together."""
