"""Phrases that writing models put into every other text: worn out where many posts of a site have them.

Ends of sentences cannot be counted as beginnings are: what ends many of them is grammar, or the subject of
a site.
"""

from __future__ import annotations

# The letters that all forms of a phrase have, and the phrase.
WORN_OUT: dict[str, str] = {
    "可能性を秘め": "可能性を秘める",
    "計り知れ": "計り知れない",
    "鍵を握": "鍵を握る",
    "目が離せ": "目が離せない",
    "過言では": "過言ではない",
    "注目に値": "注目に値する",
    "一線を画": "一線を画す",
    "現実味を帯び": "現実味を帯びる",
    "想像に難く": "想像に難くない",
    "枚挙に": "枚挙にいとまがない",
    "他なりません": "他なりません",
    "ほかなりません": "ほかなりません",
    "避けて通れ": "避けて通れない",
    "根底から": "根底から",
    "示唆に富": "示唆に富む",
    "転換点に立": "転換点に立つ",
    "羅針盤とな": "羅針盤となる",
    "諸刃の剣": "諸刃の剣",
    "氷山の一角": "氷山の一角",
    "ゲームチェンジャー": "ゲームチェンジャー",
    "パラダイムシフト": "パラダイムシフト",
    "と言えるでしょう": "と言えるでしょう",
    "と私は見て": "と私は見ている",
    "と私は考え": "と私は考える",
    "と私は感じ": "と私は感じる",
    "と私は信じ": "と私は信じる",
    "と私は確信": "と私は確信する",
}
