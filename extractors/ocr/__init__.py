"""Scans: pages that are pictures, read by optical character recognition.

The engine is an optional part; `availability` tells whether it is there and how to get it.
"""
