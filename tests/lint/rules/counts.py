"""How often each rule finds something: `python -m tests.lint.rules.counts [SOURCE]`."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.lint.registry import RULE_OF, RULES
from allforces_site.workers import default_jobs
from tests.real_posts import CORPUS


def main() -> None:
    """Checks a source folder, by default the real posts, and prints a table."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    options = BuildOptions(source, Path("unused"), default_jobs(), chosen=frozenset(RULE_OF))
    checked = check_site(options, datetime.now(UTC))
    findings = Counter(problem.code for problem in checked.problems)
    files = Counter(code for code, _ in {(problem.code, problem.file) for problem in checked.problems})
    read, check_file = checked.seconds["read"], checked.seconds["check"]
    lines = [f"{len(checked.facts)} files, {read:.1f} s read, {check_file:.1f} s judged"]
    for rule in RULES:
        counted = f"{findings[rule.code]:6} findings {files[rule.code]:5} files"
        lines.append(f"{rule.code:24} {rule.severity.value:8} {counted}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
