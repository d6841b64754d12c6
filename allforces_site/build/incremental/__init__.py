"""Incremental builds: `record_build` writes a record of each build (`last_build`, `output_state`), and
`incremental_build` compares it with the files and makes only outputs whose bodies changed (`rewrite_bodies`).
"""
