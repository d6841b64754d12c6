"""What a check calls fixable is gone after a repair, whatever rules find beside each other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.check.run.file_results import FileToCheck, check_file
from allforces_site.config.model import Config
from allforces_site.errors import Problem, Replacement
from allforces_site.lint.fix.repair import Repaired, repair_text
from tests.lint.fix.test_nothing_is_lost import assert_is_sound

FILE = FileToCheck("_posts/2026-01-02-port.md", "2026-01-02-port.md", is_post=True)
FRONT_MATTER = "---\ntitle: 港の朝市を歩く\nexcerpt: 港の話です。\ncategories: [暮らし]\n---\n"

# Each is long enough for a copy, also without its last words.
PROSE = (
    "港の朝市は五時に始まり、日が高くなる前に終わります。船から揚がったばかりの魚が、濡れた板の上にそのまま並びます。",
    "荷を運ぶ手間は、組合の人たちが交代で引き受けています。冬のあいだは人手が足りず、隣の町からも助けを借りるそうです。",
    "灯台の守り人は三代目で、祖父の日誌を今も開きます。霧の夜には、鐘を鳴らして船を岸へ導いてきました。これは今も変わりません。",
    "氷は朝のうちに売り切れ、遅い船は順番を待ちます。砕いた氷の音で目を覚ます人もいると聞きました。しかし、夏は間に合いません。",
    "防波堤の先では、子どもたちが朝から釣り糸を垂れています。大きな魚は釣れませんが、笑い声が絶えることはありません。",
)
FOUND = (
    # Marks and remarks.
    "---END---",
    "続きを書きますので、少々お待ちください。",
    "以上、1500字程度の記事を作成しました。",
    "<<<<<<< HEAD\n同じ側です。\n=======\n同じ側です。\n>>>>>>> other",
    # Headings at the wrong place, and over nothing.
    "## 朝市の魚",
    "### 灯台（続き）",
    "**氷の値段**",
    "桟橋は木で出来ています。釘は一本も使わず、潮が引くたびに縄を締め直してきました。 ## 桟橋の話 "
    "板は十年ごとに張り替えます。古い板は屋台の屋根になり、その年の祭りで最初に使われます。",
    "屋台が並びます。\n---",
    # Cuts, and what goes on below.
    "荷を運ぶ手間は組",
    "合の人たちが受け持っています。",
    "...冬のあいだは人手が足りないそうです。",
    "そして、最後に残る「港の",
    "これは、",
    # Lists with and without what announces them.
    "決まりは次のとおりです。",
    "- 船は右から入ります。魚は秤に載せてから板の上に並べます。\n- 網は夕方までに片付けます。"
    "忘れた人には組合から声がかかります。",
    "[長靴](https://www.amazon.co.jp/dp/1?tag=x-22)を買いました。",
)
JOINED = st.lists(st.sampled_from(PROSE), min_size=1, max_size=3).map("".join)
BLOCKS = st.one_of(st.sampled_from(PROSE), st.sampled_from(PROSE), st.sampled_from(FOUND), JOINED)


@st.composite
def posts(draw: st.DrawFn) -> str:
    """A post of blocks, of which parts are there again: whole, cut off amid a sentence or with a new one."""
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=10))
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(blocks) - 1))
        again = blocks[start : draw(st.integers(start + 1, len(blocks)))]
        cut = draw(st.sampled_from([0, *range(8, len(again[-1]))]))
        new = draw(st.sampled_from(["", "", "猫が一匹、樽の上で眠っています。"]))
        blocks += [*again[:-1], *filter(None, [again[-1][: cut or None] + new])]
    return FRONT_MATTER + "\n\n".join(blocks) + "\n"


def found_in(text: str) -> tuple[Problem, ...]:
    return check_file(text.encode(), FILE, Config()).problems


def assert_promises_are_kept(text: str) -> None:
    fixable = [problem for problem in found_in(text) if problem.fix is not None]
    repaired = repair_text(text, FILE.source, Config())
    left = found_in(repaired.text)
    places = {(problem.code, repaired.line_of(problem.line or 1), problem.excerpt) for problem in left}

    assert_is_sound(text, FILE.source)
    assert (repaired.fixes != ()) == (fixable != [])
    assert [problem.code for problem in left if problem.fix is not None] == []
    for problem in fixable:
        assert problem.fix is not None
        is_left = (problem.code, problem.line, problem.excerpt) in places
        assert problem.fix.is_partial or not is_left
        assert [kept for change in problem.fix.replacements for kept in left_of(change, repaired)] == []


def left_of(change: Replacement, repaired: Repaired) -> str:
    """The characters, but for white space, that a change deletes and a repair does not."""
    kept = {part.origin + at for part in repaired.result.kept for at in range(part.length)}
    return "".join(repaired.original[at] for at in range(change.start, change.end) if at in kept).strip()


@settings(max_examples=400)
@given(posts())
def test_what_is_called_fixable_is_gone_after_a_repair_and_no_sentence_besides(text: str) -> None:
    assert_promises_are_kept(text)


TEXT, OTHER = PROSE[0] + PROSE[1], PROSE[2]


@pytest.mark.parametrize(
    "blocks",
    [
        [f"{TEXT}荷は組合が運びます。", OTHER, f"{TEXT}荷は組", "合が新しく決めた道を通ります。"],
        [TEXT, "### 灯台（続き）", TEXT, "### 灯台（続き）", OTHER],
        [TEXT, "屋台が並びます。\n---", OTHER, TEXT, "屋台が並びます。\n---", PROSE[3]],
        [TEXT, "## 朝市の魚", TEXT, "<<<<<<< HEAD\n同じ側です。\n=======\n同じ側です。\n>>>>>>> other"],
    ],
    ids=["a sentence that goes on", "a heading", "a rule", "a conflict"],
)
def test_a_copy_beside_what_another_rule_changes_is_promised_as_far_as_it_goes(blocks: list[str]) -> None:
    assert_promises_are_kept(FRONT_MATTER + "\n\n".join(blocks) + "\n")
