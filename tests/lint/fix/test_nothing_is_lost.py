"""Whatever is fixed: no sentence is lost, the rest keeps its order, and a second run finds nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.config.model import Config
from allforces_site.front_matter.parse import decode
from allforces_site.lint.fix.repair import Repaired, repair_text
from allforces_site.lint.source.blocks import PROSE, Block, BlockKind
from allforces_site.lint.source.edits import Edit, apply_edits
from allforces_site.lint.source.inline_headings import inline_headings
from allforces_site.lint.source.markers import end_markers_in
from allforces_site.lint.source.prose import folded, plain, sentences
from allforces_site.lint.source.source_file import SourceFile, parse_source_file
from allforces_site.workers import default_jobs, spread
from tests.real_posts import POSTS, needs_corpus

SOURCE = "_posts/2026-01-02-tea.md"

# What may go, a mark or the fragment at a cut, is what these rules are about, and it is no sentence.
CUTTING = ("cut-text",)
# With a section that is a copy its heading goes, also one that is new, and so does one that says it goes on.
REPEATING = ("repeated-section", "repeated-paragraph", "continued-heading")
APART = "\v"
WORD = re.compile(r"\w")
MARK = re.compile(r"[-=]*end[-=]*")
# The mark of a heading or a rule amid a line of joined texts.
AMID = re.compile(r"(?:^|[ \t]+)(?:#{1,6}(?: [0-9]+\.)?|-{3,})(?=[ \t]|$)")
SENTENCE_ENDS = ("。", "！", "？", "!", "?", "．")
CLOSERS = "」』）)】］]〉》\"'”’"


def texts(source_file: SourceFile) -> list[tuple[str, int]]:
    """Each sentence, or line without one, that readers see, and each line of code or HTML; with its line."""
    found = []
    for block in source_file.blocks:
        if block.kind in (BlockKind.MARKER, BlockKind.RULE):
            continue
        lines = block.text
        if block.kind in PROSE:
            marks = [Edit(start, end) for start, end in end_markers_in(block.text)]
            marked = apply_edits(block.text, [*marks, *heading_edits(block)])
            lines = plain(marked)
            if APART in marked:
                lines = "\n".join(map(plain_pieces, marked.split("\n")))
        for number, line in enumerate(lines.split("\n"), block.line):
            parts = [line]
            if block.kind in PROSE:
                pieces = [piece for part in line.split(APART) for piece in AMID.split(part)]
                parts = [part for piece in pieces for part in whole_sentences(piece)]
            words = [folded(part) for part in parts if WORD.search(part)]
            found += [(part, number) for part in words if not MARK.fullmatch(part)]
    return found


def heading_edits(block: Block) -> list[Edit]:
    """Edits that put a sign where a repair parts a heading from the text around it."""
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING):
        return []
    found = inline_headings(block.text)
    return [Edit(edit.start, edit.end, APART) for heading in found for edit in heading.edits]


def plain_pieces(line: str) -> str:
    return APART.join(map(plain, line.split(APART)))


def inline_titles(source_file: SourceFile) -> set[str]:
    """The words of headings within lines."""
    pieces = [
        piece
        for block in source_file.prose
        for piece in apply_edits(block.text, heading_edits(block)).split(APART)[1:]
    ]
    return {folded(plain(piece)) for piece in pieces if piece.startswith("##")}


def whole_sentences(line: str) -> list[str]:
    """The sentences of a line. A half-width ! or ? before another ASCII sign ends none, as in A!B."""
    parts: list[str] = []
    for part in sentences(line):
        if parts and parts[-1].rstrip(CLOSERS).endswith(("!", "?")) and part[0].isascii():
            parts[-1] += part
        else:
            parts.append(part)
    return parts


def is_whole(sentence: str) -> bool:
    return sentence.rstrip(CLOSERS).endswith(SENTENCE_ENDS)


def is_title(line: str) -> bool:
    return line.lstrip().startswith("#") or (line.startswith("**") and line.rstrip().endswith("**"))


def headings_in(text: str) -> list[str]:
    """The words of headings, and of parts in bold, wherever they are in a line."""
    found = re.findall(r"(?:^|\s)#{1,6}[ \t]+([^。\n]{1,80}?)[ \t]|\*\*([^*\n]+)\*\*", text, re.MULTILINE)
    return [folded(one or other) for one, other in found]


def has(words: str, part: str, heads: set[str]) -> bool:
    """Whether some words have a sentence, but for headings, or the number of a list item, before it."""
    part = re.sub(r"^[0-9]+\.", "", part)
    if part in words:
        return True
    return any(part.startswith(head) and has(words, part[len(head) :], heads) for head in heads if head)


def lines_of(repaired: Repaired, codes: tuple[str, ...]) -> set[int]:
    """The lines that some rules' fixes change."""
    return {
        line for fix in repaired.fixes if fix.code in codes for line in range(fix.line, fix.last_line + 1)
    }


