"""What the sources say together: order, neighbours, related posts, terms, archive."""

from __future__ import annotations

from collections.abc import Callable

from allforces_site.config.model import Config
from allforces_site.config.schema import validated
from allforces_site.errors import Severity
from allforces_site.model import Site, SourcePost, Sources
from allforces_site.site.assemble import assemble

MakePost = Callable[..., SourcePost]


def site_of(*posts: SourcePost, config: Config | None = None) -> Site:
    return assemble(config or Config(), Sources(posts=posts))


def test_posts_are_newest_first_and_know_their_neighbours(make_post: MakePost) -> None:
    site = site_of(*(make_post(f"2026-01-0{day}-p{day}") for day in (1, 2, 3)))

    newest, middle, oldest = site.posts
    assert [post.summary.title for post in site.posts] == ["p3", "p2", "p1"]
    assert middle.previous is not None
    assert middle.next is not None
    assert (middle.previous.title, middle.next.title) == ("p1", "p3")
    assert (newest.next, oldest.previous) == (None, None)


def test_a_neighbour_that_moved_is_linked_at_its_new_address(make_post: MakePost) -> None:
    wanted = {"url": "/tea/", "path": "tea/index.html"}

    site = site_of(make_post("2026-01-01-a", **wanted), make_post("2026-01-02-b", **wanted))

    assert site.posts[0].previous is not None
    assert site.posts[0].previous.url == site.posts[1].url != "/tea/"


def test_related_posts_share_categories_or_tags_and_are_six(make_post: MakePost) -> None:
    posts = [make_post(f"2026-01-{day:02}-p{day}", tags=("AI",)) for day in range(1, 10)]
    same_name = make_post("2026-02-01-category", categories=("AI",))

    site = site_of(*posts, same_name)

    assert [other.title for other in site.posts[1].related] == ["p8", "p7", "p6", "p5", "p4", "p3"]
    assert site.posts[0].related == (), "a category is not the tag of the same name"


def test_terms_list_their_posts_newest_first_with_their_number(make_post: MakePost) -> None:
    site = site_of(
        make_post("2026-01-01-a", tags=("AI",)),
        make_post("2026-01-02-b", tags=("ai", "ＡＩ"), authors=("花子",)),
    )

    categories, tags, authors = site.connections.taxonomies
    assert [(taxonomy.kind, taxonomy.url) for taxonomy in site.connections.taxonomies] == [
        ("category", "/category/"),
        ("tag", "/tag/"),
        ("author", "/author/"),
    ]
    assert categories.terms == ()
    assert [site.post(place).summary.title for place in tags.terms[0].posts] == ["b", "a"]
    assert tags.terms[0].count == 2
    assert authors.terms[0].name == "花子"


def test_a_configured_category_without_posts_has_an_empty_page(make_post: MakePost) -> None:
    config = validated({"content_categories": [{"name": "技術", "slug": "tech"}]})

    assert site_of(make_post(), config=config).connections.taxonomies[0].terms[0].count == 0


def test_the_archive_has_years_and_months_newest_first(make_post: MakePost) -> None:
    names = ["2024-12-31-a", "2026-01-01-b", "2026-01-20-c", "2026-03-05-d"]

    site = site_of(*map(make_post, names))
    archive = site.connections.archive

    assert [(year.year, year.url, year.count) for year in archive] == [
        (2026, "/archive/2026/", 3),
        (2024, "/archive/2024/", 1),
    ]
    assert [(month.month, month.url, month.count) for month in archive[0].months] == [
        (3, "/archive/2026/03/", 1),
        (1, "/archive/2026/01/", 2),
    ]
    assert [site.post(place).summary.title for place in archive[0].months[1].posts] == ["c", "b"]


def test_collisions_are_an_error_where_the_configuration_says_so(make_post: MakePost) -> None:
    wanted = {"url": "/tea/", "path": "tea/index.html"}
    posts = make_post("2026-01-01-a", **wanted), make_post("2026-01-02-b", **wanted)
    strict = validated({"allforces": {"collisions": "error"}})

    assert site_of(*posts).problems[0].severity is Severity.WARNING
    assert site_of(*posts, config=strict).problems[0].severity is Severity.ERROR


def test_readers_see_the_declared_minutes_unless_measured_ones_are_wanted(make_post: MakePost) -> None:
    posts = make_post("2026-01-01-a", declared_minutes=9), make_post("2026-01-02-b")
    measured = validated({"allforces": {"reading_time": "measured"}})

    assert [post.summary.reading_minutes for post in site_of(*posts).posts] == [3, 9]
    assert [post.summary.reading_minutes for post in site_of(*posts, config=measured).posts] == [3, 3]


def test_a_site_without_posts_is_a_site() -> None:
    site = site_of()

    assert (site.posts, site.connections.archive, site.problems) == ((), (), ())
