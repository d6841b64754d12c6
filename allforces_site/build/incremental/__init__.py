"""Builds that begin where the last one ended: `remember` leaves a record (`last_build`, `output_state`), and
`incremental_build` compares it with what is there and makes only the pages whose body changed (`bodies`).
"""
