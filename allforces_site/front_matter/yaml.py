"""Loads YAML as authors write it: keys as written, dates as text, every error with its line.

Text of the usual form is read line by line (`yaml_fast_path`), everything else by libyaml (`any_yaml`).
"""

from __future__ import annotations

from allforces_site.front_matter.yaml_fast_path import read_lines
from allforces_site.front_matter.yaml_values import TextFields, YamlMapping

_NO_FIELDS = TextFields()


def load_mapping(text: str, fields: TextFields = _NO_FIELDS) -> YamlMapping:
    """The mapping that `text` holds; an empty text is an empty mapping. Raises `YamlError`."""
    flat = read_lines(text, frozenset() if fields.below else fields.texts | fields.lists)
    if flat is not None:
        return YamlMapping(*flat)
    # PyYAML takes longer to import than an edited post to read; many a post has none but plain fields.
    from allforces_site.front_matter.any_yaml import load_any_mapping

    return load_any_mapping(text, fields)
