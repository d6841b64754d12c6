"""What each problem of reading, building, serving or deploying a site means: one module for each subject.

The pages docs/problems.md and docs/ja/problems.md are made of these texts (`make messages`).
"""
