"""Permalinks, slugs and the file that an address stands for. Pure."""
