"""The `serve` command from outside: its responses, refusals and end."""

from __future__ import annotations

import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from allforces_site.serve.watch import Watch
from tests.running_processes import PATIENCE_SECONDS, Gate, eventually, is_idle
from tests.serve.conftest import Server, start_server
from tests.serve.shared_server import SharedServer, shared_server

Serve = Callable[..., Server]
TEA = "/2026/01/02/tea/"


def with_files(workshop: Any) -> Any:
    """A site of one post, with some files."""
    workshop.config("permalink: pretty")
    workshop.post("2026-01-02-tea", "title: お茶", "最初の本文です。\n")
    workshop.write("content/film.mp4", bytes(range(256)) * 8192)
    workshop.write("content/texts/plain.txt", "メモ\n")
    workshop.write("content/old.html", "---\npermalink: /old.html\ntitle: 古い\n---\n<p>古い</p>\n")
    return workshop


@pytest.fixture
def site(workshop: Any) -> Any:
    """That site, for tests that start a server of their own."""
    return with_files(workshop)


@pytest.fixture(scope="module")
def shared(new_workshop: Callable[[], Any]) -> Iterator[SharedServer]:
    """A server of that site for all other tests."""
    with shared_server(with_files(new_workshop())) as made:
        yield made


@pytest.fixture
def served(shared: SharedServer) -> Any:
    """The site of the shared server."""
    return shared.site


@pytest.fixture
def serve(site: Any, serve: Serve) -> Serve:  # noqa: ARG001 (there must be a site)
    """A function that serves that site."""
    return serve


def processes_below(pid: int) -> set[int]:
    """The ids of a process's children and theirs."""
    found: set[int] = set()
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child} | processes_below(child)
    return found


# ---- answers ---------------------------------------------------------------------------------


def test_pages_are_found_as_on_the_web(server: Server) -> None:
    page = server.get(TEA)
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.headers["cache-control"] == "no-store"
    assert page.page["files"] == ["2026/01/02/tea/index.html"]
    without_slash = server.get("/2026/01/02/tea?q=%E8%8C%B6")
    assert (without_slash.status, without_slash.headers["location"]) == (302, f"{TEA}?q=%E8%8C%B6")
    assert server.get("/old").status == 200
    assert server.get("/").status == 200
    assert server.get("/texts/plain.txt").headers["content-type"] == "text/plain; charset=utf-8"
    assert server.get("/feed.xml").headers["content-type"] == "application/xml; charset=utf-8"
    assert server.get("/film.mp4").headers["content-type"] == "video/mp4"


def test_a_missing_address_gets_the_sites_own_404_page(server: Server) -> None:
    answer = server.get("/nothing/here/")

    assert answer.status == 404
    assert "ページが見つかりません" in answer.text
    assert answer.page["files"] == ["404.html", "nothing/here/index.html"]
    assert server.get("/404.html").status == 200


def test_the_script_is_in_what_is_served_and_in_no_file(served: Any, server: Server) -> None:
    assert b"/.allforces/live.js" in server.get(TEA).body
    assert server.get("/.allforces/live.js").status == 200
    files = list((served.root / ".allforces").rglob("*.html"))
    assert files
    assert not [file for file in files if b"live.js" in file.read_bytes()]


def test_without_reload_pages_are_what_a_build_writes(site: Any, serve: Serve) -> None:
    server = serve("--no-reload")
    site.build(asset_versions=False)

    assert server.get(TEA).body == (site.output / "2026/01/02/tea/index.html").read_bytes()
    assert server.get("/.allforces/live.js").status == 404
    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    eventually(lambda: "直した本文です。" in server.get(TEA).text)


