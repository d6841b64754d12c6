"""What a check marks as fixable is what `allforces repair` changes, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.repair_site import SiteRepair, repair_site, write_repair
from allforces_site.check.run.check import check_site
from allforces_site.errors import Fix, Problem, advice
from allforces_site.lint.registry import RULE_OF
from tests.conftest import NOW
from tests.lint.rules.conftest import check_folder, examples

ONE = "この段落は、長さのある一つ目の文を含みます。続けて二つ目の文もここに書いておきます。"
TWO = "別の段落には、違う話題についての文があります。こちらも二つの文から成り立っています。"
POST = "_posts/2026-01-02-tea.md"


def post(body: str, front: str = "title: 記事の題名") -> dict[str, str]:
    return {POST: f"---\n{front}\n---\n{body}"}


MADE: dict[str, dict[str, str]] = {
    "an unfinished sentence at the end, certain and short": post(f"{ONE}\n\n{TWO}\n\nこれは、\n"),
    "an unfinished sentence at the end, long": post(
        f"{ONE}\n\n{TWO}\n\n最後の段落は途中で終わっていて、そこから先に何が書かれるはずだったのかは誰にも分からない、"
        "そのような長い文がここに残っていて、\n"
    ),
    "an unfinished sentence below a heading": post(f"{ONE}\n\n{TWO}\n\n## 見出し\n\nこれは、\n"),
    "an unfinished sentence that the next paragraph begins with": post(
        f"{ONE}\n\nこの文は途中で\n\nこの文は途中で終わらずに最後まで書かれています。\n\n{TWO}\n"
    ),
    "an unfinished list": post(f"{ONE}\n\n{TWO}\n\n- 一つ目の項目です。\n- 二つ目の項目は、\n"),
    "an unfinished sentence before a marker": post(f"{ONE}\n\n{TWO}\n\nこれは、\n\n---END---\n"),
    "a cut title that the text has whole": post(
        f"人工知能の歴史と「現在の姿」を学ぶ\n\n{ONE}\n", "title: 人工知能の歴史と「現在"
    ),
    "the same over two lines": post(
        f"人工知能の歴史と「現在の姿」を学ぶ\n\n{ONE}\n", "title: >-\n  人工知能の歴史と「現在"
    ),
    "the same with an anchor": post(
        f"人工知能の歴史と「現在の姿」を学ぶ\n\n{ONE}\n", "title: &t 人工知能の歴史と「現在"
    ),
    "a marker at the end of a line": post(f"{ONE}---END---\n\n{TWO}\n"),
    "a marker in a page": {"about.md": f"---\ntitle: 紹介\n---\n{ONE}\n\n---END---\n"},
    "a marker in a page of text, which repair does not change": {
        "about.txt": f"---\ntitle: 紹介\n---\n{ONE}\n\n---END---\n"
    },
    "a copy": post(f"{ONE}\n\n{TWO}\n\n{ONE}\n"),
    "copies of which the second is other than the first": post(
        f"## 一\n\n{ONE}\n\n{TWO}\n\n## 一\n\n{ONE}\n\n{TWO.replace('話題', '問題')}\n"
    ),
    "a copy whose first is parted by a marker": post(
        f"{TWO}{ONE[:20]}、\n\n---END---\n\n{ONE[20:]}\n\n{TWO}{ONE[:20]}、{ONE[20:]}\n\n## 二\n\n"
        f"{TWO}{ONE[:20]}、{ONE[20:]}\n\n{ONE}\n"
    ),
    "a cut title with a question that stands nowhere else": {
        POST: f"---\ntitle: 静岡の茶園が挑む春？それは何（静岡\n---\n静岡の茶園が挑む春の市\n\n{ONE}\n"
    },
    "a copy whose first another fix joins with its beginning": post(
        f"{TWO}店の人が選んだ品は「急須\n\n...急須に合う湯の温度は低めだと聞きました。{ONE}\n\n"
        f"窓の外は雨です。\n\n...急須に合う湯の温度は低めだと聞きました。{ONE}\n"
    ),
    "a copy with a new sentence": post(f"{ONE}\n\n{TWO}\n\n{ONE}港の市場は朝の六時に開きます。\n"),
    "a copy that a new sentence speaks of": post(f"{ONE}\n\n{TWO}\n\n{ONE[:23]}これは古い決まりです。\n"),
    "paragraphs joined into one, with a heading amid them": post(
        f"## 一\n\n{ONE}\n\n## 二\n\n{TWO}\n\n{ONE}**二** {TWO}\n"
    ),
    "sections in raw HTML": post(
        f"<h3>一</h3>\n<p>{ONE}</p>\n\n<h3>二</h3>\n<p>{TWO}</p>\n\n<h3>一</h3>\n<p>{ONE}</p>\n"
    ),
    "a list that is there already, below a new sentence that announces it": post(
        f"- {ONE}\n- {TWO}\n\n市場は朝の六時に開きます。\n\n決まりは次のとおりです。\n\n- {ONE}\n- {TWO}\n"
    ),
    "a conflict of equal sides": post(f"<<<<<<< HEAD\n{ONE}\n=======\n{ONE}\n>>>>>>> other\n\n{TWO}\n"),
    "a conflict of other sides": post(f"<<<<<<< HEAD\n{ONE}\n=======\n{TWO}\n>>>>>>> other\n"),
    "a conflict without an end": post(f"{ONE}\n\n<<<<<<< HEAD\n{TWO}\n"),
    "paid links of all kinds": post(
        f"{ONE}\n\n[品](https://www.amazon.co.jp/dp/1?tag=x-22)、<a href='https://www.amazon.co.jp/dp/2?tag=x-22'>"
        "品</a>、<https://www.amazon.co.jp/dp/3?tag=x-22>、[品][ref]{: .a}\n\n"
        "[ref]: https://www.amazon.co.jp/dp/4?tag=x-22\n"
    ),
    "links with the date of a file name": {
        "_config.yml": "title: 試験\nurl: https://example.com\ntimezone: Asia/Tokyo\n"
        "permalink: /:year/:month/:day/:title/\nallforces: {social_pictures: false, search: false}\n",
        POST: "---\ntitle: 記事の題名\ndate: 2026-01-02 20:00:00 +0000\n---\n" + ONE + "\n",
        "_posts/2026-01-05-links.md": f"---\ntitle: 二つ目の題名\n---\n{TWO}\n\n[記事](/2026/01/02/tea/)、"
        '<a href="/2026/01/02/tea/#x">記事</a>、[記事][a]\n\n[a]: /2026/01/02/tea/?q=1\n',
    },
}
CASES = {**{f"docs: {code}": examples(code, "bad") for code in sorted(RULE_OF)}, **MADE}


def repaired(root: Path) -> SiteRepair:
    return repair_site(BuildOptions(root / "content", root / "_site", jobs=1), NOW, lambda *_: None)


def key(problem: Problem) -> tuple[str, str | None, str | None]:
    return problem.code, problem.file, problem.excerpt or str(problem.message)


@pytest.mark.parametrize("files", CASES.values(), ids=CASES)
def test_what_is_marked_as_fixable_is_what_repair_changes(tmp_path: Path, files: Mapping[str, str]) -> None:
    found = check_folder(tmp_path, files)
    repair = repaired(tmp_path)
    fixable = [problem for problem in found if problem.fix is not None]

    assert {file.source for file in repair.files} == {problem.file for problem in fixable}
    for problem in found:
        assert (problem.fix is not None) == ("allforces repair" in str(advice(problem)))
        assert "allforces repair" not in str(problem.hint)
    written, failed = write_repair(repair)
    assert (len(written), failed) == (len(repair.files), [])
    contents = {name: (tmp_path / "content" / name).read_text("utf-8") for name in files}
    left = {key(problem) for problem in check_folder(tmp_path, contents)}
    for problem in fixable:
        assert key(problem) not in left or (problem.fix is not None and problem.fix.is_partial)
    for problem in found:
        if not fixable:
            assert key(problem) in left


def applied(content: str, fix: Fix) -> str:
    """The content of a file after a fix."""
    for change in sorted(fix.replacements, key=lambda change: change.start, reverse=True):
        content = content[: change.start] + change.text + content[change.end :]
    return content


def place(content: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset in a file, whatever its line ends."""
    before = content[:offset].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


