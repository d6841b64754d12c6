"""A build or deploy that is ended at any step leaves nothing half, loses nothing foreign, and is completed by
the next run.

No try waits for a time: a signal comes at a step of the command itself, or at a change that is seen in the
target (see `doomed.py`). `tries.py` says how to run more of them.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from allforces_site.deploy.record import RECORD_FILE
from allforces_site.deploy.stages import Stage, stage_of
from allforces_site.files.kinds import MANIFEST_FILE
from tests.conftest import TINY_THEME, tree
from tests.deploy.test_interruptions import FOREIGN, asked_for
from tests.fuzz.doomed import Doom, Ended, any_doom, run_doomed
from tests.fuzz.sample_site import SampleSite, copy_of, picture
from tests.fuzz.tries import Trial, run_tries

# Two workers have enough to do.
POSTS = 84
CONFIG = (
    "title: 茶の新聞\nurl: https://example.com\npaginate: 20\n"
    "allforces:\n  social_pictures: false\n  search: false\n  deploy:\n"
    "    folder: {rsync: live}\n    pages: {branch: gh-pages, remote: ../remote.git}\n"
)
ALL = 10**6
# By signal, where it ends the command and not one of its workers.
CODES = {signal.SIGKILL: -signal.SIGKILL, signal.SIGTERM: 143, signal.SIGINT: 130}
Tree = dict[str, bytes]


def new_site(root: Path) -> SampleSite:
    """A site of some posts with pictures, built."""
    site = SampleSite(root)
    site.write("content/_config.yml", CONFIG)
    for name, text in TINY_THEME.items():
        site.write(f"templates/{name}", text)
    for number in range(POSTS):
        write_post(site, number, "第一版", number)
    for number in range(6):
        site.write(f"content/assets/{number}.png", picture(20 + number, 20))
    assert site.run("build", "--jobs", "1").code == 0
    return site


def write_post(site: SampleSite, number: int, edition: str, shown: int) -> None:
    tags = f"categories: [技術]\ntags: [茶, 話題{number % 3}]\n"
    keys = f"title: 記事{number}\n{tags}image: /assets/{shown % 6}.png\n"
    site.write(
        f"content/_posts/2026-01-{number % 28 + 1:02}-p{number}.md",
        f"---\n{keys}---\n{edition}の本文です。\n",
    )


def edit(site: SampleSite, chance: random.Random) -> None:
    """Some of what editors do between two builds."""
    for _ in range(chance.randint(1, 6)):
        write_post(site, chance.randrange(POSTS + 10), f"第{chance.randrange(99)}版", chance.randrange(6))
    if chance.random() < 0.4:
        for post in chance.sample(sorted((site.root / "content/_posts").iterdir()), 3):
            post.unlink()
    if chance.random() < 0.4:
        site.write(f"content/assets/{chance.randrange(6)}.png", picture(10 + chance.randrange(50), 20))
    if chance.random() < 0.3:
        site.write("templates/base.html", TINY_THEME["base.html"] + f"<!-- {chance.randrange(99)} -->")


def clean_build(site: SampleSite) -> Tree:
    """What a build from nothing makes."""
    with TemporaryDirectory() as folder:
        fresh = SampleSite(Path(folder) / "site")
        shutil.copytree(
            site.root, fresh.root, ignore=shutil.ignore_patterns("_site", ".allforces", "live", ".git", "tmp")
        )
        assert fresh.run("build", "--jobs", "1").code == 0
        return tree(fresh.root / "_site")


def faults_of_end(ended: Ended, doom: Doom) -> Iterator[str]:
    if ended.code not in (0, 1, CODES[signal.Signals(doom.number)]):
        yield f"ended with {ended.code} ({doom})\n{ended.text}"
    if "Traceback" in ended.text:
        yield f"shows a traceback ({doom})\n{ended.text}"


# ---- builds -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSite:
    return new_site(tmp_path_factory.mktemp("kills") / "site")


@pytest.fixture(scope="module")
def build_steps(sample: SampleSite, tmp_path_factory: pytest.TempPathFactory) -> int:
    """The steps of a build of all pages."""
    site = copy_of(sample, tmp_path_factory.mktemp("steps") / "site")
    shutil.rmtree(site.root / "_site")
    steps = run_doomed(site.root, ("build", "--jobs", "1"), Doom()).steps
    assert steps is not None and steps > POSTS
    return steps


@pytest.mark.slow
def test_a_build_after_one_that_was_ended_is_the_same_as_one_from_nothing(
    sample: SampleSite, build_steps: int
) -> None:
    def begin(chance: random.Random) -> Trial:
        # Most edits take few steps: those of later ones are tried as well.
        dooms = [
            (
                chance.randrange(2**32),
                any_doom(chance, chance.choice([25, 80, build_steps])),
                chance.choice(["1", "2"]),
            )
            for _ in range(chance.randint(1, 3))
        ]

        def fault(dooms: Sequence[Any]) -> str | None:
            with TemporaryDirectory() as folder:
                return next(_faults_of_builds(copy_of(sample, Path(folder) / "site"), dooms), None)

        return Trial(dooms, fault)

    run_tries(begin, 3)


def _faults_of_builds(site: SampleSite, dooms: Sequence[tuple[int, Doom, str]]) -> Iterator[str]:
    output, was = site.root / "_site", tree(site.root / "_site")
    editions = [was]
    for seed, doom, jobs in dooms:
        edit(site, random.Random(seed))
        editions.append(clean_build(site))
        yield from faults_of_end(run_doomed(site.root, ("build", "--allow-loss", "--jobs", jobs), doom), doom)
        for path, content in tree(output).items():
            is_own = path == MANIFEST_FILE or path.startswith(".allforces")
            if not is_own and content not in [edition.get(path) for edition in editions]:
                yield f"is no page of any edition: {path}"
    built = site.run("build", "--allow-loss", "--jobs", "1")
    if built.code != 0:
        yield f"the next build ended with {built.code}\n{built.text}"
    yield from _differences(tree(output), editions[-1], "the next build")


def _differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes], what: str) -> Iterator[str]:
    different = sorted(path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path))
    if different:
        yield f"{what} leaves what a clean one does not: {len(different)} files, {different[:5]}"


# ---- deploys ----------------------------------------------------------------------------------


class Folder:
    """The folder `live`, through rsync."""

    target, watched = "folder", "live"

    def prepare(self, site: SampleSite) -> None:
        """Nothing has to be there."""

    def put_foreign(self, site: SampleSite) -> None:
        for name, text in FOREIGN.items():
            site.write(f"live/{name}", text)

    def shown(self, site: SampleSite) -> Tree:
        """What visitors can ask for: rsync's half files have names of their own."""
        return {
            path: content
            for path, content in tree(site.root / "live").items()
            if not Path(path).name.startswith(".")
        }


