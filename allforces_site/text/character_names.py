"""Names of characters that a reader cannot see, or takes for others: those of Unicode. Pure."""

from __future__ import annotations

from unicodedata import name as unicode_name

from allforces_site.messages.message import N_, Message, as_it_is, say

_OUR_NAMES = {"\u3000": "full-width space", "\ufeff": "byte order mark"}

_TRANSLATED = frozenset(
    {
        N_("activate arabic form shaping"),
        N_("activate symmetric swapping"),
        N_("apostrophe"),
        N_("arabic letter mark"),
        N_("box drawings light horizontal"),
        N_("bullet"),
        N_("bullet operator"),
        N_("byte order mark"),
        N_("combining grapheme joiner"),
        N_("double prime"),
        N_("em dash"),
        N_("em quad"),
        N_("em space"),
        N_("en dash"),
        N_("en quad"),
        N_("en space"),
        N_("figure dash"),
        N_("figure space"),
        N_("first strong isolate"),
        N_("four-per-em space"),
        N_("full-width space"),
        N_("fullwidth tilde"),
        N_("function application"),
        N_("hair space"),
        N_("halfwidth katakana middle dot"),
        N_("horizontal bar"),
        N_("hyphen"),
        N_("hyphen-minus"),
        N_("hyphenation point"),
        N_("inhibit arabic form shaping"),
        N_("inhibit symmetric swapping"),
        N_("invisible plus"),
        N_("invisible separator"),
        N_("invisible times"),
        N_("katakana middle dot"),
        N_("katakana-hiragana prolonged sound mark"),
        N_("left double quotation mark"),
        N_("left single quotation mark"),
        N_("left-to-right embedding"),
        N_("left-to-right isolate"),
        N_("left-to-right mark"),
        N_("left-to-right override"),
        N_("medium mathematical space"),
        N_("middle dot"),
        N_("minus sign"),
        N_("mongolian vowel separator"),
        N_("narrow no-break space"),
        N_("national digit shapes"),
        N_("no-break space"),
        N_("nominal digit shapes"),
        N_("non-breaking hyphen"),
        N_("ogham space mark"),
        N_("pop directional formatting"),
        N_("pop directional isolate"),
        N_("prime"),
        N_("punctuation space"),
        N_("quotation mark"),
        N_("right double quotation mark"),
        N_("right single quotation mark"),
        N_("right-to-left embedding"),
        N_("right-to-left isolate"),
        N_("right-to-left mark"),
        N_("right-to-left override"),
        N_("six-per-em space"),
        N_("soft hyphen"),
        N_("space"),
        N_("thin space"),
        N_("three-per-em space"),
        N_("tilde"),
        N_("tilde operator"),
        N_("wave dash"),
        N_("word joiner"),
        N_("zero width joiner"),
        N_("zero width non-joiner"),
        N_("zero width space"),
    }
)
# Letters that look like others have names of this form.
_LETTERS = {
    "cyrillic small letter ": N_("cyrillic small letter {letter}"),
    "greek small letter ": N_("greek small letter {letter}"),
    "hiragana letter ": N_("hiragana letter {letter}"),
    "katakana letter ": N_("katakana letter {letter}"),
    "latin small letter ": N_("latin small letter {letter}"),
}
_KANJI = "cjk unified ideograph-"


def name_of(char: str) -> Message | None:
    """Returns the name of a character, or None if it has none."""
    name = _OUR_NAMES.get(char) or unicode_name(char, "").lower()
    if name in _TRANSLATED:
        return Message(name)
    if name.startswith(_KANJI):
        return say("cjk unified ideograph-{code}", code=name.removeprefix(_KANJI))
    for start, text in _LETTERS.items():
        if name.startswith(start):
            return Message(text, (("letter", name.removeprefix(start)),))
    return as_it_is(name) if name else None
