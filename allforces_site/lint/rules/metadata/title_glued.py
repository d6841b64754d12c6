"""A sentence in a title to which the rest of another title was glued: 「…変わるのか？が変える未来」."""

from __future__ import annotations

from collections.abc import Iterator

from allforces_site.config.model import Config
from allforces_site.errors import Severity
from allforces_site.lint.finding import Finding, ProposedFix, finding_in
from allforces_site.lint.rule import Rule
from allforces_site.lint.source.first_line import as_written, first_line
from allforces_site.lint.source.scalars import scalar_edit
from allforces_site.lint.source.source_file import SourceFile
from allforces_site.lint.source.title_parts import end_apart, year_before
from allforces_site.lint.source.unfinished import even, open_bracket
from allforces_site.messages.message import Message, say
from allforces_site.text.late_pattern import late_pattern

# Brackets may stand between: 「…変わるのか？（静岡・鹿児島）が変える未来」.
_BRACKETS = r"(?:\s*[(（][^()（）]*[)）])*"
# A predicate of a question that is named: 「なぜ？がわかる」, 「どうする？の声」. Not と: it quotes.
_NAMED = (
    r"(?!が(?:わか|分か|解け|解決|消え|浮か|気にな|湧|わく|生まれ|止まら|いっぱい|多)"
    r"|の(?:声|答え?|回答|理由|ワケ|わけ|訳|正体|謎|疑問|不安|悩み|嵐|心|気持ち|意味|一言|ひと言|連続|先に|前に|瞬間))"
)
_WORDS = r"(?:が|の|による|において|における|に関する|に向けた|をめぐる)(?=[一-鿿々ァ-ヺーA-Za-z0-9ぁ-ん])"
_PARTICLE = f"{_NAMED}{_WORDS}"
# A question word behind の is a noun: 「子どもの『なぜ？』の…」 without its quotation marks.
_NO_NOUN = r"(?<!のなぜ)(?<!のなに)(?<!の何)(?<!のどうして)(?<!はてな)(?<!疑問)(?<!不思議)"
_GLUED = late_pattern(
    rf"{_NO_NOUN}(?:[?？]|(?<=のか)[!！]){_BRACKETS}[、，]?(?P<question>{_PARTICLE}.*)"
    # No name ends so, as モーニング娘。 and 「君の名は。」 do.
    rf"|(?:[るくすむぶうつ一-鿿](?<!娘)|ます|です|ました|でした|とは|こと)。{_BRACKETS}(?P<sentence>{_PARTICLE}.*)"
    rf"|(?<!こ)とは{_BRACKETS}(?P<word>(?:の(?=[一-鿿々ァ-ヺーA-Za-z])|が|による).*)",
)
# An exclamation mark may end a name: 「港が鳴った！の会」. It does not if the first line of the text ends
# with it, or if a bracket was cut off with the rest of the title.
_CRY = "[るくすむぶうつぐぬたい][!！]"
_NO_NAME = "(?!の(?:会|集い|日|時間|声|一言|ひと言|気持ち|瞬間|連続|舞台|作者|主演))"
_GLUED_TO_CRY = late_pattern(rf"(?<={_CRY}){_BRACKETS}(?P<tail>{_NO_NAME}{_WORDS}.*)")
# A headline that ends in a verb takes none of these particles: 「…を読み解く」. One that ends in a question
# takes no other either.
_PREDICATE = late_pattern(r"(?:[るくすむぶうつぐぬ]|ます|です|ました|でした|とは|のか|\?)\Z")
_ENDS_IN_CRY = late_pattern(rf"{_CRY}\Z")
_CONTINUED = late_pattern(_WORDS)
_BEHIND_QUESTION = late_pattern(r"(?<=[?？])(?:[をにでへも]|から|まで)(?=[一-鿿々ァ-ヺーA-Za-z0-9ぁ-ん])")
# A title that begins with a short question is a name: 「どうする？の会」.
_LEAST_CHARS = 8


def find(source_file: SourceFile, _: Config) -> Iterator[Finding]:
    """At most one finding. The fix ends the title with its sentence, if that is the text's first line."""
    title = source_file.written("title").strip()
    place = _glued_at(title) or _behind_first_line(title, source_file) if title else None
    if place is None:
        return
    head, tail = title[:place], title[place:]
    yield finding_in(
        source_file,
        "title",
        say('the title is a sentence to which "{tail}" was glued', tail=tail),
        hint=say("end the title where the sentence ends, or write one sentence"),
        proposal=_proposal(source_file, head, tail),
    )


def _glued_at(title: str) -> int | None:
    """Where the words begin that were glued to a sentence, or None."""
    found = _GLUED.search(title, _LEAST_CHARS)
    if found is None and open_bracket(title) is not None:
        found = _GLUED_TO_CRY.search(title, _LEAST_CHARS)
    return None if found is None else found.start(found.lastgroup or 0)


def _behind_first_line(title: str, source_file: SourceFile) -> int | None:
    """Where the words begin that were glued to the first line of the text, if that is a sentence."""
    line = first_line(source_file)
    head = f"{year_before(title)}{as_written(source_file)}"
    if not line.is_title_like or not title.startswith(head):
        return None
    if _ENDS_IN_CRY.search(line.text):
        return len(head) if _GLUED_TO_CRY.match(title, len(head)) else None
    if not _PREDICATE.search(line.text):
        return None
    is_continued = _CONTINUED.match(title, len(head)) or _BEHIND_QUESTION.match(title, len(head))
    return len(head) if is_continued else None


def _proposal(source_file: SourceFile, head: str, tail: str) -> ProposedFix | None:
    sentence = head.removesuffix(end_apart(head)).removeprefix(year_before(head))
    if even(sentence).rstrip("。") != first_line(source_file).text.rstrip("。"):
        return None
    whole = head + end_apart(tail)
    edit = scalar_edit(source_file, "title", whole)
    return None if edit is None else ProposedFix(_ended(whole), (edit,))


def _ended(title: str) -> Message:
    return say('end the title where its sentence ends: "{title}"', title=title)


RULE = Rule(
    "title-glued",
    Severity.WARNING,
    say("A title that goes on after its sentence has ended"),
    say("Two titles were put together. End the title where its sentence ends, or write one sentence."),
    find=find,
    fixes=True,
)
