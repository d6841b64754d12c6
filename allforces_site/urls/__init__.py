"""Permalinks, slugs, and the file at an address. Pure."""
