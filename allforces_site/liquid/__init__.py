"""Liquid in posts and pages."""
