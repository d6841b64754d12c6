"""The kinds of build that are measured: what is changed before each, and what the output must then show.

Each edit gets the number of the run, from 1: no two edits are equal. It returns the check of its outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from tests.bench import marks
from tests.bench.checks import (
    check_first_listed,
    check_gone,
    check_listed,
    check_shows,
    check_site,
    check_style,
    check_tagged,
    style_address,
)
from tests.bench.posts import BenchPost
from tests.bench.workspaces import Workspace

Check = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of build. `what` explains it in the report; with `deletes`, a page must go."""

    name: str
    label: str
    what: str
    edit: Callable[[Workspace, int], Check]
    deletes: bool = False


# ---- all or nothing ---------------------------------------------------------------------------


def _cold(site: Workspace, _: int) -> Check:
    site.clear()
    return lambda: check_site(site)


def _unchanged(site: Workspace, _: int) -> Check:
    return lambda: check_site(site)


# ---- one post ---------------------------------------------------------------------------------


def _body(site: Workspace, run: int) -> Check:
    post, addition = site.changed.body, f"追記の第{run}版です。"
    site.write(replace(post, body=f"{post.body}\n\n{addition}\n"))
    return lambda: check_shows(site, post, addition)


def _title(site: Workspace, run: int) -> Check:
    post, mark = site.changed.title, f"（改題{run}）"
    site.write(replace(post, title=post.title + mark))

    def check() -> None:
        check_shows(site, post, mark)
        check_listed(site, mark)

    return check


def _tag(site: Workspace, run: int) -> Check:
    post = site.changed.tag
    own = {tag.casefold() for tag in post.tags}
    others = [tag for tag in site.changed.common_tags if tag.casefold() not in own]
    tag = others[run % len(others)]
    site.write(replace(post, tags=(*post.tags[:-1], tag)))
    return lambda: check_tagged(site, post, tag)


def _added(site: Workspace, run: int) -> Check:
    post = _new_post(site, run)
    site.add(post)

    def check() -> None:
        check_shows(site, post, post.title)
        check_first_listed(site, post.title)
        check_site(site)

    return check


def _new_post(site: Workspace, run: int) -> BenchPost:
    return replace(
        site.changed.body,
        slug=f"new-post-{run}",
        title=f"新しい記事{run}",
        date=site.changed.newest[0].date + timedelta(minutes=run),
    )


def _deleted(site: Workspace, run: int) -> Check:
    post = site.changed.newest[run]
    site.source(post).unlink()

    def check() -> None:
        check_gone(site, post)
        check_site(site)

    return check


# ---- all pages --------------------------------------------------------------------------------


def _template(site: Workspace, run: int) -> Check:
    return _mark_edited(site, site.peer.template, marks.TEMPLATE, run)


def _partial(site: Workspace, run: int) -> Check:
    return _mark_edited(site, site.peer.partial, marks.PARTIAL, run)


def _mark_edited(site: Workspace, file: str, words: str, run: int) -> Check:
    marks.set_number(site.folder / file, words, run)
    return lambda: _check_posts_show(site, marks.marked(words, run))


def _check_posts_show(site: Workspace, text: str) -> None:
    """The newest post and one from the middle: all others are made by the same template."""
    check_shows(site, site.changed.newest[0], text)
    check_shows(site, site.changed.body, text)


def _style(site: Workspace, run: int) -> Check:
    posts = (site.changed.newest[0], site.changed.body)
    before = style_address(site, posts[0])
    marks.set_number(site.folder / site.peer.style, marks.STYLE, run)

    def check() -> None:
        for post in posts:
            check_style(site, post, before, marks.marked(marks.STYLE, run))

    return check


def _configuration(site: Workspace, run: int) -> Check:
    title = marks.marked(marks.SITE_TITLE, run)
    marks.set_number(site.folder / site.peer.configuration, marks.SITE_TITLE, run)

    def check() -> None:
        _check_posts_show(site, title)
        check_first_listed(site, title)

    return check


SCENARIOS: tuple[Scenario, ...] = (
    Scenario("cold", "cold", "no output folder, no cache", _cold),
    Scenario("unchanged", "unchanged", "again, with nothing changed", _unchanged),
    Scenario("body", "body edited", "a sentence was added to the body of one post", _body),
    Scenario("title", "title edited", "one post got another title, which lists show too", _title),
    Scenario("tag", "tag changed", "one post lost its last tag and got one that many posts have", _tag),
    Scenario("added", "post added", "a new post, the newest of all", _added),
    Scenario("deleted", "post deleted", "one of the newest posts was deleted", _deleted, deletes=True),
    Scenario("template", "template edited", "a line of the template of posts was changed", _template),
    Scenario("partial", "partial edited", "a line of a partial that this template includes", _partial),
    Scenario(
        "style",
        "style edited",
        "a rule of the style sheet, whose address has a version that is in every page",
        _style,
    ),
    Scenario(
        "configuration",
        "configuration edited",
        "the title of the site, which every page shows",
        _configuration,
    ),
)
"""In the order of one run: each finds the site as the one before it left it."""