class Branch:
    """The branch gh-pages of a bare repository."""

    target, watched = "pages", "../remote.git"

    def prepare(self, site: SampleSite) -> None:
        git(site.root, "init", "--quiet", "--bare", "../remote.git")
        git(site.root, "init", "--quiet")

    def clone(self, site: SampleSite, folder: Path) -> Path:
        git(folder, "clone", "--quiet", "--branch", "gh-pages", str(site.root / "../remote.git"), "clone")
        return folder / "clone"

    def put_foreign(self, site: SampleSite) -> None:
        with TemporaryDirectory() as folder:
            clone = SampleSite(self.clone(site, Path(folder)))
            for name, text in FOREIGN.items():
                clone.write(name, text)
            git(clone.root, "add", "--all")
            git(clone.root, "commit", "--quiet", "-m", "by hand")
            git(clone.root, "push", "--quiet")

    def shown(self, site: SampleSite) -> Tree:
        with TemporaryDirectory() as folder:
            files = tree(self.clone(site, Path(folder)))
        return {path: content for path, content in files.items() if not path.startswith(".")}


def git(folder: Path, *arguments: str) -> None:
    name = ("-c", "user.name=T", "-c", "user.email=t@example.com")
    subprocess.run(["git", *name, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(autouse=True)
def git_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "T")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "t@example.com")


