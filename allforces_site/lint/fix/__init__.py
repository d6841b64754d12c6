"""Makes the fixes that the rules of `lint.rules` propose, without losing a word that was worth keeping.

findings of a rule ─ rule_edits ─▶ edits of the text        (lossless: no edit costs a sentence)
text ─ rounds of these ─▶ Repaired(text, edits, mends)      (traced: where each letter came from)
edits ─ source_bytes ─▶ edits of the file                   (line ends and byte order mark stay)
edits of the file ─ git_diff ─▶ a patch;  overwrite ─▶ the file
"""
