"""A Jekyll site with layouts, includes, data and Liquid of its own: its pages, and how they follow edits."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from allforces_site.build.run import BuildOptions, build
from allforces_site.compare.compare_sites import compare_sites
from allforces_site.compare.tree import read_site
from allforces_site.compare.values import Comparison
from allforces_site.errors import Severity
from allforces_site.importing.run import ImportOptions, import_site
from allforces_site.scaffold.requirement import Requirement
from tests.conftest import NOW, Workshop, tree

HERE = Path(__file__).parent
EDIT = Callable[[Path], None]

# The plugins that the site names.
PLUGINS = ("jekyll-feed", "jekyll-sitemap", "jekyll-redirect-from", "jekyll-archives", "jekyll-include-cache")


@pytest.fixture
def moved(tmp_path: Path) -> Workshop:
    """The Jekyll site as the source."""
    shop = Workshop(tmp_path)
    shutil.copytree(HERE / "site", shop.source)
    return shop


# What may differ in the text of a page: a name, the reason, and a pattern with what is compared in its place.
DIFFERENCES = {
    "classes of highlighted code": (
        "Pygments names some kinds of words otherwise than Rouge",
        re.compile(r"<span class=\"\w+\">([^<]*)</span>"),
        r"\1",
    ),
    "classes of highlighted code in feeds": (
        "the same, as text",
        re.compile(r"&lt;span class=&quot;\w+&quot;&gt;(.*?)&lt;/span&gt;"),
        r"\1",
    ),
    "boxes of tables": (
        "a wide table scrolls on a phone, instead of the whole page",
        re.compile(r'<div class="table-scroll"[^>]*>\s*(<table.*?</table>)\s*</div>', re.DOTALL),
        r"\1",
    ),
    "white space": (
        "kramdown puts empty lines between blocks; browsers show both alike",
        re.compile(r"\s+"),
        " ",
    ),
}
# What may differ in other files.
OTHER_DIFFERENCES = {
    "source maps": "two compilers of Sass map what they wrote in their own ways",
    "spaces in JSON": "they mean nothing",
    "pages that redirect": "jekyll-redirect-from's are English, ours Japanese; both lead to the same address",
    "generators of feeds": "each names itself",
    "the time of a feed": "Jekyll's is that of the build, ours that of the newest entry, so nothing changes",
    "the times of copied files in the sitemap": "they are those of the copies on this disk",
}


def _words(html: str) -> str:
    for _, pattern, same in DIFFERENCES.values():
        html = pattern.sub(same, html)
    return html


def _shown(path: str, content: bytes) -> object:
    """What a file says, without `DIFFERENCES` and `OTHER_DIFFERENCES`."""
    if path.endswith(".map"):
        return None
    if path.endswith(".json"):
        return json.loads(content)
    if b'http-equiv="refresh"' in content:
        return unescape(content.decode()).partition('http-equiv="refresh"')[2].partition(">")[0]
    if path.endswith(".png"):
        return content
    if path.endswith(".xml"):
        return _element(ElementTree.fromstring(content))
    return _words(content.decode())


def _listed(sitemap: bytes) -> set[tuple[str | None, str | None]]:
    """The addresses of a sitemap, with their dates; those of copied files are when they were written."""
    found = set()
    for url in ElementTree.fromstring(sitemap):
        address, *changed = (child.text for child in url)
        found.add((address, changed[0] if changed and "/files/" not in str(address) else None))
    return found


def _element(element: ElementTree.Element) -> object:
    """An element of a feed: its name, its attributes, its text and the elements in it."""
    ignored = ("generator", "updated") if element.tag.endswith("}feed") else ()
    inner = [_element(child) for child in element if not child.tag.endswith(ignored)]
    return element.tag, sorted(element.attrib.items()), _words(element.text or "").strip(), inner


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("jekyll") is None, reason="Jekyll is not installed")
def test_every_page_of_jekyll_is_there_with_the_same_text(moved: Workshop, tmp_path: Path) -> None:
    _need(*PLUGINS)
    made = tmp_path / "jekyll"
    subprocess.run(
        ["jekyll", "build", "-q", "-s", str(moved.source), "-d", str(made), "--disable-disk-cache"],
        check=True,
    )
    report = moved.build()
    assert [problem for problem in report.problems if problem.severity is not Severity.NOTE] == []
    theirs, ours = tree(made), tree(moved.output)
    assert theirs.keys() - ours.keys() == set()
    assert _listed(theirs.pop("sitemap.xml")) - _listed(ours["sitemap.xml"]) == set()
    for path, content in theirs.items():
        assert _shown(path, ours[path]) == _shown(path, content), path
    project = imported_and_built(moved.source, tmp_path / "project")
    comparison = compared(made, project)
    assert (comparison.lost, comparison.moved, comparison.unread) == ([], [], [])


def imported_and_built(source: Path, project: Path) -> Path:
    """The output folder of the project that is made of a repository."""
    import_site(ImportOptions(source, project, 1, Requirement("x")), NOW, lambda *_: None)
    build(BuildOptions(project / "content", project / "_site", jobs=1), NOW)
    return project / "_site"


def compared(old: Path, new: Path) -> Comparison:
    """What differs between two built sites."""
    return compare_sites(*(read_site(site, 1, lambda *_: None) for site in (old, new)), 1, lambda *_: None)


def test_the_project_that_is_made_of_the_site_builds_the_same(moved: Workshop, tmp_path: Path) -> None:
    moved.build()
    project = imported_and_built(moved.source, tmp_path / "project")
    comparison = compared(moved.output, project)
    assert (comparison.lost, comparison.moved, comparison.added, comparison.changed) == ([], [], [], [])
    assert _without_manifest(tree(project)) == _without_manifest(moved.tree())


def test_keys_without_a_default_in_jekyll_are_nil_in_liquid_unless_the_site_has_them(moved: Workshop) -> None:
    _replace("_config.yml", "lang: ja\n", "")(moved.source)
    _replace("about.md", "## 見出し", "（{{ site.lang }}{{ site.paginate }}）\n\n## 見出し")(moved.source)
    moved.build()
    assert "（）" in moved.page("about/index.html")
    _replace("_config.yml", "baseurl:", "lang: ja\npaginate: 10\nbaseurl:")(moved.source)
    moved.build()
    assert "（ja10）" in moved.page("about/index.html")


def test_related_posts_are_the_newest_others_of_a_post_and_none_of_a_page(moved: Workshop) -> None:
    related = "<p>近い：{% for post in site.related_posts %}{{ post.title }};{% endfor %}{{ site.title }}</p>"
    for path in ("_posts/2026-01-03-two.md", "_recipes/curry.md", "about.md"):
        with (moved.source / path).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{related}\n")
    moved.build()
    post, document, page = (
        moved.page(f"{path}/index.html").partition("近い：")[2].partition("</p>")[0]
        for path in ("2026/01/03/two", "recipes/curry", "about")
    )
    assert "題 three;題 one;" in post
    assert "題 two" not in post
    assert "題 three;題 two;題 one;" in document
    assert page == "Jekyllの新聞"


def test_a_page_is_in_its_layouts_with_includes_data_and_other_posts(moved: Workshop) -> None:
    moved.build()
    page = moved.page("2026/01/03/two/index.html")
    assert "<title>題 two | Jekyllの新聞</title>" in page
    assert '<nav><a href="/">記事</a><a href="/about/">概要</a></nav>' in page
    assert '<time datetime="2026-01-03T00:00:00+09:00">2026年1月3日</time>' in page
    assert "次: 題 three" in page
    assert "続き Jekyllの新聞" in page
    assert "<footer>&copy; 2026 記事</footer>" in page
    assert moved.page("css/main.css") == "body { color: red; }\n"
    assert '<a href="/2026/01/02/one/">' in moved.page("about/index.html")


def _replace(path: str, old: str, new: str) -> EDIT:
    def edit(source: Path) -> None:
        file = source / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _add(path: str, text: str) -> EDIT:
    def edit(source: Path) -> None:
        (source / path).write_text(text, encoding="utf-8")

    return edit


EDITS: dict[str, EDIT] = {
    "a body": _replace("_posts/2026-01-02-one.md", "本文 one", "直した本文"),
    "a title": _replace("_posts/2026-01-02-one.md", "題 one", "直した題"),
    "a key of front matter": _replace("_posts/2026-01-02-one.md", "layout: post", "layout: post\nmood: 良"),
    "a new post": _add(
        "_posts/2026-01-09-new.md", "---\nlayout: post\ntitle: 新\n---\n{{ site.posts.size }}\n"
    ),
    "a deleted post": lambda source: (source / "_posts/2026-01-03-two.md").unlink(),
    "a layout": _replace("_layouts/post.html", "<article>", '<article class="new">'),
    "an include": _replace("_includes/header.html", "<nav>", '<nav class="new">'),
    "data": _replace("_data/nav.yml", "概要", "この新聞"),
    "the configuration": _replace("_config.yml", "Jekyllの新聞", "別の新聞"),
    "a document": _replace("_people/tanaka.md", "記者", "編集者"),
    "front matter of a document": _replace("_people/tanaka.md", "name: 田中", "name: 木村"),
    "a new document": _add("_guides/c.md", "---\ntitle: C\nlayout: default\n---\nC\n"),
    "a page": _replace("about.md", "見出し", "別の見出し"),
    "a style sheet": _replace("css/main.css", "color", "background"),
    "a first use of Liquid": _replace("_posts/2026-01-02-one.md", "本文 one", "{{ page.title }}"),
    "faulty Liquid": _replace("_posts/2026-01-02-one.md", "本文 one", "{% if %}"),
    "the layout of a page": _replace("about.md", "layout: default", "layout: post"),
    "an option of kramdown": _replace(
        "_config.yml", "timezone: Asia/Tokyo", "timezone: Asia/Tokyo\nkramdown: {auto_ids: false}"
    ),
    "a post without a layout": _replace("_posts/2026-01-02-one.md", "layout: post\n", ""),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_build_after_an_edit_equals_a_clean_one(moved: Workshop, name: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    EDITS[name](moved.source)
    clean = tmp_path / "clean"
    moved.build(NOW + timedelta(minutes=1), output=clean)
    for _ in range(2):  # The second build has the record of the first.
        moved.build(NOW + timedelta(minutes=1), cache=cache)
        assert _without_manifest(tree(moved.output)) == _without_manifest(tree(clean))


def test_a_layout_that_fails_keeps_the_pages_of_the_last_build(moved: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    _replace("_layouts/post.html", "<article>", "{{ 1 | divided_by: 0 }}")(moved.source)
    report = moved.build(cache=cache)
    assert {problem.file for problem in report.problems if problem.code == "liquid-error"} == {
        "_layouts/post.html"
    }
    assert "<article>" in moved.page("2026/01/03/two/index.html")
    _replace("_layouts/post.html", "{{ 1 | divided_by: 0 }}", "<section>")(moved.source)
    moved.build(cache=cache)
    assert "<section>" in moved.page("2026/01/03/two/index.html")


def _without_manifest(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in files.items() if not path.startswith(".allforces")}


def test_a_page_that_shows_the_year_is_made_again_in_the_next(moved: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    assert moved.build(NOW + timedelta(days=1), cache=cache).written.written == 0
    moved.build(NOW + timedelta(days=365), cache=cache)
    assert "&copy; 2027" in moved.page("about/index.html")


def test_a_new_post_makes_only_pages_again_that_can_show_it(moved: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    _replace("about.md", "site.categories", "site.data.nav")(moved.source)
    moved.build(cache=cache)
    before = (moved.output / "about/index.html").stat().st_mtime_ns
    EDITS["a new post"](moved.source)
    moved.build(cache=cache)
    assert (moved.output / "about/index.html").stat().st_mtime_ns == before
    assert "題 three" in moved.page("2026/01/09/new/index.html")


def test_an_error_names_the_template_its_line_and_the_page(moved: Workshop) -> None:
    _replace("_includes/header.html", "<nav>", "\n{{ 1 | divided_by: 0 }}<nav>")(moved.source)
    problem = next(problem for problem in moved.build().problems if problem.code == "liquid-error")
    assert (problem.file, problem.line) == ("_includes/header.html", 2)
    assert "divided by 0" in str(problem.message)
    assert "_layouts/default.html:2" in str(problem.message)


def test_an_include_that_is_missing_keeps_no_post_off_the_site(moved: Workshop) -> None:
    _replace("_posts/2026-01-02-one.md", "本文 one", "{% include none.html %}残る")(moved.source)
    report = moved.build()
    assert [(problem.code, problem.line) for problem in report.problems if problem.code == "liquid"] == [
        ("liquid", 6)
    ]
    assert "残る" in moved.page("2026/01/02/one/index.html")


def test_braces_stay_where_liquid_is_off_and_in_code(moved: Workshop) -> None:
    body = "layout: post\nrender_with_liquid: false"
    _replace("_posts/2026-01-02-one.md", "layout: post", body)(moved.source)
    _replace("_posts/2026-01-03-two.md", "本文 two", "`{{ page.title }}` と {{ page.title }}")(moved.source)
    moved.build()
    assert "{{ site.title }}" in moved.page("2026/01/02/one/index.html")
    assert "<code>{{ page.title }}</code> と 題 two" in moved.page("2026/01/03/two/index.html")


def test_the_sites_own_jinja_templates_come_before_its_layouts_in_liquid(moved: Workshop) -> None:
    moved.write("templates/post.html", "JINJA {{ post.title }}")
    moved.build()
    assert moved.page("2026/01/03/two/index.html").startswith("JINJA 題 two")
    assert "<nav>" in moved.page("about/index.html")


# What Jekyll's usual plugins do with the site: lines for `_config.yml`, and edits.
SEO = """
description: 説明 & 引用
author: {name: 編集部, twitter: "@desk"}
twitter: {username: news}
logo: /img/ロゴ.png
social: {name: 新聞社, links: [https://x.com/a]}
webmaster_verifications: {google: abc}
"""
LIST = """---
layout: default
title: ホーム
---
{{ page.url }} {{ paginator.page }}/{{ paginator.total_pages }} {{ paginator.total_posts }} {{ paginator.per_page }}
{% for post in paginator.posts %}<h2>{{ post.title }}</h2>{% endfor %}
{% if paginator.previous_page %}<a href="{{ paginator.previous_page_path }}">{{ paginator.previous_page }}</a>{% endif %}
{% if paginator.next_page %}<a href="{{ paginator.next_page_path }}">{{ paginator.next_page }}</a>{% endif %}
"""  # noqa: E501


def _with_seo(source: Path) -> None:
    _replace("_config.yml", "plugins: [", "plugins: [jekyll-seo-tag, ")(source)
    _replace("_config.yml", "title: Jekyll", f"{SEO}\ntitle: Jekyll")(source)
    _replace("_layouts/default.html", "<link rel", "{% seo %}{% feed_meta %}<link rel")(source)
    (source / "feed.xml").unlink()
    excerpt = 'image: /img/写真 1.png\nexcerpt: "**太字** の <b>説明</b>"'
    _replace("_posts/2026-01-02-one.md", "layout: post", f"layout: post\n{excerpt}")(source)
    image = (
        "image: {path: /a.png, height: 10, width: 20, alt: 図}\nauthor: 田中\nlast_modified_at: 2026-01-05"
    )
    _replace("_posts/2026-01-03-two.md", "layout: post", f"layout: post\n{image}")(source)


def _with_paginator(source: Path) -> None:
    paginate = "paginate: 2\npaginate_path: /page:num/\nplugins: [jekyll-paginate, "
    _replace("_config.yml", "plugins: [", paginate)(source)
    (source / "index.html").write_text(LIST, encoding="utf-8")


def _need(*plugins: str) -> None:
    """Skips the test where Jekyll or one of its plugins is not installed."""
    for plugin in plugins:
        if not _has_plugin(plugin):
            pytest.skip(f"{plugin} is not installed")


@cache
def _has_plugin(name: str) -> bool:
    found = (
        subprocess.run(["gem", "list", "-i", name], capture_output=True, check=False)
        if shutil.which("gem")
        else None
    )
    return found is not None and found.returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plugin", "edit"), [("jekyll-seo-tag", _with_seo), ("jekyll-paginate", _with_paginator)]
)
def test_a_plugin_of_jekyll_writes_the_same(moved: Workshop, tmp_path: Path, plugin: str, edit: EDIT) -> None:
    _need(plugin, *PLUGINS)
    edit(moved.source)
    made = tmp_path / "jekyll"
    subprocess.run(
        ["jekyll", "build", "-q", "-s", str(moved.source), "-d", str(made), "--disable-disk-cache"],
        check=True,
    )
    moved.build()
    ours = tree(moved.output)
    for path, content in tree(made).items():
        if path.endswith(".html") and path != "lists/index.html":  # The plugin adds to the number of pages.
            assert _shown(path, ours[path]) == _shown(path, content), path


def test_an_index_with_a_paginator_is_several_pages(moved: Workshop) -> None:
    _with_paginator(moved.source)
    moved.build()
    posts = len(list(moved.source.glob("**/_posts/*"))) - 1  # One is hidden.
    pages = -(-posts // 2)
    assert f"/ 1/{pages} {posts} 2" in moved.page("index.html")
    second = moved.page("page2/index.html")
    assert f"/page2/ 2/{pages} {posts} 2" in second
    assert '<a href="/">1</a>' in second
    listed = "".join(moved.page(f"page{number}/index.html") for number in range(2, pages + 1))
    assert "<h2>題 one</h2>" in listed
    assert "隠れた記事" not in listed


def test_the_seo_tag_describes_the_page(moved: Workshop) -> None:
    _with_seo(moved.source)
    moved.build()
    page = moved.page("2026/01/02/one/index.html")
    assert "<title>題 one | Jekyllの新聞</title>" in page
    assert '<meta name="description" content="太字 の 説明" />' in page
    assert '<meta property="og:image" content="https://example.com/img/%E5%86%99%E7%9C%9F%201.png" />' in page
    assert '"@type":"BlogPosting"' in page
    assert '<link type="application/atom+xml" rel="alternate" href="https://example.com/atom.xml"' in page


def test_a_title_cannot_end_the_script_of_the_seo_tag(moved: Workshop) -> None:
    _with_seo(moved.source)
    _replace("_posts/2026-01-02-one.md", "題 one", '"</script><script>alert(1)"')(moved.source)
    moved.build()
    assert "<script>alert(1)" not in moved.page("2026/01/02/one/index.html").partition("<body")[0]


def test_a_document_of_a_collection_follows_its_neighbour(moved: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    assert "次は 。" in moved.page("recipes/curry/index.html")
    (moved.source / "_recipes/last.md").write_text("---\ntitle: 最後\nrank: 9\n---\n", encoding="utf-8")
    moved.build(cache=cache)
    assert "次は 最後。" in moved.page("recipes/curry/index.html")
    assert "最後 /recipes/last/ 9;" in moved.page("lists/index.html")


def test_a_collection_without_output_is_only_seen_by_templates(moved: Workshop) -> None:
    moved.build()
    assert not any(path.startswith("people/") for path in moved.tree())
    assert "田中 /people/tanaka/ 記者です。" in moved.page("lists/index.html")
    _replace("about.md", "## 見出し", "{% link _people/sato.md %}")(moved.source)
    assert [problem.code for problem in moved.build().problems if problem.file == "about.md"] == [
        "liquid-error"
    ]


def test_files_of_a_collection_are_copied_beside_its_pages(moved: Workshop) -> None:
    moved.build()
    assert moved.page("recipes/plain.txt") == "x\n"
    assert {"guide/a.html", "guide/b.html", "guide/dated.html"} <= moved.tree().keys()
    assert "<loc>https://example.com/recipes/curry/</loc>" in moved.page("sitemap.xml")


@pytest.mark.parametrize(
    "collections",
    [
        "[recipes]",
        "{recipes: 1}",
        "{recipes: {output: yes, order: 3, sort_by: []}}",
        "text",
        "{'../x': {output: true}}",
    ],
)
def test_odd_collections_never_end_a_build(moved: Workshop, collections: str) -> None:
    config = (moved.source / "_config.yml").read_text(encoding="utf-8").partition("collections:")[0]
    for page in ("lists.md", "links.md"):  # They name the collections.
        (moved.source / page).unlink()
    (moved.source / "_config.yml").write_text(f"{config}collections: {collections}\n", encoding="utf-8")
    assert [problem for problem in moved.build().problems if problem.severity is Severity.ERROR] == []


def test_posts_may_have_the_themes_layout_while_pages_keep_their_own(moved: Workshop, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    with (moved.source / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("allforces: {layouts: theme}\n")
    _replace("_posts/2026-01-03-two.md", "layout: post", "layout: default")(moved.source)
    assert [
        problem for problem in moved.build(cache=cache).problems if problem.severity is not Severity.NOTE
    ] == []
    for page in ("2026/01/02/one/index.html", "2026/01/03/two/index.html"):
        assert 'class="post-title"' in moved.page(page)
        assert "続き Jekyllの新聞" in moved.page(page)
    assert '<nav><a href="/">' in moved.page("about/index.html")


def test_what_nobody_knows_in_layouts_and_includes_is_a_warning(moved: Workshop, tmp_path: Path) -> None:
    _replace("_layouts/post.html", "{{ content }}", "{{ content | wrap_tables }}{% wrapp %}中{% endwrapp %}")(
        moved.source
    )
    _replace("_includes/header.html", "<nav>", "\n<nav>{{ 'x' | upcas }}{% incldue a.html %}")(moved.source)
    cache = tmp_path / "cache"
    for _ in range(2):  # The second build takes the problems from the record of the first.
        problems = [
            problem
            for problem in moved.build(cache=cache).problems
            if problem.file in ("_layouts/post.html", "_includes/header.html")
        ]
        assert {problem.severity for problem in problems} == {Severity.WARNING}
        layout_line = (moved.source / "_layouts/post.html").read_text(encoding="utf-8").split("\n")
        line = next(number for number, text in enumerate(layout_line, 1) if "wrap_tables" in text)
        assert {(problem.code, problem.file, problem.line) for problem in problems} == {
            ("liquid-filter", "_layouts/post.html", line),
            ("liquid", "_layouts/post.html", line),
            ("liquid-filter", "_includes/header.html", 2),
            ("liquid", "_includes/header.html", 2),
        }
        hints = " ".join(str(problem.hint) for problem in problems)
        assert '"upcase"' in hints
        assert '"include"' in hints
        assert "wrap_tables" in " ".join(str(problem.message) for problem in problems)
        assert "\n中\n" in moved.page("2026/01/03/two/index.html")


def test_a_tag_without_its_end_is_an_error_in_a_layout(moved: Workshop) -> None:
    _replace("_layouts/post.html", "<article>", "<article>{% endnone %}")(moved.source)
    assert {
        (problem.code, problem.severity)
        for problem in moved.build().problems
        if problem.file == "_layouts/post.html"
    } == {("liquid-error", Severity.ERROR)}


def _with_other_folders(source: Path) -> None:
    _replace("_config.yml", "timezone:", "layouts_dir: design/pages\nincludes_dir: design/parts\ntimezone:")(
        source
    )
    (source / "design").mkdir()
    (source / "_layouts").rename(source / "design/pages")
    (source / "_includes").rename(source / "design/parts")


def test_layouts_and_includes_may_be_in_folders_of_other_names(moved: Workshop, tmp_path: Path) -> None:
    moved.build()
    usual = _without_manifest(moved.tree())
    _with_other_folders(moved.source)
    cache = tmp_path / "cache"
    report = moved.build(cache=cache)
    assert [problem for problem in report.problems if problem.severity is not Severity.NOTE] == []
    assert _without_manifest(moved.tree()) == usual


@pytest.mark.parametrize(
    "edit",
    [
        _replace("design/pages/post.html", "<article>", '<article class="new">'),
        _replace("design/parts/header.html", "<nav>", '<nav class="new">'),
        _replace("_config.yml", "design/pages", "design"),
        lambda source: (source / "design/parts/header.html").unlink(),
    ],
    ids=["a layout", "an include", "another folder", "no include"],
)
def test_pages_follow_layouts_and_includes_in_folders_of_other_names(
    moved: Workshop, tmp_path: Path, edit: EDIT
) -> None:
    _with_other_folders(moved.source)
    cache = tmp_path / "cache"
    moved.build(cache=cache)
    edit(moved.source)
    clean = tmp_path / "clean"
    moved.build(NOW + timedelta(minutes=1), cache=cache)
    moved.build(NOW + timedelta(minutes=1), output=clean)
    if "design/parts/header.html" in {
        path.relative_to(moved.source).as_posix() for path in moved.source.rglob("*")
    }:
        assert _without_manifest(tree(moved.output)) == _without_manifest(tree(clean))
    else:  # The pages of the last build stay.
        problems = moved.build(NOW + timedelta(minutes=2), cache=cache).problems
        assert "there is no design/parts/header.html" in " ".join(
            str(problem.message) for problem in problems
        )
