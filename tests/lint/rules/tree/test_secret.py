from __future__ import annotations

import string
from time import process_time

import pytest

from allforces_site.text.secret_patterns import find_secrets
from tests.lint.rules.conftest import Check
from tests.lint.rules.linked_site import post, site

# Put together here, so that no scanner of repositories takes them for real ones.
LETTERS = (string.ascii_letters + string.digits).replace("abcd", "q").replace("1234", "7")
MIXED = "k7Qm2Zt9LwR5xVb8Nc3Jf6Hs" * 5
SECRETS = {
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----\n" + MIXED[:64] + "\n",
    "an AWS access key": "AKIA" + "QZ7M2RTKLWX5VBNC",
    "an AWS secret key": "aws_secret_access_" + "key = " + MIXED[:40],
    "a GitHub token": "gh" + "p_" + MIXED[:36],
    "a GitLab token": "glpat-" + MIXED[:20],
    "a Google API key": "AIza" + MIXED[:35],
    "a Google client secret": "GOCSPX-" + MIXED[:28],
    "a Slack token": "xox" + "b-" + MIXED[:30],
    "a Slack webhook": "https://hooks.slack.com/services/" + "T7QMZTKLW/B7QMZTKLW/" + MIXED[:24],
    "an OpenAI key": "sk-" + MIXED[:20] + "T3Blbk" + "FJ" + MIXED[:20],
    "an Anthropic key": "sk-" + "ant-api03-" + MIXED[:90],
    "a Hugging Face token": "hf" + "_" + (MIXED + "a")[:34],
    "an npm token": "npm" + "_" + MIXED[:36],
    "a PyPI token": "pypi-" + "AgE" + MIXED[:60],
    "a Stripe key": "sk" + "_live_" + MIXED[:24],
    "a SendGrid key": "SG" + "." + MIXED[:22] + "." + MIXED[:43],
}


@pytest.mark.parametrize("kind", SECRETS)
def test_a_token_is_found_and_never_shown(kind: str) -> None:
    secret = SECRETS[kind]
    (found,) = find_secrets(f"次の値を使います。\n`{secret}`\n")

    assert str(found.kind) == kind
    assert len(str(found.masked).partition("…")[0]) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "api_key = YOUR_API_KEY",
        "sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_" + "x" * 36,
        "-----BEGIN " + "PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\n" + MIXED[:64],
        "password: k7Qm2Zt9Lw",
        "AIzaで始まるキー",
        "gho_や ghp_ で始まるトークン",
        "AKIA" + "QZ7M2RTKLWX5VBNCQZ7M2RTK",
    ],
)
def test_placeholders_and_prose_about_tokens_are_fine(text: str) -> None:
    assert find_secrets(text, "_posts/2026-01-05-tea.md") == []


@pytest.mark.parametrize(
    ("line", "is_secret"),
    [
        ("password: k7Qm2Zt9Lw", True),
        ("  api_key: 'k7Qm2Zt9Lw'", True),
        ("export DB_PASSWORD=k7Qm2Zt9Lw", True),
        ('"client_secret": "k7Qm2Zt9Lw",', True),
        ("password: ${PASSWORD_2}", False),
        ("password: changeme123", False),
        ("password_reset: /users/2/reset", False),
        ("token: csrf", False),
        ("secret: null", False),
        ("api_key_url: https://example.net/keys2", False),
        ("# password: k7Qm2Zt9Lw", False),
    ],
)
def test_values_of_settings_are_found_in_files_of_settings(line: str, is_secret: bool) -> None:
    assert bool(find_secrets(f"name: 茶\n{line}\n", "deploy/settings.yml")) is is_secret


def test_posts_pages_and_copied_files_are_looked_at_and_nothing_else(check: Check) -> None:
    token = SECRETS["a GitHub token"]
    files = site(
        f"手順です。\n\n```\ntoken {token}\n```",
        {
            "_config.yml": "title: 試験\ninclude: [id_rsa]\nallforces: {search: false}\n",
            "about.md": f"---\ntitle: 頁\n---\n{token}",
            "data/keys.txt": f"甲\n乙 {token}\n",
            "_private/keys.txt": token,
            "tools/id_rsa": "x",
            "tools/id_dsa": "x",
            "tea.png": token,
        },
    )
    found = [problem for problem in check(files) if problem.code == "secret"]

    assert [(problem.file, problem.line, problem.column) for problem in found] == [
        ("_posts/2026-01-05-tea.md", 8, 7),
        ("about.md", 4, 1),
        ("data/keys.txt", 2, 3),
        ("tools/id_rsa", 1, 1),
    ]
    assert not any(token in f"{problem}" for problem in found)


def test_a_secret_in_front_matter_is_found(check: Check) -> None:
    found = check({"_posts/2026-01-05-tea.md": post("茶です。", f"key: {SECRETS['a Stripe key']}")})

    assert [problem.line for problem in found if problem.code == "secret"] == [4]


@pytest.mark.parametrize(
    "sign", ["AKIA", "password: ", "sk-T3BlbkFJ", "-----BEGIN PRIVATE KEY-----\n", "SG.", "xoxb-"]
)
def test_a_text_of_nothing_but_one_sign_takes_no_longer_than_its_length(sign: str) -> None:
    start = process_time()
    find_secrets(sign * (300_000 // len(sign)), "a.yml")

    assert process_time() - start < 3
