"""Writes outputs to disk: each file whole or not at all, without touching unchanged or foreign files."""
