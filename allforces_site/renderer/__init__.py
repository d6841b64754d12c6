"""Applies templates: the theme, its Jinja environment and the versions of its files."""
