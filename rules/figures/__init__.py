"""What is a figure, what it counts, and what the text claims of it."""
