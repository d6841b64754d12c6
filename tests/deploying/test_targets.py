from __future__ import annotations

import sys

import pytest

from allforces_site.config import AllforcesSettings, Config, DeployTarget
from allforces_site.config_text import parse_config
from allforces_site.deploying.branch import BranchTarget
from allforces_site.deploying.rsync import RsyncTarget
from allforces_site.deploying.targets import target_named
from allforces_site.errors import SiteError


def config(**targets: DeployTarget) -> Config:
    return Config(allforces=AllforcesSettings(deploy=targets))


def test_a_target_is_what_its_keys_say() -> None:
    places = config(pages=DeployTarget(branch="gh-pages"), server=DeployTarget(rsync="host:www"))

    assert isinstance(target_named("pages", places), BranchTarget)
    assert isinstance(target_named("server", places), RsyncTarget)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("sever", 'did you mean "server"?'), ("zzz", "known here: server"), ("", "known here: server")],
)
def test_a_name_that_no_target_has_is_told_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(SiteError) as raised:
        target_named(name, config(server=DeployTarget(rsync="host:www")))

    assert raised.value.problems[0].hint == hint


def test_without_any_target_the_documentation_is_named() -> None:
    with pytest.raises(SiteError) as raised:
        target_named("server", config())

    assert "docs/deploy.md" in (raised.value.problems[0].hint or "")


@pytest.mark.parametrize(
    ("module", "target", "extra"),
    [
        ("ghp_import", DeployTarget(branch="gh-pages"), "allforces-site[branch]"),
        ("boto3", DeployTarget(bucket="blog"), "allforces-site[s3]"),
    ],
)
def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, module: str, target: DeployTarget, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SiteError) as raised:
        target_named("there", config(there=target))

    assert extra in (raised.value.problems[0].hint or "")


@pytest.mark.parametrize(
    ("target", "wrong"),
    [
        ("{}", "one of branch, rsync and bucket"),
        ("{branch: a, bucket: b}", "one of branch, rsync and bucket"),
        ("{rsync: 'rsync://me:geheim@host/www'}", "an address with a password"),
        ("{branch: a, remote: 'https://me:geheim@host/a.git'}", "an address with a password"),
        ("{bucket: b, acces_key: x}", "there is no such setting"),
    ],
)
def test_a_target_that_cannot_be_meant_so_is_refused_with_its_line(target: str, wrong: str) -> None:
    with pytest.raises(SiteError) as raised:
        parse_config(f"allforces:\n  deploy:\n    there: {target}\n")

    (problem,) = raised.value.problems
    assert wrong in problem.message and problem.line == 3
    assert "geheim" not in repr(problem)
