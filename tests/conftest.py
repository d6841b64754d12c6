"""A small site in a temporary folder, which tests write and build."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from PIL import Image

from allforces_site.build.report import Report
from allforces_site.build.run import BuildOptions, build
from allforces_site.check.run.strict import with_errors_of_rules
from allforces_site.errors import Problem, Severity
from allforces_site.messages.message import as_it_is
from allforces_site.model import Document, SourcePost
from tests.compiled_templates import compiled_once
from tests.marks import left_out, marks_of
from tests.program_guard import ProgramGuard
from tests.temporary_files import keep_in_memory

# A slow or busy machine is no fault of the code: no test fails for the time that one example takes.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(ProgramGuard())
    keep_in_memory()
    if not hasattr(config, "workerinput"):  # Not one of several processes.
        compile_changed_catalogs()
    # Python looks for circles of garbage so often that it is a fifth of the time in which a post is read.
    gc.set_threshold(50_000, 10, 10)


def compile_changed_catalogs() -> None:
    """Compiles the catalogues that changed since they were compiled, as a new installation would."""
    for source in (ROOT / "allforces_site" / "locale").rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            from hatch_build import compile_catalog

            compile_catalog(source)


@pytest.hookimpl(optionalhook=True)  # Only where pytest-xdist is there.
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from tests.scheduling import Scheduling

    return Scheduling(config, log)


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """One process more than there are cores: tests wait a sixth of their time for browsers and programs."""
    cores = yield
    return cores if "process" in left_out(config.option.markexpr) else cores + 1


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Passes over files whose tests `-m` all leaves out: to import them takes as long as the quick tests."""
    return bool(marks_of(collection_path) & left_out(config.option.markexpr)) or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks tests by where they are; those that ask for the browser are `browser`."""
    for item in items:
        for mark in marks_of(item.path):
            item.add_marker(mark)
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    if hasattr(config, "workerinput"):  # One of several processes.
        from tests.scheduling import turn

        items.sort(key=lambda item: turn(item.nodeid))


@pytest.fixture(scope="session", autouse=True)
def templates_are_compiled_once() -> Iterator[None]:
    with compiled_once():
        yield


@dataclass(frozen=True)
class Workshop:
    """`root` holds `content/` (the source), `_site/` (the output) and perhaps `templates/`."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "_site"

    def write(self, name: str, text: str | bytes) -> Path:
        """Writes a file below `root`."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def post(self, name: str, front_matter: str = "", body: str = "本文です。\n") -> Path:
        """Writes a post; `name` as in `2026-01-02-tea`."""
        return self.write(f"content/_posts/{name}.md", f"---\n{front_matter}\n---\n{body}")

    def config(self, text: str = "") -> Path:
        """Writes `_config.yml`; the site has an address unless `text` says otherwise.

        Nor are pictures drawn for posts: they are slow, and another font makes others. A search would be 500
        files beside a few.
        """
        address = "" if "url:" in text.replace("baseurl:", "") else "url: https://example.com\n"
        undrawn = "" if "allforces:" in text else "allforces: {social_pictures: false, search: false}\n"
        return self.write("content/_config.yml", f"title: 試験\n{address}{undrawn}{text}\n")

    def build(self, now: datetime = NOW, **options: Any) -> Report:
        defaults: dict[str, Any] = {"source": self.source, "output": self.output, "jobs": 1}
        chosen = BuildOptions(**(defaults | options))
        report = build(chosen, now)
        return with_errors_of_rules(report, chosen, now) if chosen.strict else report

    def page(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def tree(self) -> dict[str, bytes]:
        return tree(self.output)


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder by path, in order; none if there is no folder.

    Not with `rglob`, which takes five times as long: tests read thousands of trees.
    """
    top = f"{folder}/"
    paths = sorted(f"{place}/{name}" for place, _, names in os.walk(folder) for name in names)
    found = {path.removeprefix(top): Path(path) for path in paths}
    return {name: file.read_bytes() for name, file in found.items() if file.is_file()}


# The least theme: fast to render, stable to compare.
TINY_THEME: Mapping[str, str] = {
    "base.html": '<!doctype html><html lang="{{ site.lang }}"><title>{{ page.title }}</title>'
    '{% for item in page.json_ld %}<script type="application/ld+json">{{ item | tojson }}</script>'
    "{% endfor %}"
    "{% block main %}{% endblock %}\n",
    "post.html": '{% extends "base.html" %}{% block main %}<h1>{{ post.title }}</h1>{{ body }}'
    '{% for other in related %}<a href="{{ other.url | relative_url }}">{{ other.title }}</a>{% endfor %}'
    "{% endblock %}",
}


@pytest.fixture(scope="session")
def new_workshop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Workshop]:
    """A function that gives an empty site, for fixtures that many tests share."""

    def new() -> Workshop:
        shop = Workshop(tmp_path_factory.mktemp("site"))
        shop.config()
        return shop

    return new


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    """An empty site with a title and an address."""
    shop = Workshop(tmp_path)
    shop.config()
    return shop


@pytest.fixture
def tiny(workshop: Workshop) -> Workshop:
    """The same with the least templates for posts."""
    for name, text in TINY_THEME.items():
        workshop.write(f"templates/{name}", text)
    return workshop


def source_post(name: str = "2026-01-02-tea", **changes: Any) -> SourcePost:
    """A post as the loaders give it; `name` as in `2026-01-02-tea`."""
    year, month, day, slug = name.split("-", 3)
    url = f"/{year}/{month}/{day}/{slug}/"
    values: dict[str, Any] = {
        "source": f"_posts/{name}.md",
        "url": url,
        "path": f"{url[1:]}index.html",
        "title": slug,
        "date": datetime(int(year), int(month), int(day), tzinfo=UTC),
        "slug": slug,
        "categories": (),
        "tags": (),
        "authors": (),
        "excerpt": "",
        "description": "",
        "measured_minutes": 3,
        "document": Document("<p>本文</p>", "本文", "本文"),
    }
    return SourcePost(**(values | changes))


def picture_bytes(width: int, height: int, kind: str = "PNG", **options: Any) -> bytes:
    """A picture whose colour runs from one corner to the other; `options` are those of Pillow's `save`."""
    made = BytesIO()
    ramp = Image.linear_gradient("L").resize((width, height))
    Image.merge("RGB", (ramp, ramp.rotate(180), ramp)).save(made, kind, **options)
    return made.getvalue()


@pytest.fixture(scope="session")
def make_picture() -> Callable[..., bytes]:
    """The function that makes the bytes of a picture."""
    return picture_bytes


@pytest.fixture(scope="session")
def make_post() -> Callable[..., SourcePost]:
    """The function that makes a post as the loaders give it."""
    return source_post


@pytest.fixture
def make_problem() -> Callable[..., Problem]:
    """A function that makes what a rule found in a post."""

    def make(code: str = "end-marker", **changes: Any) -> Problem:
        values: dict[str, Any] = {
            "severity": Severity.ERROR,
            "message": "---END--- is a mark of the writing model; readers see it",
            "file": "_posts/2026-01-02-tea.md",
            "line": 9,
            "column": 1,
            "hint": "delete the line",
            "excerpt": "---END---",
        }
        values |= changes
        words = {key: as_it_is(values[key]) for key in ("message", "hint") if isinstance(values[key], str)}
        return Problem(code, **(values | words))

    return make
