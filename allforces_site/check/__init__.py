"""Runs the linter over a site and shows what it found, in several formats."""
