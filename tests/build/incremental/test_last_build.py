"""A record is whole or of no use, and only so many are kept."""

from __future__ import annotations

import os
from typing import Any

import pytest

from allforces_site.build.incremental.build_inputs import identity_of
from allforces_site.build.incremental.last_build import load_last_build, record_file
from allforces_site.build.incremental.recorded_outputs import outputs_file
from allforces_site.build.options import BuildOptions


@pytest.fixture
def options(tiny: Any) -> BuildOptions:
    """The options of a build that left a record."""
    cache = tiny.root / "cache"
    tiny.build(cache=cache)
    return BuildOptions(tiny.source, tiny.output, jobs=1, cache=cache)


def test_a_record_is_found_by_who_builds_the_same(options: BuildOptions) -> None:
    assert options.cache is not None

    assert load_last_build(options.cache, options.output, identity_of(options)) is not None
    assert load_last_build(options.cache, options.output, b"of another build") is None


def test_no_flipped_bit_or_cut_is_believed(options: BuildOptions) -> None:
    assert options.cache is not None
    file = record_file(options.cache, options.output)
    content, identity = file.read_bytes(), identity_of(options)
    for place in range(0, len(content), max(1, len(content) // 200)):
        flipped = bytearray(content)
        flipped[place] ^= 1 << place % 8
        file.write_bytes(flipped)
        assert load_last_build(options.cache, options.output, identity) is None
        file.write_bytes(content[:place])
        assert load_last_build(options.cache, options.output, identity) is None


def test_a_record_without_the_pages_of_its_report_is_not_used(options: BuildOptions) -> None:
    assert options.cache is not None
    file = outputs_file(options.cache, options.output)
    file.write_bytes(file.read_bytes())
    assert load_last_build(options.cache, options.output, None) is None
    file.unlink()
    assert load_last_build(options.cache, options.output, None) is None


def test_the_records_of_eight_output_folders_are_kept(tiny: Any) -> None:
    cache = tiny.root / "cache"
    for number in range(10):
        tiny.build(cache=cache, output=tiny.root / f"out{number}")
        os.utime(record_file(cache, tiny.root / f"out{number}"), (number, number))

    assert len(list(cache.glob("last-*"))) == 8
    assert record_file(cache, tiny.root / "out9").exists()
    assert not record_file(cache, tiny.root / "out0").exists()
