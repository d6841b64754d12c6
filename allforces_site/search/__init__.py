"""Full-text search in static files: an index of character pairs and words, in shards that a browser loads.

    text ─ folding ─ grams ─▶ Contribution   (contributions: what one post adds; once a post)
                                  │
                    shards.gather, .make_shard, .patch_shard ─▶ search/grams/000.bin …
    posts ─ documents, near_terms ─▶ search/posts/0.bin …, search/facets.bin, search/terms.bin
                                  │
                        catalogue ─▶ search/index.json, which names the versions of all others

All pure. `static/search/` reads what is written here, and folds and parts a query in the same way.
How it works and why: docs/search.md.
"""