def assert_nothing_is_lost(text: str, repaired: Repaired, source: str) -> None:
    before, after = parse_source_file(text, source), parse_source_file(repaired.text, source)
    old, new = texts(before), texts(after)
    kept = {part for part, _ in new}
    # A copy may begin or end within a sentence.
    stays = "".join(block.folded for block in after.prose)
    cut_lines, repeated = lines_of(repaired, CUTTING), lines_of(repaired, REPEATING)
    titles = inline_titles(before)
    # In a joined text a heading is in one line with the sentence below it.
    heads = {part for part, _ in old if not is_whole(part)} | set(headings_in(before.text))
    # A fragment may have had a copy.
    fragments = {part for part, line in old if line in cut_lines and not is_whole(part)}
    lost = [
        (line, part)
        for part, line in old
        if part not in kept
        and not (
            line in repeated
            and (has(stays, part, heads) or part in titles or is_title(before.lines[line - 1]))
        )
        and part not in fragments
        # Two parts of a sentence are joined, without the ellipsis between them.
        and not (cut_lines and part.lstrip(".") in stays)
    ]
    assert lost == []
    assert_in_order(old, new)
    assert_front_matter_stays(before, after, repaired)


def assert_in_order(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> None:
    """What is left of the texts is in the order in which it was."""
    left = iter([part for part, _ in old])
    for part, line in new:
        assert any(part in other or is_joined(part, other) for other in left), (line, part)


def is_joined(part: str, other: str) -> bool:
    """Whether a sentence ends with what was a paragraph's first sentence."""
    return len(other) > 3 and part.endswith(other.lstrip("."))


def assert_front_matter_stays(before: SourceFile, after: SourceFile, repaired: Repaired) -> None:
    """Lines of front matter that no fix changes are the same to the letter."""
    repaired = {line for fix in repaired.fixes for line in range(fix.line, fix.last_line + 1)}
    old = before.text[: before.body_start].rstrip("\n").split("\n")
    kept = set(after.text[: after.body_start].split("\n"))
    assert [line for number, line in enumerate(old, 1) if number not in repaired and line not in kept] == []


def assert_is_sound(text: str, source: str = SOURCE) -> Repaired:
    repaired = repair_text(text, source, Config())
    if not repaired.fixes:
        assert repaired.text == text
        return repaired
    assert_nothing_is_lost(text, repaired, source)
    assert repair_text(repaired.text, source, Config()).fixes == ()
    return repaired


# ---- made articles ----------------------------------------------------------------------------

PARAGRAPHS = (
    "新茶の季節がやってきました。産地では摘み取りが進み、店先には青い香りが満ちています。",
    "茶葉は湯の温度で味が変わります。七十度の湯でゆっくり待つと、甘みが前に出てきます。",
    "水にも気を配りたいところです。軟水を選び、一度沸かしてから冷ますと角が取れます。",
    "まず、**急須を温める**ことから始めましょう。器が冷たいと、香りが立ちません。",
    "「一煎目は短く」と茶師は言います。二煎目からは湯の温度を上げてください。",
    "保存には缶が向いています。光と湿気を避け、開けたら一か月で飲み切るのが理想です。",
    "価格は百グラムで千円ほどから。高いものが口に合うとは限りません。",
    "最後に、茶殻の使い道を紹介します。乾かして布に包めば、靴箱の匂い取りになります。",
)
TITLES = ("## 湯の温度", "**水を選ぶ**", "### 保存のこつ", "**まとめ**")
OTHERS = (
    "- 急須\n- 湯飲み\n- 茶こし",
    "```python\nprint('---END---')\n```",
    "> 茶は心を静める。",
    "| 種類 | 温度 |\n|---|---|\n| 玉露 | 50 |",
    "<div>\n飾り\n</div>",
    "---",
    "短い行",
    "[茶の店](https://amzn.to/abc)で買えます。",
    "茶園は丘にあります。 ## 丘の茶園 朝の霧が葉を守り、渋みを抑えます。 ### 霧の朝\n霧は九時に晴れます。",
    "丘からは海が見えます。風も通ります。\n---",
)
PARTED = (
    ("摘み手を束ねる手間は、茶園の組合が引き受けます。", "葉を運ぶ手間は組", "合の人たちが受け持ちます。"),
    ("蒸しの時間は短めです。渋みを抑えるには、蒸し時間", "を長くするのが近道です。", "色は浅くなります。"),
    (
        "香りを残すには、低い温度で",
        "...低い温度で乾かすのが一番です。",
        "そうすれば、「新茶",
        "らしさ」が残ります。",
    ),
)
MARKERS = ("---END---", "===END===", "<|endoftext|>")
ENDS = ("さらに、**", "", "\n", "続いて、茶葉の", "---END---")
FRONT_MATTER = "---\ntitle:  '新茶の季節'   # 仮題\ntags: [茶,  \"水\"]\nexcerpt: 新茶の話です。\n---\n"

BLOCKS = st.one_of(
    *map(st.sampled_from, (PARAGRAPHS, PARAGRAPHS, TITLES, OTHERS, MARKERS, tuple(map("\n\n".join, PARTED))))
)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"])


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Front matter and blocks, parts of them again, parted by one line end or more."""
    blocks = draw(st.lists(BLOCKS, max_size=10))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(blocks)))
        end = draw(st.integers(start, len(blocks)))
        blocks += [*draw(st.sampled_from([[], ["---END---"]])), *blocks[start:end]]
    gaps = [draw(GAPS) for _ in blocks]
    body = "".join(block + gap for block, gap in zip(blocks, gaps, strict=True))
    return FRONT_MATTER + body + draw(st.sampled_from(ENDS))


@settings(max_examples=300)
@given(articles())
def test_no_sentence_of_a_made_article_is_lost(text: str) -> None:
    assert_is_sound(text)


@settings(max_examples=150)
@given(st.text("あ。、「」*_`#>-|=<>[]()!\n \t\\:{}END&;1.", max_size=200))
def test_no_text_at_all_is_lost_or_fixed_without_end(body: str) -> None:
    assert_is_sound(FRONT_MATTER + body)


@pytest.mark.process
@needs_corpus
def test_no_sentence_of_the_real_posts_is_lost() -> None:
    assert sum(spread(is_repaired_and_sound, sorted(POSTS.iterdir()), default_jobs())) >= 60


def is_repaired_and_sound(file: Path) -> bool:
    source = f"_posts/{file.name}"
    return bool(assert_is_sound(decode(file.read_bytes(), source), source).fixes)


@needs_corpus
def test_no_sentence_of_the_real_posts_is_lost_when_they_are_cut_or_doubled() -> None:
    chance = random.Random(6)
    for file in chance.sample(sorted(POSTS.iterdir()), 60):
        source = f"_posts/{file.name}"
        text = decode(file.read_bytes(), source)
        body = text[parse_source_file(text, source).body_start :]
        cut = text[: len(text) - chance.randrange(len(body) // 2 + 1)]
        assert_is_sound(cut, source)
        assert_is_sound(f"{text}\n\n---END---\n\n{body[chance.randrange(len(body)) :]}", source)
