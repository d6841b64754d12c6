"""allforces_site: Jekyll-style posts in, a finished Japanese news site out."""

__version__ = "0.1.0"
