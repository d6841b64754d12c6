"""Outputs to disk: each file whole or not at all, unchanged ones untouched, nothing foreign lost."""
