from __future__ import annotations

import pytest

from tests.compare.conftest import TEXT, Move, page, stub

# A mark of each kind that HTML, and that rich, gives a meaning to.
NASTY = "<script>alert(1)</script>\"'&amp;{{ 7 * 7 }}[red]x[/]"


@pytest.fixture
def eventful(move: Move) -> Move:
    """Two sites with a difference of each kind."""
    move.write("old/lost/index.html", "<title>なくなる話</title>")
    move.write("new/new/index.html", "<title>新しい話</title>")
    move.write("old/former/index.html", "<title>移る話</title>")
    move.write("new/former/index.html", stub("/contact.html"))
    escaped = NASTY.replace("&", "&amp;").replace("<", "&lt;")
    changed = page().replace("お茶の時間 & 道具", escaped).replace('name="description"', 'name="x"')
    move.write("new/tea/index.html", changed.replace(TEXT, "").replace("<h3>", "<h3>水</h3><h3>"))
    move.write("old/former/index.html", "<title>連絡先</title>")
    for site in (move.old, move.new):
        (site / "gone.html").symlink_to(site / "none.html")
    return move
