"""Pictures: their sizes, their smaller copies, and the ones drawn for social networks.

`addresses` and `markup` are pure; `facts`, `svg` and `scaling` turn bytes into values and bytes; `gallery`
finds the pictures of a site on disk, `store` and `fact_index` keep results for later builds; `fonts`,
`line_breaks` and `card` draw.
"""
