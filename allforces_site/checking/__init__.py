"""Runs the rules of `checks` over a site.

manuscripts ─ verdicts ─▶ findings, facts      (each file once: kept in a memo; on all cores)
facts, site ─ rules for the site ─▶ findings
findings ─ weights ─▶ Problems ─ selection, baseline ─▶ CheckReport ─ formats ─▶ text
"""
