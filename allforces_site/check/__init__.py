"""Runs the linter over a site and reports its findings in several formats."""
