"""Files made to harm whoever reads them, and what has to become of each."""
