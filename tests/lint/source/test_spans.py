from __future__ import annotations

from allforces_site.lint.source.source_file import parse_source_file
from allforces_site.lint.source.spans import blocks_at, first_on_each_line

TEXT = "---\ntitle: 朝市\n---\n一つ目、一つ目の続き。\n\n二つ目。\n\n- 三つ目\n"


def test_of_several_spans_on_a_line_the_first_is_kept() -> None:
    source_file = parse_source_file(TEXT, "_posts/2026-01-02-market.md")
    first, again, second = TEXT.index("一つ目"), TEXT.index("一つ目の"), TEXT.index("二つ目")

    spans = [(second, second + 1), (again, again + 3), (first, first + 3)]

    assert list(first_on_each_line(source_file, spans)) == [(first, first + 3), (second, second + 1)]


def test_each_block_with_one_of_the_offsets_comes_once() -> None:
    source_file = parse_source_file(TEXT, "_posts/2026-01-02-market.md")
    offsets = [TEXT.index(words) for words in ("title", "一つ目", "一つ目の", "三つ目")]

    assert [block.text for block in blocks_at(source_file.blocks, offsets)] == [
        "一つ目、一つ目の続き。",
        "- 三つ目",
    ]
    assert list(blocks_at(source_file.blocks, [len(TEXT)])) == []
