"""The redirects of the site as files for its server, which then answers in place of the page that leads on.

They are made of the redirects that are written, so they hold what is there and nothing else. A redirect that
leads back to itself is in none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import unquote, urlsplit

from allforces_site.config.model import Config
from allforces_site.errors import Problem, warning
from allforces_site.messages.message import say
from allforces_site.model import Claim, Output
from allforces_site.outputs.redirect_formats import FORMATS, Rule
from allforces_site.renderer.theme import Theme, absolute_url, relative_url


def plan(outputs: Sequence[Output], theme: Theme) -> Iterator[Output]:
    """Yields the files that the configuration asks for, of the redirects among `outputs`."""
    names = theme.config.allforces.redirect_files
    rules = rules_of(outputs, theme.config) if names else []
    for name in names:
        path, render = FORMATS[name]
        make = partial(render, rules, theme.config.url)
        shown = [(rule.path, rule.target, rule.has_namesake) for rule in rules]
        key = theme.key(None, "redirect file", name, theme.config.url, shown)
        yield Output(path, make, claim=Claim.CONFIGURED, key=key)


def rules_of(outputs: Sequence[Output], config: Config) -> list[Rule]:
    """The redirects among outputs, sorted by path, without those that lead back to themselves."""
    names = Counter(output.path.lower() for output in outputs)
    circles = _circles(outputs, config)
    rules = {}
    for output in outputs:
        if output.redirect is not None and output.path not in circles:
            path = relative_url(config, output.redirect.address)
            target = absolute_url(config, output.redirect.target)
            rules[path] = Rule(path, target, names[output.path.lower()] > 1)
    return [rules[path] for path in sorted(rules)]


def circle_problems(outputs: Sequence[Output], config: Config) -> list[Problem]:
    """A warning for each redirect that leads back to itself, however far round."""
    circles = _circles(outputs, config)
    return [
        warning(
            "redirect-circle",
            say(
                "{address} leads to {target}, and from there back to itself",
                address=output.redirect.address,
                target=output.redirect.target,
            ),
            output.source,
            hint=say("give `redirect_to` or `redirect_from` another address"),
        )
        for output in outputs
        if output.redirect is not None and output.path in circles
    ]


def _circles(outputs: Sequence[Output], config: Config) -> set[str]:
    """The paths of outputs whose redirect leads back to their own place."""
    found = {
        _place(relative_url(config, output.redirect.address)): output
        for output in outputs
        if output.redirect is not None
    }
    targets = {
        place: _own_place(absolute_url(config, output.redirect.target), config)
        for place, output in found.items()
        if output.redirect is not None
    }
    return {output.path for place, output in found.items() if _leads_back(place, targets)}


def _leads_back(start: str, targets: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    place = targets.get(start)
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = targets.get(place)
    return False


def _own_place(target: str, config: Config) -> str | None:
    """The place of a target on this site; None for one elsewhere."""
    parts = urlsplit(target)
    is_own = not parts.netloc or parts.netloc.lower() == urlsplit(config.url).netloc.lower()
    return _place(parts.path) if is_own else None


def _place(path: str) -> str:
    """What an address shows. To many servers, `/tea`, `/tea/`, `/tea.html` and `/tea/index.html` are one."""
    return re.sub(r"(?:/index)?(?:\.html?)?/?$", "", unquote(path))
