"""A blog with everything that the theme can show, whose own texts are English."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

CONFIG = """\
title: Tea Notes
url: https://example.com
description: Notes on tea.
lang: {lang}
permalink: /:year/:month/:day/:title/
paginate: 3
timezone: UTC
author: Ann
navigation: [{{title: About, url: /about/}}]
content_categories:
  - {{name: Growing, slug: growing, description: How tea grows.}}
  - {{name: Drinking, slug: drinking}}
allforces:
  search: true
  social_pictures: false
  news_sitemap: true
  date_aliases: true
  redirect_files: [netlify, nginx, apache]
  icon: assets/icon.png
  ai: {{llms_txt: true, llms_full_txt: true, markdown: true}}
  feeds:
    /feed.xml: {{format: atom}}
    /rss.xml: {{format: rss}}
    /feed.json: {{format: json}}
    /feeds/:category.xml: {{format: rss, content: excerpt}}
"""

BODY = """\
The first sentence of the text.

## Leaves

| Leaf | Steeping |
|---|---|
| green | short |

- [ ] warm the pot
- [x] boil the water

## Water

```python
boil(water)
```

## Which leaf is best?

The one that you like[^1].

[^1]: A note.
"""


def write_english_texts(shop: Any, lang: str = "en", more: str = "") -> None:
    """Writes the blog; its settings say that it is in `lang`."""
    shop.write("content/_config.yml", CONFIG.format(lang=lang) + more)
    picture = BytesIO()
    Image.new("RGB", (600, 600), "teal").save(picture, "PNG")
    shop.write("content/assets/icon.png", picture.getvalue())
    shop.write("content/_data/authors.yml", "Ann: {bio: Grows tea., links: [https://ann.example/]}\n")
    shop.write("content/about.md", f"---\ntitle: About\nredirect_from: /who/\n---\n{BODY}")
    for day in range(1, 10):
        rare = ", ".join(f"rare{day}x{number}" for number in range(6))
        shop.post(
            f"2026-{3 + day // 6:02}-{day:02}-p{day}",
            f"title: Tea number {day}\ncategories: [{'Growing' if day % 2 else 'Drinking'}]\nauthor: Ann\n"
            f"tags: [leaf, {rare}]\nlast_modified_at: 2026-05-0{day}",
            BODY,
        )
    shop.post("2025-12-30-old", "title: Old tea\ndate: 2025-12-31\nredirect_from: /older/", "Short.\n")
