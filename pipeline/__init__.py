"""Folders, workers, outputs and the command line."""
