"""Finds passwords and tokens in the addresses of servers: refused in settings, masked in messages."""

from __future__ import annotations

import re

from msgspec.structs import replace

from allforces_site.messages.message import Message, Value, say
from allforces_site.text.secret_patterns import find_secrets

# A password before the host of an address. A colon before a port begins no password.
_PASSWORD = re.compile(r"://[^/@\s]*:(?!\d+(?:/|$))[^@\s]*@")
# `user:password@host:folder`, which people write although rsync and git take no password there.
_PASSWORD_BEFORE_HOST = re.compile(r"^[^/@\s:]+:[^/@\s]+@[^/\s]+:")
_USER = re.compile(r"^https?://([^/@\s]+)@", re.IGNORECASE)
_QUERY_KEY = re.compile(
    r"[?&;][^=&;\s]*(?:token|secret|passw|pwd|key|sig|auth|credential)[^=&;\s]*=", re.IGNORECASE
)

# How tokens of GitHub, GitLab and Bitbucket begin, and user names that go with a token.
_TOKEN_SIGNS = re.compile(
    r"gh[pousr]_|github_pat_|gl[a-z]{2,6}-|AT[A-Z]{2,3}|.*token|oauth2?$", re.IGNORECASE
)
# Tokens of other services have 20 or more characters; user names are shorter or hold no digits.
_TOKEN_LENGTH = 16


def secret_in(address: str) -> Message | None:
    """Returns what kind of secret an address holds, or None."""
    if _PASSWORD.search(address) or _PASSWORD_BEFORE_HOST.search(address):
        return say("a password")
    user = _USER.search(address)
    if user is not None and _looks_generated(user[1]):
        return say("a token before its host")
    if _QUERY_KEY.search(address):
        return say("a secret in its query")
    return say("a token") if find_secrets(address) else None


def _looks_generated(user: str) -> bool:
    """Whether a user name looks like a token."""
    if _TOKEN_SIGNS.match(user):
        return True
    has_both = any(char.isdigit() for char in user) and any(char.isalpha() for char in user)
    return len(user) >= _TOKEN_LENGTH and (has_both or len(user) > 2 * _TOKEN_LENGTH)


_MASKS = (
    # Greedy up to the last @ of the word, because a password may hold @ and a slash.
    (re.compile(r"(\w://)[^\s@/]*:(?!\d+(?:/|\s|$))[^\s]*@"), r"\1…@"),
    (re.compile(r"(https?://)[^\s/]+@", re.IGNORECASE), r"\1…@"),
    (re.compile(r"(?<![^\s\"'])([^/@\s:\"']+):(?!//)[^/@\s]+(@[^/\s@]+:)"), r"\1:…\2"),
    (re.compile(r"([?&;][^=&;\s\"']+=)[^&;\s\"']+"), r"\1…"),
)


def without_secrets(text: str) -> str:
    """Masks the passwords and tokens of the addresses in a message."""
    for pattern, masked in _MASKS:
        text = pattern.sub(masked, text)
    for secret in reversed(find_secrets(text)):
        end = re.compile(r"[A-Za-z0-9_/+=-]*").match(text, secret.start)
        assert end is not None
        text = f"{text[: secret.start]}{secret.beginning}…{text[end.end() :]}"
    return text


def message_without_secrets(message: Message) -> Message:
    """Masks the passwords and tokens of the addresses in the values of a message."""
    return replace(message, values=tuple((name, _masked(value)) for name, value in message.values))


def _masked(value: Value) -> Value:
    if isinstance(value, Message):
        return message_without_secrets(value)
    if isinstance(value, tuple):
        return tuple(
            message_without_secrets(part) if isinstance(part, Message) else without_secrets(part)
            for part in value
        )
    return without_secrets(value) if isinstance(value, str) else value
