"""Pictures: their sizes, their smaller copies, and the ones drawn for social networks.

`addresses` and `markup` are pure; `facts`, `svg` and `scaling` go from bytes to values and bytes; `gallery`
finds the pictures of a site on disk, `store` and `fact_index` keep what was made; `fonts`, `line_breaks` and
`card` draw.
"""
