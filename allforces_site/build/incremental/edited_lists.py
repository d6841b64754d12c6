"""What is made of all outputs, after an edit of a few: the sitemap, the report, the problems of pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from allforces_site.build.incremental.changed_posts import ChangedPosts
from allforces_site.build.incremental.edited_outputs import EditedOutputs, by_path
from allforces_site.build.incremental.edited_pictures import EditedPictures
from allforces_site.build.incremental.recorded_outputs import OutputLists
from allforces_site.build.incremental.recorded_posts import RecordedPosts
from allforces_site.build.report import ReportedPage, reported_page
from allforces_site.config.model import CONFIG_FILE, Config
from allforces_site.model import NamedPicture, Output, SitemapEntry
from allforces_site.outputs import news_sitemap, sitemap
from allforces_site.outputs.picture_uses import PictureUse, named_by_file
from allforces_site.renderer.theme import Theme


def needs_lists(
    outputs: EditedOutputs, pictures: EditedPictures, paths: Set[str], changed: ChangedPosts, theme: Theme
) -> bool:
    """Whether the edit changes what is made of all outputs, or the problems of pictures."""
    if outputs.gone or outputs.added or pictures.change_copies or pictures.change_problems(paths):
        return True
    sources = changed.sources
    return _entries(outputs.before, pictures.before, paths, sources, theme) != _entries(
        outputs.after, pictures.after, paths, sources, theme
    )


def _entries(
    outputs: Mapping[str, Output],
    uses: Sequence[PictureUse],
    paths: Set[str],
    sources: Collection[str],
    theme: Theme,
) -> dict[str, SitemapEntry]:
    """The entries in the sitemap of outputs on one side of an edit, without those of posts that did not
    change; `uses` are those of pictures in the posts `sources`, which did.
    """
    own = [output for output in outputs.values() if output.source is None or output.source in sources]
    return sitemap.entries_of(own, uses, paths, theme)


def edited_lists(
    outputs: EditedOutputs,
    pictures: EditedPictures,
    lists: OutputLists,
    paths: Set[str],
    changed: ChangedPosts,
    new: RecordedPosts,
    theme: Theme,
) -> tuple[EditedOutputs, OutputLists] | None:
    """The outputs with those that are made of all others, and the lists after the edit.

    None if more than that is made of them: pages in other languages, `robots.txt`, which says whether there
    is a sitemap, and pages of others that show an output as a picture.
    """
    uses = {file: own for file, own in lists.uses.items() if file not in changed.sources}
    used = {use.path for own in uses.values() for use in own}
    if theme.twins or not used.isdisjoint(outputs.gone | outputs.added):
        return None
    if pictures.change_copies:
        outputs = outputs.with_more(*pictures.copies(used, theme))
    after = (paths - outputs.gone) | outputs.added
    sources = changed.sources
    old_entries = _entries(outputs.before, pictures.before, paths, sources, theme)
    entries = {path: entry for path, entry in lists.entries.items() if path not in old_entries}
    entries |= _entries(outputs.after, pictures.after, after, sources, theme)
    if entries != lists.entries:
        sitemaps = [
            by_path(sitemap.plan(_in_zone(some, theme.config.zone), paths, theme))
            for some in (lists.entries, entries)
        ]
        outputs = outputs.with_more(sitemaps[0].values(), sitemaps[1].values())
    if {sitemap.PATH, news_sitemap.PATH} & (outputs.gone | outputs.added):
        return None
    gone = outputs.gone
    pages = {path: page for path, page in lists.pages.items() if path not in gone}
    pages |= reported_anew(outputs, changed, new, pages, theme.config)
    return outputs, OutputLists(pages, entries, uses | uses_by_source(pictures, frozenset(changed.new)))


def _in_zone(entries: Mapping[str, SitemapEntry], zone: ZoneInfo) -> dict[str, SitemapEntry]:
    """The entries with their times in the zone of the site: records have them in UTC."""
    return {
        path: replace(entry, changed=entry.changed.astimezone(zone)) if entry.changed else entry
        for path, entry in entries.items()
    }


def uses_by_source(pictures: EditedPictures, sources: Collection[str]) -> dict[str, Sequence[NamedPicture]]:
    """The uses of pictures in changed posts, by source."""
    named = named_by_file(pictures.after)
    return {source: named.get(source, ()) for source in sources}


def all_uses(uses: Mapping[str, Sequence[NamedPicture]]) -> list[NamedPicture]:
    """All uses of pictures: those of posts and pages by file, then those of the settings."""
    files = sorted(uses, key=lambda file: (file == CONFIG_FILE, file))
    return [use for file in files for use in uses[file]]


def reported_anew(
    outputs: EditedOutputs,
    changed: ChangedPosts,
    new: RecordedPosts,
    known: Mapping[str, ReportedPage],
    config: Config,
) -> dict[str, ReportedPage]:
    """The pages of the report that are not `known`, or are of posts of which more than the body changed."""
    bodies = {post.source for post in changed.all if post.has_new_body_alone}
    places = new.arrangement.places
    posts = {post.path: post for post in (new.post(places[source]) for source in changed.new.keys() - bodies)}
    return {
        path: reported_page(output, output.url, posts.get(path), config)
        for path, output in outputs.after.items()
        if output.url is not None and (path in posts or (known and path not in known))
    }
