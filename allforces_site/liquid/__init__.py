"""Liquid tags in posts and pages."""
