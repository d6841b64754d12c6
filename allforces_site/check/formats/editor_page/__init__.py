"""The findings of a check as one page for the editor, in Japanese.

CheckReport ─ digest ─▶ posts by weight ─ charts ─▶ bars, each with the posts it leads to ─ page ─▶ HTML
"""
