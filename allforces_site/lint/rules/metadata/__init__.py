"""Titles, excerpts, dates, categories and tags."""
