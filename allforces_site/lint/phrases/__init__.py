"""Phrases by which rules recognize text that was written to or by a writing model."""
