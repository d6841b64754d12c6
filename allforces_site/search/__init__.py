"""Full-text search in static files: an index of character pairs and words, in shards that a browser loads.

    text ─ folding ─ grams ─▶ Contribution   (contributions: what one post adds; once per post)
                                  │
                    shards.gather, .make_shard, .patch_shard ─▶ search/grams/0.bin …, search/recent/0.bin …
    posts ─ documents, near_terms ─▶ search/posts/0.bin …, search/facets.bin, search/terms.bin
                                  │
                        catalogue ─▶ search/index.json, which names the versions of all others

All pure. `static/search/` reads these files, and folds and splits a query in the same way.
How it works and why: docs/search.md.
"""
