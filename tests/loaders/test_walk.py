"""Which files are part of the site. The expected lists are what Jekyll 4.3.1 wrote for the same folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.config.file_filter import FileFilter
from allforces_site.config.model import Surroundings
from allforces_site.config.parse import parse_config
from allforces_site.loaders.walk import SourceKind, Walk, walk

# The folder of the comparison. Jekyll publishes the first group without any setting.
PUBLISHED = [
    ".htaccess",
    "CNAME",
    "README.md",
    "a/b/deep.txt",
    "docs/a.txt",
    "docs/readme.md",
    "docs/sub/b.txt",
    "docsfile.txt",
    "excludedir/keep.txt",
    "excludedir/sub/keep.txt",
    "excludedir/x.txt",
    "foo.txt",
    "notes/keep.txt",
    "notes/n.txt",
    "tmpdir/t.txt",
    "vendor/other/o.txt",
]
LEFT_OUT = [
    ".hidden",
    ".well-known/w.txt",
    "#x/a.txt",
    "Gemfile.md",
    "_private/p.txt",
    "_private/q.txt",
    "a/.dot.txt",
    "a/_under.txt",
    "draft~/a.txt",
    "gemfiles.txt",
    "node_modules/x/n.txt",
    "vendor/bundle/g.txt",
    "x~",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (*PUBLISHED, *LEFT_OUT):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def walked(root: Path, config: str = "") -> Walk:
    settings, _ = parse_config(config)
    return walk(root, FileFilter.of(settings))


# settings, what they take away, what they add
SETTINGS = [
    ("", "", ""),
    ("exclude: [docs]", "docs/a.txt docs/readme.md docs/sub/b.txt docsfile.txt", ""),
    ("exclude: [docs/]", "docs/a.txt docs/readme.md docs/sub/b.txt", ""),
    ("exclude: [/docs]", "docs/a.txt docs/readme.md docs/sub/b.txt docsfile.txt", ""),
    ("exclude: ['*.txt']", " ".join(name for name in PUBLISHED if name.endswith(".txt")), ""),
    ("exclude: ['**/deep.*']", "a/b/deep.txt", ""),
    ("exclude: [a/b]", "a/b/deep.txt", ""),
    ("exclude: [sub]", "", ""),
    ("exclude: ['**/sub']", "docs/sub/b.txt excludedir/sub/keep.txt", ""),
    ("exclude: ['docs/*']", "docs/a.txt docs/readme.md docs/sub/b.txt", ""),
    ("exclude: ['docs/*.txt']", "docs/a.txt docs/sub/b.txt", ""),
    ("exclude: ['notes/**']", "notes/keep.txt notes/n.txt", ""),
    ("exclude: [FOO.txt]", "", ""),
    ("exclude: ['[fd]oo*']", "foo.txt", ""),
    ("exclude: ['{foo,docsfile}.txt']", "", ""),
    ("include: [_private]", ".htaccess", "_private/p.txt _private/q.txt"),
    ("include: [.well-known, _private/p.txt]", ".htaccess", ".well-known/w.txt _private/p.txt"),
    ("include: ['.*']", "", ".hidden .well-known/w.txt a/.dot.txt"),
    ("include: ['_*']", ".htaccess", "_private/p.txt _private/q.txt a/_under.txt"),
    ("include: [_under.txt]", ".htaccess", "a/_under.txt"),
    ("include: [a/_under.txt]", ".htaccess", "a/_under.txt"),
    ("include: ['x~']", ".htaccess", "x~"),
    ("exclude: [docs]\ninclude: [docs]", ".htaccess", ""),
    (
        "exclude: [excludedir]\ninclude: [excludedir/keep.txt]",
        ".htaccess excludedir/sub/keep.txt excludedir/x.txt",
        "",
    ),
    (
        "exclude: [excludedir/]\ninclude: [keep.txt]",
        ".htaccess excludedir/keep.txt excludedir/sub/keep.txt excludedir/x.txt",
        "",
    ),
]


@pytest.mark.parametrize(("config", "without", "added"), SETTINGS, ids=[row[0] for row in SETTINGS])
def test_the_same_files_are_published_as_by_jekyll(root: Path, config: str, without: str, added: str) -> None:
    found = {entry.source for entry in walked(root, config).entries}
    assert found == {*PUBLISHED, *added.split()} - set(without.split())


def test_posts_and_drafts_are_known_by_their_folders_at_any_depth(tmp_path: Path) -> None:
    for name in (
        "_posts/a.md",
        "_posts/sub/b.md",
        "x/y/_posts/c.md",
        "_drafts/d.md",
        "x/_drafts/e.md",
        "f.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert {entry.source: entry.kind for entry in walked(tmp_path).entries} == {
        "_posts/a.md": SourceKind.POST,
        "_posts/sub/b.md": SourceKind.POST,
        "x/y/_posts/c.md": SourceKind.POST,
        "_drafts/d.md": SourceKind.DRAFT,
        "x/_drafts/e.md": SourceKind.DRAFT,
        "f.md": SourceKind.OTHER,
    }


def test_special_files_are_listed_except_well_known_ones(tmp_path: Path) -> None:
    for name in ("_layouts/a", "_data/b", ".git/c", "_collection/d", "_e.txt", "~f", "g~"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    assert sorted(skipped.source for skipped in walked(tmp_path).skipped) == [
        "_collection/", "_e.txt", "g~", "~f",
    ]  # fmt: skip


def test_hidden_files_are_listed_except_well_known_ones(tmp_path: Path) -> None:
    listed = [".env", ".well-known/", "a/.dot.txt"]
    quiet = [
        ".git/x", ".gitignore", "a/.gitkeep", ".DS_Store", ".allforces/cache/x", ".jekyll-cache/x",
        ".jekyll-metadata", ".sass-cache/x", "a/.post.md.swp", ".#post.md",
    ]  # fmt: skip
    for name in (*listed[::2], ".well-known/w.txt", ".htaccess", *quiet):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("", encoding="utf-8")
    skipped = walked(tmp_path).skipped
    assert [item.source for item in skipped] == listed
    assert str(skipped[1].reason) == "the folder is hidden (.); name it under `include:` to publish it"
    assert not walked(tmp_path, "exclude: [.env, .well-known, a]").skipped


def test_names_are_in_nfc_and_found_under_their_own_spelling(tmp_path: Path) -> None:
    (tmp_path / "か\u3099そ\u3099う.txt").write_text("x", encoding="utf-8")
    (entry,) = walked(tmp_path).entries
    assert entry.source == "\u304c\u305e\u3046.txt"
    assert Path(entry.path).read_text(encoding="utf-8") == "x"


def test_an_included_path_never_leads_out_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (tmp_path / "site" / "_link.txt").symlink_to(tmp_path / "secret.txt")
    found = walked(tmp_path / "site", "include: [../secret.txt, _link.txt, /etc/hostname, '']")
    assert found.entries == ()


def test_a_link_inside_the_source_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("x", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert [entry.source for entry in walked(tmp_path).entries] == ["link.txt", "real.txt"]


def test_the_order_is_the_same_on_every_file_system(root: Path) -> None:
    sources = [entry.source for entry in walked(root).entries]
    assert sources == sorted(sources)


# ---- what nobody means to publish ----------------------------------------------------------------

UNMEANT = [
    "id_rsa", "ID_RSA", "id_ed25519", "tls.pem", "TLS.PEM", "server.key", "credentials.json", "secrets.yml",
    "secrets.yaml", "client_secret_123.json", "env", "env.txt", "prod.env", "site.sqlite", "site.sqlite3",
    "site.db", "site.db-wal", "dump.sql", "page.md.bak", "index.html.orig", "page.md.swp", "patch.rej",
    "backup.zip", "Backup-2026.tar.gz", "site_backup.zip", "generate.py", "Tool.PY", "deploy.sh", "a.php",
    "error.log", "nohup.out",
]  # fmt: skip
# What the web asks a site for, and what readers download.
MEANT = [
    "robots.txt", "ads.txt", "app-ads.txt", "CNAME", "google1234567890abcdef.html", "BingSiteAuth.xml",
    "llms.txt", "llms-full.txt", "humans.txt", "security.txt", "site.webmanifest", "manifest.json",
    "favicon.ico", "browserconfig.xml", "LICENSE", "3f2a9c1d4b5e6f708192a3b4c5d6e7f8.txt", "report.zip",
    "data.csv", "data.json", "data.xlsx", "slides.pdf", "paper.tar.gz", "app.js", "sw.js", "env.js",
    "environment.html", "key.png", "keys.html", "secrets.html", "backup.html", "backups.png", "database.svg",
    "feed.opml", "audio.mp3", "fonts.woff2", "old.html", "token.html", "id_rsa.html", "public.asc",
]  # fmt: skip


@pytest.mark.parametrize("folder", ["", "a/b/"])
def test_what_no_site_means_to_publish_is_left_out_and_listed(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    for name in (*UNMEANT, *MEANT):
        (tmp_path / folder / name).write_text("x", encoding="utf-8")

    found = walked(tmp_path)

    assert {entry.source for entry in found.entries} == {f"{folder}{name}" for name in MEANT}
    assert {skipped.source for skipped in found.skipped} == {f"{folder}{name}" for name in UNMEANT}
    assert all(skipped.is_left_out for skipped in found.skipped)


@pytest.mark.parametrize("name", ["node_modules", "venv", "Venv", "__pycache__", "a/node_modules", "b/venv"])
def test_folders_of_tools_are_left_out_and_listed_once(tmp_path: Path, name: str) -> None:
    for file in ("x/index.html", "y.png", "activate"):
        (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name / file).write_text("x", encoding="utf-8")

    assert walked(tmp_path).entries == ()
    assert [skipped.source for skipped in walked(tmp_path).skipped] == [f"{name}/"]


def test_a_virtual_environment_is_known_by_what_it_holds(tmp_path: Path) -> None:
    for name in ("env/pyvenv.cfg", "env/bin/activate", "environment/env/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    assert [entry.source for entry in walked(tmp_path).entries] == ["environment/env/index.html"]
    assert [skipped.source for skipped in walked(tmp_path).skipped] == ["env/"]


@pytest.mark.parametrize(
    ("include", "published"),
    [
        ("tools/a.py", ["tools/a.py"]),
        ("a.py", ["tools/a.py"]),
        ("'*.py'", ["tools/a.py", "tools/b.py"]),
        ("'tools/*.py'", ["tools/a.py", "tools/b.py"]),
        ("tools", []),
        ("tools/", []),
        ("'*'", []),
        ("'.*'", []),
        (".env", ["tools/.env"]),
    ],
)
def test_it_is_published_where_include_names_it(tmp_path: Path, include: str, published: list[str]) -> None:
    (tmp_path / "tools").mkdir()
    for name in ("a.py", "b.py", "id_rsa", ".env"):
        (tmp_path / "tools" / name).write_text("x", encoding="utf-8")

    found = walked(tmp_path, f"include: [{include}]")

    assert [entry.source for entry in found.entries] == published


def test_what_builds_wrote_is_no_part_of_the_site_whatever_include_says(root: Path) -> None:
    for name in (
        "public/.allforces-manifest.json",
        "public/index.html",
        ".allforces/cache/x",
        "out/a/b.html",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x", encoding="utf-8")
    surroundings = Surroundings(output="out/a")
    files = FileFilter((), (".*", "public", "out/a", "out/a/b.html", ".allforces/cache/x"), surroundings)

    found = {entry.source for entry in walk(root, files).entries}

    assert not any(source.startswith(("public", ".allforces", "out")) for source in found)
    assert "foo.txt" in found
