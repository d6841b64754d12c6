from __future__ import annotations

import json
import re
from pathlib import Path

from allforces_site.compare.allow_list import AllowList, Entry, without_allowed
from allforces_site.compare.formats.json_report import to_json
from allforces_site.compare.values import SIGNALS
from tests.compare.conftest import Move

DOCS = Path(__file__).parents[3] / "docs" / "compare.md"


def test_every_key_and_signal_is_documented(eventful: Move) -> None:
    comparison = without_allowed(eventful.compare(), AllowList([Entry(None, "/none/")]))
    report = json.loads(to_json(comparison, "en"))
    text = DOCS.read_text(encoding="utf-8")
    objects = [report, report["counts"], report["old"]]
    objects += [report[key][0] for key in ("lost", "moved", "changed", "unread")]
    objects.append(report["changed"][0]["changes"][0])
    named = set(re.findall(r"`([a-z_]+)`", text))

    assert {key for item in objects for key in item} <= named
    assert set(SIGNALS) <= named


def test_the_report_says_what_was_lost(eventful: Move) -> None:
    report = json.loads(to_json(eventful.compare(), "en"))

    assert report["loss"] is True
    assert report["counts"] | {"kept": 0, "lost_signals": 0} == {
        "kept": 0,
        "lost": 1,
        "moved": 1,
        "new": 1,
        "changed": 1,
        "lost_signals": 0,
        "unread": 1,
        "allowed": 0,
    }
    assert report["lost"] == [{"address": "/lost/", "title": "なくなる話", "target": None}]
    assert report["moved"][0] | {"address": "", "target": ""} == {
        "address": "",
        "target": "",
        "via": "refresh",
        "loss": False,
    }
    assert report["new_addresses"] == ["/new/"]
    (page,) = report["changed"]
    assert page["address"] == "/tea/"
    assert page["changes"][0]["loss"], "losses come first"
    assert page["losses"] == sum(change["loss"] for change in page["changes"])


def test_reasons_are_in_the_language_of_the_command(eventful: Move) -> None:
    (eventful.new / "tea" / "index.html").unlink()
    (eventful.new / "tea" / "index.html").symlink_to(eventful.new / "none.html")

    report = json.loads(to_json(eventful.compare(), "ja"))

    assert report["unread"] == [
        {"address": "/gone.html", "reason": "読めません: ファイルまたはフォルダーがありません"}
    ]
    (change,) = report["changed"][0]["changes"]
    assert (change["old"], change["new"]) == ("read", report["unread"][0]["reason"])
