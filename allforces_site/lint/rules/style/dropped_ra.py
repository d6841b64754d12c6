"""A verb that lost its ら: 見れる for 見られる."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_at
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.edits import Edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.messages.message import say
from allforces_site.text.late_pattern import late_pattern

# Verbs whose potential form ends in られる. 見れば and 見れ are right, so they are not looked for.
_STEMS = (
    "見", "着", "寝", "来", "出", "煮", "診", "得", "食べ", "調べ", "比べ", "述べ", "並べ", "浮かべ",
    "続け", "受け", "助け", "届け", "避け", "向け", "掛け", "付け", "設け", "開け", "分け", "預け",
    "見つけ", "決め", "始め", "求め", "止め", "進め", "高め", "集め", "認め", "含め", "埋め", "辞め",
    "やめ", "確かめ", "捨て", "育て", "建て", "当て", "企て", "考え", "答え", "教え", "伝え", "変え",
    "換え", "替え", "超え", "越え", "迎え", "支え", "与え", "捉え", "整え", "備え", "抑え", "鍛え",
    "数え", "覚え", "揃え", "加え", "終え", "逃げ", "投げ", "上げ", "下げ", "挙げ", "広げ", "つなげ",
    "繋げ", "告げ", "見せ", "任せ", "合わせ", "載せ", "寄せ", "降り", "借り", "起き", "生き", "信じ",
    "感じ", "閉じ", "用い", "過ぎ", "落ち",
)  # fmt: skip
_ENDING = late_pattern(
    r"れ(?<=[見着寝来出煮診得べけめてえげせりきじいぎち].)(?=る|ない|なく|なかっ|ず|た(?!り)|て|ます|ませ|まし|そう)"
)


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """A finding for each verb; its fix puts ら in."""
    text = source_file.running
    for ending in _ENDING.finditer(text):
        at = ending.start()
        stem = next((stem for stem in _STEMS if text.endswith(stem, 0, at)), None)
        if stem is None:
            continue
        message = say('"{short}" has lost its ら', short=f"{stem}れ")
        hint = say('write "{right}"', right=f"{stem}られ")
        yield finding_at(
            source_file,
            at - len(stem),
            message,
            hint=hint,
            proposal=ProposedFix(hint, (Edit(at, at, "ら"),)),
        )


RULE = Rule(
    "dropped-ra",
    Severity.NOTE,
    say("A verb in a form without ra"),
    say("Write られる."),
    find=find,
    fixes=True,
    is_optional=True,
)
