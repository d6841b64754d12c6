"""Deploys to a branch of a git repository, such as the one that GitHub Pages shows.

A deploy is one commit: a visitor sees the old site until it is pushed, and then the new one. The commit is
made in a separate index, without a working tree: files that others pushed to the branch are never unpacked
here, and no branch, file or index of the user is touched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from allforces_site.deploy.failures import GIT_CAUSES, failure
from allforces_site.deploy.record import RECORD_FILE, Record, from_bytes, others_in, to_bytes
from allforces_site.deploy.temporary_folder import temporary_folder
from allforces_site.errors import SiteError, error
from allforces_site.messages.message import Message, say, some_of
from allforces_site.processes.git import GitError, git
from allforces_site.terminal.language import words
from allforces_site.text.address_secrets import message_without_secrets
from allforces_site.urls.permalinks import folders_above, folders_of

# Without it GitHub Pages would run Jekyll over the site.
_NO_JEKYLL = ".nojekyll"

# Names of files that only the sources of a site have, never a built site.
_SOURCES = re.compile(r"(?:.*/)?(?:_config\.yml|_posts/.*)", re.DOTALL)

_NOTHING_CHANGED = say("what readers see did not change")
_ANOTHER_BRANCH = say("name another branch, such as gh-pages")
_NAME = "allforces"
_MAIL = "allforces@localhost"


class _Entry(msgspec.Struct, frozen=True):
    """A file of the branch's last commit: its mode (100644 for a file, others for links), and its object."""

    mode: str
    blob: str


