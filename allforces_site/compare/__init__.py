"""Compares two built sites: which addresses and which signals of their pages a move loses.

folder ─ tree ─▶ SiteTree ┐
                          ├─ compare_sites ─▶ Comparison ─ formats ─▶ table, JSON, page for the owner
sitemap ─ sitemap ─▶ SiteTree ┘

A *signal* is what search engines, social networks, feed readers or visitors get from a page: its title, its
canonical address, its text and so on. `values.SIGNALS` names them all.
"""
