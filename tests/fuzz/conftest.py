"""Where the fuzzers run."""

import sys

# They make pipes and links, send signals and set alarms, which other systems do not have or do in other ways.
collect_ignore_glob = [] if sys.platform == "linux" else ["test_*.py"]
