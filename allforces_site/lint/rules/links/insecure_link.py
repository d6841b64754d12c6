"""An http link to a host that is known to support https."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, link_finding
from allforces_site.lint.rule import Rule
from allforces_site.lint.site_view import SiteView
from allforces_site.messages.message import say

# Top-level domains that browsers request over https only (Chromium's HSTS preload list,
# https://hstspreload.org/), as far as they are common in Japan.
_PRELOADED_DOMAINS = frozenset({"app", "dev", "page", "new", "day", "google", "youtube", "chrome", "bank"})
# Hosts that, like their subdomains, redirect every http request to https.
_SECURE_HOSTS = frozenset(
    {
        "amazon.co.jp",
        "amazon.com",
        "amzn.to",
        "anthropic.com",
        "apple.com",
        "arxiv.org",
        "facebook.com",
        "github.com",
        "github.io",
        "go.jp",
        "google.com",
        "hatena.ne.jp",
        "huggingface.co",
        "impress.co.jp",
        "instagram.com",
        "itmedia.co.jp",
        "linkedin.com",
        "medium.com",
        "microsoft.com",
        "nikkei.com",
        "note.com",
        "openai.com",
        "prtimes.jp",
        "python.org",
        "qiita.com",
        "twitter.com",
        "wikipedia.org",
        "x.com",
        "yahoo.co.jp",
        "youtube.com",
        "youtu.be",
        "zenn.dev",
    }
)

# RFC 1035, 2.3.4: no host name is longer.
_LONGEST_HOST = 255


def find_in_site(view: SiteView) -> Iterator[Finding]:
    """A finding for each link; a host that another link of the site reaches over https counts as known."""
    config = view.config
    known = {*_SECURE_HOSTS, *(host.lower() for host in config.allforces.checks.https_hosts)}
    seen = {config.url} if config.url.startswith("https://") else set()
    insecure = []
    for use in view.links.uses:
        if use.link.target.startswith("https://"):
            seen.add(use.link.target)
        elif use.link.target.startswith("http://"):
            insecure.append(use)
    exact = {_host(target) for target in seen} if insecure else set()
    for use in insecure:
        host = _host(use.link.target)
        if host and (host in exact or _is_known(host, known)):
            message = say("{host} supports https, and this link is http", host=host)
            secure = (
                use.link.target[4:].replace(":80", "", 1)
                if _has_port(use.link.target)
                else use.link.target[4:]
            )
            hint = say("write {address}", address=f"https{secure}")
            yield link_finding(use.source, use.link, message, hint=hint)


def _is_known(host: str, known: set[str]) -> bool:
    labels = host.split(".")
    above = {".".join(labels[index:]) for index in range(len(labels))}
    return labels[-1] in _PRELOADED_DOMAINS or not above.isdisjoint(known)


def _has_port(target: str) -> bool:
    return urlsplit(target).port == 80


def _host(target: str) -> str:
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").lower()
        return host if parts.port in (None, 80, 443) and len(host) <= _LONGEST_HOST else ""
    except ValueError:
        return ""


RULE = Rule(
    "insecure-link",
    Severity.WARNING,
    say("http where https is known"),
    say("The linked site can be opened with https. Write `https://` in place of `http://`."),
    find_in_site=find_in_site,
)
