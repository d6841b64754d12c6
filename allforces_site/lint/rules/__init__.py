"""The rules of `allforces check`, one in each module, by family: what no newsroom wants its readers to see.

All are pure except those that look at files other than posts. A new rule is a module with a `RULE`, its lines
in `lint.registry`, a page docs/checks/<code>.md with a bad and a good example, which the tests run, and a
test file. CONTRIBUTING.md shows all four.
"""
