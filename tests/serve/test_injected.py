"""The script's place in a page."""

from __future__ import annotations

import pytest

from allforces_site.serve.injected import script, with_script
from allforces_site.serve.site_state import OpenPage

PAGE = OpenPage("abc", 7, ("a/index.html",))
TAG = (
    b'<script src="/.allforces/live.js" data-run="abc" data-build="7" '
    b'data-files="[&quot;a/index.html&quot;]"></script>'
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (b"<body>x</body></html>", b"<body>x%s</body></html>"),
        (b"<BODY>x</BODY >", b"<BODY>x%s</BODY >"),
        (b"<script>'</body>'</script></body>", b"<script>'</body>'</script>%s</body>"),
        (b"<p>x", b"<p>x%s"),
        (b"", b"%s"),
    ],
)
def test_the_script_is_at_the_end_of_the_page(html: bytes, expected: bytes) -> None:
    assert with_script(html, PAGE) == expected.replace(b"%s", TAG)


def test_what_was_asked_for_cannot_break_out_of_the_script() -> None:
    html = with_script(b"", OpenPage("abc", 1, ("\"'></script><script>alert(1)//",)))

    assert html.count(b"<script") == 1
    assert b"'>" not in html.removesuffix(b"</script>").removesuffix(b'">')


def test_the_script_travels_with_the_package() -> None:
    assert b"new WebSocket(" in script()
