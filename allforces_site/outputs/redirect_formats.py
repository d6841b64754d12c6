"""How servers want their redirects written: Netlify, Cloudflare Pages, nginx and Apache.

Addresses in HTML are percent-encoded. nginx and Apache decode an address before they compare it, so there the
paths are decoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote, unquote_to_bytes, urlsplit

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """The address `path` leads to `target`. Both are percent-encoded; `target` is absolute if the site has an
    address. `has_namesake`: another file differs from its own only by case.
    """

    path: str
    target: str
    has_namesake: bool = False


Render = Callable[[Sequence[Rule], str], bytes]


# ---- _redirects --------------------------------------------------------------------------------


def netlify(rules: Sequence[Rule], url: str) -> bytes:
    """Lines for Netlify. With `!` they also hold where a file is, and at each of these addresses one is.

    https://docs.netlify.com/manage/routing/redirects/redirect-options/
    """
    return _lines(_redirects_line(rule, url, "301!") for rule in rules)


def cloudflare(rules: Sequence[Rule], url: str) -> bytes:
    """Lines for Cloudflare Pages, where they always hold, and where `!` is an error.

    https://developers.cloudflare.com/pages/configuration/redirects/
    """
    return _lines(_redirects_line(rule, url, "301") for rule in rules)


def _redirects_line(rule: Rule, url: str, status: str) -> str:
    # `*` and `:name` stand for any text there.
    path = rule.path.replace("*", "%2A").replace(":", "%3A")
    target = rule.target.removeprefix(url) if rule.target.startswith(f"{url}/") else rule.target
    return f"{path} {target} {status}"


def _lines(lines: object) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()  # type: ignore[attr-defined]


# ---- nginx -------------------------------------------------------------------------------------

# The bytes of a key that fit into a bucket of the usual size (ngx_hash.c: two pointers, a length and the key
# are rounded up to a cache line of 64 bytes).
_USUAL_KEY_BYTES = 46

_NGINX_HEAD = """\
# The redirects of this site. Within http {{ … }} of nginx.conf:
#     include /path/to/{path};
# and within server {{ … }}:
#     if ($allforces_redirect) {{ return 301 $allforces_redirect; }}
"""


def nginx(rules: Sequence[Rule], _url: str) -> bytes:
    """A `map` of decoded paths (`$uri`) to addresses.

    nginx compares without regard to case, except with a pattern, so a path that must not match another file's
    is one. https://nginx.org/en/docs/http/ngx_http_map_module.html
    """
    pairs = [(_decoded(rule.path), rule) for rule in rules]
    entries = [(_nginx_key(path, rule), rule.target.replace("$", "%24")) for path, rule in pairs if path]
    longest = max((len(path.encode()) for path, _ in pairs if path), default=0)
    head = [_NGINX_HEAD.format(path=FORMATS["nginx"][0]).rstrip("\n")]
    if longest > _USUAL_KEY_BYTES:
        head.append("# If nginx.conf sets this already, set at least this there, and delete this line.")
        head.append(f"map_hash_bucket_size {1 << (longest + 40).bit_length()};")
    body = [f"    {_quoted(key)} {_quoted(target)};" for key, target in entries]
    return _lines([*head, "map $uri $allforces_redirect {", '    default "";', *body, "}"])


def _nginx_key(path: str, rule: Rule) -> str:
    is_pattern = rule.has_namesake or path != path.lower()
    return f"~^{_pattern(path)}$" if is_pattern else path


# ---- Apache ------------------------------------------------------------------------------------


def apache(rules: Sequence[Rule], _url: str) -> bytes:
    """`RedirectMatch` lines, for `.htaccess` or a virtual host. `Redirect` would match all below it, too.

    https://httpd.apache.org/docs/2.4/mod/mod_alias.html#redirectmatch
    """
    lines = [line for rule in rules if (line := _apache_line(rule)) is not None]
    return _lines(["<IfModule mod_alias.c>", *lines, "</IfModule>"])


def _apache_line(rule: Rule) -> str | None:
    """The line of a rule; None if Apache cannot say it."""
    path, target = _decoded(rule.path), _apache_target(rule.target)
    if path is None or target is None or "${" in path + target:
        return None
    return f"RedirectMatch 301 {_quoted(f'^{_pattern(path)}$')} {_quoted(target)}"


def _apache_target(target: str) -> str | None:
    """A target with a decoded path, as Apache encodes it again; None if another one would come of that."""
    parts = urlsplit(target)
    path = _decoded(parts.path)
    # These stay as they are (gen_test_char.c, T_OS_ESCAPE_PATH).
    if path is None or re.search("[?#]", path) or quote(path, safe="$-_.+!*'(),:;@&=/~") != parts.path:
        return None
    decoded = parts._replace(path=path).geturl()
    return re.sub(r"[$&\\]", r"\\\g<0>", decoded)


# ---- of both -----------------------------------------------------------------------------------


def _decoded(path: str) -> str | None:
    """A path as servers see it; None if it is not UTF-8 or holds what no line can."""
    try:
        decoded = unquote_to_bytes(path).decode()
    except UnicodeDecodeError:
        return None
    return decoded if decoded.isprintable() else None


def _pattern(path: str) -> str:
    """A regular expression (PCRE) for exactly this path."""
    return re.sub(r"[^\w/-]", lambda found: f"\\{found[0]}" if found[0].isascii() else found[0], path)


def _quoted(text: str) -> str:
    """A text in quotes, as both nginx and Apache read it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


FORMATS: dict[str, tuple[str, Render]] = {
    "netlify": ("_redirects", netlify),
    "cloudflare": ("_redirects", cloudflare),
    "nginx": ("redirects.nginx.conf", nginx),
    "apache": (".htaccess", apache),
}
