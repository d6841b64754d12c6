"""Repeated text, titles and excerpts."""
