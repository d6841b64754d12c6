"""What YAML's values become: text, numbers, lists and mappings, and nothing else."""

from __future__ import annotations

from time import process_time

import pytest

from allforces_site.front_matter.any_yaml import load_value
from allforces_site.front_matter.yaml import load_mapping
from allforces_site.front_matter.yaml_messages import YamlError


@pytest.mark.parametrize("value", ["18446744073709551615", "0xFFFFFFFFFFFFFFFF", "-9223372036854775808"])
def test_a_whole_number_of_64_bits_is_read(value: str) -> None:
    assert load_mapping(f"a: {value}").values == {"a": int(value, 0)}


@pytest.mark.parametrize("value", ["18446744073709551616", "-9223372036854775809", f"1{':59' * 20}"])
def test_a_longer_one_is_the_text_that_it_is_written_as(value: str) -> None:
    assert load_mapping(f"a: {value}").values == {"a": value}
    assert load_value(f"a:\n - b: {value}").value == {"a": [{"b": value}]}


def test_a_number_of_a_megabyte_takes_no_time() -> None:
    begin = process_time()
    for value in ("9" * 1_000_000, "1" + ":59" * 300_000, "0b" + "1" * 1_000_000):
        assert load_mapping(f"a: {value}").values == {"a": value}
    assert process_time() - begin < 5


@pytest.mark.parametrize("value", ["!!set {a}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!binary aGFsbG8="])
def test_what_no_page_shows_is_refused(value: str) -> None:
    with pytest.raises(YamlError) as caught:
        load_mapping(f"b: 1\na: {value}")
    assert caught.value.line == 2


def test_a_lone_sign_is_text() -> None:
    assert load_mapping("a: =\nb: <<").values == {"a": "=", "b": "<<"}


def test_a_key_holds_no_control_character() -> None:
    with pytest.raises(YamlError, match=r"U\+0007"):
        load_mapping('a:\n  "\\a": 1')


def test_mappings_that_are_merged_over_and_over_take_no_time() -> None:
    lines = ["a0: &a0 {k: 1}"] + [
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}], k{n}: 1}}" for n in range(1, 24)
    ]
    begin = process_time()
    assert len(load_mapping("\n".join(lines)).values["a23"]) == 24
    assert process_time() - begin < 2
