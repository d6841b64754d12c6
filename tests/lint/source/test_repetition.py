from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allforces_site.lint.source.blocks import Block
from allforces_site.lint.source.edits import Edit, apply_edits, without_blocks
from allforces_site.lint.source.prose import folded, sentences
from allforces_site.lint.source.repetition import Repetition, repetition_of
from allforces_site.lint.source.source_file import SourceFile, parse_source_file

TEA = "新茶は八十八夜のころに摘まれる。やわらかな芽だけを選ぶので、一日に摘める量は多くない。"
KILN = "登り窯の火は三日三晩つづく。薪をくべる間隔は職人の耳が決め、温度計は確かめるためだけにある。"
TRAIN = "始発の列車は雪をかき分けて走る。乗客は数えるほどだが、運転士は毎朝おなじ時刻に汽笛を鳴らす。"
SEA = "凪の日には海の底まで見える。漁師はそれを「海が眠っている」と言い、舟を出さずに網を繕う。"
MORE = "茶園では八十歳の祖母がいちばん速い。指先の動きは孫の目にも追えないという。"
TABLE = "| 品名 | 値段 |\n|---|---|\n| 煎茶の詰め合わせ | 三千五百円（税込み） |"
INCLUDE = '{% include newsletter.html id="tea-lovers-monthly" %}'
BOOK = "[この本を店のページで詳しく見る（送料はかからない）]"
NOTE = "窯元への聞き取りによる。二〇二六年一月、本誌の記者が現地で。"
HEAD = "---\ntitle: 試験\n---\n"


def source_file_of(body: str) -> SourceFile:
    return parse_source_file(HEAD + body, "_posts/2026-01-02-test.md")


def found(body: str) -> Repetition:
    return repetition_of(source_file_of(body))


def repaired(body: str) -> str:
    source_file = source_file_of(body)
    runs = repetition_of(source_file).runs
    blocks = without_blocks(source_file.text, [span for run in runs for span in run.spans])
    sentences = [Edit(*cut) for run in runs for cut in run.cuts]
    return apply_edits(source_file.text, blocks + sentences).removeprefix(HEAD)


