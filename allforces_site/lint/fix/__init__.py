"""Mends what the rules of `lint.rules` find and can mend, without losing a word that was worth keeping.

text ─ rounds of mends ─▶ Repaired(text, edits, mends)      (traced: where each letter came from; lossless:
                                                             no edit costs a sentence)
edits ─ source_bytes ─▶ edits of the file                   (line ends and byte order mark stay)
edits of the file ─ git_diff ─▶ a patch;  overwrite ─▶ the file
"""
