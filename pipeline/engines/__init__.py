"""Engines: what reads many reports at once, each apart from the others."""
