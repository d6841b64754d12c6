"""The formats of `allforces compare`: one module for each, with a function of a `Comparison`.

The page for the owner is a package of its own, `owner_page`.
"""
