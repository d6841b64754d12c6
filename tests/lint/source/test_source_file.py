from __future__ import annotations

import re

import pytest

from allforces_site.errors import SiteError
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.source_file import parse_source_file


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 茶\n---\n本文。\n",
        "\n---\ntitle: 茶\n---\n本文。\n",
        "---\ntitle: 茶\n---\n",
        "---\ntitle: 茶\n---",
        "本文。\n",
        "",
    ],
)
def test_the_body_begins_behind_the_front_matter(text: str) -> None:
    source_file = parse_source_file(text, "_posts/2026-01-02-tea.md")

    assert text[source_file.body_start :] == source_file.front.body


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("---\ntitle: 港\n---\n朝市です。\n", Edit(17, 19, "夜市")),
        ("---\ntitle: 港\n---\n朝市です。\n", Edit(11, 12, "灯台")),
        ("---\ntitle: 港\n---\n\a朝市です。\n", Edit(18, 20, "夜市")),
        ("---\ntitle: 港\n---", Edit(16, 16, "-")),
        ("朝市です。\n---\ntitle: 港\n---\n", Edit(0, 6)),
    ],
    ids=["body", "front matter", "a control character", "no line end", "front matter that was none"],
)
def test_an_edited_file_is_the_same_as_one_that_is_read_anew(text: str, edit: Edit) -> None:
    new = apply_edits(text, [edit])

    try:
        wanted = parse_source_file(new, "a.md")
    except SiteError as exc:
        with pytest.raises(SiteError, match=re.escape(str(exc))):
            parse_source_file(text, "a.md").edited([edit], new)
    else:
        assert parse_source_file(text, "a.md").edited([edit], new) == wanted
