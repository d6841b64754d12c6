"""Incremental builds. `record_build` writes a record of each build (`last_build`, `recorded_outputs`,
`output_state`), with which the next one compares its folders (`comparison`). If only posts changed, came or
went, `incremental_build` makes the outputs that this changes (`rewrite_edited`); other builds take over what
is as the record says.
"""