@pytest.mark.slow
# Folders of git's that come and go faster than watchdog looks.
@pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")
@pytest.mark.parametrize("make_place", [Folder, Branch])
def test_a_deploy_that_is_ended_shows_a_whole_site_and_the_next_completes_it(
    sample: SampleSite, make_place: Callable[[], Folder | Branch], tmp_path: Path
) -> None:
    for program in ("rsync", "git"):
        if shutil.which(program) is None:
            pytest.skip(f"there is no {program} on this machine")
    # Always at one place: a build is known by the path of its output.
    work, kept, place = tmp_path / "work", tmp_path / "kept", make_place()
    site = copy_of(sample, work / "site")
    place.prepare(site)
    assert site.run("build", "--jobs", "1").code == 0
    assert site.run("deploy", place.target).code == 0
    place.put_foreign(site)
    work.rename(kept)

    def begin(chance: random.Random) -> Trial:
        dooms = [(chance.randrange(2**32), any_doom(chance, 40, 120)) for _ in range(chance.randint(1, 2))]

        def fault(dooms: Sequence[Any]) -> str | None:
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(kept, work, symlinks=True)
            return next(_faults_of_deploys(site, place, dooms), None)

        return Trial(dooms, fault)

    run_tries(begin, 3)


def _faults_of_deploys(
    site: SampleSite, place: Folder | Branch, dooms: Sequence[tuple[int, Doom]]
) -> Iterator[str]:
    command = ("deploy", place.target, "--allow-delete", str(ALL))
    editions = [published(site)]
    for seed, doom in dooms:
        edit(site, random.Random(seed))
        assert site.run("build", "--allow-loss", "--jobs", "1").code == 0
        editions.append(published(site))
        yield from faults_of_end(run_doomed(site.root, command, doom, site.root / place.watched), doom)
        yield from _faults_of_shown(place.shown(site), editions)
    completed = site.run(*command)
    if "left a lock behind" in completed.text:  # Of a git that was killed, too: git leaves that to people.
        for lock in (*site.root.rglob("*.lock"), *(site.root.parent / "remote.git").rglob("*.lock")):
            lock.unlink()
        completed = site.run(*command)
    if completed.code != 0:
        yield f"the next deploy ended with {completed.code}\n{completed.text}"
    wanted = editions[-1] | {name: text.encode() for name, text in FOREIGN.items()}
    yield from _differences(place.shown(site), wanted, "the next deploy")


def published(site: SampleSite) -> Tree:
    """What a deploy sends and visitors can ask for."""
    files = tree(site.root / "_site")
    return {path: content for path, content in files.items() if path not in (MANIFEST_FILE, RECORD_FILE)}


def _faults_of_shown(shown: Tree, editions: Sequence[Tree]) -> Iterator[str]:
    """What is wrong with a site that visitors meet after a deploy of the last edition was ended."""
    for path, text in FOREIGN.items():
        if shown.get(path) != text.encode():
            yield f"a foreign file is lost: {path}"
    for path in set.intersection(*(set(edition) for edition in editions)):
        if shown.get(path) not in [edition[path] for edition in editions]:
            yield f"is lost, or half: {path}"
    pages = {path: content.decode() for path, content in shown.items() if path.endswith(".html")}
    for path, address in asked_for(pages):
        asked = unquote(urlsplit(address).path)
        # Pages go out together, and a link from one to the next may be early.
        if not asked.endswith("/") and stage_of(asked) is Stage.ASSET and asked not in shown:
            yield f"asks for what is not there: {path} for {asked}"
