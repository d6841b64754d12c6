"""What later builds need not make again: the parse cache, keys, file stats and output stamps."""
