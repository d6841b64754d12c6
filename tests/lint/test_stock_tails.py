from __future__ import annotations

from allforces_site.lint.stock_tails import stock_tails

PLACES = ("夜明けの朝市", "島へ渡る船", "丘の薬草園", "川の石橋", "谷の水車小屋")


def test_an_end_is_as_long_as_nearly_all_of_its_titles_share_it() -> None:
    titles = [f"{place}、その魅力と訪れたい季節とは？" for place in PLACES]

    assert list(stock_tails(titles)) == [("その魅力と訪れたい季節とは？", titles)]


def test_titles_are_compared_without_width_and_shown_as_they_are_written() -> None:
    titles = [f"{place}が映しだすＡＩと町の未来！" for place in PLACES[:4]]

    ((tail, having),) = stock_tails([*titles, f"{PLACES[4]}が映しだすAIと町の未来!"])

    assert tail == "が映しだすAIと町の未来!"
    assert len(having) == 5


def test_brackets_and_what_follows_a_bar_do_not_hide_an_end() -> None:
    titles = [f"{place}がもたらす町の姿と人の輪（{place}）｜港だより" for place in PLACES]

    assert [tail for tail, _ in stock_tails(titles)] == ["がもたらす町の姿と人の輪"]


def test_a_large_site_has_an_end_in_one_of_a_hundred_titles() -> None:
    few = [f"{place}がもたらす町の姿と人の輪" for place in PLACES]
    others = [f"{number}番目の話を聞きに{number}度目の旅に出た" for number in range(600)]

    assert list(stock_tails([*few, *others[:400]])) != []
    assert list(stock_tails([*few, *others])) == []
