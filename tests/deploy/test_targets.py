from __future__ import annotations

import sys

import pytest

from allforces_site.config.model import AllforcesSettings, Config, DeployTarget
from allforces_site.config.parse import parse_config
from allforces_site.deploy.branch import BranchTarget
from allforces_site.deploy.rsync import RsyncTarget
from allforces_site.deploy.run import target_named
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
def test_a_name_that_no_target_has_is_reported_with_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(SiteError) as raised:
        target_named(name, config(server=DeployTarget(rsync="host:www")))

    assert str(raised.value.problems[0].hint) == hint


def test_without_any_target_the_documentation_is_named() -> None:
    with pytest.raises(SiteError) as raised:
        target_named("server", config())

    assert "docs/deploy.md" in str(raised.value.problems[0].hint)


def test_a_library_that_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(SiteError) as raised:
        target_named("there", config(there=DeployTarget(bucket="blog")))

    assert "allforces-site[s3]" in str(raised.value.problems[0].hint)


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
def test_an_impossible_setting_is_refused_with_its_line(target: str, wrong: str) -> None:
    with pytest.raises(SiteError) as raised:
        parse_config(f"allforces:\n  deploy:\n    there: {target}\n")

    (problem,) = raised.value.problems
    assert wrong in str(problem.message) and problem.line == 3
    assert "geheim" not in repr(problem)


# Made up, in the form that GitHub documents.
TOKEN = "ghp_" + "aB3dE5fG7hI9jK1lM2nO4pQ6rS8tU0vW5xY7"


@pytest.mark.parametrize(
    "target",
    [
        "{branch: gh-pages, remote: '--upload-pack=touch pwned'}",
        "{branch: '--delete'}",
        "{branch: -f}",
        "{branch: 'a:refs/heads/main'}",
        "{branch: refs/heads/main}",
        "{branch: HEAD}",
        "{branch: 'a b'}",
        "{branch: a, remote: 'ext::sh -c touch% pwned'}",
        "{branch: a, remote: 'fd::17'}",
        "{branch: a, remote: 'ssh://-oProxyCommand=touch pwned/x'}",
        "{branch: a, remote: '-oProxyCommand=touch pwned:x'}",
        "{branch: a, remote: 'me@-oProxyCommand=touch pwned:x'}",
        '{branch: a, remote: "origin\\n--all"}',
        "{rsync: '--delete'}",
        "{rsync: '-e touch pwned'}",
        "{rsync: '--rsh=touch pwned'}",
        "{rsync: '-oProxyCommand=touch pwned:www'}",
        "{rsync: 'me@-oProxyCommand=touch pwned:www'}",
        "{rsync: 'rsync://-host/www'}",
        "{rsync: 'host:$(touch pwned)'}",
        "{rsync: 'host:www; touch pwned'}",
        "{rsync: 'host:www --delete'}",
        "{rsync: 'host:--delete'}",
        "{bucket: '-b'}",
        "{bucket: b, prefix: '-x'}",
        "{bucket: b, prefix: '../other'}",
        "{bucket: b, prefix: 'a//../b'}",
        "{bucket: b, region: '--x'}",
        "{bucket: b, endpoint: '--x'}",
        "{bucket: b, endpoint: 'file:///etc'}",
    ],
)
def test_a_value_that_a_program_would_take_for_more_than_a_name_is_refused(target: str) -> None:
    with pytest.raises(SiteError) as raised:
        parse_config(f"allforces:\n  deploy:\n    there: {target}\n")

    (problem,) = raised.value.problems
    assert (problem.code, problem.line) == ("config-value", 3)


@pytest.mark.parametrize(
    ("target", "secret"),
    [
        (f"{{branch: a, remote: 'https://{TOKEN}@github.com/a/b.git'}}", TOKEN),
        (f"{{branch: a, remote: 'https://x-access-token:{TOKEN}@github.com/a/b.git'}}", TOKEN),
        ("{branch: a, remote: 'https://ghp_kurz99@github.com/a.git'}", "ghp_kurz99"),
        ("{branch: a, remote: 'https://0123456789abcdef01234567@host/a.git'}", "0123456789abcdef01234567"),
        ("{branch: a, remote: 'https://me:ge@heim@host/a.git'}", "heim"),
        ("{branch: a, remote: 'https://me:ge/heim@host/a.git'}", "heim"),
        ("{branch: a, remote: 'https://host/a.git?private_token=geheim'}", "geheim"),
        ("{branch: a, remote: ['https://me:geheim@host/a.git']}", "geheim"),
        ("{rsync: 'rsync://me:geheim@host/www'}", "geheim"),
        ("{rsync: 'me:geheim@host:www'}", "geheim"),
        ("{bucket: b, endpoint: 'https://me:geheim@host'}", "geheim"),
        ("{bucket: b, endpoint: 'https://geheim@host'}", "geheim"),
        ("{bucket: b, secret_access_key: geheim}", "geheim"),
    ],
)
def test_a_secret_in_the_settings_is_refused_and_not_shown(target: str, secret: str) -> None:
    with pytest.raises(SiteError) as raised:
        parse_config(f"allforces:\n  deploy:\n    there: {target}\n")

    assert secret not in repr(raised.value.problems)
    assert raised.value.problems[0].line == 3


@pytest.mark.parametrize(
    "target",
    [
        "{branch: gh-pages, remote: 'git@github.com:me/blog.git'}",
        "{branch: releases/2026, remote: 'https://github.com/me/blog.git'}",
        "{branch: a, remote: 'https://me@dev.azure.com/me/blog'}",
        "{branch: a, remote: 'ssh://git@host:2222/me/blog.git'}",
        "{branch: a, remote: ../blog.git}",
        "{branch: 公開}",
        "{rsync: 'deploy@example.com:/var/www/blog'}",
        "{rsync: 'deploy@[2001:db8::1]:/var/www/blog'}",
        "{rsync: 'rsync://deploy@[2001:db8::1]:873/www/blog'}",
        "{rsync: 'host::module/blog'}",
        "{rsync: '../public blog (2)'}",
        "{bucket: my-blog, prefix: '', endpoint: 'http://localhost:9000', region: ap-northeast-1}",
        "{bucket: 'arn:aws:s3:ap-northeast-1:123456789012:accesspoint/blog', prefix: blog/ja/}",
    ],
)
def test_what_people_write_is_accepted(target: str) -> None:
    config, problems = parse_config(f"allforces:\n  deploy:\n    there: {target}\n")

    assert config.allforces.deploy["there"] and not problems
