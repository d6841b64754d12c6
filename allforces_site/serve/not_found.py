"""What is served where the site has nothing: its own 404 page, or a plain one; and before there is a site."""

from __future__ import annotations

NOT_FOUND_FILE = "404.html"

# Only for a site whose own page is missing, which no host would have anything for.
NO_PAGE = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>404</title>
<body><h1>404</h1><p>There is no page at this address, and the site has no 404.html.</p></body></html>
"""

NO_SITE = b"""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Not built yet</title>
<body><h1>Not built yet</h1><p>The site could not be built. The terminal says why; this page changes by itself
when the errors are mended.</p></body></html>
"""
