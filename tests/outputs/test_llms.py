"""What programs with language models read is what the settings ask for, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from allforces_site.config.ai_settings import CRAWLERS, AiSettings
from allforces_site.errors import SiteError
from allforces_site.files.documentation import page_text
from allforces_site.outputs import llms
from tests.outputs.reading import is_published

SITE = "https://example.com"


def configure(workshop: Any, ai: str, more: str = "") -> None:
    workshop.config(f"{more}\nallforces:\n  social_pictures: false\n  search: false\n  ai: {{{ai}}}\n")


def links(text: str) -> list[str]:
    """The addresses of links in Markdown."""
    return re.findall(r"\]\(([^)]+)\)", text)


def test_without_settings_nothing_is_there(workshop: Any) -> None:
    workshop.post("2026-01-02-tea")

    workshop.build()

    assert not [path for path in workshop.tree() if path.startswith("llms") or path.endswith(".md")]
    assert "text/markdown" not in workshop.page("2026/01/02/tea.html")
    assert "User-agent" not in workshop.page("robots.txt")


def test_the_list_has_the_posts_by_category_with_their_descriptions(workshop: Any) -> None:
    categories = "content_categories: [{name: 技術}, {name: 空}, {name: 社会}]"
    more = f"permalink: /:title/\ndescription: お茶の話\n{categories}"
    configure(workshop, "llms_txt: true", more)
    workshop.post("2026-01-02-tea", "title: '[新茶] の話'\ncategories: [社会]\ndescription: 茶の説明。")
    workshop.post("2026-01-03-kiln", "title: 窯\ncategories: [技術, 社会]\ndescription: 窯の説明。")
    workshop.post("2026-01-04-none", "title: 無し", "")
    workshop.post("2026-01-05-hidden", "title: 隠れ\nrobots: noindex")

    workshop.build()

    assert workshop.page("llms.txt") == (
        "# 試験\n\n> お茶の話\n\n"
        f"## 技術\n\n- [窯]({SITE}/kiln/): 窯の説明。\n\n"
        f"## 社会\n\n- [\\[新茶\\] の話]({SITE}/tea/): 茶の説明。\n\n"
        f"## 記事\n\n- [無し]({SITE}/none/)\n\n"
    )


@pytest.mark.parametrize(
    ("permalink", "page", "twin"),
    [("/:year/:title/", "2026/お茶/index.html", "2026/お茶/index.md"), ("date", *["2026/01/02/お茶"] * 2)],
)
def test_each_post_has_a_markdown_twin_that_its_page_and_the_list_name(
    workshop: Any, permalink: str, page: str, twin: str
) -> None:
    page, twin = (path if "." in path else f"{path}{end}" for path, end in ((page, ".html"), (twin, ".md")))
    configure(workshop, "llms_txt: true, markdown: true", f"permalink: {permalink}")
    front = "title: お茶\nauthor: 花子\ntags: [茶, 水]\ndescription: 説明。\nlast_modified_at: 2026-02-03"
    workshop.post("2026-01-02-お茶", front, "**強い**茶です。\n\n## 見出し\n\n{{ site.title }}の話。\n")
    workshop.post("2026-01-03-kiln", "title: 窯", "**窯**です。{: .note}\n")
    workshop.post("2026-01-04-hidden", "robots: noindex")

    workshop.build()

    address = re.search(r'type="text/markdown" href="([^"]+)"', workshop.page(page))
    assert address is not None
    assert is_published(SITE + address[1], workshop.output, SITE)
    assert workshop.page(twin).splitlines()[:7] == [
        "# お茶",
        "",
        "> 説明。",
        "",
        f"- URL: {SITE}/" + (address[1].strip("/").removesuffix("index.md").replace(".md", ".html")),
        "- 公開日: 2026-01-02T00:00:00+09:00",
        "- 更新日: 2026-02-03T00:00:00+09:00",
    ]
    assert "**強い**茶です。\n\n## 見出し\n\n試験の話。\n" in workshop.page(twin)
    listed = links(workshop.page("llms.txt"))
    assert [link.rpartition(".")[2] for link in listed] == ["md", "md"]
    assert all(is_published(link, workshop.output, SITE) for link in listed)
    assert not [path for path in workshop.tree() if "hidden" in path and path.endswith(".md")]


def test_all_texts_are_in_files_of_a_hundred_posts(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llms, "POSTS_A_PART", 2)
    configure(workshop, "llms_full_txt: true")
    for day in range(1, 6):
        workshop.post(f"2026-01-0{day}-p{day}", f"title: 題{day}", f"本文{day}\n")
    workshop.post("2026-01-06-hidden", "robots: noindex", "隠れ\n")

    workshop.build()

    parts = [f"llms-full-{number}.txt" for number in (1, 2, 3)]
    assert re.findall(r"\]\(([^)]+)\)", workshop.page("llms-full.txt")) == [
        f"{SITE}/{part}" for part in parts
    ]
    found = [re.findall("^# (.*)$|^(本文.)$", workshop.page(part), re.MULTILINE) for part in parts]
    assert ["".join(texts) for part in found for texts in part] == [
        word for day in range(1, 6) for word in (f"題{day}", f"本文{day}")
    ]


def test_few_texts_are_in_one_file(workshop: Any) -> None:
    configure(workshop, "llms_full_txt: true")
    workshop.post("2026-01-01-p1", "title: 題", "本文\n")
    workshop.build()

    assert workshop.page("llms-full.txt").startswith("# 題\n")


def test_an_edit_of_a_body_writes_its_twin_and_its_part_and_nothing_else(
    workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llms, "POSTS_A_PART", 2)
    configure(workshop, "llms_txt: true, llms_full_txt: true, markdown: true, refuse: [training]")
    for day in range(1, 6):
        workshop.post(f"2025-01-0{day}-p{day}", "", f"書き出し{day}。\n\n本文{day}\n")
    for day in range(1, 22):
        workshop.post(f"2026-01-{day:02}-q{day}")
    cache = workshop.root / "cache"
    workshop.build(cache=cache)

    workshop.post("2025-01-03-p3", "", "書き出し3。\n\n別の本文\n")
    report = workshop.build(cache=cache)

    assert sorted(report.written.changed) == ["2025/01/03/p3.html", "2025/01/03/p3.md", "llms-full-2.txt"]
    workshop.post("2025-01-03-p3", "title: 新しい題", "書き出し3。\n\n別の本文\n")
    assert "llms.txt" in workshop.build(cache=cache).written.changed
    workshop.build(output=workshop.root / "fresh")
    for path, content in workshop.tree().items():
        if not path.startswith(".allforces"):
            assert content == (workshop.root / "fresh" / path).read_bytes(), path


def test_robots_txt_names_the_crawlers_that_may_come_or_not(workshop: Any) -> None:
    configure(workshop, "refuse: [training, perplexity-user], allow: [OAI-SearchBot, ccbot]")

    workshop.build()

    groups = workshop.page("robots.txt").split("\n\n")
    training = [crawler.name for crawler in CRAWLERS if crawler.purpose == "training"]
    refused, allowed = (group.splitlines() for group in groups[:2])
    names = {line.removeprefix("User-agent: ") for line in refused[:-1]}
    assert names == {*training, "Perplexity-User"} - {"CCBot"}
    assert refused[-1] == "Disallow: /"
    assert allowed == ["User-agent: CCBot", "User-agent: OAI-SearchBot", "Allow: /"]
    assert groups[2] == f"Sitemap: {SITE}/sitemap.xml\n"


def test_the_sites_own_robots_txt_stays_and_a_note_says_that_it_is_used(workshop: Any) -> None:
    configure(workshop, "refuse: [training]")
    workshop.write("content/robots.txt", "User-agent: *\n")

    report = workshop.build()

    assert workshop.page("robots.txt") == "User-agent: *\n"
    assert [(problem.code, problem.file) for problem in report.problems] == [("page-own", "robots.txt")]


@pytest.mark.parametrize(
    ("ai", "message"),
    [
        ("refuse: [GPTBots]", 'there is no crawler "GPTBots": did you mean "GPTBot"?'),
        ("refuse: [xyzzy]", 'there is no crawler "xyzzy": known are training, search, user'),
        ("refuse: [GPTBot], allow: [gptbot]", "GPTBot is both allowed and refused"),
        ("llms: true", "there is no such setting"),
        ("markdown: yes please", 'found "yes please", wanted true or false'),
    ],
)
def test_a_wrong_setting_is_reported(workshop: Any, ai: str, message: str) -> None:
    configure(workshop, ai)

    with pytest.raises(SiteError) as caught:
        workshop.build()

    assert message in str(caught.value.problems[0].message)


def test_every_crawler_is_documented_with_its_source() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| `([a-z]+)` \| (\S+) \|$", page_text("ai.md") or "", re.MULTILINE)

    assert rows == [(crawler.name, crawler.purpose, crawler.source) for crawler in CRAWLERS]


def test_a_name_decides_before_its_purpose() -> None:
    settings = AiSettings(refuse=("search",), allow=("PerplexityBot", "search"))

    assert "PerplexityBot" in settings.allowed
    assert "PerplexityBot" not in settings.refused
