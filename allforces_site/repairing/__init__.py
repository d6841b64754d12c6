"""Mends what the rules of `checks` find and can mend, without losing a word that was worth keeping.

text ─ rounds of mends ─▶ Repaired(text, edits, mends)     (engine: pure; traced: where each letter came from)
bytes, edits ─ source_bytes ─▶ bytes                        (line ends and byte order mark stay)
bytes, bytes ─ git_diff ─▶ a patch;  overwrite ─▶ the file
"""
