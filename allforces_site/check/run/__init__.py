"""Runs the rules of `lint` over a site.

manuscripts ─ verdicts ─▶ findings, facts      (each file once: kept in a memo; on all cores)
facts, site ─ rules for the site ─▶ findings
findings ─ weights ─▶ Problems ─ selection, baseline ─▶ CheckReport ─ formats ─▶ text
"""

# Verdicts have a file of their own in the cache: the builds' memo drops what no build needs.
VERDICTS_FOLDER = "checks"
READINGS_FOLDER = "check-readings"
