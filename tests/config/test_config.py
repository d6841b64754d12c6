"""`_config.yml`: Jekyll's keys, validated; every mistake with its line, all at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from allforces_site.config.load import load_config
from allforces_site.config.model import KNOWN_KEYS, Config
from allforces_site.config.parse import parse_config, parse_configs
from allforces_site.errors import Problem, Severity, SiteError
from allforces_site.messages.message import in_language


def problems_of(text: str) -> list[Problem]:
    """The problems of a configuration, whether they end the build or not."""
    try:
        return list(parse_config(text)[1])
    except SiteError as exc:
        return list(exc.problems)


def plain(message: str) -> str:
    """A message without what is used in place of the value."""
    return re.sub("; it is (ignored|taken as .*)$", "", message)


def test_jekylls_keys_are_read() -> None:
    config, problems = parse_config(
        """
title: 題
description: 説明
url: https://example.com/
baseurl: blog/
lang: ja
author: {name: 編集部, email: a@example.com}
timezone: Europe/Berlin
permalink: pretty
paginate: 6
paginate_path: /page:num
future: true
show_drafts: true
unpublished: true
limit_posts: 3
exclude: [drafts/]
include: [_pages]
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post}
excerpt_separator: <!--more-->
content_categories:
  - {name: 技術, slug: tech, description: 技術の話}
