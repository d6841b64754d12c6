"""Incremental builds. `record_build` writes a record of each build (`last_build`, `output_state`); the next build
compares the folders with it (`comparison`). If only bodies of posts changed, `incremental_build` makes the outputs
that show them (`rewrite_bodies`); other builds take over what is as the record says.
"""
