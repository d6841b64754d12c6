"""Runs the rules of `lint` over a site.

source files ─ file_results ─▶ findings, facts      (cached by file; on all cores)
facts, site ─ rules for the whole site ─▶ findings
findings ─ configured severities ─▶ Problems ─ selection, baseline ─▶ CheckReport ─ formats ─▶ text
"""

# Results have their own file in the cache: the parse cache of builds drops what no build needs.
RESULTS_FOLDER = "checks"
READINGS_FOLDER = "check-readings"
