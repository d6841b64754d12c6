"""Incremental builds. `record_build` writes a record of each build (`last_build`, `output_state`), with which
the next one compares its folders (`comparison`). If only texts and titles of posts changed,
`incremental_build` makes the outputs that show them (`rewrite_edited`); other builds take over what is as the
record says.
"""