ALONE = [
    "an unfinished sentence at the end, certain and short",
    "an unfinished list",
    "a cut title that the text has whole",
    "a marker at the end of a line",
    "a copy",
    "a conflict of equal sides",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ALONE)
def test_the_changes_of_a_fix_are_those_that_repair_makes_in_the_file(
    tmp_path: Path, name: str, mark: str, line_end: str
) -> None:
    ((file, text),) = MADE[name].items()
    content = mark + text.replace("\n", line_end)
    check_folder(tmp_path, {})
    path = tmp_path / "content" / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode())
    found = check_site(BuildOptions(tmp_path / "content", tmp_path / "_site", jobs=1), NOW).problems
    fixes = [problem.fix for problem in found if problem.fix is not None]

    assert len(fixes) == (name != "an unfinished list")
    for fix in fixes:
        write_repair(repaired(tmp_path))
        assert applied(content, fix) == path.read_bytes().decode()
        for change in fix.replacements:
            assert (change.line, change.column) == place(content, change.start)
            assert (change.end_line, change.end_column) == place(content, change.end)


def test_a_fix_does_no_more_than_the_fixes_before_it_leave_repair_to_do(tmp_path: Path) -> None:
    files = MADE["a copy whose first another fix joins with its beginning"]
    fixes = [problem.fix for problem in check_folder(tmp_path, files) if problem.fix is not None]
    changes = tuple(change for fix in fixes for change in fix.replacements)

    write_repair(repaired(tmp_path))

    text = (tmp_path / "content" / POST).read_text("utf-8")
    assert text == applied(files[POST], Fix(fixes[0].message, changes))


