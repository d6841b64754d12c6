"""The edge where a source folder is read: `walk` finds files, `posts` and `pages` read one each,
`fields` reads front matter values, `load` puts them together.
"""
