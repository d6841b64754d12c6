from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from allforces_site.lint import nearest_address
from allforces_site.lint.nearest_address import NearestAddress

# Each has four words in common with the address that is looked for.
NAMES = ("teas-kiln-shop-tour-book", "tea-x-shop-tour-book", "tea-kiln-x-tour-book", "tea-kiln-shop-x-book")
URLS = [f"/2026/01/0{day}/{name}/" for day, name in enumerate((*NAMES, "tea-kiln-shop-tour-x"), 1)]


def _backwards(words: Iterable[str]) -> list[str]:
    return sorted(words, reverse=True)


@pytest.mark.parametrize("order", [sorted, _backwards])
def test_which_of_equally_near_addresses_is_named_does_not_hang_on_the_order_of_a_set(
    order: Callable[[Iterable[str]], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hashes of strings, and with them the order of words in a set, are others in each process."""
    monkeypatch.setattr(nearest_address, "set", order, raising=False)

    assert NearestAddress(URLS).find("/2020/12/31/tea-kiln-shop-tour-book/") == URLS[2]
