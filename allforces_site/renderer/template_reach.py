"""What each template can show: the templates that it uses, and the versions of files that it links to.

The key of an output covers no more than that, so an edited template makes no page again that cannot show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from pathlib import Path

import msgspec

from allforces_site.cache.fingerprint import fingerprint
from allforces_site.cache.kept_values import unpacked
from allforces_site.cache.keys import key_of
from allforces_site.cache.parse_cache import ParseCache, Row

# Prefix for a template of the default theme, so that a site's own of the same name can extend it.
THEME_PREFIX = "theme/"

# The filter that adds a version to the address of a style sheet or script.
_ASSET_FILTER = "asset_url"


class Uses(msgspec.Struct, frozen=True, array_like=True):
    """The names in one template: of templates, and of files that `asset_url` gets. None: any."""

    templates: tuple[str, ...] | None
    assets: tuple[str, ...] | None


# Enough to see that a version changed: two edits in a row have the same key with a chance of one in 2 ** 64.
_VERSION_BYTES = 8

_ANY = Uses(None, None)
_NOTHING = Uses((), ())
_DECODER = msgspec.msgpack.Decoder(Uses)


class TemplateKey(msgspec.Struct, frozen=True):
    """What pages of a template can show besides their own values: a key of what all pages share and of the
    templates that it reaches, and one of the versions in addresses that they name (none if they name none).
    """

    contents: bytes
    versions: bytes = b""


class TemplateKeys:
    """The keys of templates by name. `shared` covers what all pages share.

    `contents` are the bytes of the templates by name, those of the default theme also with `THEME_PREFIX`;
    `versions` those of style sheets and scripts, by output path. `parse_cache` keeps what is found out.
    """

    def __init__(
        self,
        shared: bytes,
        contents: Mapping[str, bytes],
        versions: Mapping[str, str],
        parse_cache: ParseCache,
    ) -> None:
        self.shared = shared
        # On disk a name need not be UTF-8.
        named = [(name.encode(errors="surrogateescape"), content) for name, content in contents.items()]
        self.all = key_of(shared, sorted(named), versions)
        self._contents = contents
        self._versions = versions
        self.parse_cache = parse_cache
        self._uses: dict[str, Uses] = {}
        self._keys: dict[str, TemplateKey] = {}

    def of(self, template: str) -> TemplateKey:
        """Returns the key of all that pages of this template can show besides their own values."""
        if template not in self._keys:
            self._keys[template] = self._key(template)
        return self._keys[template]

    def _key(self, template: str) -> TemplateKey:
        if template not in self._contents:  # What it shows is reported when it is rendered.
            return TemplateKey(self.all)
        reached: dict[str, Uses] = {}
        waiting = {template}
        while waiting:
            found = self._uses_of(waiting)
            if any(None in (uses.templates, uses.assets) for uses in found.values()):
                return TemplateKey(self.all)
            reached |= found
            waiting = {name for uses in found.values() for name in uses.templates or ()} - reached.keys()
        contents = [(name, self._contents.get(name)) for name in sorted(reached)]
        assets = sorted({asset for uses in reached.values() for asset in uses.assets or ()})
        versions = [(asset, self._versions.get(asset)) for asset in assets]
        return TemplateKey(
            key_of(self.shared, contents), key_of(versions)[:_VERSION_BYTES] if versions else b""
        )

    def _uses_of(self, names: Set[str]) -> dict[str, Uses]:
        """What each of these templates uses: nothing if it is missing, which is reported elsewhere."""
        new = {name: self._contents[name] for name in names - self._uses.keys() if name in self._contents}
        if new:
            self._uses |= uses_by_name(new, self.parse_cache)
        return {name: self._uses.get(name, _NOTHING) for name in names}


def contents_of(roots: Sequence[Mapping[str, Path]], read: Callable[[Path], bytes]) -> dict[str, bytes]:
    """Returns the bytes of the templates by name; of equal names, that of the first root counts.

    `roots` are the files of each folder by name, those of the default theme last; `read` returns the bytes of
    one.
    """
    contents: dict[str, bytes] = {}
    for root in reversed(roots):
        contents |= {name: read(file) for name, file in root.items()}
        if root is roots[-1]:
            contents |= {f"{THEME_PREFIX}{name}": content for name, content in contents.items()}
    return contents


def uses_by_name(contents: Mapping[str, bytes], parse_cache: ParseCache) -> dict[str, Uses]:
    """Returns what each template uses; a text that an earlier build took apart is not taken apart again."""
    keys = {name: key_of("template uses", fingerprint(), content) for name, content in contents.items()}
    kept = parse_cache.summaries(list(set(keys.values())))
    found = {name: unpacked(kept.get(key), _DECODER) for name, key in keys.items()}
    # The default theme's have two names each.
    texts = {keys[name]: contents[name] for name, uses in found.items() if uses is None}
    new = {key: uses_of(text) for key, text in texts.items()}
    if new:
        parse_cache.keep(Row(key, msgspec.msgpack.encode(uses), b"") for key, uses in new.items())
    return {name: uses if uses is not None else new[keys[name]] for name, uses in found.items()}


def uses_of(content: bytes) -> Uses:
    """Returns what a template uses: anything if it is no template, or if it makes up names when rendered."""
    from jinja2 import Environment, TemplateSyntaxError, nodes
    from jinja2.meta import find_referenced_templates

    try:
        text = content.decode("utf-8")
        tree = Environment().parse(text)
    except (UnicodeDecodeError, TemplateSyntaxError, RecursionError):
        return _ANY
    templates = list(find_referenced_templates(tree))
    calls = [node for node in tree.find_all(nodes.Filter) if node.name == _ASSET_FILTER]
    assets = [node.node.value for node in calls if isinstance(node.node, nodes.Const)]
    # The filter may also be named in a text, as in `map("asset_url")`.
    has_plain_assets = len(assets) == len(calls) == text.count(_ASSET_FILTER)
    names = {_plain(name) for name in templates if name is not None}
    files = {str(asset).lstrip("/") for asset in assets}
    return Uses(
        tuple(sorted(names)) if None not in templates else None,
        tuple(sorted(files)) if has_plain_assets else None,
    )


def _plain(name: str) -> str:
    """Returns a template's name as Jinja's loaders understand it: `./a//b.html` is `a/b.html`."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))