def text_of(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def test_a_paragraph_again_is_one_run_and_the_first_stays() -> None:
    body = text_of(TEA, KILN, TEA, SEA)
    (run,) = found(body).runs

    assert (run.first_line, run.last_line, str(run.original)) == (8, 8, "line 4")
    assert (run.blocks, run.characters) == (1, len(TEA))
    assert repaired(body) == text_of(TEA, KILN, SEA)


def test_a_text_pasted_three_times_is_one_run() -> None:
    whole = ["## 茶", TEA, "## 窯", KILN, TRAIN]
    body = text_of(*whole, *whole, *whole)
    (run,) = found(body).runs

    assert (run.blocks, str(run.original)) == (10, "lines 6-12")
    assert repaired(body) == text_of(*whole)


def test_width_case_space_and_emphasis_make_no_difference() -> None:
    again = TEA.replace("新茶", "**新茶**").replace("。", "。 ")

    assert repaired(text_of(TEA, KILN, again)) == text_of(TEA, KILN)


def test_a_copy_may_have_other_line_breaks_and_borders() -> None:
    together = f"{TEA}\n{KILN}"

    assert repaired(text_of(together, SEA, TEA, KILN)) == text_of(together, SEA)
    assert repaired(text_of(TEA, KILN, SEA, together)) == text_of(TEA, KILN, SEA)


def test_a_copy_may_have_its_heading_glued_to_it() -> None:
    section = ["**新茶の季節が来た**", TEA, KILN]
    glued = f"**新茶の季節が来た**\n{TEA}"

    assert repaired(text_of(*section, SEA, glued, KILN, TRAIN)) == text_of(*section, SEA, TRAIN)


def test_a_paragraph_joined_of_two_sections_is_a_copy() -> None:
    body = text_of(TEA, "## 窯の話", KILN, "## 海の話", SEA, TEA + KILN)

    assert repaired(body) == text_of(TEA, "## 窯の話", KILN, "## 海の話", SEA)


@pytest.mark.parametrize("mark", ["**窯の話** ", "**窯の話**", " ### 窯の話 ", "窯の話 ", " --- "])
def test_a_heading_amid_the_joined_text_makes_no_difference(mark: str) -> None:
    body = text_of(TEA, "## 窯の話", KILN, SEA)

    assert repaired(body + "\n" + text_of(f"{TEA}{mark}{KILN}{SEA}")) == body


def test_of_a_joined_text_with_a_new_sentence_only_this_stays() -> None:
    body = text_of(TEA, "## 窯の話", KILN, SEA)

    assert repaired(
        body + "\n" + text_of(f"{TEA}{KILN}駅前の喫茶店は十時に開く。{SEA}")
    ) == body + "\n" + text_of("駅前の喫茶店は十時に開く。")


def test_a_sentence_that_a_new_one_speaks_of_stays_with_it() -> None:
    body = text_of(TEA + TRAIN, KILN, SEA)
    again = f"{TEA}始発の列車は雪をかき分けて走る。それでも遅れることは少ない。"

    assert repaired(body + "\n" + text_of(again)) == body + "\n" + text_of(again.removeprefix(TEA))


def test_an_answer_stays_with_its_new_question() -> None:
    body = text_of(TEA + TRAIN, KILN, SEA)
    again = f"なぜ茶は高いのだろうか。{TEA}{TRAIN}"
    rest = "なぜ茶は高いのだろうか。新茶は八十八夜のころに摘まれる。"

    assert repaired(body + "\n" + text_of(again)) == body + "\n" + text_of(rest)


def test_where_nothing_can_be_cut_the_paragraph_is_reported_and_stays() -> None:
    body = text_of(
        TEA + TRAIN, KILN, SEA, f"始発の列車は雪をかき分けて走る。{TRAIN[16:]}だから客は怒らない。"
    )
    (run,) = found(body).runs

    assert (run.parts, run.sentences, run.spans, run.stays) == (1, (2, 3), (), True)


def test_a_cut_leaves_the_marks_of_a_paragraph_as_they_are() -> None:
    body = text_of(TEA + KILN, SEA)
    again = f"**{TEA}駅前の喫茶店は十時に開く。**{KILN}"
    rest = "**新茶は八十八夜のころに摘まれる。駅前の喫茶店は十時に開く。**"

    assert repaired(body + "\n" + text_of(again)) == body + "\n" + text_of(rest)


def test_single_sentences_beside_new_ones_may_be_refrains() -> None:
    body = text_of(f"{TEA}{MORE}", f"凪の日が続いた。{TEA[16:]}", f"雪の日も続いた。{TEA[16:]}")

    assert found(body).runs == ()


def test_a_summary_may_quote_single_sentences() -> None:
    long = "登り窯の火は三日三晩つづき、そのあいだ薪をくべる間隔は職人の耳が決めるので、温度計は要らない。"
    points = (
        "- 新茶は八十八夜のころに摘まれる。\n- 漁師はそれを「海が眠っている」と言い、舟を出さずに網を繕う。"
    )

    assert found(text_of(TEA, "## 窯", long, "## 海", SEA, "## まとめ", long)).runs == ()
    assert found(text_of(TEA, "## 窯", long, "## 海", SEA, points)).runs == ()


def test_a_line_that_is_there_twice_in_a_row_is_there_once_after_a_repair() -> None:
    body = text_of(TEA, "窯を守る家の三代の話", "窯を守る家の三代の話", KILN)

    assert repaired(body) == text_of(TEA, "窯を守る家の三代の話", KILN)
    assert found(text_of(TEA, "はい。", "はい。", KILN)).runs == ()


def test_a_list_keeps_its_lead_in_and_a_lead_in_its_list() -> None:
    points = "- 香りが立つので、朝のうちに摘むのがよい。\n- 色が濃くなるので、日陰の畑がよい。"
    other = "- 苗は春に植える。\n- 畑は秋に休ませる。"
    lead = "茶を育てる人が守ることは次のとおりです。"

    body = text_of(TEA, points, KILN, lead, points)
    assert repaired(body) == body
    body = text_of(TEA, lead, points, KILN, TEA, lead, other)
    assert repaired(body) == text_of(TEA, lead, points, KILN, lead, other)


def test_a_list_that_goes_on_loses_the_items_it_repeats() -> None:
    items = [f"- {TEA}", f"- {KILN}", f"- {TRAIN}"]
    body = text_of("\n".join(items), MORE)

    assert repaired(body + "\n" + text_of("\n".join([*items, f"- {SEA}"]))) == body + "\n" + text_of(
        f"- {SEA}"
    )


def test_an_item_that_goes_on_keeps_its_first_sentence_and_what_is_new() -> None:
    body = text_of(f"- {TEA}{KILN}", MORE)
    first, rest = TEA.split("。", 1)

    again = repaired(body + "\n" + text_of(f"- {TEA}{KILN}駅前の喫茶店は十時に開く。\n- 次の話題。"))

    assert rest
    assert again == body + "\n" + text_of(f"- {first}。駅前の喫茶店は十時に開く。\n- 次の話題。")


def test_an_item_with_a_known_end_stays_a_line_of_its_list() -> None:
    body = text_of(TEA, KILN)
    items = f"- 駅前の喫茶店は十時に開く。{KILN}\n- 窓から港が見える。"

    assert repaired(body + "\n" + text_of(items)) == body + "\n" + text_of(
        "- 駅前の喫茶店は十時に開く。\n- 窓から港が見える。"
    )


def test_lines_and_their_indents_stay_where_sentences_are_cut_out() -> None:
    body = text_of(TEA, KILN)

    assert repaired(body + "\n" + text_of(f"駅前の喫茶店は十時に開く。{KILN}\n窓から港が見える。")) == (
        body + "\n" + text_of("駅前の喫茶店は十時に開く。\n窓から港が見える。")
    )
    assert repaired(body + "\n" + text_of("1. 駅前の話。", f"   {TEA}{KILN}窓から港が見える。")) == (
        body + "\n" + text_of("1. 駅前の話。", "   窓から港が見える。")
    )


def test_the_items_of_a_list_are_found_in_one_line_with_their_numbers() -> None:
    body = text_of(f"1. {SEA}\n2. {KILN}", TEA)

    assert repaired(body + "\n" + text_of(f"{TEA} 1. {SEA} 2. {KILN}窓から港が見える。")) == (
        body + "\n" + text_of("窓から港が見える。")
    )


def test_a_sentence_amid_new_ones_may_be_shorter_than_one_that_names_their_subject() -> None:
    known = "石炭を積んだ貨車は、港の引き込み線を夜どおしゆっくりと行き来しつづけていたそうだ。"
    body = text_of(known + TEA, KILN)

    assert repaired(body + "\n" + text_of(f"灯台は岬に立つ。{known}波は高い。")) == (
        body + "\n" + text_of("灯台は岬に立つ。波は高い。")
    )
    start = f"{known}{SEA}"
    assert repaired(body + "\n" + text_of(start)) == body + "\n" + text_of(start)


@pytest.mark.parametrize("form", ["<p>{}</p>", "{}"])
def test_sections_of_raw_html_are_compared_too(form: str) -> None:
    sections = [f"<h3>{title}</h3>\n{form.format(text)}" for title, text in (("茶", TEA), ("窯", KILN))]

    assert repaired(text_of(*sections, SEA, *sections, TRAIN)) == text_of(*sections, SEA, TRAIN)


def test_other_html_is_no_text() -> None:
    box = f'<div class="box">\n<p>{TEA}</p>\n</div>'

    assert found(text_of(TEA, KILN, box)).runs == ()


def test_a_heading_that_stays_above_new_text_is_reported_before_a_repair_and_after_it() -> None:
    body = text_of("## 茶", TEA, "## 窯", KILN, "## 茶", TEA, MORE)

    assert [title.line for title in found(body).titles[0]] == [4, 12]
    assert [title.line for title in found(repaired(body)).titles[0]] == [4, 12]


@pytest.mark.parametrize(
    "blocks",
    [
        ("はい。", TEA, "はい。", KILN),
        ("- あり", TEA, "- あり", KILN),
        (TEA, "ここで話を戻そう。", KILN, "ここで話を戻そう。", SEA),
        (f"> {TEA}", KILN, f"> {TEA}"),
        (TEA, f"> {TEA.split('。')[0]}。", KILN),
        (TEA, "```\n" + KILN + "\n```", SEA, "```\n" + KILN + "\n```"),
        ("![窯の写真](/images/kiln.jpg)", TEA, "![窯の写真](/images/kiln.jpg)"),
        (TABLE, TEA, TABLE),
        (INCLUDE, TEA, INCLUDE),
        (f"{BOOK}(/shop/1/)", TEA, f"{BOOK}(/shop/2/)"),
        (f"窯は三つある。[^1]\n\n[^1]: {NOTE}", TEA, f"[^2]: {NOTE}"),
    ],
)
def test_what_recurs_in_honest_articles_stays(blocks: tuple[str, ...]) -> None:
    assert found(text_of(*blocks)).runs == ()


def test_short_texts_go_with_the_longer_copy_they_belong_to() -> None:
    part = [TEA, "なぜか。", KILN]

    assert repaired(text_of(*part, SEA, *part, TRAIN)) == text_of(*part, SEA, TRAIN)


def test_a_short_section_goes_with_the_copies_around_it() -> None:
    whole = ["## 茶", TEA, "## 問い", "なぜか。", "## 窯", KILN]

    assert repaired(text_of(*whole, *whole)) == text_of(*whole)


def test_a_heading_stays_if_new_text_follows_it() -> None:
    body = text_of("## 茶", TEA, "## 窯", KILN, "## 茶", TEA, MORE)

    assert repaired(body) == text_of("## 茶", TEA, "## 窯", KILN, "## 茶", MORE)


def test_a_section_begun_twice_goes_on_below_its_first_heading() -> None:
    body = text_of("## 茶", TEA, "## 茶", TEA, MORE)

    assert repaired(body) == text_of("## 茶", TEA, MORE)


def test_a_heading_goes_when_all_below_it_is_a_copy() -> None:
    body = text_of(
        "## 茶", TEA, "## 窯", KILN, "## 茶のおさらい", "### 摘む", TEA, "### 焼く", KILN, "## 海", SEA
    )

    assert repaired(body) == text_of("## 茶", TEA, "## 窯", KILN, "## 海", SEA)


def test_a_new_heading_that_is_a_sentence_stays_with_its_text() -> None:
    body = text_of("## 茶", TEA, "## 窯", KILN, "## なぜ茶は甘くなるのか？", TEA, "## 海", SEA)
    (run,) = found(body).runs

    assert (run.spans, run.stays) == ((), True)
    assert repaired(body) == body


def test_a_heading_that_was_empty_from_the_start_stays() -> None:
    body = text_of(TEA, "## 窯", "## 海", TEA)

    assert repaired(body) == text_of(TEA, "## 窯")


def test_code_and_tables_go_with_a_section_that_is_a_copy() -> None:
    table = "| 品名 | 値段 |\n|---|---|\n| 煎茶 | 三千円 |"
    section = ["## 茶", TEA, table, "```\nyunomi\n```"]

    assert repaired(text_of(*section, KILN, *section, SEA)) == text_of(*section, KILN, SEA)


def test_a_section_with_a_new_table_keeps_it_and_its_heading() -> None:
    table = "| 品名 | 値段 |\n|---|---|\n| 番茶 | 千円 |"
    body = text_of("## 茶", TEA, "## 窯", KILN, "## 茶", TEA, table)

    assert repaired(body) == text_of("## 茶", TEA, "## 窯", KILN, "## 茶", table)


def test_a_copy_with_a_link_of_its_own_stays() -> None:
    linked = TEA.replace("新茶", "[新茶](/tea/)")

    assert repaired(text_of(TEA, KILN, linked)) == text_of(TEA, KILN, linked)
    assert repaired(text_of(linked, KILN, TEA)) == text_of(linked, KILN)


def test_of_the_rules_around_copies_one_stays_and_none_at_the_end() -> None:
    assert repaired(text_of(TEA, KILN, "---", TEA, "---", SEA)) == text_of(TEA, KILN, "---", SEA)
    assert repaired(text_of(TEA, KILN, "---", TEA)) == text_of(TEA, KILN)
    assert repaired(text_of(TEA, "---", KILN)) == text_of(TEA, "---", KILN)


def test_markers_between_copies_do_not_part_a_run() -> None:
    (run,) = found(text_of(TEA, KILN, "---END---", TEA, "---END---", KILN)).runs

    assert run.blocks == 2


def test_near_copies_are_found_and_never_cut() -> None:
    again = TEA.replace("多くない", "少ない") + "だから高い。"
    (run,) = found(text_of(TEA + MORE, KILN, again + MORE)).runs

    assert (run.near, run.spans) == (1, ())


def reworded(day: str) -> str:
    """A text that is nearly, but in no sentence quite, the same for each day."""
    return (
        f"登り窯の火は{day}日のあいだつづき、薪をくべる間隔は職人の耳が決める。"
        f"温度計は{day}本あるが、どれも職人の耳が正しかったことを後から確かめるためだけにある。"
    )


def test_near_and_exact_copies_in_a_row_are_one_run() -> None:
    (run,) = found(text_of(TEA, reworded("三"), SEA, TEA, reworded("四"))).runs

    assert (run.blocks, run.near, len(run.spans)) == (2, 1, 1)


def test_of_a_copy_of_a_near_copy_the_original_is_the_first() -> None:
    three, four, five = map(reworded, "三四五")
    first, second = found(text_of(three, TEA, four, SEA, five, four)).runs

    assert (first.near, str(first.original)) == (1, "line 4")
    assert (second.near, second.blocks, str(second.original)) == (1, 2, "line 4")


def test_thousands_of_copies_with_a_new_sentence_are_one_run() -> None:
    texts = [f"{KILN}{TRAIN}それは{number}回目の夏のことだった。{SEA}{MORE}" for number in range(2000)]
    (run,) = found(text_of(*texts)).runs

    assert (run.parts, str(run.original)) == (1999, "line 4")


def test_entries_of_one_pattern_are_no_near_copies() -> None:
    entry = (
        "本体は12,800円、重さは1.2キログラム、色は黒と白の二つから選べる。保証は一年で、予備の部品もつく。"
    )
    other = entry.replace("12,800", "9,400").replace("1.2", "0.8")

    assert found(text_of(entry, KILN, other)).runs == ()


def test_both_sides_of_a_conflict_are_left_to_its_own_rule() -> None:
    body = text_of("<<<<<<< HEAD", TEA, "=======", TEA, ">>>>>>> main", KILN)

    assert found(body).runs == ()


def test_a_repeated_heading_above_other_text_is_no_copy() -> None:
    ((first, title),) = found(text_of("## 茶", TEA, "## 窯", KILN, "## 茶", MORE)).titles

    assert (title.line, first.line) == (12, 4)


@pytest.mark.parametrize(
    "blocks",
    [
        ("## 一軒目", "### 味", TEA, "## 二軒目", "### 味", KILN),
        ("**費用：**", TEA, "**費用：**", KILN),
        ("## 茶", TEA, "## 茶畑", KILN),
    ],
)
def test_headings_that_each_part_of_an_article_has_are_fine(blocks: tuple[str, ...]) -> None:
    assert found(text_of(*blocks)).titles == ()


def test_a_plain_line_that_is_repeated_is_a_heading_without_its_mark() -> None:
    body = text_of("窯を守る家の三代の話", KILN, TEA, "窯を守る家の三代の話", SEA)
    ((first, title),) = found(body).titles

    assert (title.line, first.line) == (10, 4)
    assert repaired(body) == body


def test_of_nested_repeated_headings_only_the_uppermost_is_reported() -> None:
    body = text_of("## 茶", "### 味", TEA, "## 茶", "### 味", KILN)

    assert [[title.line for title in places] for places in found(body).titles] == [[4, 10]]


PIECES = st.sampled_from(
    [
        TEA, KILN, TRAIN, SEA, TEA + KILN, f"{KILN}\n{TRAIN}", MORE, "はい。", "なぜか。", "窯",
        "## 茶", "## なぜ茶は甘くなるのか？", "## 窯", "### 味", "茶\n===", f"{SEA}\n---", f"#### {TEA}",
        "窯を守る家の三代の話", "はじめに知っておくこと",
        "**新茶の話**", f"**新茶の話**\n{TEA}", "---", "---END---",
        "- あり\n- なし", f"- {TEA}\n- {KILN}", f"1. {MORE}\n2. はい。", f"> {TEA}",
        "```\nx = 1\n```", "| 品 | 値 |\n|---|---|\n| 茶 | 千円 |", '<div class="box">窯</div>',
        TEA.replace("新茶", "[新茶](/tea/)"), TEA.replace("一日", "半日"),
        "![窯](/k.jpg)", "{% include ad.html %}", f"[^1]: {NOTE}",
    ]
)  # fmt: skip
BODIES = st.lists(PIECES, min_size=1, max_size=40).map(lambda pieces: text_of(*pieces))


def said(blocks: tuple[Block, ...]) -> list[str]:
    """What the texts say, sentence for sentence; titles may go with their copied section."""
    texts = [block.plain.removeprefix("新茶の話\n") for block in blocks if not block.is_title]
    return [folded(sentence) for text in texts for sentence in sentences(text)]


@settings(max_examples=400)
@given(BODIES)
def test_no_sentence_is_lost(body: str) -> None:
    before, after = source_file_of(body), source_file_of(repaired(body))
    stays = "".join(block.folded for block in after.prose)

    assert not [sentence for sentence in said(before.prose) if sentence not in stays]


@settings(max_examples=400)
@given(BODIES)
def test_a_few_looks_leave_nothing_to_fix(body: str) -> None:
    """What one look leaves may become a copy of its neighbour: a repair looks until nothing changes."""
    looks = [body]
    for _ in range(5):
        looks.append(repaired(looks[-1]))

    assert looks[-1] == looks[-2]


@settings(max_examples=400)
@given(BODIES)
def test_what_stays_stays_in_its_order(body: str) -> None:
    before = iter(body.replace("。", "。\n").split("\n"))

    assert all(line in before for line in repaired(body).replace("。", "。\n").split("\n") if line)
