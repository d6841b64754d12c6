"""Beginnings of sentences that are no mannerism, however often they come: conjunctions, and subjects."""

from __future__ import annotations

from allforces_site.text.late_pattern import late_pattern

_WORDS = (
    "[これそあ]れ(?:ら)?(?:は|が|も|に|には|により|によって|で|では)"
    "|[こそあ]の(?:ため|場合|結果|一方で?|ように|後|点|中で?|ほか|意味で(?:は)?)"
    "|しかし|しかしながら|例えば|たとえば|そして|また|特に|さらに|まず|まずは|もちろん|では|次に|でも|さて|あるいは"
    "|一方で?は?|むしろ|つまり|ただし?|これまで|なぜなら|もし|だから|ですから|実際に?|同時に|現在|かつて|最後に"
    "|(?:具体|一般|将来|最終|基本|結果|本質|全体|比較)的に(?:は)?|結果として|それでも|そこで|このように|最近(?:では|は)?"
    "|確かに|たしかに|まるで|それとも|ところで|しかも|なお|すなわち|したがって|従って|加えて|ちなみに|そもそも"
    "|今後(?:は)?|当時(?:は)?|第[一二三四五]に|[一二三1-３１-３]つ(?:目)?は|もう[一1]つは|その上|そのうえ|それに|それから"
    "|ところが|けれども|だが|とはいえ|そのため(?:に(?:は)?)?|私(?:は|も|たちは|自身は?)?|彼らは|彼は|彼女は"
    "|あなたは|皆さんは?|今回の?は?|今(?:は|では|や)?|多くの場合|例として|以下(?:は|に|で)?"
)
_NOUN = "[一-鿿ァ-ヶーA-Za-z0-9０-９・々]"
_SUBJECT = rf"(?!.*的には)(?:{_NOUN}+の)*{_NOUN}+(?:は|が|も|の|で|に|を|と|では|には|から)?"
_COMMON = late_pattern(f"(?:{_WORDS}|{_SUBJECT})、?")


def is_common_opening(words: str) -> bool:
    """Whether the beginning of a sentence says nothing of a writer's manner."""
    return _COMMON.fullmatch(words) is not None
