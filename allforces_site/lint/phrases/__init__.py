"""Phrases by which rules know what was written to or by a machine."""
