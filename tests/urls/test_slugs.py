"""Slugs, equal to those of Jekyll."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.urls.slugs import slugify, titleize_slug

# text: raw, default, pretty, ascii, latin, none, pretty with capitals
SLUGS = {
    "The _config.yml file": (
        "the-_config.yml-file", "the-config-yml-file", "the-_config.yml-file", "the-config-yml-file",
        "the-config-yml-file", "the _config.yml file", "The-_config.yml-file"),
    "  Hello, World!  ": (
        "hello,-world!", "hello-world", "hello,-world!", "hello-world", "hello-world",
        "  hello, world!  ", "Hello,-World!"),
    "C# と F#": ("c#-と-f#", "c-と-f", "c-と-f", "c-f", "c-f", "c# と f#", "C-と-F"),
    "AI・機械学習": ("ai・機械学習", "ai-機械学習", "ai-機械学習", "ai", "ai", "ai・機械学習", "AI-機械学習"),
    "Q&A": ("q&a", "q-a", "q&a", "q-a", "q-a", "q&a", "Q&A"),
    "100% 無料!": ("100%-無料!", "100-無料", "100-無料!", "100", "100", "100% 無料!", "100-無料!"),
    "--a--": ("-a-", "a", "a", "a", "a", "--a--", "a"),
    "a--b": ("a--b", "a-b", "a-b", "a-b", "a-b", "a--b", "a-b"),
    "ＡＩ": ("ａｉ", "ａｉ", "ａｉ", "", "", "ａｉ", "ＡＩ"),
    "İstanbul": ("i̇stanbul", "i̇stanbul", "i̇stanbul", "stanbul", "istanbul", "i̇stanbul", "İstanbul"),
    "ΑΣ": ("ασ", "ασ", "ασ", "", "", "ασ", "ΑΣ"),
    "Straße": ("straße", "straße", "straße", "stra-e", "strasse", "straße", "Straße"),
    "Ça va?": ("ça-va?", "ça-va", "ça-va", "a-va", "ca-va", "ça va?", "Ça-va"),
    "x²": ("x²", "x", "x", "x", "x", "x²", "x"),
    "①": ("①", "", "", "", "", "①", ""),
    "१२": ("१२", "१२", "१२", "", "", "१२", "१२"),
    "Łódź": ("łódź", "łódź", "łódź", "d", "lodz", "łódź", "Łódź"),
    "Ĳ ŉ Đ": ("ĳ-ŉ-đ", "ĳ-ŉ-đ", "ĳ-ŉ-đ", "", "ij-n-d", "ĳ ŉ đ", "Ĳ-ŉ-Đ"),
    "a\u00a0b": ("a\u00a0b", "a-b", "a-b", "a-b", "a-b", "a\u00a0b", "a-b"),
    "a\tb\n c": ("a-b-c", "a-b-c", "a-b-c", "a-b-c", "a-b-c", "a\tb\n c", "a-b-c"),
    "~tilde~": ("~tilde~", "tilde", "~tilde~", "tilde", "tilde", "~tilde~", "~tilde~"),
    "emoji 😀 x": ("emoji-😀-x", "emoji-x", "emoji-x", "emoji-x", "emoji-x", "emoji 😀 x", "emoji-x"),
    "ー々〆": ("ー々〆", "ー々〆", "ー々〆", "", "", "ー々〆", "ー々〆"),
    "!!!": ("!!!", "", "!!!", "", "", "!!!", "!!!"),
    "": ("", "", "", "", "", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "slugs"), SLUGS.items(), ids=repr)
def test_a_slug_is_the_one_of_jekyll(text: str, slugs: tuple[str, ...]) -> None:
    modes = ("raw", "default", "pretty", "ascii", "latin", "none")
    assert tuple(slugify(text, mode) for mode in modes) == slugs[:6]
    assert slugify(text, "pretty", cased=True) == slugs[6]


def test_a_slug_is_nfc_whatever_the_name_was_written_in() -> None:
    assert slugify("エージェント") == slugify(unicodedata.normalize("NFD", "エージェント")) == "エージェント"
    assert slugify(unicodedata.normalize("NFD", "Café"), "latin") == "cafe"


def test_only_one_hyphen_is_removed_from_each_end() -> None:
    assert slugify("--a--", "raw") == "-a-"
    assert slugify("-", "raw") == ""


@given(st.text())
def test_a_default_slug_needs_no_second_pass(text: str) -> None:
    slug = slugify(text)
    assert slugify(slug) == slug
    assert not set("/\\.%?# \0") & set(slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("slug", "title"),
    [("foo-bar", "Foo Bar"), ("foo--bar", "Foo  Bar"), ("FOO-bAR", "Foo Bar"), ("日本-語", "日本 語"),
     ("2025-x", "2025 X"), ("", ""), ("-a", " A"), ("a-", "A"), ("éa-b", "Éa B")],
)  # fmt: skip
def test_a_post_without_a_title_takes_the_words_of_its_slug(slug: str, title: str) -> None:
    assert titleize_slug(slug) == title


# ---- permalinks ------------------------------------------------------------------------------
