"""Renders pages with the Liquid of a Jekyll site: its layouts and includes, and what they see."""