def test_a_part_of_a_file_can_be_asked_for(served: Any, server: Server) -> None:
    film = (served.source / "film.mp4").read_bytes()

    part = server.get("/film.mp4", Range="bytes=1000-1999")
    assert (part.status, part.body) == (206, film[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(film)}"
    assert server.get("/film.mp4", Range="bytes=-10").body == film[-10:]
    assert server.get("/film.mp4", Range="bytes=5-").body == film[5:]
    whole = server.get("/film.mp4")
    assert (whole.status, whole.body, whole.headers["accept-ranges"]) == (200, film, "bytes")
    beyond = server.get("/film.mp4", Range=f"bytes={len(film)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(film)}")
    head = server.get("/film.mp4", method="HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(film)))


def test_nothing_but_reading_is_answered(server: Server) -> None:
    assert server.get(TEA, method="POST").status == 405
    assert server.get(TEA, method="DELETE").status == 405
    assert server.get(TEA, method="HEAD").status == 200


def test_a_site_with_a_baseurl_is_served_below_it_only(site: Any, serve: Serve) -> None:
    site.config("permalink: pretty\nbaseurl: /blog")
    server = serve()

    assert server.address.endswith("/blog")
    assert server.get(f"/blog{TEA}").status == 200
    assert server.get(TEA).status == 404
    assert server.get("/").headers["location"] == "/blog/"
    assert server.get("/blog").headers["location"] == "/blog/"
    site.config("permalink: pretty\nbaseurl: /neu")
    eventually(lambda: server.get(f"/neu{TEA}").status == 200)


# ---- edits -----------------------------------------------------------------------------------


def save_at_once(site: Any, front_matter: str, body: str, name: str = "2026-01-02-tea") -> None:
    """Saves a post in one step: a save in two, with a pause between, is built twice."""
    text = f"---\n{front_matter}\n---\n{body}"
    site.write("aside.md", text).replace(site.source / f"_posts/{name}.md")


def saved_by_rename(file: Path, text: str) -> None:
    temporary = file.with_name("4913.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(file)


def saved_over_a_backup(file: Path, text: str) -> None:
    backup = file.with_name(f"{file.name}~")
    file.rename(backup)
    file.write_text(text, encoding="utf-8")
    backup.unlink()


def saved_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("save", [saved_in_place, saved_by_rename, saved_over_a_backup])
def test_a_save_counts_in_whichever_way_an_editor_saves(served: Any, server: Server, save: Any) -> None:
    assert server.get(TEA).status == 200

    for number in range(3):
        save(served.source / "_posts/2026-01-02-tea.md", f"---\ntitle: お茶\n---\n{number}回目の本文\n")
        eventually(lambda number=number: f"{number}回目の本文" in server.get(TEA).text)


def test_every_kind_of_file_is_watched_also_in_folders_that_are_made_later(
    served: Any, server: Server
) -> None:
    assert server.get(TEA).status == 200

    served.write("content/about.md", "---\ntitle: 紹介\n---\n紹介です。\n")
    eventually(lambda: server.get("/about/").status == 200)
    served.write("content/deep/er/file.txt", "深い\n")
    eventually(lambda: server.get("/deep/er/file.txt").status == 200)
    served.write("content/deep/er/file.txt", "さらに深い\n")
    eventually(lambda: "さらに" in server.get("/deep/er/file.txt").text)
    served.config("permalink: pretty\ndescription: 別の説明")
    eventually(lambda: "別の説明" in server.get("/").text)
    served.write("templates/post.html", "<p>自分の型 {{ post.title }}</p>")
    eventually(lambda: "自分の型 お茶" in server.get(TEA).text)
    served.write("templates/post.html", "<p>直した型 {{ post.title }} {{ site.data.shop }}</p>")
    served.write("content/_data/shop.yml", "売り場\n")
    eventually(lambda: "直した型 お茶 売り場" in server.get(TEA).text)
    served.write("content/_data/shop.yml", "閉店\n")
    eventually(lambda: "直した型 お茶 閉店" in server.get(TEA).text)
    served.write("static/mine.css", "a { }\n")
    eventually(lambda: server.get("/static/mine.css").status == 200)
    (served.source / "_posts/2026-01-02-tea.md").rename(served.source / "_posts/2026-01-02-water.md")
    eventually(lambda: server.get("/2026/01/02/water/").status == 200)
    assert server.get(TEA).status == 404
    (served.source / "_posts/2026-01-02-water.md").unlink()
    eventually(lambda: server.get("/2026/01/02/water/").status == 404)


@pytest.mark.parametrize("is_missed", [False, True])
def test_a_source_folder_that_is_replaced_is_watched_again(site: Any, serve: Serve, is_missed: bool) -> None:
    server = serve()
    assert server.get(TEA).status == 200
    shutil.copytree(site.source, site.root / "other")
    site.source.rename(site.root / "aside")
    if is_missed:
        eventually(lambda: "the last good site stays" in server.output)
    (site.root / "other").rename(site.source)
    if is_missed:
        eventually(lambda: "Fixed." in server.output)

    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")

    eventually(lambda: "直した本文です。" in server.get(TEA).text)


def test_many_files_at_once_are_one_build(site: Any, serve: Serve) -> None:
    gate = Gate(site.root / "gate")
    site.write("templates/post.html", gate.template * 2)
    server = serve()
    gate.met()

    # While it builds: the writing may pause on a machine that is busy, but a build is due only at the end.
    for number in range(500):
        site.post(f"2026-02-{number % 28 + 1:02}-p{number}", f"title: 記事{number}")
    site.write("templates/post.html", "{{ body }}")
    eventually(lambda: is_idle(server.process.pid))
    gate.met()

    eventually(
        lambda: all(server.get(f"/2026/02/{n % 28 + 1:02}/p{n}/").status == 200 for n in (0, 250, 499))
    )
    # If more builds were due, some of them would come between these.
    for number in range(5):
        save_at_once(site, "title: お茶", f"{number}回目の本文\n")
        eventually(lambda number=number: f"{number}回目の本文" in server.get(TEA).text)
    eventually(lambda: server.output.count("Built in ") >= 6)
    assert server.output.count("Built in ") == 6, "one for the many, and one for each save"


def test_drafts_reach_only_the_servers_own_folder(site: Any, serve: Serve) -> None:
    site.write("content/_drafts/secret.md", "---\ntitle: 秘密\n---\n草稿です。\n")
    site.build()
    server = serve("--drafts")

    assert server.address
    assert list((site.root / ".allforces").rglob("secret*"))
    assert "草稿です。" in "".join(file.read_text() for file in (site.root / ".allforces").rglob("*.html"))
    assert not list(site.output.rglob("secret*"))
    site.build()
    assert not list(site.output.rglob("secret*"))
    assert server.process.poll() is None


# ---- a failed build --------------------------------------------------------------------------


def test_a_failed_build_changes_nothing_that_is_served(site: Any, serve: Serve) -> None:
    site.post("2026-01-03-water", "title: 水", "水の本文です。\n")
    server = serve()
    home = server.get("/").text
    assert "水" in home

    save_at_once(site, "date: 2026-02-32\ntitle: お茶", "直した本文です。\n")
    eventually(lambda: server.output.count("the last good site stays") == 1)
    save_at_once(site, "title: 湯", "湯の本文です。\n", name="2026-01-03-water")
    eventually(lambda: server.output.count("the last good site stays") == 2)
    # Whatever comes of a build is served before the next one begins.
    save_at_once(site, "date: 2026-02-32\ntitle: お茶", "さらに直した本文です。\n")
    eventually(lambda: server.output.count("the last good site stays") == 3)

    assert "最初の本文です。" in server.get(TEA).text
    assert "水の本文です。" in server.get("/2026/01/03/water/").text
    assert server.get("/").text.replace('data-build="2"', 'data-build="1"') == home
    site.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    eventually(lambda: "直した本文です。" in server.get(TEA).text)
    assert "湯の本文です。" in server.get("/2026/01/03/water/").text


def test_the_terminal_shows_an_error_once_and_that_it_is_fixed(site: Any, serve: Serve) -> None:
    server = serve()
    assert server.get(TEA).status == 200

    for number in range(3):
        save_at_once(site, "date: 2026-02-32\ntitle: お茶", f"{number}\n")
        eventually(lambda number=number: server.output.count("the last good site stays") == number + 1)
    save_at_once(site, "title: お茶", "直した。\n")
    eventually(lambda: "Fixed. Built in " in server.output)

    assert server.output.count("is not a real date") == 1
    assert "  2 | date: 2026-02-32" in server.output


def test_before_the_first_site_there_is_a_page_that_says_so(site: Any, serve: Serve) -> None:
    site.config("x: [")
    server = serve()

    answer = server.get(TEA)

    assert answer.status == 503
    assert "could not be built" in answer.text
    assert answer.page["build"] == 0
    site.config("permalink: pretty")
    eventually(lambda: server.get(TEA).status == 200)


def test_a_site_that_never_was_good_is_shown_as_far_as_it_was_built(site: Any, serve: Serve) -> None:
    site.post("2026-01-03-water", "date: 2026-02-32")

    assert serve().get(TEA).status == 200


# ---- the command -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_ends_with_everything_it_started_and_waits_for_no_client(serve: Serve, number: int) -> None:
    server = serve()
    port = server.port
    helpers = processes_below(server.process.pid)
    assert helpers
    held = socket.create_connection(("127.0.0.1", port))
    held.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")

    server.stop(number)

    assert server.process.returncode == 128 + number
    assert "Traceback" not in server.output
    eventually(lambda: not [pid for pid in helpers if Path(f"/proc/{pid}/cmdline").exists()])
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))
    held.close()


def test_a_source_that_is_the_working_folder_gets_no_site_into_it(
    site: Any, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "users-cache"))
    heard: list[str] = []
    watch = Watch([site.source], heard.append, heard.append)  # It hears what the server's own hears.
    watch.start()
    try:
        server = serve("--source", str(site.source), folder=site.source)
        assert server.get(TEA).status == 200
        save_at_once(site, "title: お茶", "直した本文です。\n")
        eventually(lambda: "直した本文です。" in server.get(TEA).text and "Built in " in server.output)
        site.write("content/last.txt", "")
        eventually(lambda: any(path.endswith("/last.txt") for path in heard))
    finally:
        watch.stop()

    # What the build keeps in the source orders no other build.
    assert {Path(path).name for path in heard} == {"2026-01-02-tea.md", "last.txt"}
    assert not (site.source / ".allforces/serve").exists()
    assert list((tmp_path / "users-cache/allforces/serve").iterdir())


