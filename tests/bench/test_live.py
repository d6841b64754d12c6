"""What the live benchmark prints."""

from __future__ import annotations

from tests.bench.live import Saves, table


def test_each_tool_stands_beside_hugo_at_its_size() -> None:
    results = [
        Saves(614, "allforces_site", (100.0, 150.0, 900.0)),
        Saves(614, "Hugo", (300.0, 310.0, 290.0)),
        Saves(2500, "allforces_site", (200.0,)),
        Saves(2500, "Hugo", (800.0,)),
    ]

    lines = table(results)

    reported = [" ".join(line.split()) for line in lines]
    assert reported[0] == "614 posts allforces_site median 150 ms (100 to 900) 0.50 of Hugo"
    assert reported[2] == "2500 posts allforces_site median 200 ms (200 to 200) 0.25 of Hugo"
