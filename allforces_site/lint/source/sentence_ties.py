"""Sentences that do not stand without their neighbour: これは… without the one before, 次の三つです。 without
what follows. By their form: a repair keeps the neighbour of any that may need it."""

from __future__ import annotations

from allforces_site.text.late_pattern import late_pattern

# How far into a sentence a pointing word may be and still point back: 企業はこれらの課題に….
_OPENING = 16
_POINTS = late_pattern(
    r"これ(?!から|まで)|それ(?!ぞれ)|あれ|(?:この|その|あの)(?!まま|もの|他|ほか|日|度|たび)|ここ(?!数|最近|一|二|三|十|[0-9])|そこ(?!そこ)|こちら|そちら"
    r"|こう|そう(?!し?ろ)|こんな|そんな|どちら|両者|両社|両方|後者|前者|いずれ|同社|同氏|同機|彼(?:ら|女|の|は|が)|上記|前述"
)
_JOINS = late_pattern(
    r"(?:しかし|だが|ただ|だから|ですから|ので|なので|したがって|従って|すると|つまり|要するに|言い換え|なぜなら|というの|例えば|たとえば"
    r"|一方|他方|逆に|反対に|むしろ|とはいえ|とはい|でも|けれど|ところが|ゆえに|結果|具体的|実際|現に|事実|中でも|なかでも|とりわけ|特に|ことに"
    r"|次に|続いて|第[二三四五2-9]|[二三四五2-9]つ目|もう[一1]|または|もしくは|あるいは|および|及び|並びに|では|じゃあ|もっとも|なお|ちなみに"
    r"|だとすれば|であれば|ならば|となると|さもな|おかげ|以上|最後に|同様|同じ|自ら|はい|いいえ|ええ)"
)
# Words that only add: a paragraph may begin with them.
_ADDS = late_pattern(r"(?:また|さらに|更に|加えて|そして|それに|もちろん|同時に)、?")
_LEADS = late_pattern(
    r"(?::|;|、"
    r"|(?:次|以下|下記|つぎ)(?:の|に|が|は|を)[^。?!]{0,40}[。:]"
    r"|(?:[0-9一二三四五六七八九十]+|いくつか|幾つか)(?:つ|点|個|段階|ステップ|種類|項目)?(?:の[^。、]{1,14})?(?:が|は|も)?"
    r"(?:ある|あり|挙げ|考え|存在|紹介|お伝え|分け|まとめ|整理|です|だ|である)[^。、]{0,10}。"
    r"|(?:見て|紹介|お伝え|整理|解説|説明|確認|考えて|掘り下げて)(?:し|いき|み)*(?:よう|ましょう|ます|たい)[^。、]{0,8}。"
    r"|とおりです。|通りです。|\?|か。)\Z"
)


_LISTS = late_pattern(
    r"(?::|(?:次|以下|下記|つぎ)(?:の|に|が|は|を|で)[^。?!]{0,60}[。:]|(?:とおり|通り)(?:です|だ|である|になります)。)\Z"
)


def announces_list(sentence: str) -> bool:
    """Whether a folded sentence is a lead-in, over nothing without the list below it."""
    return _LISTS.search(sentence) is not None


def needs_before(sentence: str) -> bool:
    """Whether a folded sentence speaks of the one before it: it points back or joins on."""
    return _JOINS.match(sentence, _added(sentence)) is not None or points_back(sentence)


def points_back(sentence: str) -> bool:
    """Whether a folded sentence names what the one before it is about: これは, その技術."""
    at = _added(sentence)
    return _POINTS.search(sentence, at, at + _OPENING) is not None


def _added(sentence: str) -> int:
    """The number of characters of a first word that only adds."""
    added = _ADDS.match(sentence)
    return added.end() if added else 0


def needs_after(sentence: str) -> bool:
    """Whether a folded sentence announces what follows it: a list, an answer, an example."""
    return _LEADS.search(sentence) is not None
