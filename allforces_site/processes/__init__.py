"""The processes of a command: how they end, and that none outlives it."""