def test_a_source_behind_a_link_is_watched(site: Any, serve: Serve) -> None:
    site.source.rename(site.root / "elsewhere")
    site.source.symlink_to(site.root / "elsewhere", target_is_directory=True)
    server = serve()
    assert server.get(TEA).status == 200

    (site.root / "elsewhere/_posts/2026-01-02-tea.md").write_text("---\ntitle: お茶\n---\n直した本文です。\n")

    eventually(lambda: "直した本文です。" in server.get(TEA).text)


def test_what_links_of_templates_and_static_lead_to_is_watched(site: Any, serve: Serve) -> None:
    (site.root / "shared/lib").mkdir(parents=True)
    (site.root / "shared/lib/note.txt").write_text("前の文")
    (site.root / "static").mkdir(exist_ok=True)
    (site.root / "static/lib").symlink_to("../shared/lib")
    server = serve()
    assert server.get("/static/lib/note.txt").text == "前の文"

    (site.root / "shared/lib/note.txt").write_text("後の文")

    eventually(lambda: server.get("/static/lib/note.txt").text == "後の文")


def test_asked_for_the_browser_is_opened_at_the_site(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")

    server = serve("--open")

    eventually(lambda: (tmp_path / "opened").exists() and (tmp_path / "opened").read_text())
    assert (tmp_path / "opened").read_text().strip() == f"{server.address}/"


def test_a_port_in_use_is_reported_with_the_next_free_one(server: Server, serve: Serve) -> None:
    port = server.port

    second = serve(port=port)
    second.process.wait(PATIENCE_SECONDS)

    assert second.process.returncode == 2
    eventually(lambda: f"port {port} is in use; port " in second.output)
    assert "is free: --port " in second.output
    assert server.get(TEA).status == 200


def test_a_source_that_is_no_folder_is_wrong_usage(serve: Serve) -> None:
    server = serve("--source", "nowhere")
    server.process.wait(PATIENCE_SECONDS)

    assert server.process.returncode == 2
    eventually(lambda: "the source folder nowhere does not exist" in server.output)


def test_an_unknown_host_is_wrong_usage(serve: Serve) -> None:
    server = serve("--host", "no.such.host.invalid")
    server.process.wait(PATIENCE_SECONDS)

    assert server.process.returncode == 2
    eventually(lambda: "there is no host no.such.host.invalid" in server.output)


def test_help_does_not_wait_for_the_server_to_be_imported() -> None:
    code = (
        "import sys\nfrom allforces_site.cli import main\n"
        "try: main(['serve', '--help'])\nexcept SystemExit: pass\n"
        "print([name for name in ('uvicorn', 'starlette', 'watchdog', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


# ---- safety ----------------------------------------------------------------------------------


def test_no_path_leads_out_of_the_site(site: Any, serve: Serve) -> None:
    """5,000 made-up paths and more, from the pieces that have led out of other servers."""
    site.write("secret.txt", "SECRET")
    site.write("content/_drafts/secret.md", "---\ntitle: SECRET\n---\nSECRET\n")
    site.write("content/public.txt", "public")
    server = serve()
    assert server.get("/public.txt").text == "public"
    served = next((site.root / ".allforces/serve").glob("*/site"))
    (served / "link.txt").symlink_to(site.root / "secret.txt")
    (served / "folder").symlink_to(site.root)
    # A folder of the site is replaced by a link that leads out.
    (served / "2026").rename(served / "aside")
    (site.root / "out/01/02/tea").mkdir(parents=True)
    (site.root / "out/01/02/tea/index.html").write_text("SECRET")
    (served / "2026").symlink_to(site.root / "out")
    pieces = [
        "..", ".", "", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%2f", "..%5c", "..\\", "%5c",
        "%2f", "//", "/", "%00", "secret.txt", "secret.txt%00.html", "etc", "passwd",
        "%c0%ae%c0%ae", "%c0%af", "%e0%80%af", "~root", "link.txt", "folder", "folder/secret.txt",
        ".allforces", ".allforces-manifest.json", "_config.yml", "content", "_posts",
        "2026-01-02-tea.md", "_drafts", "secret.md", "proc", "self", "environ", "C:", "file:",
        "public.txt", "public.txt/", quote("お茶"), "%ff", "%", "%zz", ";", "..;", "?", "&",
        "index.html", "2026", "01", "02", "tea", "aside", "build", "site", str(site.root)[1:],
        quote(str(site.root)),
    ]  # fmt: skip
    chance = random.Random(0)
    paths = ["/" + "/".join(chance.choices(pieces, k=chance.randint(1, 7))) for _ in range(4000)]
    paths += ["/" + "".join(chance.choices(pieces, k=chance.randint(1, 6))) for _ in range(1200)]
    paths += [f"/{'../' * depth}{target}" for depth in range(12) for target in ("etc/passwd", "secret.txt")]
    allowed = {"public", "最初の本文です。"}

    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        reader = connection.makefile("rb")
        for path in paths:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode("latin-1"))
            status, body = _answer(reader)
            assert status in (200, 302, 404), path
            assert b"SECRET" not in body and b"root:" not in body, path
            if status == 200:
                text = body.decode()
                assert any(part in text for part in allowed) or "<!doctype html>" in text, path
    assert len(paths) > 5000


def _answer(reader: Any) -> tuple[int, bytes]:
    status = int(reader.readline().split()[1])
    length = 0
    while (line := reader.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return status, reader.read(length)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:4000", "localhost.evil.example", "", "a@localhost"]
)
def test_a_foreign_host_reads_nothing(server: Server, host: str) -> None:
    answer = server.get(TEA, host=host)

    assert answer.status == 403
    assert "本文" not in answer.text


def test_a_page_of_another_site_reads_nothing_and_hears_nothing(server: Server) -> None:
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect

    own = f"http://127.0.0.1:{server.port}"
    channel = f"ws://127.0.0.1:{server.port}/.allforces/live"

    assert server.get(TEA, Origin="https://evil.example").status == 403
    assert server.get(TEA, Origin=own).status == 200
    assert server.get(TEA).headers["cross-origin-resource-policy"] == "same-origin"
    for origin in ("https://evil.example", "null", f"http://127.0.0.1:{server.port + 1}"):
        with pytest.raises(InvalidStatus) as refused:
            connect(channel, origin=origin).close()
        response = refused.value.response
        assert (response.status_code, response.body) == (
            403,
            b"Pages of other sites may not read this one.\n",
        )
    with connect(channel, origin=own) as socket_:
        assert socket_.protocol.state.name == "OPEN"
    assert "ASGI" not in server.output


def test_by_default_only_this_machine_can_connect(server: Server) -> None:
    address = f"0100007F:{server.port:04X}"

    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines() if " 0A " in line]

    assert address in listening
    assert f"00000000:{server.port:04X}" not in listening


