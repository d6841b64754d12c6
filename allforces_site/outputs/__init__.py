"""Plans the files of the site. Each module's `plan(site, theme)` yields `Output`s and writes nothing.

Modules of outputs that show posts have `changed(posts, edit, theme)` instead (`from_posts`): a build after an
edit plans only the outputs that the edit changes. Pictures are looked up first (`with_pictures`,
`picture_uses`), so that the keys of pages include them.

A new output is one module, one line in `OUTPUTS`, one template, one test file. The sitemap and the files of
redirects are planned last, from the other outputs that are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from allforces_site.errors import Problem
from allforces_site.model import Claim, Output, Site, SitemapEntry
from allforces_site.outputs import (
    archive,
    assets,
    date_aliases,
    feed,
    home,
    icons,
    indexnow,
    jekyll_archives,
    jekyll_feeds,
    llms,
    markdown_twins,
    news_sitemap,
    not_found,
    pages,
    picture_copies,
    posts,
    redirect_files,
    redirects,
    robots,
    sitemap,
    social_pictures,
    terms,
)
from allforces_site.outputs.conflicts import resolve
from allforces_site.outputs.emoji import emoji_problems, with_emoji
from allforces_site.outputs.from_posts import Edit, FromPosts, Posts
from allforces_site.outputs.picture_uses import (
    PictureUse,
    config_picture_uses,
    picture_problems,
    picture_targets,
    picture_uses,
)
from allforces_site.outputs.with_excerpts import site_with_excerpts
from allforces_site.outputs.with_liquid import theme_for
from allforces_site.outputs.with_pictures import site_with_pictures
from allforces_site.renderer.theme import Theme

Plan = Callable[[Site, Theme], Iterable[Output]]

OUTPUTS: tuple[Plan, ...] = (
    FromPosts(posts.changed),
    pages.plan,
    assets.plan,
    FromPosts(home.changed),
    FromPosts(terms.changed),
    FromPosts(archive.changed),
    jekyll_archives.plan,
    not_found.plan,
    indexnow.plan,
    icons.plan,
    FromPosts(feed.changed),
    FromPosts(jekyll_feeds.changed),
    jekyll_feeds.plan,
    redirects.plan,
    FromPosts(social_pictures.changed),
    FromPosts(news_sitemap.changed),
    FromPosts(markdown_twins.changed),
    FromPosts(llms.changed),
)

# Outputs whose address cannot change.
_FIXED = frozenset({Claim.GENERATED, Claim.CONFIGURED, Claim.COPIED})


class Planned(msgspec.Struct, frozen=True):
    """All outputs of a site in a fixed order, each at its own path, and problems.

    If posts or pages have lost their paths, `fixed` are the outputs whose paths they must avoid when
    `site.assemble` gives them other addresses; otherwise it is empty. `lost` are the paths of outputs that
    are not written. `uses` are those of pictures, `summary_keys` those of the summaries that pages show, of
    the posts from the oldest, `entries` those of the sitemap, by path. `times` are the
    formats in which pages show the time of the build, each with what it shows; None without Liquid. `due` is
    when the outputs change although nothing else does; None: never.
    """

    outputs: list[Output]
    other_problems: list[Problem]
    picture_problems: list[Problem]
    font_problems: list[Problem]
    fixed: list[Output]
    lost: list[str]
    uses: list[PictureUse]
    summary_keys: list[bytes]
    entries: dict[str, SitemapEntry]
    times: dict[str, str] | None = None
    due: datetime | None = None

    @property
    def problems(self) -> list[Problem]:
        """All problems, in a fixed order."""
        return [*self.other_problems, *self.picture_problems, *self.font_problems]


def plan(site: Site, theme: Theme, more: Iterable[Output] = (), jobs: int = 1) -> Planned:
    """Plans the outputs of the site, and `more`. Up to `jobs` processes read pictures that are new."""
    theme.gallery.read_ahead(picture_targets(site), jobs)
    site = site_with_excerpts(site, theme)
    theme = replace(theme_for(site, theme), twins=site.twins)
    pictured, uses = site_with_pictures(site, theme.gallery), picture_uses(site, theme.gallery)
    outputs = [output for plan_outputs in OUTPUTS for output in plan_outputs(pictured, theme)]
    outputs = with_emoji(outputs, theme.config)
    outputs += [*picture_copies.plan(uses, theme.gallery.store), *more]
    theme.gallery.keep([output.key for output in outputs])
    others = resolve(outputs).outputs
    entries = sitemap.entries_of(others, uses, {output.path for output in others}, theme)
    outputs += [*_from_redirects(pictured, others, theme), *from_entries(entries, others, theme)]
    resolved = resolve(outputs)
    all_uses = [*uses, *config_picture_uses(theme.config, theme.gallery)]
    problems = [*resolved.problems, *jekyll_archives.archive_problems(theme), *emoji_problems(theme.config)]
    problems += redirect_files.circle_problems(resolved.outputs, theme.config)
    problems += icons.icon_problems(theme)
    fixed = [output for output in outputs if output.claim in _FIXED] if resolved.needs_new_addresses else []
    jekyll = theme.jekyll.site if theme.jekyll is not None else None
    problems += jekyll.template_problems() if jekyll is not None else []
    return Planned(
        resolved.outputs,
        problems,
        picture_problems(all_uses, {output.path for output in resolved.outputs}),
        social_pictures.font_problems(site.outlines, theme),
        fixed,
        resolved.lost,
        all_uses,
        [post.summary.key for post in reversed(pictured.posts)],
        entries,
        jekyll.times if jekyll is not None else None,
        news_sitemap.next_change((outline.date for outline in site.outlines), theme),
    )


def _from_redirects(site: Site, outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields redirects that are made only where none of `outputs` is, and what is made of all redirects."""
    aliases = list(date_aliases.plan(site, outputs, theme))
    yield from aliases
    yield from redirects.plan_list(site, aliases, theme)
    yield from redirect_files.plan([*outputs, *aliases], theme)


def depends_on_all_paths(theme: Theme) -> bool:
    """Whether any redirects of the site depend on which paths the other outputs have."""
    settings = theme.config.allforces
    return settings.date_aliases or bool(settings.redirect_files)


def from_entries(
    entries: Mapping[str, SitemapEntry], outputs: Iterable[Output], theme: Theme
) -> Iterator[Output]:
    """Yields the sitemap of these entries, by path, and `robots.txt`; `outputs` are all others that are
    written.
    """
    paths = {output.path for output in outputs}
    sitemaps = list(sitemap.plan(entries, paths, theme))
    yield from sitemaps
    yield from robots.plan({*paths, *(output.path for output in sitemaps)}, theme)


def plan_changed(posts: Posts, edit: Edit, theme: Theme) -> list[Output]:
    """The outputs that an edit of posts changes, in the order of `plan`.

    Outputs of modules without `changed` are not among them, even if they show one of the posts.
    """
    kinds = (kind for kind in OUTPUTS if isinstance(kind, FromPosts))
    changed = (output for kind in kinds for output in kind.changed(posts, edit, theme))
    return with_emoji(changed, theme.config)
