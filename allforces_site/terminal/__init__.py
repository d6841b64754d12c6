"""Shows progress and results on the terminal."""
