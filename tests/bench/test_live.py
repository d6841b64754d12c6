"""What the live benchmark prints."""

from __future__ import annotations

from tests.bench.live import Saves, table


def test_each_tool_stands_beside_hugo_at_its_size() -> None:
    results = [
        Saves(614, "body", "allforces_site", (100.0, 150.0, 900.0)),
        Saves(614, "title", "allforces_site", (60.0,)),
        Saves(614, "body", "Hugo", (300.0, 310.0, 290.0)),
        Saves(614, "title", "Hugo", (600.0,)),
        Saves(2500, "body", "allforces_site", (200.0,)),
        Saves(2500, "body", "Hugo", (800.0,)),
    ]

    lines = table(results)

    reported = [" ".join(line.split()) for line in lines]
    assert reported[0] == "614 posts body allforces_site median 150 ms (100 to 900) 0.50 of Hugo"
    assert reported[1] == "614 posts title allforces_site median 60 ms (60 to 60) 0.10 of Hugo"
    assert reported[4] == "2500 posts body allforces_site median 200 ms (200 to 200) 0.25 of Hugo"
