"""What a writing model or a merge left behind in a text."""