def test_a_link_whose_target_takes_knowing_other_posts_has_its_fix_too(tmp_path: Path) -> None:
    files = dict(MADE["links with the date of a file name"])
    source = "_posts/2026-01-05-links.md"

    (problem,) = [one for one in check_folder(tmp_path, files) if one.code == "file-date-link"]

    assert problem.file == source
    assert problem.fix is not None
    (change,) = problem.fix.replacements
    assert files[source][change.start : change.end].startswith("/2026/01/02/tea/")
    assert change.text.startswith("/2026/01/03/tea/")


def test_what_repair_holds_back_is_no_part_of_a_fix(tmp_path: Path) -> None:
    """Two markers around a sentence that stands there once: nothing that loses it is promised."""
    only = "ここだけの文です。"
    files = post(f"<<<<<<< HEAD\n{ONE}{only}\n=======\n>>>>>>> other\n\n{TWO}\n\n---END---\n\n{ONE}\n")

    for problem in check_folder(tmp_path, files):
        if problem.fix is not None:
            assert only in applied(files[POST], problem.fix)


def off(code: str) -> dict[str, str]:
    """The configuration with a rule that is off."""
    return {
        "_config.yml": "title: 試験\nurl: https://example.com\nallforces:\n  social_pictures: false\n"
        f"  search: false\n  checks:\n    rules:\n      {code}: 'off'\n"
    }


def test_a_rule_that_is_turned_on_again_has_fixes_although_its_findings_were_kept(tmp_path: Path) -> None:
    files = post(f"{ONE}\n\n---END---\n")
    options = BuildOptions(tmp_path / "content", tmp_path / "_site", jobs=1, cache=tmp_path / "cache")
    check_folder(tmp_path, {**off("end-marker"), **files})
    check_site(options, NOW)
    check_folder(tmp_path, files)

    found = [problem for problem in check_site(options, NOW).problems if problem.code == "end-marker"]

    assert [problem.fix is not None for problem in found] == [True]
