"""The catalogue has a version for each file, which changes with the key of the file."""

from __future__ import annotations

import json

from allforces_site.search.catalogue import Catalogue, catalogue_file


def test_each_file_has_a_version_of_four_letters() -> None:
    file = json.loads(catalogue_file(Catalogue(3, [b"abcdef", b"bcdefg"], [b"cdefgh"], b"defghi", b"efghij")))

    assert file == {"posts": 3, "shards": "YWJjYmNk", "blocks": "Y2Rl", "facets": "ZGVm", "terms": "ZWZn"}
