"""Deploys a built site to its target, so that a visitor never sees half of it.

output folder ─ local_site ─▶ files by path with their digests   (only of a good build)
target ─ record ─▶ files of earlier deploys
                plan ─▶ stages: assets, pages, feeds and sitemaps, then deletions
                run ─▶ target.put, target.delete                      (branch, rsync, bucket)
"""
