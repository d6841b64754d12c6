"""Builds a site: all of it, or only what changed."""
