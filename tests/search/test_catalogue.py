"""The catalogue has a version for each file, which changes with the key of the file."""

from __future__ import annotations

import json

from allforces_site.search.catalogue import Catalogue, PartKeys, catalogue_file
from allforces_site.search.parts import Part


def test_each_file_has_a_version_of_four_letters() -> None:
    parts = [PartKeys(Part(0, 64, 2), [b"abcdef", b"bcdefg"]), PartKeys(Part(64, 65, 1), [b"fghijk"])]
    file = json.loads(catalogue_file(Catalogue(parts, [b"cdefgh", b"defghi"], b"defghi", b"efghij")))

    assert file == {
        "posts": 65,
        "parts": [
            {"folder": "grams", "first": 0, "shards": "YWJjYmNk"},
            {"folder": "recent", "first": 64, "shards": "Zmdo"},
        ],
        "blocks": "Y2RlZGVm",
        "facets": "ZGVm",
        "terms": "ZWZn",
    }
