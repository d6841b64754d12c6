"""Japanese articles as editors write them, with all that front matter and Markdown offer."""

from __future__ import annotations

import random

PARAGRAPHS = (
    "新茶の季節がやってきました。産地では摘み取りが進み、店先には青い香りが満ちています。",
    "茶葉は湯の温度で味が変わります。**七十度**の湯でゆっくり待つと、甘みが前に出てきます。",
    "水にも気を配りたいところです。\n軟水を選び、一度沸かしてから冷ますと角が取れます。",
    "「一煎目は短く」と茶師は言います。二煎目からは湯の温度を上げてください（目安は八十度）。",
    "保存には缶が向いています。光と湿気を避け、開けたら一か月で飲み切るのが理想です。",
    "茶園では、AIで摘み頃を見分ける実験が始まりました。精度は92.5％だといいます。",
    "費用は10アールあたり3,000円ほど。手作業の半分で済むと、組合は見込んでいます。",
    "海外からの注文も増えました。ことしは昨年の2倍にのぼる見通しです！",
)
OTHERS = (
    "## 湯の温度",
    "### 保存のこつ {#keep}",
    "- 急須\n- 湯飲み\n  - 白磁\n- 茶こし",
    "1. 沸かす\n2. 冷ます\n\n   十分に待つ。\n3. 注ぐ",
    "- [x] 道具\n- [ ] 水",
    "```python\nprint('{{ tea }}')\n```",
    "    字下げのコード {{ x }}",
    "> 茶は心を静める。\n> > 古い言葉です。",
    "| 種類 | 温度 |\n|---|--:|\n| 玉露 | 50 |\n| 番茶 | 100 |",
    '<div class="note">\n\n飾り**枠**\n\n</div>',
    '<figure><img src="/assets/a.png" alt="急須"><figcaption>急須</figcaption></figure>',
    '![茶畑](/assets/a.png "静岡の茶畑"){: .wide}',
    "![図](図.png)",
    '[公式の案内](https://example.com/茶/?q=新茶&p=1#top)と[古い記事][old]です。\n\n[old]: /about/ "紹介"',
    "詳しくは https://example.com/a_b/__init__.py へ。連絡は info@example.com です。",
    '[茶の店](https://amzn.to/abc)で買えます。{: rel="sponsored"}',
    "注を付けます[^1]。\n\n[^1]: 注の本文です。",
    "~~古い値段~~は`500円`でした。H<sub>2</sub>O &copy; 2026",
    "用語\n: 説明です。",
    "* * *",
    "<!-- 編集メモ -->",
    "{% raw %}{{ そのまま }}{% endraw %}",
)
FRONT_MATTER = """\
layout: post
title: "新茶の季節、湯の温度を選ぶ"
date: 2026-02-03 08:30:00 +0900
last_modified_at: 2026-02-04 10:00:00 +0900
categories: ["技術"]
tags: ["AI", "茶", "暮らし"]
author: "編集部"
authors: [花子, 太郎]
excerpt: "産地を訪ね、おいしい淹れ方を聞きました。"
description: "湯の温度で味はどこまで変わるのか。"
image: /assets/a.png
og_image: /assets/b.png
permalink: /:categories/:year/:title/
slug: shincha
redirect_from:
  - /old/
  - /2025/01/01/old.html
canonical_url: https://example.org/shincha/
reading_time: 4
published: true
sitemap: true
robots: index
related_articles: [a, b]
toc: true
lang: ja
"""


def front_matter(chance: random.Random) -> str:
    """The lines between `---` and `---`: the title and a part of the other keys."""
    blocks = FRONT_MATTER.replace("\n  ", "\0 ").splitlines()
    kept = [block for block in blocks if block.startswith("title") or chance.random() < 0.5]
    return "".join(block.replace("\0", "\n ") + "\n" for block in kept)


def body(chance: random.Random, blocks: int = 8) -> str:
    """Paragraphs, each once, and other blocks between them."""
    parts = chance.sample(PARAGRAPHS, min(blocks // 2 + 1, len(PARAGRAPHS)))
    for other in chance.sample(OTHERS, blocks // 2):
        parts.insert(chance.randrange(len(parts) + 1), other)
    return "\n\n".join(parts) + "\n"


def article(chance: random.Random) -> str:
    """A whole post."""
    return f"---\n{front_matter(chance)}---\n{body(chance)}"
