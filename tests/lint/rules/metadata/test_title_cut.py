from __future__ import annotations

from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.run.check import check_site
from allforces_site.config.model import Config
from allforces_site.lint.fix.rule_edits import proposed_edits
from allforces_site.lint.rules.metadata.title_cut import RULE
from allforces_site.lint.source.edits import apply_edits
from allforces_site.lint.source.source_file import parse_source_file
from tests.conftest import NOW
from tests.lint.rules.conftest import find
from tests.real_posts import SEEDS, needs_seeds

SOURCE = "_posts/2026-01-02-test.md"
WHOLE = "静岡の茶園が導入した自動運転の茶摘機、その使い勝手は？"


def repaired(text: str) -> str:
    assert RULE.find is not None
    return apply_edits(text, proposed_edits(text, RULE.find(parse_source_file(text, SOURCE), Config())))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("静岡の茶園が挑む「自動運転", "「"),
        ("静岡の茶園が導入した自", "自動運転"),
        ("2026年静岡の茶園が導入した自（静岡・鹿児島）がもたらす変化", "自動運転"),
        ("2026年紅茶の国の（静岡・鹿児島）が変える未来", "の国の"),
        ("紅茶の国の夜明け：その｜徹底解説", "その"),
        ("紅茶の季節、A", "、A"),
        ("紅茶が緑茶を超える可能性と？の全貌", "可能性と?"),
    ],
)
def test_a_cut_title_is_found_with_the_place_of_the_cut(title: str, shown: str) -> None:
    (finding,) = find(RULE, f"{WHOLE}\n\n本文です。\n", f"layout: post\ntitle: {title}")

    assert (finding.line, finding.column) == (3, 1)
    assert shown in str(finding.message)


@pytest.mark.parametrize(
    "title",
    [
        "静岡の茶園が導入した自動運転の茶摘機",
        "静岡の茶園が導入した自動運転",
        "静岡の茶園が導入した自動運転の茶摘機、その使い勝手は？",
        "静岡の茶園が導入した自動運転の茶摘機、その使い勝手は",
        "静岡の茶園",
        "私の（小さな）庭",
        "紅茶の国の（静かな）朝",
        "被災地に一杯の茶を",
        "紅茶の季節（静岡・鹿児島）がもたらす変化",
    ],
)
def test_a_whole_title_is_fine(title: str) -> None:
    assert find(RULE, f"{WHOLE}\n\n本文です。\n", f"title: {title}") == []


def test_a_subject_of_running_text_is_no_title_to_go_by() -> None:
    body = "静岡県牧之原市の自動運転茶摘機が、この春、公道を走りはじめました。\n"

    assert find(RULE, body, "title: 静岡県牧之原市の自動運転") == []


def test_the_hint_names_the_whole_title() -> None:
    (finding,) = find(RULE, f"{WHOLE}\n\n本文です。\n", "title: 静岡の茶園が導入した自")

    assert finding.hint is not None
    assert WHOLE in str(finding.hint)


def test_the_fix_takes_the_whole_title_from_the_first_line_and_nothing_else_changes() -> None:
    front = "layout: post  # 形\ntitle: '静岡の茶園が導入した自' # 仮の題\ntags: [茶]"
    text = f"---\n{front}\n---\n# {WHOLE}\n\n本文です。\n"

    assert repaired(text) == text.replace("'静岡の茶園が導入した自'", f"'{WHOLE}'")
    assert repaired(repaired(text)) == repaired(text)


@pytest.mark.parametrize(
    ("excerpt", "is_left"),
    [("新茶の季節を告げる「八十八夜」の茶摘み。", True), ("摘み手は朝の霧の中を歩きます。", False)],
)
def test_an_excerpt_that_then_repeats_the_title_is_left_to_the_author(excerpt: str, is_left: bool) -> None:
    front = f"title: 新茶の季節を告げる「八十\nexcerpt: {excerpt}"

    (finding,) = find(RULE, "新茶の季節を告げる「八十八夜」の茶摘み\n\n本文です。\n", front)

    assert finding.proposal is not None
    assert finding.proposal.is_partial is is_left
    assert ("something else in the excerpt" in str(finding.proposal.message)) is is_left


