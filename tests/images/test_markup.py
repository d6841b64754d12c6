"""Sizes in the HTML of a body: at pictures, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allforces_site.images.markup import picture_markup, with_sizes
from allforces_site.model import Picture, PictureCopy

SMALL = Picture("/a.png", 300, 200)
LARGE = Picture("/b.png", 1200, 630, (PictureCopy("b-480.avif", "/b-480.avif", 480),))
PICTURES = {"/a.png": SMALL, "/b.png": LARGE, "/a&b.png": SMALL, "/日本 語.jpg": SMALL}


def sized(html: str, *, leads: bool = False) -> str:
    return with_sizes(html, PICTURES.get, lambda url: f"/blog{url}", leads=leads)


def test_a_picture_gets_its_size() -> None:
    assert sized('<p><img src="/a.png" alt="茶" loading="lazy" decoding="async" /></p>') == (
        '<p><img src="/a.png" alt="茶" loading="lazy" decoding="async" width="300" height="200"></p>'
    )


@pytest.mark.parametrize("src", ['"/日本 語.jpg"', "'/日本 語.jpg'", '"/&#26085;本 語.jpg"'])
def test_the_address_of_a_picture_is_percent_encoded(src: str) -> None:
    assert sized(f"<img src={src} alt=x>") == (
        '<img src="/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.jpg" alt="x" width="300" height="200">'
    )


def test_smaller_copies_can_be_chosen_and_the_picture_stays_for_old_browsers() -> None:
    assert sized('<img src="/b.png" alt="">') == (
        '<picture><source type="image/avif" srcset="/blog/b-480.avif 480w" '
        'sizes="(min-width: 42rem) 40rem, 100vw">'
        '<img src="/b.png" alt="" width="1200" height="630"></picture>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/elsewhere.png">',
        '<!-- <img src="/a.png"> -->',
        '<script>"<img src=/a.png>"</script>',
        "<textarea><img src='/a.png'></textarea>",
        '<picture><source srcset="/x.webp"><img src="/a.png"></picture>',
        '<p title="<img src=/a.png>">',
        "<img>",
        "<img src='/a.png'",
        "<imgs src='/a.png'>",
        '<!-- never closed <img src="/a.png">',
    ],
)
def test_everything_but_pictures_of_this_site_stays_byte_for_byte(html: str) -> None:
    assert sized(html, leads=True) == html


@pytest.mark.parametrize("own", ['width="10"', 'height="10"', "width=10"])
def test_a_size_that_the_author_wrote_stays(own: str) -> None:
    html = sized(f'<img src="/a.png" {own}>')

    assert html.count("width") + html.count("height") == 1


def test_copies_that_the_author_chose_stay() -> None:
    html = sized('<img src="/b.png" srcset="/c.png 2x">')

    assert "<picture>" not in html
    assert 'srcset="/c.png 2x" width="1200"' in html


@pytest.mark.parametrize(
    "tag",
    ["<IMG SRC=/a.png>", "<img src='/a.png' alt='a > \"b\"'>", '<img\n src = "/a.png"\n>',
     '<img alt="a > b" src="/a.png">', '<img src="/a.png" src="/b.png">'],
)  # fmt: skip
def test_a_tag_may_be_written_as_html_allows(tag: str) -> None:
    assert 'width="300" height="200"' in sized(tag)


def test_an_address_may_hold_entities() -> None:
    assert 'src="/a&amp;b.png"' in sized('<img src="/a&amp;b.png">')
    assert 'width="300"' in sized('<img src="/a&amp;b.png">')


def test_a_picture_above_the_first_heading_is_loaded_at_once() -> None:
    html = sized(
        '<p><img src="/a.png" loading="lazy"></p><img src="/a.png" loading="lazy"><h2>題</h2>', leads=True
    )

    assert html.startswith('<p><img src="/a.png" fetchpriority="high" width="300" height="200"></p>')
    assert html.count('loading="lazy"') == 1


@pytest.mark.parametrize("leads", [True, False])
def test_a_picture_below_a_heading_waits(leads: bool) -> None:
    assert "fetchpriority" not in sized('<h2>題</h2><img src="/a.png">', leads=leads)


def test_below_another_picture_none_is_loaded_at_once() -> None:
    assert "fetchpriority" not in sized('<img src="/a.png">', leads=False)


@given(html=st.text(alphabet="<img src=\"'/a.png>-! \npicturetexsc", max_size=80))
def test_any_text_comes_back_with_nothing_lost(html: str) -> None:
    assert with_sizes(html, lambda _: None, str, leads=True) == html


def test_the_tag_of_a_posts_picture_is_lazy_unless_it_is_eager() -> None:
    lazy = picture_markup(SMALL, "/a.png", str, sizes="10rem", eager=False)
    eager = picture_markup(LARGE, "/b.png", str, sizes="10rem", eager=True)

    assert lazy == '<img src="/a.png" alt="" loading="lazy" decoding="async" width="300" height="200">'
    assert 'sizes="10rem"' in eager
    assert 'fetchpriority="high"' in eager
    assert "loading" not in eager


def test_an_unknown_picture_has_a_tag_without_size() -> None:
    assert picture_markup(None, 'https://x.example/"', str, sizes="", eager=False) == (
        '<img src="https://x.example/&quot;" alt="" loading="lazy" decoding="async">'
    )
