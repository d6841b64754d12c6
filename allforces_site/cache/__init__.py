"""What saves later builds work: the parse cache, keys, file stats and output stamps."""
