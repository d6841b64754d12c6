"""A file that would be published and is no content: a script, a log, a note, another tool's settings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import translate

from allforces_site.checks.finding import Finding
from allforces_site.checks.published_files import PublishedFile, published_files
from allforces_site.checks.rule import Rule
from allforces_site.checks.secret import is_secret_name
from allforces_site.checks.site_view import SiteView
from allforces_site.errors import Severity

# What a file is, and the names by which it is known, in lower case.
_KINDS: tuple[tuple[str, str], ...] = (
    (
        "a script",
        "*.py *.pyc *.sh *.bash *.zsh *.fish *.rb *.pl *.php *.ps1 *.bat *.cmd *.ipynb *.awk *.go *.rs",
    ),
    (
        "another tool's list of packages",
        "package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lockb"
        " gemfile gemfile.lock *.gemspec requirements*.txt constraints.txt pyproject.toml poetry.lock"
        " uv.lock pipfile pipfile.lock setup.py setup.cfg composer.json composer.lock cargo.toml"
        " cargo.lock go.mod go.sum",
    ),
    (
        "another tool's settings",
        "makefile rakefile dockerfile docker-compose*.y*ml compose.y*ml procfile vagrantfile justfile"
        " tsconfig*.json *.config.js *.config.cjs *.config.mjs *.config.ts netlify.toml vercel.json"
        " firebase.json wrangler.toml renovate.json lerna.json *.code-workspace *.iml thumbs.db"
        " desktop.ini",
    ),
    ("a log", "*.log nohup.out *.pid"),
    (
        "a copy that an editor or a tool kept",
        "*.bak *.backup *.old *.orig *.rej *.tmp *.temp *.swp *.save *.dump",
    ),
    ("a program's data", "*.sqlite *.sqlite3 *.db *.sql *.jsonl *.ndjson *.pkl *.pickle *.parquet *.csv.gz"),
    (
        "a prompt",
        "*prompt*.txt *prompt*.md *prompt*.y*ml *prompt*.json *.prompt *プロンプト*.txt *プロンプト*.md",
    ),
    (
        "a note for those who work on the site",
        "readme readme.* contributing.* changelog.* todo todo.* notes.* memo.* memo*.txt note*.txt"
        " todo*.txt draft*.txt *下書き*.txt *メモ*.txt agents.md *.todo",
    ),
    (
        "Markdown without front matter, which readers get as it is written",
        "*.md *.markdown *.mkdown *.mkdn *.mkd",
    ),
)
_PATTERNS = tuple(
    (kind, re.compile("|".join(translate(pattern) for pattern in patterns.split())))
    for kind, patterns in _KINDS
)
# A folder with more of them, and nothing else, is told of once.
_SINGLY = 5


def judge_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each file, or for a folder of nothing else."""
    folders: dict[str, list[PublishedFile]] = defaultdict(list)
    for file in published_files(view):
        folders[file.source.rpartition("/")[0]].append(file)
    for folder, files in folders.items():
        stray = [(file, kind) for file in files if (kind := _kind(file.source)) is not None]
        if folder and len(stray) == len(files) > _SINGLY:
            yield _of_folder(folder, [file for file, _ in stray])
        else:
            yield from (_of_file(file, kind) for file, kind in stray)


def _kind(source: str) -> str | None:
    name = source.rpartition("/")[2].lower()
    if is_secret_name(name):  # The rule `secret` tells of it.
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.match(name)), None)


def _of_file(file: PublishedFile, kind: str) -> Finding:
    return Finding(f"/{file.path} would be published, and is {kind}", file.source, 1, 1, _hint(file.source))


def _of_folder(folder: str, files: Sequence[PublishedFile]) -> Finding:
    what = (
        f"{len(files)} files below {folder}/ would be published, and none is content, /{files[0].path} first"
    )
    return Finding(what, files[0].source, 1, 1, _hint(f"{folder}/"))


def _hint(source: str) -> str:
    if source.startswith("../"):
        return f"move it out of {source.removeprefix('../').partition('/')[0]}/"
    return f"write `exclude: [{source}]` into _config.yml, or move it out of the source folder"


RULE = Rule("stray-file", Severity.WARNING, "A file that is no content", judge_site=judge_site)
