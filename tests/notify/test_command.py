"""`allforces notify` and `allforces deploy --notify` on the command line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner, Result

from allforces_site.cli import main
from allforces_site.files.kinds import MANIFEST_FILE
from tests.conftest import Workshop
from tests.notify.conftest import KEY, Service

SITE = "https://example.com"
TEA = f"{SITE}/2026/01/02/tea.html"
needs_rsync = pytest.mark.skipif(shutil.which("rsync") is None, reason="there is no rsync on this machine")

# In the folder of the site `blog` every test runs its commands.
pytestmark = pytest.mark.usefixtures("blog")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def build(*options: str) -> None:
    done = run("build", "--jobs", "1", *options)
    assert done.exit_code == 0, done.output


def edit(blog: Workshop, text: str = "新しい本文です。") -> None:
    blog.post("2026-01-02-tea", "title: お茶\ntags: [茶]", f"{text}\n")


def sent_urls(service: Service) -> list[list[str]]:
    return [json.loads(body)["urlList"] for path, _, body in service.requests if path == "/indexnow"]


def test_a_build_writes_the_file_of_the_key(blog: Workshop) -> None:
    build()

    assert blog.page(f"{KEY}.txt") == KEY


def test_without_send_addresses_are_only_listed(blog: Workshop, service: Service) -> None:
    build()
    edit(blog)
    build()

    done = run("notify")

    assert done.exit_code == 0
    assert f"changed  {TEA}" in done.output and f"feed     {SITE}/feed.xml" in done.output
    assert "cup.html" not in done.output
    assert "Nothing was sent" in done.output and service.requests == []


def test_what_changed_and_what_was_answered_are_told_in_the_language_of_the_command(
    blog: Workshop, service: Service
) -> None:
    build()
    edit(blog)
    build()
    service.answers = [(403, {})]

    done = run("notify", "--send", "--report", "told.json", "--lang", "ja")

    assert f"変更     {TEA}" in done.output and "送れませんでした: キーが認められませんでした" in done.output
    told = json.loads(Path("told.json").read_text(encoding="utf-8"))
    assert told["requests"][0]["meaning"] == "キーが認められませんでした"


def test_what_the_last_build_changed_is_sent(blog: Workshop, service: Service) -> None:
    build()
    edit(blog)
    build()
    build()  # It changes nothing, and hides nothing.

    done = run("notify", "--send", "--report", "told.json")

    assert done.exit_code == 0, done.output
    [urls] = sent_urls(service)
    assert TEA in urls and not any("cup" in url for url in urls)
    assert [parse_qs(body.decode()) for path, _, body in service.requests if path == "/hub?a=1&b=2"] == [
        {"hub.mode": ["publish"], "hub.url": [f"{SITE}/feed.xml"]}
    ]
    told = json.loads((blog.root / "told.json").read_text(encoding="utf-8"))
    assert told["changed"] == urls and told["added"] == told["removed"] == []
    assert told["feeds"] == [f"{SITE}/feed.xml"]
    assert [(item["status"], item["good"], item["tries"]) for item in told["requests"]] == [
        (200, True, 1),
        (200, True, 1),
    ]


def test_a_first_build_is_new_as_a_whole() -> None:
    build()

    assert f"added    {TEA}" in run("notify").output


def test_a_failed_build_between_two_good_ones_hides_no_change(blog: Workshop) -> None:
    build()
    edit(blog)
    blog.post("2026-01-05-broken", "title: [", "x\n")
    assert run("build", "--jobs", "1").exit_code == 1
    assert run("notify").exit_code == 1
    (blog.source / "_posts" / "2026-01-05-broken.md").unlink()
    build()

    assert f"changed  {TEA}" in run("notify").output


def test_a_preview_at_another_address_between_two_builds_hides_no_change(blog: Workshop) -> None:
    build()
    build("--base-url", "http://localhost:8000")
    edit(blog)
    build("--base-url", "http://localhost:8000")
    build()

    done = run("notify")

    assert f"changed  {TEA}" in done.output and "0 added" in done.output


def test_any_manifest_can_be_compared_with(blog: Workshop) -> None:
    build()
    shutil.copy(blog.output / MANIFEST_FILE, "before.json")
    for text in ("一", "二"):
        edit(blog, text)
        build()
    shutil.rmtree(".allforces")  # As in a job that restored no cache.

    done = run("notify", "--since", "before.json")

    assert done.exit_code == 0 and f"changed  {TEA}" in done.output


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1, "files": {"../x": null}}'])
def test_a_manifest_that_is_none_is_an_error(content: str) -> None:
    build()
    Path("before.json").write_text(content)

    done = run("notify", "--since", "before.json")

    assert done.exit_code == 1 and "before.json cannot be used" in done.output


def test_wrong_usage_is_said_before_anything_is_sent(blog: Workshop, service: Service) -> None:
    build()
    assert run("notify", "--since", "nowhere.json").exit_code == 2
    assert run("notify", "--report", "content/told.json").exit_code == 2
    blog.config()
    build()

    for command in (("notify",), ("notify", "--send"), ("deploy", "www", "--notify")):
        done = run(*command)
        assert done.exit_code == 2 and "allforces: {indexnow: KEY" in done.output
    assert service.requests == []


def test_a_build_with_drafts_is_told_nobody() -> None:
    build("--drafts")

    done = run("notify", "--send")

    assert done.exit_code == 1 and "was built with --drafts" in done.output


def test_a_site_without_an_address_is_told_nobody(blog: Workshop) -> None:
    blog.config("url: ''\nallforces: {search: false, social_pictures: false, indexnow: 0123456789abcdef}")
    build()

    done = run("notify")

    assert done.exit_code == 1 and "the site has no address" in done.output


def test_a_refusal_is_an_error_with_what_to_do(service: Service) -> None:
    build()
    service.answers = [(403, {})]

    done = run("notify", "--send", "--report", "told.json")

    assert done.exit_code == 1
    assert "does not accept the key" in done.output and f"{SITE}/{KEY}.txt" in done.output
    assert json.loads(Path("told.json").read_text(encoding="utf-8"))["requests"][0]["good"] is False


@pytest.mark.parametrize("key", ["short", "a" * 129, "has space", "日本語日本語日本語", "a/../../bcdefg", ""])
def test_a_key_that_the_protocol_does_not_allow_is_refused_with_its_line(blog: Workshop, key: str) -> None:
    blog.config(f"allforces:\n  search: false\n  indexnow: {key!r}")

    done = run("build", "--jobs", "1")

    assert done.exit_code == 1 and "_config.yml:5: error: allforces.indexnow" in done.output
    assert "8 to 128" in done.output


@pytest.mark.parametrize(
    "hub", ["hub.example", "ftp://hub.example/", "https://", "https://u:p@hub.example/", "-x"]
)
def test_a_hub_that_is_no_web_address_is_refused(blog: Workshop, hub: str) -> None:
    blog.config(f"allforces:\n  search: false\n  hub: {hub!r}")

    done = run("build", "--jobs", "1")

    assert done.exit_code == 1 and "allforces.hub" in done.output


def test_changed_feeds_of_all_formats_are_told_to_the_hub(blog: Workshop, service: Service) -> None:
    config = (blog.source / "_config.yml").read_text("utf-8")
    blog.write("content/_config.yml", f"{config}  feeds: {{/a.xml: atom, /r.xml: rss, /j.json: json}}\n")
    blog.write("content/other.json", '{"version": 1, "hubs": "none"}')
    build()
    edit(blog)
    blog.write("content/other.json", '{"hubs": [{"url": "' + service.address + '/hub?a=1&b=2"}]}')
    build()

    assert run("notify", "--send").exit_code == 0

    asked = [parse_qs(body.decode()) for path, _, body in service.requests if path == "/hub?a=1&b=2"]
    assert [url for one in asked for url in one["hub.url"]] == [
        f"{SITE}/a.xml",
        f"{SITE}/j.json",
        f"{SITE}/r.xml",
    ]


def test_the_feed_names_the_hub(blog: Workshop, service: Service) -> None:
    build()

    assert f'<link rel="hub" href="{service.address}/hub?a=1&amp;b=2"/>' in blog.page("feed.xml")


@pytest.mark.process
@needs_rsync
def test_a_deploy_tells_what_it_changed_at_its_target(blog: Workshop, service: Service) -> None:
    build()
    assert run("deploy", "www").exit_code == 0
    for text in ("一", "二"):  # Two builds, of which the target has seen none.
        edit(blog, text)
        build()
    blog.post("2026-01-04-kiln", "title: 窯")
    build()

    rehearsed = run("deploy", "www", "--notify", "--dry-run")
    assert f"changed  {TEA}" in rehearsed.output and service.requests == []

    done = run("deploy", "www", "--notify")

    assert done.exit_code == 0, done.output
    [urls] = sent_urls(service)
    assert TEA in urls and f"{SITE}/2026/01/04/kiln.html" in urls
    assert f"{SITE}/2026/01/03/cup.html" not in urls
    assert "There was nothing to send" in run("deploy", "www", "--notify").output
    assert len(sent_urls(service)) == 1


@pytest.mark.process
@needs_rsync
def test_what_a_deploy_could_not_tell_can_be_told_later(blog: Workshop, service: Service) -> None:
    build()
    assert run("deploy", "www").exit_code == 0
    edit(blog)
    build()
    service.answers = [(422, {})]

    done = run("deploy", "www", "--notify")

    assert done.exit_code == 1 and "The site is deployed" in done.output
    assert "新しい本文" in (blog.root / "www/2026/01/02/tea.html").read_text(encoding="utf-8")
    later = run("notify", "--since", ".allforces/unannounced.json", "--send")
    assert later.exit_code == 0 and TEA in sent_urls(service)[-1]
