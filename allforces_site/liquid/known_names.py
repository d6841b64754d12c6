"""The names that templates of Jekyll know: tags that are functions of the site, and filters."""

from __future__ import annotations

from allforces_site.liquid.filters.arrays import ARRAY_FILTERS
from allforces_site.liquid.filters.numbers import NUMBER_FILTERS
from allforces_site.liquid.filters.text import TEXT_FILTERS
from allforces_site.liquid.parser import Tags

JEKYLL_TAGS = Tags(
    simple=frozenset({"link", "post_url", "gist", "seo", "feed_meta", "last_modified_at"}),
    blocks=frozenset({"highlight"}),
)

FILTER_NAMES = frozenset(
    {
        *TEXT_FILTERS,
        *NUMBER_FILTERS,
        *ARRAY_FILTERS,
        "date",
        "date_to_string",
        "date_to_long_string",
        "date_to_xmlschema",
        "date_to_rfc822",
        "relative_url",
        "absolute_url",
        "strip_index",
        "markdownify",
        "jsonify",
        "smartify",
        "scssify",
        "sassify",
    }
)
