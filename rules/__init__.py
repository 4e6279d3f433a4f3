"""From a `Document` to its figures, claims and findings."""
