"""Liquid: templates are parsed, compiled to Python and rendered; what a text is without its tags."""
