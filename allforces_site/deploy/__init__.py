"""Brings a finished site to where readers find it, so that a visitor never meets half of one.

output folder ─ local_site ─▶ files by path, with the digests that the build left   (only of a good build)
target ─ record ─▶ what an earlier deploy put there
                plan ─▶ stages: assets, pages, feeds and sitemaps, then what goes
                run ─▶ target.put, target.delete                      (branch, rsync, bucket)
"""
