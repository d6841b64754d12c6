"""What the site says of its authors: in `_data/authors.yml`, or under `authors` of `_config.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

# What readers see as links of a profile, with the address before a name such as `@tanaka`.
_ACCOUNTS = {
    "twitter": "https://x.com/",
    "x": "https://x.com/",
    "github": "https://github.com/",
    "facebook": "https://www.facebook.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "instagram": "https://www.instagram.com/",
    "note": "https://note.com/",
}


class AuthorProfile(msgspec.Struct, frozen=True):
    """An author: `key` is what front matter may name instead of `name`.

    `links` are the addresses of other pages about the author, `x_name` the account on X with `@`, or "".
    """

    key: str
    name: str
    biography: str = ""
    picture: str = ""
    role: str = ""
    links: tuple[str, ...] = ()
    x_name: str = ""


def author_profiles(extra: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, AuthorProfile]:
    """The profiles by name. Odd values count as absent; `_data` comes before the configuration."""
    written: dict[Any, Any] = {}
    for values in (extra.get("authors"), data.get("authors")):
        written |= values if isinstance(values, Mapping) else {}
    profiles = [_profile(str(key), value) for key, value in written.items() if isinstance(value, Mapping)]
    return {profile.name: profile for profile in profiles}


def author_names(extra: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str]:
    """The names of authors by the keys that front matter may use instead."""
    return {
        profile.key: name for name, profile in author_profiles(extra, data).items() if profile.key != name
    }


def _profile(key: str, values: Mapping[str, Any]) -> AuthorProfile:
    accounts = {name: _text(values, name) for name in _ACCOUNTS}
    links = values.get("links")
    addresses = [_text(values, "url"), _text(values, "website")]
    addresses += [_address_of(link) for link in links] if isinstance(links, list) else []
    addresses += [_account(_ACCOUNTS[name], account) for name, account in accounts.items() if account]
    x_name = next((accounts[name] for name in ("x", "twitter") if accounts[name]), "")
    return AuthorProfile(
        key,
        _text(values, "name", "display_name") or key,
        _text(values, "bio", "biography", "description"),
        _text(values, "picture", "image", "avatar"),
        _text(values, "role", "job_title", "position"),
        tuple(dict.fromkeys(address for address in addresses if address.startswith(("https://", "http://")))),
        f"@{x_name.lstrip('@')}" if x_name and "/" not in x_name else "",
    )


def _text(values: Mapping[str, Any], *names: str) -> str:
    """The first of these values that is text."""
    found = (values.get(name) for name in names)
    return next((value.strip() for value in found if isinstance(value, str) and value.strip()), "")


def _address_of(link: object) -> str:
    return _text(link, "url", "href") if isinstance(link, Mapping) else link if isinstance(link, str) else ""


def _account(start: str, account: str) -> str:
    return account if "/" in account else start + account.lstrip("@")
