"""A day's work in a minute: two hundred saves, fifty readers, half of whom load again with every build."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.running_processes import PATIENCE_SECONDS, eventually
from tests.serve.conftest import Server

SAVES = 200
READERS = 25
RELOADERS = 25
TEA = "/2026/01/02/tea/"
EDITION = re.compile(r"第(\d+)版の初め.*第(\d+)版の終わり", re.DOTALL)

# A warm server's memory moves by a few MiB from build to build; a leak of a page a save would be more.
MAX_GROWTH_MIB = 24


def body(edition: int) -> str:
    """A text that is long enough to be torn, with its number at both ends."""
    return f"第{edition}版の初め\n\n{'本文が続きます。' * 4000}\n\n第{edition}版の終わり\n"


def resident_mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def edition_on_page(port: int) -> int:
    """Reads the page once, on a connection of its own, and finds it whole."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {TEA} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = (await reader.read()).decode()
    writer.close()
    assert answer.startswith("HTTP/1.1 200"), answer[:200]
    found = EDITION.search(answer)
    assert found is not None
    assert "</html>" in answer
    assert found[1] == found[2], "a torn page"
    return int(found[1])


class Day:
    """The editions as they are saved, and readers who check what they get."""

    def __init__(self, site: Any, server: Server) -> None:
        self.site = site
        self.port = server.port
        self.shown = 0  # The newest edition that anybody has read.
        self.has_news = asyncio.Condition()
        self.is_over = False
        self.pages_read = 0

    async def save(self, edition: int) -> None:
        """Saves and waits until somebody has read it."""
        self.site.post("2026-01-02-tea", "title: お茶", body(edition))
        async with asyncio.timeout(PATIENCE_SECONDS), self.has_news:
            await self.has_news.wait_for(lambda: self.shown >= edition)

    async def read_page(self) -> None:
        """Reads the page. What was read once is never older later."""
        expected = self.shown
        edition = await edition_on_page(self.port)
        assert edition >= expected, "a stale page"
        self.pages_read += 1
        async with self.has_news:
            self.shown = max(self.shown, edition)
            self.has_news.notify_all()

    async def read(self) -> None:
        """Reads again and again."""
        while not self.is_over:
            await self.read_page()
            await asyncio.sleep(0.2)

    async def reload(self) -> None:
        """Does what a tab does: hears of a build, and loads the page again."""
        from websockets.asyncio.client import connect
        from websockets.exceptions import ConnectionClosed

        page = {"run": "", "build": 0, "files": ["2026/01/02/tea/index.html"]}
        while not self.is_over:
            # This machine needs no proxy, and to look for one at each load would be half of the work.
            async with connect(f"ws://127.0.0.1:{self.port}/.allforces/live", proxy=None) as channel:
                await channel.send(json.dumps(page))
                try:
                    news = json.loads(await channel.recv())
                    while not news["reload"]:
                        assert news["errors"] == []
                        news = json.loads(await channel.recv())
                except ConnectionClosed:
                    return
                page |= {"run": news["run"], "build": news["build"]}
            await self.read_page()


def test_two_hundred_saves_before_fifty_readers(
    workshop: Any, serve: Callable[..., Server], record_property: Callable[[str, object], None]
) -> None:
    workshop.config("permalink: pretty")
    for number in range(30):
        workshop.post(f"2025-03-{number % 28 + 1:02}-other{number}", f"title: 別の記事{number}")
    workshop.post("2026-01-02-tea", "title: お茶", body(0))
    server = serve()
    builder = builder_of(server.process.pid)
    day = Day(workshop, server)

    memory = asyncio.run(work(day, server.process.pid, builder))

    (server_before, builder_before), (server_after, builder_after) = memory
    record_property("pages_read", day.pages_read)
    record_property("memory_mib", memory)
    assert day.pages_read > SAVES
    assert server_after - server_before < MAX_GROWTH_MIB
    assert builder_after - builder_before < MAX_GROWTH_MIB
    assert " error" not in server.output.replace("0 errors", "")
    open_files = Path(f"/proc/{server.process.pid}/fd")
    eventually(lambda: len(list(open_files.iterdir())) < 40)
    server.stop()  # It fails when the server does not end.
    assert server.process.returncode == 130


async def work(day: Day, server: int, builder: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Memory of server and builder after a quarter of the saves and after all of them."""
    clients = [asyncio.create_task(day.read()) for _ in range(READERS)]
    clients += [asyncio.create_task(day.reload()) for _ in range(RELOADERS)]
    before = (0.0, 0.0)
    for edition in range(1, SAVES + 1):
        await day.save(edition)
        if edition == SAVES // 4:
            before = resident_mib(server), resident_mib(builder)
        for client in clients:
            if client.done():
                client.result()
    after = resident_mib(server), resident_mib(builder)
    day.is_over = True
    day.site.post("2026-01-02-tea", "title: お茶", body(SAVES + 1))  # Wakes those who wait for a build.
    async with asyncio.timeout(PATIENCE_SECONDS):
        await asyncio.gather(*clients)
    return before, after


def builder_of(pid: int) -> int:
    """The process that builds: the child that is started anew and not forked."""

    def builders() -> list[int]:
        lists = Path(f"/proc/{pid}/task").glob("*/children")
        children = [int(child) for one in lists for child in one.read_text().split()]
        return [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]

    (builder,) = eventually(builders)
    return int(builder)
