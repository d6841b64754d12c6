from __future__ import annotations

import pytest

from allforces_site.deploy.record import Record, from_bytes, to_bytes
from allforces_site.errors import SiteError


def test_a_record_reads_back_unchanged() -> None:
    record = Record({"b.html": None, "お茶/index.html": "0f"})

    assert from_bytes(to_bytes(record), "there") == record


def test_a_record_is_the_same_whatever_the_order_of_its_files() -> None:
    assert to_bytes(Record({"a": "1", "b": "2"})) == to_bytes(Record({"b": "2", "a": "1"}))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"files": {"a": 1}}', b'{"files": {}, "format": 99}', b"\xff"]
)
def test_a_record_that_cannot_be_read_stops_the_deploy(content: bytes) -> None:
    with pytest.raises(SiteError, match="cannot be used"):
        from_bytes(content, "there")
