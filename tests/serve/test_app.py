from __future__ import annotations

from collections.abc import Callable

import pytest

from allforces_site.serve.app import no_page, no_site


@pytest.mark.parametrize("page", [no_page, no_site])
def test_the_servers_own_pages_say_the_same_in_both_languages(page: Callable[[str], bytes]) -> None:
    japanese, english = page("ja").decode(), page("en").decode()

    assert '<html lang="ja">' in japanese and '<html lang="en">' in english
    assert "サイト" in japanese and "サイト" not in english
    assert "site" in english and " site" not in japanese
