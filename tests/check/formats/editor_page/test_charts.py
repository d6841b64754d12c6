from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from allforces_site.check.formats.editor_page.charts import Bar, charts
from allforces_site.check.formats.editor_page.overview import site_overview
from allforces_site.check.run.report import CheckReport
from allforces_site.errors import Problem, Severity
from allforces_site.messages.message import in_language
from allforces_site.model import SourcePost
from tests.check.formats.editor_page.conftest import facts_of
from tests.conftest import source_post

Report = Callable[..., CheckReport]
Make = Callable[..., Problem]


def bars(report: CheckReport, name: str, most: int = 50) -> dict[str, Bar]:
    """The bars of a chart by their Japanese label."""
    made = {chart.name: chart for chart in charts(site_overview(report), most, "ja")}
    return {in_language(bar.label, "ja"): bar for bar in made[name].bars}


def test_a_rule_has_a_bar_as_long_as_it_found_things(
    make_report: Report, make_problem: Make, tea: SourcePost
) -> None:
    problems = [make_problem(file=tea.source)] * 4
    problems += [make_problem("cut-text", file=tea.source, severity=Severity.WARNING)]

    made = bars(make_report(problems, [tea]), "rule")

    assert [(bar.anchor, bar.count, bar.share) for bar in made.values()] == [
        ("rule-end-marker", 4, 1.0),
        ("rule-cut-text", 1, 0.25),
    ]
    first = next(iter(made.values()))
    assert first.parts is not None
    assert (first.parts.errors, first.parts.warnings) == (4, 0)
    assert [(entry.file.title, in_language(entry.value, "ja")) for entry in first.entries] == [
        ("新茶の季節", "4件")
    ]


def test_months_are_those_of_the_posts(
    make_report: Report, make_problem: Make, tea: SourcePost, rice: SourcePost
) -> None:
    made = bars(make_report([make_problem(file=rice.source)], [tea, rice]), "month")

    assert [(label, bar.count, bar.total) for label, bar in made.items()] == [
        ("2026年1月", 0, 0),
        ("2026年2月", 1, 1),
    ]


def test_months_long_past_share_a_bar_a_year(make_report: Report, make_problem: Make) -> None:
    posts = [
        source_post(
            f"{2022 + number // 12}-{number % 12 + 1:02}-01-p{number}",
            date=datetime(2022 + number // 12, number % 12 + 1, 1, tzinfo=UTC),
        )
        for number in range(40)
    ]

    made = bars(make_report([make_problem(file=posts[0].source)], posts), "month")

    assert list(made)[:3] == ["2022年", "2023年", "2023年5月"]
    assert (len(made), made["2022年"].count) == (26, 1)


@pytest.mark.parametrize(
    ("name", "measure", "label", "value"),
    [
        ("length", {"characters": 999}, "1,000字未満", "999字"),
        ("length", {"characters": 1000}, "1,000字〜", "1,000字"),
        ("length", {"characters": 50_000}, "40,000字以上", "50,000字"),
        ("repeated", {"repeated": 0.0}, "なし", "なし"),
        ("repeated", {"repeated": 0.001}, "1〜5%", "1%"),
        ("repeated", {"repeated": 0.5}, "31〜50%", "50%"),
        ("repeated", {"repeated": 0.501}, "51%以上", "51%"),
    ],
)
def test_a_post_is_in_the_class_of_its_measure(
    make_report: Report, tea: SourcePost, name: str, measure: dict[str, float], label: str, value: str
) -> None:
    made = bars(make_report([], [tea], [facts_of(tea, **measure)]), name)  # type: ignore[arg-type]

    assert {label: bar.count for label, bar in made.items() if bar.count} == {label: 1}
    assert [in_language(entry.value, "ja") for entry in made[label].entries] == [value]


@pytest.mark.parametrize(
    ("minutes", "label"), [(0, "0〜2分"), (2, "0〜2分"), (3, "3〜5分"), (90, "46分以上")]
)
def test_reading_times_have_classes_too(make_report: Report, minutes: int, label: str) -> None:
    post = source_post(measured_minutes=minutes)

    made = bars(make_report([], [post]), "minutes")

    assert {label: bar.count for label, bar in made.items() if bar.count} == {label: 1}


def test_a_long_list_is_cut_and_its_length_kept(make_report: Report) -> None:
    posts = [source_post(f"2026-01-{day:02}-p{day}", measured_minutes=day) for day in range(16, 21)]

    bar = bars(make_report([], posts), "minutes", most=2)["16〜20分"]

    assert [in_language(entry.value, "ja") for entry in bar.entries] == ["20分", "19分"]
    assert (bar.total, bar.count) == (5, 5)


def test_a_site_without_posts_has_no_charts(make_report: Report) -> None:
    assert charts(site_overview(make_report()), 50, "ja") == []