def test_a_full_stop_of_the_first_line_is_not_taken_over() -> None:
    text = "---\ntitle: 静岡の茶園が導入した自\n---\n静岡の茶園が導入した自動運転の真価。\n"

    assert "title: 静岡の茶園が導入した自動運転の真価\n" in repaired(text)


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("静岡の茶園が導入した自（静岡）がもたらす変化", WHOLE),
        ("2027年静岡の茶園が導入した自の全貌", f"2027年{WHOLE}"),
        ("静岡の茶園が導入した自（後編）", f"{WHOLE}（後編）"),
        ("静岡の茶園が導入した自｜茶園だより", f"{WHOLE}｜茶園だより"),
        ("静岡の茶園が導入した自動運転の可（静岡）が変える未来", WHOLE),
        ("静岡の茶園が導入した：その（静岡）が変える未来", WHOLE),
        ("静岡の茶園が導入した「自（静岡）が変える未来", WHOLE),
    ],
)
def test_words_that_were_added_behind_the_cut_go_and_what_stands_apart_stays(title: str, whole: str) -> None:
    text = f"---\ntitle: {title}\n---\n{WHOLE}\n\n本文です。\n"

    assert repaired(text) == text.replace(f"title: {title}", f"title: {whole}")
    assert find(RULE, f"{WHOLE}\n\n本文です。\n", f"title: {whole}") == []


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("静岡の茶園が導入した自", "静岡の茶園が導入した自動運転の機械が走りはじめました。"),
        ("静岡の茶園が導入した自", "静岡の茶園が導入した自動運転の茶摘機「走れ"),
        ("静岡の茶園が導入した自", "静岡の茶園が導入した自動運転の茶摘機" + "とその仲間たち" * 7),
        # The same subject is no source: a company, a section of the text, a sentence of it.
        ("静岡茶園組合連盟の「春の市", "静岡茶園組合連盟、新しい会長を選ぶ"),
        ("静岡の茶園が導入した「自動", "## 静岡の茶園が導入した背景"),
        ("静岡の茶園が導入した「自動", "静岡の茶園が導入した機械が、今年も動き始めた。"),
    ],
)
def test_without_a_whole_title_in_the_first_line_there_is_a_finding_and_no_fix(
    title: str, first: str
) -> None:
    text = f"---\ntitle: {title}\n---\n{first}\n\n本文です。\n"

    assert len(find(RULE, f"{first}\n\n本文です。\n", f"title: {title}")) == 1
    assert repaired(text) == text


def test_a_whole_title_is_not_changed() -> None:
    text = f"---\ntitle: 静岡の茶園が導入した自動運転\n---\n{WHOLE}\n"

    assert repaired(text) == text


def test_a_title_of_several_lines_is_left_to_its_author() -> None:
    text = f"---\ntitle: >\n  静岡の茶園が\n  導入した自\n---\n{WHOLE}\n"

    assert repaired(text) == text


def test_a_post_keeps_its_url_when_its_title_is_fixed(tmp_path: Path) -> None:
    text = f"---\ntitle: 静岡の茶園が導入した自\n---\n{WHOLE}\n"
    urls = []
    for name, content in (("before", text), ("after", repaired(text))):
        folder = tmp_path / name / "content"
        (folder / "_posts").mkdir(parents=True)
        (folder / "_posts/2026-01-05-tea.md").write_text(content, encoding="utf-8")
        checked = check_site(BuildOptions(folder, tmp_path / name / "_site", jobs=1), NOW)
        urls += [(post.url, post.summary.title) for post in checked.site.posts]

    (before, cut), (after, whole) = urls
    assert before == after
    assert (cut, whole) == ("静岡の茶園が導入した自", WHOLE)


@needs_seeds
def test_the_title_of_the_real_post_becomes_the_first_line_of_its_text() -> None:
    (file,) = SEEDS.glob("*.txt")
    text = file.read_text(encoding="utf-8")
    source_file = parse_source_file(text, SOURCE)
    first = next(line for line in text[source_file.body_start :].split("\n") if line)

    after = parse_source_file(repaired(text), SOURCE)

    assert first.startswith(source_file.written("title"))
    assert after.front.values == source_file.front.values | {"title": first}
    assert after.front.body == source_file.front.body
