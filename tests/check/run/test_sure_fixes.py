"""What a check marks as fixable is what `allforces repair` changes, and the other way round."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from allforces_site.build.options import BuildOptions
from allforces_site.check.repair_site import SiteRepair, repair_site, write_repair
from allforces_site.errors import Problem
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
    return problem.code, problem.file, problem.excerpt or problem.message


@pytest.mark.parametrize("files", CASES.values(), ids=CASES)
def test_what_is_marked_as_fixable_is_what_repair_changes(tmp_path: Path, files: Mapping[str, str]) -> None:
    found = check_folder(tmp_path, files)
    repair = repaired(tmp_path)
    fixable = [problem for problem in found if problem.is_fixable]

    assert {file.source for file in repair.files} == {problem.file for problem in fixable}
    for problem in found:
        assert problem.is_fixable == ("allforces repair" in (problem.hint or ""))
    written, failed = write_repair(repair)
    assert (len(written), failed) == (len(repair.files), [])
    contents = {name: (tmp_path / "content" / name).read_text("utf-8") for name in files}
    left = {key(problem) for problem in check_folder(tmp_path, contents)}
    for problem in fixable:
        assert key(problem) not in left or "compare the rest" in (problem.hint or "")
    for problem in found:
        if not problem.is_fixable and not fixable:
            assert key(problem) in left
