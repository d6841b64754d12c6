"""Redirects as files for servers. The lines were tried with nginx 1.22 and Apache 2.4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

PLUGIN = "plugins: [jekyll-redirect-from]"
NOW_AT = "https://example.com/2026/01/02/%E8%8C%B6.html"


def configured(servers: str, more: str = "") -> str:
    return f"{more}\nallforces: {{search: false, social_pictures: false, redirect_files: {servers}}}"


def test_nothing_is_written_unless_it_is_asked_for(workshop: Any) -> None:
    workshop.post("2026-01-02-tea", "redirect_from: /old/")

    workshop.build()

    assert not {"_redirects", "redirects.nginx.conf", ".htaccess"} & workshop.tree().keys()


def test_netlify_redirects_also_where_the_page_that_leads_on_is(workshop: Any) -> None:
    workshop.config(configured("netlify", f"baseurl: /blog\n{PLUGIN}"))
    workshop.post("2026-01-02-茶", 'redirect_from: [/古い/, "/a b/", /x*y/]')
    workshop.write("content/away.md", "---\nredirect_to: https://example.org/?a=1&b=2\n---\n")

    workshop.build()

    assert workshop.page("_redirects").splitlines() == [
        "/blog/%E5%8F%A4%E3%81%84/ /blog/2026/01/02/%E8%8C%B6.html 301!",
        "/blog/a%20b/ /blog/2026/01/02/%E8%8C%B6.html 301!",
        "/blog/away.html https://example.org/?a=1&b=2 301!",
        "/blog/x%2Ay/ /blog/2026/01/02/%E8%8C%B6.html 301!",
    ]


def test_cloudflare_gets_no_sign_that_it_does_not_know(workshop: Any) -> None:
    workshop.config(configured("[cloudflare]"))
    workshop.post("2026-01-02-tea", "redirect_from: /old/")

    workshop.build()

    assert workshop.page("_redirects") == "/old/ /2026/01/02/tea.html 301\n"


def test_the_two_ways_to_write_one_file_cannot_be_had_together(workshop: Any) -> None:
    workshop.config(configured("[netlify, cloudflare]"))

    with pytest.raises(Exception, match="name one of them"):
        workshop.build()


def test_nginx_gets_a_map_of_decoded_paths(workshop: Any) -> None:
    workshop.config(configured("nginx"))
    workshop.post("2026-01-02-茶", """redirect_from: [/古い/, '/a$b"c/', /Tea.html]""")
    workshop.write("content/tea.md", "---\ntitle: 茶\n---\n本文\n")

    workshop.build()

    text = workshop.page("redirects.nginx.conf")
    assert text[text.index("map $uri") :].splitlines() == [
        "map $uri $allforces_redirect {",
        '    default "";',
        f'    "/古い/" "{NOW_AT}";',
        # A pattern matches in one case only: /tea.html is a page.
        f'    "~^/Tea\\\\.html$" "{NOW_AT}";',
        f'    "/a$b\\"c/" "{NOW_AT}";',
        "}",
    ]
    assert "map_hash_bucket_size" not in text


def test_nginx_is_given_room_for_long_paths(workshop: Any) -> None:
    workshop.config(configured("nginx"))
    workshop.post("2026-01-02-tea", f"redirect_from: /{'長' * 40}/")

    workshop.build()

    assert "map_hash_bucket_size 256;" in workshop.page("redirects.nginx.conf")


def test_apache_gets_patterns_of_whole_paths_and_encodes_the_target_itself(workshop: Any) -> None:
    workshop.config(configured("apache", PLUGIN))
    workshop.post("2026-01-02-茶", """redirect_from: [/古い/, '/a$b.c/']""")
    workshop.write("content/away.md", "---\nredirect_to: https://example.org/x%20y/?a=%20&b=2#z\n---\n")

    workshop.build()

    assert workshop.page(".htaccess").splitlines() == [
        "<IfModule mod_alias.c>",
        'RedirectMatch 301 "^/古い/$" "https://example.com/2026/01/02/茶.html"',
        'RedirectMatch 301 "^/a\\\\$b\\\\.c/$" "https://example.com/2026/01/02/茶.html"',
        'RedirectMatch 301 "^/away\\\\.html$" "https://example.org/x y/?a=%20\\\\&b=2#z"',
        "</IfModule>",
    ]


@pytest.mark.parametrize(
    "target", ["https://example.org/a%2Fb", "https://example.org/%FF", "https://example.org/a%3Fb"]
)
def test_what_apache_would_encode_otherwise_is_left_to_the_page(workshop: Any, target: str) -> None:
    workshop.config(configured("[apache, netlify]", PLUGIN))
    workshop.write("content/away.md", f"---\nredirect_to: {target}\n---\n")

    workshop.build()

    assert "RedirectMatch" not in workshop.page(".htaccess")
    assert target in workshop.page("_redirects") and target in workshop.page("away.html")


def test_a_file_of_the_sites_own_is_used(workshop: Any) -> None:
    workshop.config(configured("[apache, netlify]", "include: [_redirects, .htaccess]"))
    workshop.write("content/.htaccess", "Options -Indexes\n")
    workshop.write("content/_redirects", "/mine /tea 302\n")
    workshop.post("2026-01-02-tea", "redirect_from: /old/")

    report = workshop.build()

    assert workshop.page(".htaccess") == "Options -Indexes\n"
    assert workshop.page("_redirects") == "/mine /tea 302\n"
    assert sum(problem.code == "page-own" for problem in report.problems) == 2


def test_a_redirect_whose_place_a_page_has_is_in_no_file(workshop: Any) -> None:
    workshop.config(configured("netlify"))
    workshop.post("2026-01-02-tea", "redirect_from: [/about/, /old/]")
    workshop.write("content/about.md", "---\npermalink: /about/\n---\n本文\n")

    workshop.build()

    assert workshop.page("_redirects") == "/old/ /2026/01/02/tea.html 301!\n"


@pytest.mark.parametrize(
    ("pages", "circle"),
    [({"a": "/b/", "b": "/a/"}, ["a", "b"]), ({"a": "/a/"}, ["a"]), ({"a": "/A/../a/"}, []),
     ({"a": "https://example.com/b", "b": "/c/index.html", "c": "/a"}, ["a", "b", "c"]),
     ({"a": "/b/", "b": "/b/?x=1"}, ["b"]), ({"a": "https://example.org/a/"}, [])],
    ids=range(6),
)  # fmt: skip
def test_what_leads_round_in_a_circle_is_reported_and_in_no_file(
    workshop: Any, pages: dict[str, str], circle: list[str]
) -> None:
    workshop.config(configured("netlify", PLUGIN))
    for name, target in pages.items():
        workshop.write(f"content/{name}.md", f"---\npermalink: /{name}/\nredirect_to: {target}\n---\n")

    report = workshop.build()

    problems = [problem for problem in report.problems if problem.code == "redirect-circle"]
    assert sorted(str(problem.file) for problem in problems) == [f"{name}.md" for name in circle]
    left = sorted(f"/{name}/" for name in pages if name not in circle)
    assert [line.split()[0] for line in workshop.page("_redirects").splitlines()] == left


def test_a_path_that_only_gained_a_slash_is_no_redirect_for_a_server(workshop: Any) -> None:
    workshop.config(configured("[netlify, nginx, apache]"))
    workshop.write("content/tea.md", "---\npermalink: /tea/\nredirect_from: [/tea.html, /old/]\n---\n本文\n")

    workshop.build()

    assert workshop.page("_redirects") == "/old/ /tea/ 301!\n"


def test_the_files_follow_each_edit(workshop: Any, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    workshop.config(configured("netlify"))
    workshop.post("2026-01-02-tea", "redirect_from: /old/")
    workshop.build(cache=cache)

    workshop.post("2026-01-02-tea", "redirect_from: /older/")
    workshop.build(cache=cache)

    assert workshop.page("_redirects") == "/older/ /2026/01/02/tea.html 301!\n"
