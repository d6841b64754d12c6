"""The rules of `allforces check`, one a module, by family: what no newsroom wants its readers to see.

All are pure but for those that look at files beside the posts. A new rule is one module with a `RULE`,
one line in `lint.registry`, one page docs/checks/<code>.md with a bad and a good example, which the
tests run, and one test file.
"""
