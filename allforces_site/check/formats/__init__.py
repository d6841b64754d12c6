"""The forms in which `allforces check` tells what it found: one module a format, each a pure function of a
`CheckReport`. `FORMATS` names them; the page for editors has a package of its own, `editor_page`.
"""