def test_asked_for_by_host_other_machines_may_read(serve: Serve) -> None:
    server = serve("--host", "0.0.0.0")

    assert server.get(TEA, host="192.168.1.5:4000").status == 200
    assert server.get(TEA, host=socket.gethostname()).status == 200
    assert server.get(TEA, host="evil.example").status == 403
    eventually(lambda: "Other machines can read the site" in server.output)


# ---- other clients ---------------------------------------------------------------------------


def test_clients_that_stall_or_drop_do_no_harm(served: Any, server: Server) -> None:
    stalled = []
    for _ in range(30):
        client = socket.create_connection(("127.0.0.1", server.port))
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.sendall(b"GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stalled.append(client)
    for _ in range(30):
        client = socket.create_connection(("127.0.0.1", server.port))
        client.sendall(b"GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        client.close()

    assert server.get(TEA).status == 200
    served.post("2026-01-02-tea", "title: お茶", "直した本文です。\n")
    eventually(lambda: "直した本文です。" in server.get(TEA).text)

    for client in stalled:
        client.close()
    opened = Path(f"/proc/{server.process.pid}/fd")
    eventually(lambda: not [link for link in opened.iterdir() if _leads_to(link, "film.mp4")])


FEW_FILES = (sys.executable, "-c", (
    "import os, resource, sys; resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256));"
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
))  # fmt: skip


@pytest.fixture
def poor(site: Any) -> Iterator[Server]:
    """A server that may have 256 files open."""
    server = start_server(site.root, command=(*FEW_FILES, "-m", "allforces_site"))
    yield server
    server.process.kill()
    server.process.wait()


def test_more_slow_clients_than_open_files_keep_nobody_from_being_answered(poor: Server) -> None:
    slow = []
    for number in range(400):
        client = socket.create_connection(("127.0.0.1", poor.port))
        slow.append(client)
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        if number % 50 == 49:
            assert poor.get(TEA).status == 200

    assert poor.get(TEA).status == 200
    assert poor.output.count("the slowest are closed") == 1
    assert "Traceback" not in poor.output and "Errno" not in poor.output
    for client in slow:
        client.close()


def test_more_open_pages_than_open_files_keep_nobody_from_being_answered(poor: Server) -> None:
    from websockets.sync.client import connect

    channel = f"ws://127.0.0.1:{poor.port}/.allforces/live"
    pages = [connect(channel) for _ in range(120)]

    assert poor.get(TEA).status == 200
    assert poor.output.count("the slowest are closed") == 1
    assert "Traceback" not in poor.output and "Errno" not in poor.output
    for page in pages:
        page.socket.close()


@pytest.mark.parametrize(
    "request_", [b"\x16\x03\x01 no HTTP\r\n\r\n", b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"]
)
def test_an_invalid_request_is_answered_in_words(server: Server, request_: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as client:
        client.sendall(request_)
        answer = client.recv(4096)

    assert answer.startswith(b"HTTP/1.1 400 ")
    assert server.get(TEA).status == 200
    assert "Traceback" not in server.output


def _leads_to(link: Path, name: str) -> bool:
    try:
        return link.readlink().name == name
    except OSError:
        return False
