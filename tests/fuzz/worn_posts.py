"""Posts as a writing program leaves them: copies, the model's marks, cut ends, conflicts, wrong links."""

from __future__ import annotations

import random

from tests.fuzz.mutations import mutated
from tests.fuzz.sample_posts import OTHERS, PARAGRAPHS, front_matter

MARKERS = ("---END---", "===END===", "<|endoftext|>", "--- END ---", "---end---", "**---END---**")
ENDS = (
    "さらに、**",
    "",
    "\n",
    "続いて、茶葉の",
    "---END---",
    "そして「",
    "- ",
    "## ",
    "```",
    "費用は1",
    "。",
    "まとめると、",
)
TITLES = ("## 湯の温度", "**水を選ぶ**", "### 保存のこつ", "**まとめ**", "# 新茶の季節")
# The first three of these posts have another day in their addresses than in their files' names.
LINKS = (
    "[一](/2026/01/05/late0/)", "[二](/2026/01/06/late1/#a)", "[三](/2026/01/07/late2)",
    "<a href=\"/2026/01/05/late0/\">四</a>", "[五][r]\n\n[r]: /2026/01/06/late1/",
    "[六](https://example.com/2026/01/05/late0/)", "[七](</2026/01/05/late0/> \"題\")",
    "![八](/2026/01/05/late0/)", "[九](/2026/01/05/late0/index.html)", "[十](../../05/late0/)",
    "<https://example.com/2026/01/05/late0/>", "`[十一](/2026/01/05/late0/)`", "[茶の店](https://amzn.to/abc)",
    "[十二](/2026/01/08/late3/)", "[十三](/about/)", "[十四](/nowhere/)",
)  # fmt: skip


def conflict(chance: random.Random) -> str:
    """A conflict that git left; both sides may say the same."""
    ours, theirs = chance.choice(PARAGRAPHS), chance.choice(PARAGRAPHS)
    theirs = ours if chance.random() < 0.5 else theirs
    return f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> main"


def worn_post(chance: random.Random) -> str:
    """An article after some accidents, mutated half of the times."""
    blocks = [
        chance.choice(chance.choice((PARAGRAPHS, PARAGRAPHS, TITLES, OTHERS, LINKS)))
        for _ in range(chance.randrange(12))
    ]
    for _ in range(chance.randrange(4)):
        start = chance.randrange(len(blocks) + 1)
        end = chance.randint(start, len(blocks))
        again = blocks[start:end]
        if again and chance.random() < 0.3:  # A copy that begins or ends within a block.
            again[0] = again[0][chance.randrange(len(again[0])) :]
        blocks += [*chance.choice([[], [chance.choice(MARKERS)]]), *again]
    if chance.random() < 0.2:
        blocks.insert(chance.randrange(len(blocks) + 1), conflict(chance))
    body = "".join(block + chance.choice(["\n\n", "\n\n", "\n", "\n\n\n"]) for block in blocks)
    text = f"---\n{front_matter(chance)}---\n{body}{chance.choice(ENDS)}"
    if chance.random() < 0.3:
        text = cut_title(chance, text)
    return mutated(chance, text, 3) if chance.random() < 0.5 else text


def cut_title(chance: random.Random, text: str) -> str:
    """A title that is only the beginning of the first paragraph's sentence."""
    first = chance.choice(PARAGRAPHS).replace("\n", "").partition("。")[0]
    title, behind = first[: max(2, len(first) // 2)], text.split("---\n", 2)
    if len(behind) < 3:
        return text
    return f"---\n{behind[1].replace('新茶の季節、湯の温度を選ぶ', title)}---\n{first}。\n\n{behind[2]}"
