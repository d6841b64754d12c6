"""The formats of `allforces check`: one module for each, with a pure function of a `CheckReport`.

`cli.check.FORMATS` names them; the page for editors is a package of its own, `editor_page`.
"""
