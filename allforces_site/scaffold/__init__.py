"""Begins what an author goes on with: a blog, a post."""
