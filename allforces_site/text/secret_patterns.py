"""Finds keys, tokens and passwords in a text, by the formats that services use.

If a service documents the format of its tokens, that format is used, so that prose about tokens is not found:
GitHub "About authentication to GitHub", AWS "IAM identifiers", Google Cloud "API keys", Slack "Token types",
Stripe "API keys", RFC 7468 for private keys; the others come from the scanner gitleaks (gitleaks.toml).
"""

from __future__ import annotations

import re
from hashlib import sha256

import msgspec

from allforces_site.messages.message import Message, say


class FoundSecret(msgspec.Struct, frozen=True):
    """A secret at the offset `start` of a text: its kind, its first letters and how many it has.

    The rest is never shown; `digest`, its SHA-256, shows whether two are the same.
    """

    start: int
    kind: Message
    beginning: str
    length: int
    digest: bytes

    @property
    def masked(self) -> Message:
        """Its first letters, and how many it has."""
        return say("{beginning}… ({number} characters)", beginning=self.beginning, number=self.length)


# A string that all secrets of a kind hold (searching it takes a tenth of the time), the kind, the pattern.
_TOKENS: tuple[tuple[bytes, Message, re.Pattern[str]], ...] = tuple(
    (part.encode(), kind, re.compile(pattern))
    for part, kind, pattern in (
        (
            "PRIVATE KEY",
            say("a private key"),
            r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n)+"
            r"(?:(?:Version|Comment|Proc-Type|DEK-Info):[^\n]*\s+)*(?P<secret>[A-Za-z0-9+/=]{32,})",
        ),
        ("AKIA", say("an AWS access key"), r"\b(?P<secret>AKIA[A-Z2-7]{16})\b"),
        ("ASIA", say("an AWS access key"), r"\b(?P<secret>ASIA[A-Z2-7]{16})\b"),
        (
            "aws_secret",
            say("an AWS secret key"),
            r"aws_secret_access_key[\"']?\s*[=:]\s*[\"']?(?P<secret>[A-Za-z0-9/+]{40})\b",
        ),
        (
            "AWS_SECRET",
            say("an AWS secret key"),
            r"AWS_SECRET_ACCESS_KEY\s*[=:]\s*[\"']?(?P<secret>[A-Za-z0-9/+]{40})\b",
        ),
        *(
            (f"gh{letter}_", say("a GitHub token"), rf"\b(?P<secret>gh{letter}_[A-Za-z0-9]{{36,255}})\b")
            for letter in "pousr"
        ),
        ("github_pat_", say("a GitHub token"), r"\b(?P<secret>github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b"),
        ("glpat-", say("a GitLab token"), r"\b(?P<secret>glpat-[A-Za-z0-9_-]{20,})"),
        ("AIza", say("a Google API key"), r"\b(?P<secret>AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
        (
            "GOCSPX-",
            say("a Google client secret"),
            r"\b(?P<secret>GOCSPX-[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])",
        ),
        ("xox", say("a Slack token"), r"\b(?P<secret>xox[abeoprs]-[A-Za-z0-9-]{20,})"),
        (
            "hooks.slack.com",
            say("a Slack webhook"),
            r"(?P<secret>https://hooks\.slack\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20,})",
        ),
        (
            "/api/webhooks/",
            say("a Discord webhook"),
            r"(?P<secret>https://(?:ptb\.|canary\.)?discord(?:app)?\.com/api/webhooks/[0-9]{17,20}/[A-Za-z0-9_-]{60,})",
        ),
        (
            "T3BlbkFJ",
            say("an OpenAI key"),
            r"\b(?P<secret>sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{16,100}T3BlbkFJ[A-Za-z0-9_-]{16,100})",
        ),
        ("sk-ant-", say("an Anthropic key"), r"\b(?P<secret>sk-ant-[a-z]{3,5}[0-9]{2}-[A-Za-z0-9_-]{80,})"),
        ("hf_", say("a Hugging Face token"), r"\b(?P<secret>hf_[A-Za-z0-9]{34})\b"),
        ("npm_", say("an npm token"), r"\b(?P<secret>npm_[A-Za-z0-9]{36})\b"),
        ("pypi-", say("a PyPI token"), r"\b(?P<secret>pypi-AgE[A-Za-z0-9_-]{50,})"),
        ("k_live_", say("a Stripe key"), r"\b(?P<secret>[rs]k_live_[A-Za-z0-9]{24,})"),
        ("SG.", say("a SendGrid key"), r"\b(?P<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})\b"),
    )
)
# `password: …` in a settings file. In prose such lines are examples.
_SETTING = re.compile(
    r"^[ \t]*(?:export[ \t]+)?[\"']?"
    r"(?P<key>[\w.-]*(?:password|passwd|secret|api[_-]?key|access[_-]?key|token))[\"']?"
    r"[ \t]*[:=][ \t]*[\"']?(?P<secret>[^\s\"'#,;]{8,200})",
    re.IGNORECASE | re.MULTILINE,
)
_SETTINGS_FILES = (".yml", ".yaml", ".json", ".toml", ".ini", ".cfg", ".conf", ".properties", ".env")
# What documentation and settings hold in place of a secret.
_PLACEHOLDER = re.compile(
    r"example|sample|dummy|placeholder|change_?me|your|here|xxxx|0000|1234|abcd|<|>|\{|\}|\*|\.\.\.|\$|%|…",
    re.IGNORECASE,
)
_SHOWN = 4


def find_secrets(text: str, name: str = "") -> list[FoundSecret]:
    """Returns the secrets in the text of a file called `name`, in order."""
    secrets = []
    # Little of a Japanese text is ASCII. Parts of what is left out between may only seem to be one.
    latin = text.encode("ascii", "ignore")
    for part, kind, pattern in _TOKENS:
        if part in latin:
            secrets += [_secret(match, kind) for match in pattern.finditer(text) if _is_real(match["secret"])]
    if name.lower().endswith(_SETTINGS_FILES):
        known = {secret.start for secret in secrets}
        secrets += [
            _secret(match, say('the value of "{key}"', key=match["key"]))
            for match in _SETTING.finditer(text)
            if match.start("secret") not in known and _is_secret_value(match["secret"])
        ]
    return sorted(secrets, key=lambda secret: secret.start)


def _secret(match: re.Match[str], kind: Message) -> FoundSecret:
    secret = match["secret"]
    # Enough letters to identify it.
    beginning = secret[:_SHOWN] if len(secret) > 3 * _SHOWN else secret[:1]
    return FoundSecret(match.start("secret"), kind, beginning, len(secret), sha256(secret.encode()).digest())


def _is_real(secret: str) -> bool:
    return _PLACEHOLDER.search(secret[:120]) is None and len(set(secret)) > 5


def _is_secret_value(value: str) -> bool:
    """Whether a value looks like a good password or token: letters and digits, and not a path or address."""
    has_both = any(char.isdigit() for char in value) and any(char.isalpha() for char in value)
    return has_both and value.isascii() and "/" not in value[:1] and "://" not in value and _is_real(value)
