"""Makes the fixes that the rules of `lint.rules` propose, without losing a sentence.

findings of a rule ─ rule_edits ─▶ edits of the text        (lossless: no edit removes a sentence for good)
text ─ rounds of these ─▶ Repaired(text, edits, fixes)      (edited_text: where each character came from)
edits ─ source_bytes ─▶ edits of the file                   (line ends and byte order mark are kept)
edits of the file ─ git_diff ─▶ a patch;  check.repair_site ─▶ the file
"""
