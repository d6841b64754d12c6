"""Leftovers of a writing model or a merge in a text."""
