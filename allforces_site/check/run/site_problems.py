"""What rules find that look at the whole site: kept until anything that they look at changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row
from allforces_site.check.run import RESULTS_FOLDER
from allforces_site.check.run.fixes import problems_of_site
from allforces_site.errors import Problem
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView

_DECODER = msgspec.msgpack.Decoder(list[Problem])


def site_problems(
    view: SiteView, view_key: bytes | None, rules: Iterable[Rule], cache: Path | None
) -> list[Problem]:
    """What those of `rules` find that look at the whole site; `view_key` is that of `SiteResults`."""
    whole = [rule for rule in rules if rule.find_in_site is not None]
    of_view = [rule for rule in whole if not rule.reads_files]
    of_files = [rule for rule in whole if rule.reads_files]
    if cache is None or view_key is None:
        return [*_found(of_view, view), *_found(of_files, view)]
    return [*_kept(of_view, view, view_key, cache), *_found(of_files, view)]


def _kept(rules: Sequence[Rule], view: SiteView, view_key: bytes, cache: Path) -> list[Problem]:
    """What the rules find, from the cache if they looked at the same view before."""
    key = key_of("site-problems", view_key, [rule.code for rule in rules])
    with ParseCache(cache / RESULTS_FOLDER) as parse_cache:
        kept = parse_cache.value(key, _DECODER)
        if kept is not None:
            return kept
        problems = list(_found(rules, view))
        parse_cache.keep([Row(key, msgspec.msgpack.encode(problems), b"")])
    return problems


def _found(rules: Iterable[Rule], view: SiteView) -> Iterator[Problem]:
    for rule in rules:
        yield from problems_of_site(rule, view)
