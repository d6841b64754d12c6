"""Runs the rules of `lint` over a site.

source files ─ results ─▶ findings, facts      (each file once: kept in a parse cache; on all cores)
facts, site ─ rules for the site ─▶ findings
findings ─ weights ─▶ Problems ─ selection, baseline ─▶ CheckReport ─ formats ─▶ text
"""

# Verdicts have a file of their own in the cache: the builds' parse cache drops what no build needs.
RESULTS_FOLDER = "checks"
READINGS_FOLDER = "check-readings"
