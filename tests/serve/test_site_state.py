"""The news that each open page gets of a build."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from allforces_site.serve.build_outcome import BuildOutcome, ShownProblem
from allforces_site.serve.site_state import OpenPage, SiteState
from tests.serve import virtual_time

FILES = frozenset({"index.html", "tea/index.html", "style.css", "お 茶.png"})
FIRST = BuildOutcome(changed=tuple(sorted(FILES)), files=FILES, baseurl="/%E7%B4%99")
ERROR = ShownProblem("a.md:2", "wrong", None)


def with_state(check: Callable[[SiteState], None]) -> None:
    async def run() -> None:
        state = SiteState()
        state.apply(FIRST)
        check(state)

    asyncio.run(run())


def page(state: SiteState, *files: str, build: int = 1) -> OpenPage:
    return OpenPage(state.run, build, files)


def test_only_the_page_that_changed_loads_again() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(changed=("tea/index.html",)))

        assert state.news_for(page(state, "tea/index.html"))["reload"] is True
        assert state.news_for(page(state, "index.html"))["reload"] is False
        assert state.news_for(page(state, "tea/index.html", build=2))["reload"] is False

    with_state(check)


def test_a_deleted_page_loads_again_and_is_no_longer_a_file() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(removed=("tea/index.html",)))

        assert state.news_for(page(state, "tea/index.html"))["reload"] is True
        assert "tea/index.html" not in state.files

    with_state(check)


def test_a_page_gets_news_of_builds_it_missed() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(changed=("style.css",)))
        state.apply(BuildOutcome(changed=("tea/index.html",)))
        state.apply(BuildOutcome())

        news = state.news_for(page(state, "tea/index.html"))

        assert (news["build"], news["reload"], news["assets"]) == (3, True, ["/%E7%B4%99/style.css"])
        assert state.news_for(page(state, "index.html", build=2))["assets"] == []

    with_state(check)


def test_names_of_files_become_addresses() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(changed=("お 茶.png",)))

        assert state.news_for(page(state))["assets"] == ["/%E7%B4%99/%E3%81%8A%20%E8%8C%B6.png"]

    with_state(check)


def test_a_failed_build_sends_its_errors_and_a_good_one_sends_none() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(errors=(ERROR,), more=3))
        news = state.news_for(page(state, "index.html"))
        assert (news["reload"], news["more"], news["errors"][0]["place"]) == (False, 3, "a.md:2")
        assert state.build == 1

        state.apply(BuildOutcome())
        assert state.news_for(page(state, "index.html"))["errors"] == []

    with_state(check)


def test_the_words_around_the_errors_are_in_the_language_of_the_outcome() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(errors=(ERROR,), more=3))
        assert state.news_for(page(state, "index.html"))["words"] == {
            "lang": "en",
            "title": "4 errors",
            "note": "The last good site is behind this. This disappears when it is fixed.",
            "close": "Close",
            "more": "… and 3 more: the terminal shows all",
        }
        state.apply(BuildOutcome(errors=(ERROR,), lang="ja"))
        words = state.news_for(page(state, "index.html"))["words"]
        assert (words["lang"], words["title"], words["close"]) == ("ja", "エラー1件", "閉じる")

    with_state(check)


def test_a_page_of_another_run_of_the_server_loads_again() -> None:
    with_state(lambda state: _reloads(state, OpenPage("other", 1, ("index.html",))))


def test_a_page_from_before_the_first_site_loads_again() -> None:
    with_state(lambda state: _reloads(state, page(state, "index.html", build=0)))


def _reloads(state: SiteState, open_page: OpenPage) -> None:
    assert state.news_for(open_page)["reload"] is True


def test_a_changed_configuration_moves_the_site_only_when_it_is_published() -> None:
    def check(state: SiteState) -> None:
        state.apply(BuildOutcome(errors=(ERROR,)))
        assert state.baseurl == "/紙"
        state.apply(BuildOutcome(changed=("index.html",), baseurl=""))
        assert state.baseurl == ""

    with_state(check)


def test_whoever_waits_is_woken_and_whoever_is_late_does_not_wait() -> None:
    async def run() -> None:
        state = SiteState()
        waiting = asyncio.create_task(state.next_outcome(0))
        await asyncio.sleep(0)
        state.apply(FIRST)
        state.apply(BuildOutcome())

        assert await waiting == 2
        assert await state.next_outcome(1) == 2

    virtual_time.run(run())