class BranchTarget:
    """`branch` at the remote `remote` (a name or an address) of the repository in the working directory."""

    def __init__(self, branch: str, remote: str = "origin") -> None:
        self.name = say("branch {branch}", branch=branch)
        self._branch = branch
        self._remote = remote
        # The commit at the remote is kept here under its own reference, so that the next fetch is short.
        self._ref = f"refs/allforces-deploy/{branch}"
        self._commit: str | None = None
        self._files: dict[str, _Entry] = {}
        # The objects of files to write, by path; None for one to delete.
        self._changes: dict[str, str | None] = {}
        self._record = Record()

    def read_record(self) -> Record:
        """Fetches the branch and reads the record in its last commit."""
        self._check_repository()
        self._refuse_current_branch()
        self._fetch()
        self._files = self._list() if self._commit else {}
        entry = self._files.get(RECORD_FILE)
        record = Record()
        if entry is not None:
            record = from_bytes(self._git("cat-file", "blob", entry.blob), self.name)
        self._refuse_sources(record)
        return record

    def foreign(self, root: Path, paths: Sequence[str], record: Record) -> list[str]:
        """Those of `paths` at which the branch has something different that no deploy sent."""
        folders = folders_of(self._files)
        taken = [path for path in paths if path in self._files and path not in record.files]
        same = {
            path
            for path, blob in self._store(root, taken).items()
            if self._files[path] == _Entry("100644", blob)
        }
        return [
            path
            for path in paths
            if (path in self._files and path not in record.files and path not in same)
            or (path in folders and others_in(path, self._files, record))
            or any(above in self._files and above not in record.files for above in folders_above(path))
        ]

    def write_record(self, record: Record) -> None:
        """Keeps the record for the commit."""
        self._record = record

    def put(self, root: Path, paths: Sequence[str]) -> None:
        """Adds files to the commit that `finish` makes."""
        self._changes |= self._store(root, paths)

    def delete(self, paths: Sequence[str]) -> None:
        """Removes files in the commit that `finish` makes."""
        self._changes |= {path: None for path in paths if path in self._files}

    def finish(self, message: Message) -> None:
        """Commits and pushes."""
        commit = self._make_commit(words(message))
        # Pushed by its hash, so that no branch of the user is needed.
        self._git("push", "--quiet", "--", self._remote, f"{commit}:refs/heads/{self._branch}")
        self._git("update-ref", "--", self._ref, commit)

    def close(self) -> None:
        """Does nothing: nothing is open."""

    # ---- the branch at the remote ------------------------------------------------------------------

    def _check_repository(self) -> None:
        try:
            git("rev-parse", "--git-dir")
        except GitError as exc:
            if "not a git repository" not in str(exc):
                raise failure(self.name, GIT_CAUSES, exc.message, _NOTHING_CHANGED) from None
            message = say("there is no git repository in {folder}", folder=str(Path.cwd()))
            hint = say("run it in the folder of the blog's repository, or create one: git init")
            raise self._failed(message, hint) from None
        known = self._git("remote").decode(errors="replace").split()
        if self._remote in known or re.search(r"[/:\\]", self._remote) or Path(self._remote).exists():
            return
        raise self._unknown_remote(known)

    def _unknown_remote(self, known: Sequence[str]) -> SiteError:
        remote = self._remote
        if not known:
            message = say('the repository here has no remote "{remote}"; it has none', remote=remote)
            return self._failed(message, say("git remote add {remote} ADDRESS", remote=remote))
        message = say(
            'the repository here has no remote "{remote}"; known are {names}',
            remote=remote,
            names=tuple(known),
        )
        hint = say("name one of them as `remote:`, or add it: git remote add {remote} ADDRESS", remote=remote)
        return self._failed(message, hint)

    def _refuse_current_branch(self) -> None:
        """Refuses the branch that is checked out here, which has the sources, or will when it is pushed."""
        try:
            head = git("symbolic-ref", "--quiet", "HEAD").decode(errors="replace").strip()
        except GitError:  # A commit is checked out, and no branch.
            return
        current = head.removeprefix("refs/heads/")
        if current.casefold() != self._branch.casefold() or not self._is_remote_of_here():
            return
        message = say(
            "branch {branch} is checked out here: the site would be committed among its files",
            branch=self._branch,
        )
        raise SiteError([error("deploy-target", message, hint=_ANOTHER_BRANCH)])

    def _is_remote_of_here(self) -> bool:
        """Whether the remote is one of this repository's remotes, or the repository itself."""
        names = self._git("remote").decode(errors="replace").split()
        if self._remote in names:
            return True
        own = {_normalized(self._address(name)) for name in names}
        folder = self._git("rev-parse", "--path-format=absolute", "--git-common-dir").decode(errors="replace")
        own |= {_normalized(folder.strip()), _normalized(str(Path(folder.strip()).parent))}
        return _normalized(self._address(self._remote)) in own

    def _address(self, remote: str) -> str:
        return self._git("ls-remote", "--get-url", "--", remote).decode(errors="replace").strip()

    def _fetch(self) -> None:
        """Fetches the branch from the remote, so that the next commit can follow it."""
        name = f"refs/heads/{self._branch}"
        heads = self._git("ls-remote", "--heads", "--", self._remote, name).decode(errors="replace")
        if not any(line.endswith(f"\t{name}") for line in heads.splitlines()):
            self._commit = None
            return
        self._unlock()
        self._git(
            "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--depth=1",
            "--", self._remote, f"+{name}:{self._ref}",
        )  # fmt: skip
        self._commit = self._git("rev-parse", "--verify", "--end-of-options", self._ref).decode().strip()

    def _unlock(self) -> None:
        """Removes the lock on our reference that a killed git left, because git never does.

        The lock could be that of another running deploy, but both would write the same commit.
        """
        lock = self._git("rev-parse", "--git-path", f"{self._ref}.lock").decode(errors="surrogateescape")
        with suppress(OSError):  # If the lock cannot be removed, the fetch fails and says so.
            Path(lock.rstrip("\n")).unlink(missing_ok=True)

    def _list(self) -> dict[str, _Entry]:
        """The files of the branch's last commit, by path."""
        listed = os.fsdecode(self._git("ls-tree", "-r", "-z", "--full-tree", str(self._commit)))
        entries = {}
        for line in filter(None, listed.split("\0")):
            facts, _, path = line.partition("\t")
            mode, _, blob = facts.split(" ")
            entries[path] = _Entry(mode, blob)
        return entries

    def _refuse_sources(self, record: Record) -> None:
        """Refuses a branch with posts or settings that no deploy sent, even with --adopt."""
        sources = sorted(
            path for path in self._files if path not in record.files and _SOURCES.fullmatch(path)
        )
        if sources:
            message = say(
                "branch {branch} contains the sources of a site: {files}",
                branch=self._branch,
                files=some_of([path.encode("utf-8", "replace").decode() for path in sources]),
            )
            raise SiteError([error("deploy-target", message, hint=_ANOTHER_BRANCH)])

    # ---- the commit -----------------------------------------------------------------------------

    def _store(self, root: Path, paths: Sequence[str]) -> dict[str, str]:
        """Stores these files below `root` as git objects, unchanged. Returns their hashes by path."""
        if not paths:
            return {}
        folder = self._git("rev-parse", "--absolute-git-dir").decode(errors="surrogateescape").rstrip("\n")
        # git would read a name that begins with a quote as a quoted name, so it gets a prefix.
        file_list = "".join(f"./{path}\n" for path in paths).encode()
        blobs = self._git(
            f"--git-dir={folder}", "hash-object", "-w", "--no-filters", "--stdin-paths",
            stdin=file_list, folder=root,
        )  # fmt: skip
        return dict(zip(paths, blobs.decode().split(), strict=True))

    def _make_commit(self, message: str) -> str:
        """Commits all changes. Returns the commit's hash."""
        record = self._git("hash-object", "-w", "--stdin", stdin=to_bytes(self._record)).decode().strip()
        changes = {**self._changes, RECORD_FILE: record}
        if _NO_JEKYLL not in self._files and _NO_JEKYLL not in changes:
            changes[_NO_JEKYLL] = self._git("hash-object", "-w", "--stdin").decode().strip()
        with temporary_folder() as folder:
            index = {"GIT_INDEX_FILE": str(folder / "index")}
            if self._commit:
                self._git("read-tree", self._commit, environment=index)
            lines = _index_lines(changes, absent="0" * len(record))
            self._git("update-index", "-z", "--index-info", stdin=lines, environment=index)
            tree = self._git("write-tree", environment=index).decode().strip()
        parents = ["-p", self._commit] if self._commit else []
        commit = self._git("commit-tree", tree, *parents, stdin=message.encode(), environment=_author())
        return commit.decode().strip()

    def _git(
        self,
        *arguments: str,
        stdin: bytes = b"",
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> bytes:
        try:
            return git(*arguments, stdin=stdin, folder=folder, environment=environment)
        except GitError as exc:
            raise failure(self.name, GIT_CAUSES, exc.message, _NOTHING_CHANGED) from None

    def _failed(self, problem: Message, hint: Message) -> SiteError:
        message = message_without_secrets(say("{target}: {problem}", target=self.name, problem=problem))
        return SiteError([error("deploy-failed", message, hint=hint)])


def _index_lines(changes: Mapping[str, str | None], absent: str) -> bytes:
    """The input of `git update-index --index-info`: deletions first, so that a folder can replace a file.

    `absent` is the hash of the null object.
    """
    deletions = "".join(f"0 {absent}\t{path}\0" for path, blob in changes.items() if blob is None)
    return (
        deletions + "".join(f"100644 {blob}\t{path}\0" for path, blob in changes.items() if blob)
    ).encode()


def _author() -> dict[str, str]:
    """An author for the commit if the machine has none configured, as in a fresh CI job."""
    try:
        git("var", "GIT_COMMITTER_IDENT")
        git("var", "GIT_AUTHOR_IDENT")
    except GitError:
        names = {f"GIT_{who}_NAME": _NAME for who in ("AUTHOR", "COMMITTER")}
        mails = {f"GIT_{who}_EMAIL": _MAIL for who in ("AUTHOR", "COMMITTER")}
        return {key: os.environ.get(key) or value for key, value in (names | mails).items()}
    return {}


def _normalized(address: str) -> str:
    """An address of a repository in a form in which different spellings of it are equal."""
    address = re.sub(r"^file://(?:localhost)?(?=/)", "", address)
    if not re.match(r"\w+://|[^/]*:", address):
        address = os.path.realpath(address)
    address = re.sub(r"^\w+://", "", address)
    address = re.sub(r"^[^/@]*@", "", address)
    return re.sub(r"(?:\.git)?/*$", "", address.replace(":", "/", 1)).casefold()
