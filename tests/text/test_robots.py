from __future__ import annotations

import pytest

from allforces_site.text.robots import forbids_index


@pytest.mark.parametrize(
    "robots", ["noindex", "NOINDEX, follow", "noindex,nofollow", "none", "None", ["noindex", "follow"]]
)
def test_a_page_with_noindex_or_none_must_not_be_found(robots: object) -> None:
    assert forbids_index(robots)


@pytest.mark.parametrize(
    "robots", [None, "", "index, follow", "nofollow", "max-image-preview:none", "nonesuch"]
)
def test_all_other_pages_may_be_found(robots: object) -> None:
    assert not forbids_index(robots)
