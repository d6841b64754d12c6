from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError
from allforces_site.importing.settings import with_comments
from allforces_site.importing.values import Setting
from allforces_site.messages.message import as_it_is
from tests.importing.conftest import Blog

VALUES = (
    "1", "'a # b'", '"a\n  b"', "word\n  more words", "|\n  # not a comment\n  text\n", "|+\n  a\n\n",
    ">-\n  a\n  b", "[1,\n  2]", "{a: 1,\n b: 2}", "&x {a: 1}", "\n  - a\n  - b: 1\n", "\n  # 註\n  a: 1\n",
    "a # 註", "", "~", ".nan",
)  # fmt: skip
KEYS = ("title", "safe", "port", "テーマ", "theme")


@settings(max_examples=100)
@given(
    entries=st.lists(st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES)), unique_by=lambda x: x[0]),
    end=st.sampled_from(["\n", "\r\n"]),
    beginning=st.sampled_from(["", "\ufeff", "---\n", "# 設定\n\n", "%YAML 1.1\n---\n"]),
    noted=st.sets(st.sampled_from(KEYS)),
)
def test_comments_change_no_value_and_no_other_byte(
    entries: list[tuple[str, str]], end: str, beginning: str, noted: set[str]
) -> None:
    text = beginning + "".join(f"{key}: {value}\n" for key, value in entries)
    content = text.replace("\n", end).encode()
    try:
        mapping = load_mapping(text.removeprefix("\ufeff"))
    except YamlError:
        assume(False)
    noted_settings = [
        Setting(key, mapping.lines[key], as_it_is("理由\nです")) for key, _ in entries if key in noted
    ]

    commented = with_comments(content, noted_settings, "en")

    lines = commented.decode().removeprefix("\ufeff").split(end)
    comments = [line for line in lines if line.startswith("# allforces: ")]
    kept = [line for line in lines if line not in comments]
    assert end.join(kept) == content.decode().removeprefix("\ufeff")
    assert comments == [f"# allforces: {item.key} has no effect: 理由 です" for item in noted_settings]
    assert repr(load_mapping(commented.decode("utf-8-sig").replace("\r\n", "\n")).values) == repr(
        mapping.values
    )


@pytest.mark.parametrize("text", ["{safe: true, port: 1}\n", "- a\n", "a: [\n", "\xff", "safe: 1\rport: 2"])
def test_settings_of_another_form_are_never_broken(text: str) -> None:
    content = text.encode("latin-1")
    settings = [Setting("safe", 1, as_it_is("x")), Setting("port", 2, as_it_is("x"))]

    commented = with_comments(content, settings, "en")

    assert content in (commented, commented.partition(b"x\n")[2], commented.rpartition(b"x\n")[2])


def test_a_value_that_is_ignored_has_a_comment_that_says_so(blog: Blog) -> None:
    blog.settings("kramdown:\n  input: GFM\n  coderay: {a: 1}\npaginate: viele\nport: 4000\n")

    found = {item.key: str(item.reason) for item in blog.imported().settings}

    assert found.keys() == {"kramdown", "paginate", "port"}
    assert "kramdown.coderay.a" in found["kramdown"]
    assert "paginate" in found["paginate"]


def test_a_site_without_settings_stays_without(blog: Blog) -> None:
    (blog.folder / "_config.yml").unlink()

    blog.imported()

    assert not (blog.project / "content/_config.yml").exists()