"""
    )
    assert problems == ()
    assert (config.url, config.baseurl) == ("https://example.com", "/blog")
    assert (config.author_name, str(config.zone)) == ("編集部", "Europe/Berlin")
    assert (config.paginate, config.paginate_path) == (6, "/page:num/")
    assert (config.future, config.show_drafts, config.unpublished, config.limit_posts) == (
        True,
        True,
        True,
        3,
    )
    assert "drafts/" in config.excluded
    assert "node_modules" in config.excluded
    assert config.include == ("_pages",)
    assert config.defaults[0].values == {"layout": "post"}
    assert [(entry.name, entry.slug) for entry in config.content_categories] == [("技術", "tech")]


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), ())


def test_bom_and_crlf_make_no_difference(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_bytes("\ufefftitle: 題\r\npaginate: 5\r\n".encode())
    config, _ = load_config(tmp_path)
    assert (config.title, config.paginate) == ("題", 5)


def test_keys_without_a_value_mean_the_defaults() -> None:
    assert parse_config("title:\nurl:\npaginate:\ntimezone:\ndefaults:\nallforces:\n")[0] == Config()


def test_a_number_as_a_title_is_text() -> None:
    assert parse_config("title: 2025")[0].title == "2025"


def test_a_single_name_is_read_as_a_list() -> None:
    assert parse_config("exclude: docs")[0].exclude == ("docs",)


def test_unknown_keys_stay_readable_from_templates() -> None:
    config, problems = parse_config("my_key: {a: [1, 2]}\ntitle: 題")
    assert problems == ()
    assert config.values["my_key"] == {"a": [1, 2]}
    assert config.values["title"] == "題"


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("titel", "title"),
        ("timezon", "timezone"),
        ("time_zone", "timezone"),
        ("exlude", "exclude"),
        ("pagenate", "paginate"),
        ("base_url", "baseurl"),
        ("excerpt_seperator", "excerpt_separator"),
        ("show_draft", "show_drafts"),
        ("allforce", "allforces"),
    ],
)
def test_a_near_miss_of_a_known_key_gets_a_hint(key: str, meant: str) -> None:
    _, (problem,) = parse_config(f"url: https://example.com\n{key}: x")
    assert (problem.code, problem.line, str(problem.hint)) == (
        "config-unknown-key",
        2,
        f'did you mean "{meant}"?',
    )


@pytest.mark.parametrize(
    "key",
    ["collections", "plugins", "kramdown", "tagline", "logo", "navigation", "favicon", "google_analytics",
     "twitter", "social", "locale", "email", "repository", "copyright", "theme", "markdown", "sass"],
)  # fmt: skip
def test_keys_of_jekyll_its_plugins_and_of_authors_are_no_mistakes(key: str) -> None:
    problems = parse_config(f"{key}: x")[1]
    assert [problem.code for problem in problems if problem.severity is not Severity.NOTE] == []


# text, line, message
WRONG = [
    ("title: [a]", 1, "title: found a list, wanted text"),
    ("a: 1\ndescription: true", 2, "description: found true, wanted text"),
    ("lang: {a: 1}", 1, "lang: found a mapping, wanted text"),
    ("limit_posts: true", 1, "limit_posts: found true, wanted a whole number"),
    ('future: "true"', 1, 'future: found "true", wanted true or false'),
    ('a: 1\npaginate: "10"', 2, 'paginate: found "10", wanted a whole number'),
    ("allforces: {words_per_minute: '5'}", 1, 'allforces.words_per_minute: found "5", wanted a whole number'),
    ("author: {nmae: x}", 1, "author: the mapping has no `name`"),
    ("author: {name: [x]}", 1, "author: the mapping has no `name`"),
    ("include: [1]", 1, "include.0: found 1, wanted text"),
    ("permalink: 5", 1, "permalink: found 5, wanted text"),
    ("lang: 5", 1, "lang: found 5, wanted text"),
    ("author: [a]", 1, "author: found a list, wanted a name, or a mapping with `name`"),
    ("future: たぶん", 1, 'future: found "たぶん", wanted true or false'),
    ("show_drafts: 3", 1, "show_drafts: found 3, wanted true or false"),
    ("paginate: 0", 1, "paginate: found 0, wanted a number greater than 0"),
    ("paginate: 十", 1, 'paginate: found "十", wanted a whole number'),
    ("limit_posts: -1", 1, "limit_posts: found -1, wanted a number greater than or equal to 0"),
    ("paginate_path: /page/", 1, 'paginate_path: "/page/" lacks :num, the place of the page number'),
    ("timezone: Asia/Tokio", 1, 'timezone: there is no time zone "Asia/Tokio"'),
    ("timezone: ../etc", 1, 'timezone: there is no time zone "../etc"'),
    ("timezone: asia/tokyo", 1, 'timezone: there is no time zone "asia/tokyo"'),
    ("timezone: right/Asia/Tokyo", 1, 'timezone: there is no time zone "right/Asia/Tokyo"'),
    ("permalink: /:foo/", 1, 'permalink: "/:foo/" has the unknown placeholder ":foo"'),
    (
        "permalink: /:titel/",
        1,
        'permalink: "/:titel/" has the unknown placeholder ":titel", did you mean ":title"?',
    ),
    ("exclude: {a: 1}", 1, "exclude: found a mapping, wanted a list"),
    ("include: [[a]]", 1, "include.0: found a list, wanted text"),
    ("defaults: text", 1, "defaults: found \"text\", wanted a list"),
    (
        "defaults:\n  - scope: {path: ''}\n    values: {a: 1}\n  - scope: {type: postz}",
        4,
        'defaults.1.scope.type: nothing is of the type "postz", so these values are not used',
    ),
    ("content_categories: [{slug: x}]", 1, "content_categories.0.name is missing"),
    ("allforces: {colisions: error}", 1, "allforces.colisions: there is no such setting"),
    ("allforces:\n  collisions: stop", 2, "allforces.collisions: found \"stop\", wanted 'warn' or 'error'"),
    (
        "url: example.com",
        1,
        'url: "example.com" is no site address such as https://example.com (a path goes to baseurl)',
    ),
    ("baseurl: https://example.com", 1, 'baseurl: "https://example.com" is no path such as /blog'),
    ("baseurl: /a/../b", 1, 'baseurl: "a/../b" is no path such as /blog'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), WRONG, ids=[text[:30] for text, _, _ in WRONG])
def test_a_wrong_value_is_reported_with_its_line(text: str, line: int, message: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.file, problem.line, plain(str(problem.message))) == ("_config.yml", line, message)
    assert problem.excerpt == text.split("\n")[line - 1]


def test_all_mistakes_are_reported_at_once_in_the_order_of_lines() -> None:
    found = problems_of("paginate: 0\nfuture: 5\ntimezone: Mars\ntitle: [a]\nallforces: {x: 1}\n")
    assert [problem.line for problem in found] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "name", ["localtime", "posixrules", "Factory", "posix/localtime", "right/Factory", "LocalTime"]
)
def test_a_time_zone_that_is_another_one_on_each_machine_is_refused(name: str) -> None:
    (problem,) = problems_of(f"timezone: {name}")
    message = f'timezone: "{name}" names no zone: dates would depend on the machine that builds'
    assert (plain(str(problem.message)), problem.line) == (message, 1)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("timezone: Asia/Tokio", 'did you mean "Asia/Tokyo"?'),
        ("timezone: 東京", "write a name such as Asia/Tokyo"),
        ("timezone: JST", 'did you mean "Asia/Tokyo"?'),
        ("timezone: KST", 'did you mean "Asia/Seoul"?'),
        ("timezone: Z", 'did you mean "UTC"?'),
        ("timezone: UTC+9", 'did you mean "Asia/Tokyo"?'),
        ("timezone: '+09:00'", 'did you mean "Asia/Tokyo"?'),
        ("timezone: XYZ", "write a name such as Asia/Tokyo"),
        ("timezone: localtime", "write a name such as Asia/Tokyo"),
        ("timezone: right/Asia/Tokyo", 'did you mean "Asia/Tokyo"?'),
        ("limit_posts: true", "write a whole number, without quotes"),
        ("paginate: '10'", "write a whole number, without quotes"),
        ('future: "true"', "write true or false, without quotes"),
        ("author: {nmae: x}", "write author: name, or author: {name: name}"),
        ("include: [1]", "put the number in quotes"),
        ("permalink: 5", "write a style such as pretty, or a template such as /:year/:month/:title/"),
        ("allforces: {colisions: warn}", 'did you mean "collisions"?'),
        ("exclude: 5", "write [a, b], or one item a line, each behind a -"),
        ("future: maybe", "write true or false, without quotes"),
        ("title: yes", "put the word in quotes"),
    ],
)
def test_a_mistake_comes_with_what_to_do(text: str, hint: str) -> None:
    assert str(problems_of(text)[0].hint) == hint


@pytest.mark.parametrize(
    ("text", "line"), [("- a\n", 1), ("文\n", 1), ("a: 1\nb: c: d\n", 2), ('a: 1\nb: "c\n', 2)]
)
def test_what_is_no_mapping_is_reported_with_its_line(text: str, line: int) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, problem.line) == ("config-yaml", line)


def test_a_key_written_twice_is_a_warning() -> None:
    config, (problem,) = parse_config("title: 一\nlang: ja\ntitle: 二\n")
    assert config.title == "二"
    assert (problem.code, problem.line) == ("key-twice", 3)


def test_collections_give_posts_their_permalink_as_in_jekyll() -> None:
    text = "permalink: pretty\ncollections: {posts: {permalink: /blog/:title/}}"
    assert parse_config(text)[0].post_permalink == "/blog/:title/"
    assert parse_config("permalink: none")[0].post_permalink == "/:categories/:title:output_ext"


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates().map(str)
)
# The last ones are names of pydantic's own.
KEYS = st.one_of(st.text(max_size=5), st.sampled_from(["[", "str", "list[str]", "function-before", "name"]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@pytest.mark.parametrize("key", ["[", "str", "list[str]", "function-before[f(), str]", "[key]"])
def test_a_setting_with_the_name_of_a_type_is_unknown_as_any_other(key: str) -> None:
    with pytest.raises(SiteError) as raised:
        parse_config(f"allforces:\n  '{key}': 1")

    (problem,) = raised.value.problems
    assert (str(problem.message), problem.line) == (f"allforces.{key}: there is no such setting", 2)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(sorted(KNOWN_KEYS)), VALUES, max_size=6))
def test_any_values_make_a_configuration_or_located_problems(values: dict[str, object]) -> None:
    import yaml

    text = yaml.safe_dump(values, allow_unicode=True)
    try:
        config, _ = parse_config(text)
    except SiteError as exc:
        assert all(problem.message and problem.line for problem in exc.problems)
    else:
        assert config.zone is not None
        assert config.values.keys() >= {"title", "url", "baseurl"}
        assert config.post_permalink


@pytest.mark.parametrize(
    "address",
    [
        "http://[", "https://[::1", "https://:80", "https://example.com:99999", "https://example.com:0", "https://a:b",
        'https://exa"mple.com', "https://exa<b>mple.com", "https://example.com\\\\blog", "https://{host}",
    ],
)  # fmt: skip
def test_an_address_that_no_site_can_have_is_not_used(address: str) -> None:
    config, problems = parse_config(f"title: a\nurl: '{address}'\n")

    assert (config.url, [problem.line for problem in problems]) == ("", [2])


@pytest.mark.parametrize(
    "address",
    [
        "https://例え.jp",
        "https://example.com:8080",
        "http://[::1]:4000",
        "http://a_b.example",
        "https://example.com.",
    ],
)
def test_addresses_of_all_kinds_of_hosts_are_accepted(address: str) -> None:
    assert parse_config(f"url: '{address}'\n")[0].url == address


def test_an_address_with_a_password_is_not_used_and_not_shown() -> None:
    config, problems = parse_config("url: https://me:geheim@example.com\n")

    assert config.url == ""
    assert problems and "geheim" not in repr(problems)


# ---- what Jekyll builds with -------------------------------------------------------------------

# Settings with which Jekyll 4.3.1 builds, and what is read in their place.
TOLERATED = [
    ("title: [a]", Config()),
    ("lang: 5", Config()),
    ("author: {x: y}", Config()),
    ("defaults: {scope: {path: ''}}", Config()),
    ("timezone: Nope/Nope", Config(timezone="UTC")),
    ('future: "yes"', Config(future=True)),
    ("show_drafts: nope", Config()),
    ('paginate: "5"', Config(paginate=5)),
    ("paginate: 0", Config()),
    ("url: example.com", Config()),
    ("url: https://example.com/path", Config()),
]


@pytest.mark.parametrize(("text", "config"), TOLERATED, ids=[text for text, _ in TOLERATED])
def test_a_value_with_which_jekyll_builds_gives_a_warning(text: str, config: Config) -> None:
    found, (problem,) = parse_config(text)

    assert replace(found, named=frozenset()) == config
    assert (problem.code, problem.severity, problem.line) == ("config-value", Severity.WARNING, 1)


@pytest.mark.parametrize(
    "text",
    ["permalink: 5", "limit_posts: nope", "exclude: 5", "allforces: {x: 1}",
     "layouts_dir: [a]", "data_dir: ../data"],
)  # fmt: skip
def test_a_value_with_which_jekyll_builds_nothing_is_an_error(text: str) -> None:
    with pytest.raises(SiteError):
        parse_config(text)


@pytest.mark.parametrize("key", ["title", "description", "url", "baseurl", "author", "paginate", "defaults"])
def test_false_means_the_default(key: str) -> None:
    assert parse_config(f"{key}: false") == (Config(), ())


def test_of_defaults_only_the_wrong_part_is_ignored() -> None:
    config, problems = parse_config(
        "defaults:\n"
        "  - {scope: {path: ''}, values: {a: 1}, other: 2}\n"
        "  - {scope: {path: ''}, values: [b]}\n"
        "  - {scope: {type: recipes}, values: {c: 1}}\n"
        "collections: [recipes]\n"
    )

    assert [chosen.values for chosen in config.defaults] == [{"a": 1}, {}, {"c": 1}]
    assert [problem.line for problem in problems] == [2, 3]


# ---- collections and folders -------------------------------------------------------------------


def test_collections_are_named_in_a_list_or_a_mapping() -> None:
    for text in ("collections: [recipes, 茶]", "collections: {recipes: {}, 茶: {}}"):
        config, problems = parse_config(text)
        assert [found.name for found in config.collections] == ["recipes", "茶"]
        assert problems == ()


def test_folders_are_paths_in_the_source() -> None:
    config, problems = parse_config("data_dir: /data/\nlayouts_dir: a/b\nincludes_dir: parts/\n")
    assert config.data_dir == "data"
    assert (config.layouts_dir, config.includes_dir, problems) == ("a/b", "parts", ())


# ---- several files -----------------------------------------------------------------------------


def test_later_files_override_earlier_ones_as_in_jekyll() -> None:
    config, problems = parse_configs(
        [
            ("_config.yml", "title: 一\ndescription: 説明\nown: {a: 1, b: [1, 2]}\nexclude: [x]\n"),
            ("b.yml", "title: 二\ndescription:\nown: {b: [3]}\nexclude: [y]\n"),
        ]
    )
    assert (config.title, config.description, config.exclude) == ("二", "説明", ("y",))
    assert config.extra == {"own": {"a": 1, "b": [3]}}
    assert problems == ()


def test_a_mistake_is_reported_in_the_file_that_holds_it() -> None:
    _, problems = parse_configs([("_config.yml", "title: 一\nlang: 5\n"), ("b.yml", "\ntitle: [a]\n")])

    assert [(problem.file, problem.line) for problem in problems] == [("_config.yml", 2), ("b.yml", 2)]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("title: [a]", "title: 値がリストです。テキストを書いてください。この値は無視します", "None"),
        (
            "future: 'yes'",
            "future: 値が「yes」です。trueかfalseを書いてください。Jekyllと同じくtrueとして扱います",
            "引用符なしでtrueかfalseと書いてください",
        ),
        (
            "timezone: JST",
            "timezone: 「JST」という時間帯はありません。Jekyllと同じく「UTC」として扱います",
            "もしかして「Asia/Tokyo」ですか",
        ),
        (
            "allforces: {collisions: x}",
            "allforces.collisions: 値が「x」です。'warn'、'error'のどれかを書いてください",
            "None",
        ),
        (
            "allforces: {max_lost_pages: 101}",
            "allforces.max_lost_pages: 値が101です。100以下の数を書いてください",
            "None",
        ),
        (
            "kramdown: {header_offset: x}",
            "kramdown.header_offset: 整数ではありません。この値は無視します",
            "kramdownのオプションを確かめてください: https://kramdown.gettalong.org/options.html",
        ),
        (
            "permalink: /:titel/",
            "permalink: 「/:titel/」の`:titel`は使えません。もしかして`:title`ですか",
            "`pretty`のような形式名か、`/:year/:month/:title/`のようなひな形を書いてください",
        ),
    ],
)
def test_a_wrong_value_is_told_in_japanese(text: str, message: str, hint: str) -> None:
    try:
        _, (problem,) = parse_config(text)
    except SiteError as exc:
        (problem,) = exc.problems

    assert in_language(problem.message, "ja") == message
    assert (in_language(problem.hint, "ja") if problem.hint else "None") == hint


def test_the_secret_of_an_address_is_masked_in_every_language() -> None:
    with pytest.raises(SiteError) as caught:
        parse_config("allforces: {deploy: {here: {branch: 'https://anna:geheim1234@example.com'}}}")

    for lang in ("en", "ja"):
        assert "geheim" not in in_language(caught.value.problems[0].message, lang)
