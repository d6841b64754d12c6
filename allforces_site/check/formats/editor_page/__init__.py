"""The findings of a check as one page for the editor, in Japanese.

CheckReport ─ overview ─▶ files by weight ─ charts ─▶ bars, each with a list of its posts ─ page ─▶ HTML
"""
