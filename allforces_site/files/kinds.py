"""Kinds of files by their names, and which of them a site should not publish.

A build leaves out what no site wants to publish: keys, databases, backup copies, programs. What belongs to a
project and not to its site, such as a list of packages or a README, it leaves out where projects keep it, at
the root of the source; elsewhere it publishes it, and a rule of `allforces check` reports it. No list
contains what is requested from web sites (`robots.txt`, `ads.txt`, `CNAME`, `google….html`, `llms.txt`), or
what readers download (`.zip`, `.csv`, `.json`, `.pdf`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from fnmatch import translate
from functools import cache

from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

_WILDCARDS = frozenset("*?[")

PROGRAM = say("a program")
SASS_EXTENSIONS = (".scss", ".sass")
# Kinds of files, each with patterns of its names in lower case.
_LEFT_OUT: tuple[tuple[Message, str], ...] = (
    (
        say("a file of keys or passwords"),
        ".env .env[._-]* .envrc *.env env env.txt env.local env.prod* env.dev* env.stag* env.test dotenv"
        " id_rsa* id_dsa* id_ecdsa* id_ed25519* authorized_keys known_hosts *.pem *.key *.p12 *.pfx *.ppk"
        " *.keystore *.jks *.kdbx *.kdb *.ovpn *.tfvars *.tfstate"
        " .netrc _netrc .npmrc .pypirc .htpasswd htpasswd *.htpasswd .pgpass .git-credentials .dockercfg"
        " credentials credentials.csv credentials.ini credentials.json credentials.toml credentials.txt"
        " credentials.y*ml client_secret*.json service[-_]account*.json token.json tokens.json"
        " secret.json secret.toml secret.txt secret.y*ml secrets.json secrets.toml secrets.txt secrets.y*ml"
        " password.txt passwords.csv passwords.txt",
    ),
    (
        say("a database"),
        "*.sqlite *.sqlite[23] *.sqlite[-_]* *.sqlite3[-_]* *.db *.db3 *.db[-_]* *.sql *.sql.gz *.sql.bz2"
        " *.sql.xz *.sql.zip *.mdb *.accdb *.rdb *.dump",
    ),
    (
        say("a copy that an editor or a tool kept"),
        "*.bak *.bak[0-9]* *.backup *.old *.orig *.rej *.tmp *.temp *.swp *.swo *.save *.copy"
        " backup.zip backup.7z backup.rar backup.tar* backup.tgz backup[-_.]*.zip backup[-_.]*.7z"
        " backup[-_.]*.tar* backup[-_.]*.tgz *[-_.]backup.zip *[-_.]backup.tar* *[-_.]backup.tgz",
    ),
    (
        PROGRAM,
        "*.py *.pyc *.pyo *.pyw *.sh *.bash *.zsh *.fish *.rb *.pl *.php *.ps1 *.bat *.cmd *.awk *.go *.rs",
    ),
    (say("a log"), "*.log nohup.out *.pid"),
)
# A page may have any name before these extensions.
_PAGES = (".md", ".markdown", ".mkdown", ".mkdn", ".mkd", ".html", ".htm")
# Folders that tools create.
_FOLDERS: tuple[tuple[Message, str], ...] = (
    (say("a folder of packages"), "node_modules bower_components venv site-packages __pycache__ *.egg-info"),
)
# Python's venv puts this file into each environment, whatever its folder is called (PEP 405).
_ENVIRONMENT = "pyvenv.cfg"
MANIFEST_FILE = ".allforces-manifest.json"
"""The file in which a build lists what it wrote into an output folder."""

_DOUBTFUL: tuple[tuple[Message, str], ...] = (
    (say("a notebook"), "*.ipynb"),
    (
        say("another tool's list of packages"),
        "package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lockb"
        " gemfile gemfile.lock *.gemspec requirements*.txt constraints.txt pyproject.toml poetry.lock"
        " uv.lock pipfile pipfile.lock setup.cfg composer.json composer.lock cargo.toml"
        " cargo.lock go.mod go.sum bun.lock deno.json deno.lock",
    ),
    (
        say("another tool's settings"),
        "makefile rakefile dockerfile docker-compose*.y*ml compose.y*ml procfile vagrantfile justfile"
        " tsconfig*.json *.config.js *.config.cjs *.config.mjs *.config.ts netlify.toml vercel.json"
        " firebase.json wrangler.toml renovate.json lerna.json *.code-workspace *.iml desktop.ini"
        " gulpfile.* gruntfile.* jsconfig.json codecov.yml appveyor.yml azure-pipelines.yml crowdin.yml"
        " bitbucket-pipelines.yml lighthouserc.* tox.ini pytest.ini mypy.ini ruff.toml netlify.yml",
    ),
    (say("a program's data"), "*.jsonl *.ndjson *.pkl *.pickle *.parquet *.csv.gz"),
    (
        say("a prompt"),
        "*prompt*.txt *prompt*.md *prompt*.y*ml *prompt*.json *.prompt *プロンプト*.txt *プロンプト*.md",
    ),
    (
        say("a note for those who work on the site"),
        "readme readme.* contributing.* changelog.* todo todo.* notes.* memo.* memo*.txt note*.txt"
        " todo*.txt draft*.txt *下書き*.txt *メモ*.txt agents.md *.todo",
    ),
    (
        say("Markdown without front matter, which readers get as it is written"),
        "*.md *.markdown *.mkdown *.mkdn *.mkd",
    ),
)


# Of a project, and at its root only: elsewhere these names may be those of content.
_AT_ROOT: tuple[tuple[Message, str], ...] = (
    *_DOUBTFUL,
    (
        say("a note for those who work on the site"),
        "license license.* licence licence.* copying copying.* notice notice.* authors contributors"
        " codeowners history.* changes.*",
    ),
    (PROGRAM, "*.ts *.tsx *.jsx *.vue"),
)
# Folders at the root of a project that hold programs, if any of their files is one; many a site has
# a folder scripts/ for its pages.
TOOL_FOLDERS = frozenset({"scripts", "script", "tools", "bin", "hooks", "test", "tests", "spec"})


def is_sass(name: str) -> bool:
    """Whether a file is written in Sass, by its name."""
    return name.lower().endswith(SASS_EXTENSIONS)


@cache
def _fits(patterns: str) -> Callable[[str], bool]:
    """Tells whether a name fits one of the patterns. Those without a wildcard inside are compared: to compile
    all takes longer than a build looks at names.
    """
    written = patterns.split()
    wild = [pattern for pattern in written if not _WILDCARDS.isdisjoint(pattern.removeprefix("*"))]
    plain = frozenset(written).difference(wild)
    ends = tuple(pattern[1:] for pattern in plain if pattern.startswith("*"))
    others = late_pattern("|".join(map(translate, wild)) or r"(?!)")
    return lambda name: name in plain or name.endswith(ends) or others.match(name) is not None


def left_out_as(name: str, *, is_folder: bool) -> Message | None:
    """The kind of a file or folder that a build leaves out by default; None for others."""
    if is_folder:
        return _kind(name, _FOLDERS)
    return None if name.lower().endswith(_PAGES) else _kind(name, _LEFT_OUT)


def is_environment(names: Iterable[str]) -> bool:
    """Whether a folder with these names in it is a virtual environment of Python."""
    return _ENVIRONMENT in names


def is_built_site(names: Iterable[str]) -> bool:
    """Whether a folder with these names in it is the output folder of a build."""
    return MANIFEST_FILE in names


def doubtful_kind(name: str) -> Message | None:
    """The kind of a file that a build publishes although most sites do not want that; None for others."""
    return _kind(name, _DOUBTFUL)


def project_kind(path: str, tool_folders: Collection[str]) -> Message | None:
    """The kind of a file without front matter that belongs to a project and not to its site; None for others.

    `path` is relative to the source folder; `tool_folders` are those of `TOOL_FOLDERS` that hold programs.
    """
    first, slash, _ = path.partition("/")
    if slash:
        return say("in {folder}/, a folder of programs", folder=first) if first in tool_folders else None
    return _kind(first, _AT_ROOT)


def is_secret_name(name: str) -> bool:
    """Whether a file called `name` contains only secrets."""
    return _fits(_LEFT_OUT[0][1])(name.casefold())


def _kind(name: str, kinds: Iterable[tuple[Message, str]]) -> Message | None:
    folded = name.casefold()
    return next((kind for kind, patterns in kinds if _fits(patterns)(folded)), None)
