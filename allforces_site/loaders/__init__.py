"""The edge where a source folder is read: `walk` finds files, `posts` and `pages` read one each,
`fields` reads front matter values, `load` puts them together.
"""

from allforces_site.loaders.load import load_sources

__all__ = ["load_sources"]
